"""Section fronts: the newest stories of a section, a few to a page, and the way to the next page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from crawler.sample.announcements import Announcement, articles_of
from crawler.sample.fragments import Fragments
from crawler.sample.masthead import SECTIONS, ZONE, Section, address_of
from crawler.sample.related import targets_of
from crawler.sample.templating import fill, link_part

STORIES_SHOWN = 8


def iter_fronts(announced: Sequence[Announcement]) -> Iterator[tuple[str, bytes]]:
    """Path and page of every page of every section front."""
    for section in SECTIONS.values():
        held = [one for one in announced if one.section_slug == section.slug and not one.sitemap_only]
        pages = -(-len(held) // STORIES_SHOWN)
        for number in range(1, pages + 1):
            shown = held[(number - 1) * STORIES_SHOWN : number * STORIES_SHOWN]
            yield _path(section, number), _render(section, shown, number, pages)


def _path(section: Section, number: int) -> str:
    return section.front if number == 1 else f"{section.front}page/{number}/"


def _render(section: Section, shown: Sequence[Announcement], number: int, pages: int) -> bytes:
    further = _path(section, number + 1) if number < pages else None
    articles = articles_of(1)
    return fill(
        "front",
        title=escape(section.name),
        url=address_of(_path(section, number)),
        head=f'<link rel="next" href="{address_of(further)}" />' if further else "",
        stories="\n".join(map(_story, shown)),
        pagination=f'<a class="next page-numbers" rel="next" href="{further}">Older stories</a>' if further else "",
        most_popular=Fragments(articles[0], targets_of(articles)).most_popular(),
    ).encode()


def _story(one: Announcement) -> str:
    published = one.published_at.astimezone(ZONE)
    return link_part(
        "front-story",
        one.title,
        one.path,
        datetime=published.isoformat(),
        printed_date=f"{published:%B} {published.day}, {published.year}",
        summary=f"<p>{escape(one.standfirst)}</p>" if one.standfirst else "",
    )
