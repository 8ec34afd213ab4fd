"""The larva family: the theme of a large publisher of trade titles, white space and all."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from crawler.sample.article import SampleArticle
from crawler.sample.credits import author_path, linked_byline, roles, writers_of
from crawler.sample.fragments import Fragments
from crawler.sample.masthead import BADGE, NAME, ORIGIN, ZONE
from crawler.sample.related import BOX_HEADINGS, Target
from crawler.sample.templating import link_part, list_items, part


class LarvaFragments(Fragments):
    """Parts of a larva page. Links to other articles are absolute, as this theme prints them."""

    related_template = "larva-aside"
    origin = ORIGIN

    def paragraph(self, inner: str) -> str:
        """A paragraph: one tab before the text, an empty line after it."""
        return f'<p class="paragraph larva //  ">\n\t{inner}\n\n</p>\n'

    def ad(self) -> str:
        """An advertisement's place: boxes in boxes, and nothing in them."""
        return part("larva-ad")

    def box(self) -> str:
        """The related stories that the site injects among the paragraphs."""
        cards = "\n".join(self._card(self.targets[post_id]) for post_id in self.article.box)
        return part("larva-box", heading=BOX_HEADINGS["larva"], cards=cards) if cards else ""

    def _card(self, target: Target) -> str:
        badge = part("larva-badge", badge=BADGE) if target.is_premium else ""
        return link_part("larva-card", target.title, ORIGIN + target.path, badge=badge)

    def player(self) -> str:
        """The player that ad technology fills; its heading has no links."""
        return part("larva-player", name=NAME)

    def gate(self) -> str:
        """The gate of the premium section."""
        return part("larva-gate", badge=BADGE)


def fields(article: SampleArticle, targets: Mapping[int, Target], latest: Mapping[str, list[Target]]) -> dict[str, str]:
    """What the larva template asks for."""
    fragments = LarvaFragments(article, targets)
    published = article.published_at.astimezone(ZONE)
    standfirst = article.standfirst and f'<div class="article-excerpt larva">{escape(article.standfirst)}</div>'
    clock = published.strftime("%I:%M%p").lstrip("0").lower()
    return {
        "standfirst": standfirst or "",
        "byline": _byline(article),
        "popovers": "\n".join(
            _popover(one.name, latest[one.name]) for one in writers_of(article) if one.name in latest
        ),
        "datetime": published.strftime("%Y-%m-%d %H:%M:%S.000000%z"),
        "printed_date": f"{published:%b} {published.day}, {published.year} {clock} ET",
        "body": fragments.body(),
        "most_popular": fragments.most_popular(),
        "tags": ",\n".join(f'<a href="/t/{tag.lower().replace(" ", "-")}/">{escape(tag)}</a>' for tag in article.tags),
    }


def _byline(article: SampleArticle) -> str:
    if article.byline is None:
        return ""
    if article.author_style == "tagline":
        link = '<a href="{address}"><span>{name}</span></a>'
        names = linked_byline(article.byline.removeprefix("By "), article, link)
        printed = part("larva-author-tagline", byline=names)
    else:
        link = '\n\t\t\t<a class="c-link larva  " href="{address}"\n\t\t\t>\n\t{name}</a>'
        names = linked_byline(article.byline, article, link).replace("By ", "\n\t\t\tBy ", 1)
        printed = part("larva-author", byline=names)
    if article.photographs:
        printed += part("larva-photographs", name=article.photographs, href=author_path(article.photographs))
    return printed


def _popover(name: str, latest: list[Target]) -> str:
    """What opens beside a name: the author's latest posts, this article among them."""
    items = list_items(*((one.path, one.title) for one in latest))
    return part("larva-popover", name=name, role=roles()[name], items=items, href=author_path(name))
