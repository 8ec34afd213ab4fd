"""The dive family: the system of a house of many small titles, with briefs, roles beside names and embedded cards."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from crawler.sample.article import SampleArticle
from crawler.sample.credits import linked_byline
from crawler.sample.fragments import Fragments
from crawler.sample.masthead import ZONE
from crawler.sample.related import Target
from crawler.sample.templating import link_part, part


class DiveFragments(Fragments):
    """Parts of a dive page. Links are relative to the host."""

    related_template = "dive-entity"

    def signup(self) -> str:
        """The newsletter's form, among the paragraphs."""
        return part("dive-signup")

    def box(self) -> str:
        """The automatic box below the text; its heading is split over two elements."""
        shown = [self.targets[post_id] for post_id in self.article.box]
        cards = "\n".join(link_part("dive-card", one.title, one.path) for one in shown)
        return part("dive-box", cards=cards) if cards else ""


def fields(article: SampleArticle, targets: Mapping[int, Target]) -> dict[str, str]:
    """What the dive template asks for."""
    fragments = DiveFragments(article, targets)
    published = article.published_at.astimezone(ZONE)
    return {
        "standfirst": f'<p class="article-dek">{escape(article.standfirst)}</p>' if article.standfirst else "",
        "byline": _byline(article),
        "printed_date": f"{published:%B} {published.day}, {published.year}",
        "body": fragments.body(),
        "box": fragments.box(),
        "most_popular": fragments.most_popular(),
        "tags": "".join(
            f'<li><a href="/topic/{tag.lower().replace(" ", "-")}/">{escape(tag)}</a></li>' for tag in article.tags
        ),
    }


def _byline(article: SampleArticle) -> str:
    if article.byline is None:
        return ""
    printed = linked_byline(article.byline, article, '<a class="author-link" rel="author" href="{address}">{name}</a>')
    for role in dict.fromkeys(one.role for one in article.contributors if one.role):
        printed = printed.replace(role, f'<span class="author-title">{role}</span>')
    return f'<div class="author-name">{printed}</div>'
