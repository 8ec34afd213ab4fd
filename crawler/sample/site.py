"""Every address of the title in one edition, and what stands there."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from html import escape

from crawler.sample import sitemaps
from crawler.sample.announcements import EDITIONS, announcements_of, articles_of
from crawler.sample.answers import HTML, Answer, redirect
from crawler.sample.credits import author_path, roles
from crawler.sample.expected import removed_article
from crawler.sample.faults import GONE, NOT_FOUND, answers_of
from crawler.sample.feed import CONTENT_TYPE as RSS
from crawler.sample.feed import render_comment_feed, render_feed
from crawler.sample.fronts import iter_fronts
from crawler.sample.masthead import NAME, ORIGIN, SECTIONS, TAGLINE, ZONE, address_of
from crawler.sample.pages import encoding_of, render
from crawler.sample.templating import notice

EDITION_AT = {
    1: datetime(2026, 6, 29, 6, 0, tzinfo=ZONE),
    2: datetime(2026, 6, 30, 10, 30, tzinfo=ZONE),
    3: datetime(2026, 7, 1, 6, 0, tzinfo=ZONE),
}
"""When the sources of each edition were made; one that did not change keeps the time of the edition before."""

ROBOTS = f"""User-agent: *
Crawl-delay: 0.05
Disallow: /wp-admin/
Disallow: /partner/
Disallow: /?s=

Sitemap: {ORIGIN}/sitemap_index.xml
Sitemap: {ORIGIN}/news-sitemap.xml
"""

_POST_ID = re.compile(r"(?:-|/|\?p=)(13\d{6})/?")
_NOINDEX = (("X-Robots-Tag", "noindex, follow"),)
_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
_FOUNDED_AT = datetime(2026, 1, 5, 9, 0, tzinfo=ZONE)


class Site:
    """One edition of the title."""

    def __init__(self, edition: int) -> None:
        self.edition = edition
        self._answers = _answers_of(edition)
        self._paths_by_id = {one.post_id: one.path for one in announcements_of(edition)}

    def answer(self, target: str) -> Answer:
        """What stands at a path with its query."""
        if (found := self._answers.get(target)) is not None:
            return found
        if target.endswith(".gif"):
            return Answer(_PIXEL, "image/gif", modified_at=_FOUNDED_AT)
        return self._forwarded(target) or NOT_FOUND

    def _forwarded(self, target: str) -> Answer | None:
        """A post id in the address decides, whatever the words around it: WordPress sends on to the right address."""
        match = _POST_ID.search(target)
        if match is None or target.endswith("/feed/"):
            return redirect(address_of(f"{target}/")) if f"{target}/" in self._answers else None
        if (path := self._paths_by_id.get(int(match[1]))) is not None and path != target:
            return redirect(address_of(path))
        return None


def addresses_of(edition: int) -> frozenset[str]:
    """Every path, with its query, that has an answer of its own in an edition."""
    return frozenset(_answers_of(edition))


@cache
def _answers_of(edition: int) -> dict[str, Answer]:
    answers = dict(_iter_static())
    sources = dict(_iter_sources(edition))
    before = _answers_of(edition - 1) if edition - 1 in EDITIONS else {}
    for path, answer in sources.items():
        same = path in before and before[path].body == answer.body
        answers[path] = before[path] if same else answer.dated(EDITION_AT[edition])
    for article in articles_of(edition):
        content_type = f"text/html; charset={encoding_of(article).header}"
        answers[article.path] = Answer(render(article), content_type, modified_at=article.modified_at)
        comments = Answer(render_comment_feed(article.title, article.url), RSS, modified_at=article.published_at)
        answers[f"{article.path}feed/"] = comments
    for announced in announcements_of(edition):
        if announced.answer:
            answers.update(answers_of(announced))
    if edition > 1:
        answers[removed_article().path] = GONE
    return answers


def _iter_sources(edition: int) -> Iterator[tuple[str, Answer]]:
    announced = announcements_of(edition)
    months = sitemaps.months_of(announced)
    yield "/feed/", Answer(render_feed(announced), RSS)
    for path, page in iter_fronts(announced):
        yield path, Answer(page, HTML)
    for path, held in months.items():
        yield path, Answer(sitemaps.render_month(held), sitemaps.CONTENT_TYPE, headers=_NOINDEX)
    yield "/sitemap_index.xml", Answer(sitemaps.render_index(months), sitemaps.CONTENT_TYPE, headers=_NOINDEX)
    yield "/news-sitemap.xml", Answer(sitemaps.render_news(announced), sitemaps.CONTENT_TYPE, headers=_NOINDEX)


def _iter_static() -> Iterator[tuple[str, Answer]]:
    """What is the same in every edition."""
    sections = "".join(f'<li><a href="{one.front}">{escape(one.name)}</a></li>' for one in SECTIONS.values())
    yield "/robots.txt", Answer(ROBOTS.encode(), "text/plain; charset=utf-8", modified_at=_FOUNDED_AT)
    yield "/sitemap.xml", redirect(address_of("/sitemap_index.xml"))
    yield "/", _notice(NAME, f"<p>{escape(TAGLINE)}.</p><ul>{sections}</ul>")
    for name, role in roles().items():
        yield author_path(name), _notice(name, f"<p>{role}, {NAME}</p>")
    for tag in sorted({tag for edition in (1, 2) for one in articles_of(edition) for tag in one.tags}):
        slug = tag.lower().replace(" ", "-")
        yield f"/t/{slug}/", _notice(tag, f"<p>Stories about {escape(tag.lower())}.</p>")
        yield f"/topic/{slug}/", _notice(tag, f"<p>Stories about {escape(tag.lower())}.</p>")


def _notice(title: str, text: str) -> Answer:
    return replace(Answer(notice(title, text).encode()), modified_at=_FOUNDED_AT)
