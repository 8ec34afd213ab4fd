"""The plain family: WordPress as it comes, with related posts, neighbours and readers' comments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from crawler.sample.article import SampleArticle
from crawler.sample.credits import linked_byline
from crawler.sample.fragments import Fragments
from crawler.sample.masthead import ZONE
from crawler.sample.related import BOX_HEADINGS, Target
from crawler.sample.templating import link_part, part

_COMMENTS = Path(__file__).parent / "comments.toml"


class PlainFragments(Fragments):
    """Parts of a plain page. Links are relative to the host."""

    def box(self) -> str:
        """Related posts below the text. Where a script fills them, the box is there and empty."""
        shown = [self.targets[post_id] for post_id in self.article.box]
        if not shown and not self.article.related_box_by_script:
            return ""
        items = "\n".join(link_part("plain-card", one.title, one.path) for one in shown)
        return part("plain-box", heading=BOX_HEADINGS["plain"], items=items)


def fields(
    article: SampleArticle, targets: Mapping[int, Target], neighbours: tuple[Target | None, Target | None]
) -> dict[str, str]:
    """What the plain template asks for."""
    fragments = PlainFragments(article, targets)
    published = article.published_at.astimezone(ZONE)
    return {
        "standfirst": f'<p class="entry-subtitle">{escape(article.standfirst)}</p>' if article.standfirst else "",
        "byline": _byline(article),
        "datetime": published.isoformat(),
        "printed_date": f"{published:%B} {published.day}, {published.year}",
        "body": fragments.body(),
        "box": fragments.box(),
        "neighbours": "".join(map(_neighbour, ("prev", "next"), ("Previous", "Next"), neighbours)),
        "comments": _comments(article.post_id),
        "most_popular": fragments.most_popular(),
        "tags": ", ".join(
            f'<a rel="tag" href="/t/{tag.lower().replace(" ", "-")}/">{escape(tag)}</a>' for tag in article.tags
        ),
    }


def _byline(article: SampleArticle) -> str:
    if article.byline is None:
        return ""
    link = '<a class="url fn n" rel="author" href="{address}">{name}</a>'
    return f'<span class="byline">{linked_byline(article.byline, article, link)}</span>'


def _neighbour(rel: str, word: str, target: Target | None) -> str:
    return link_part("plain-neighbour", target.title, target.path, rel=rel, word=word) if target else ""


@cache
def _read_comments() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(_COMMENTS.read_text(encoding="utf-8"))


def _comments(post_id: int) -> str:
    comments = _read_comments().get(str(post_id), [])
    items = (part("plain-comment", name=escape(one["name"]), text=escape(one["text"], quote=False)) for one in comments)
    listed = "\n".join(items)
    return f'<h2 class="comments-title">Comments</h2><ol class="comment-list">{listed}</ol>' if listed else ""
