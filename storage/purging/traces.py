"""Where an article is kept: its captures, those of anything else that carries its words, articles of the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from storage import models
from storage.captures.record import format_uri
from storage.items import CaptureRole
from storage.outcomes import Outcome
from storage.paging import iter_pages
from storage.purging.boilerplate import find_common
from storage.purging.passages import Passages
from storage.purging.payloads import Payloads

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Traces:
    """What is to go.

    Attributes:
        articles: the article, those merged into it, and those that were read from the same bytes.
        pages: the addresses that lead to them.
        captures: of the pages, and of whatever else carries their words.
        sources: how many of the captures are of sources.
        passages: what tells their texts from others.
        addresses: what is not to be fetched again: the URLs that led to each of the articles, by its key.
    """

    articles: tuple[models.Article, ...]
    pages: tuple[models.Page, ...]
    captures: tuple[models.Capture, ...]
    sources: int
    passages: Passages
    addresses: Mapping[int, frozenset[str]]


def find_traces(session: Session, article: models.Article, payloads: Payloads) -> Traces:
    """Everything that is kept of an article; what cannot be read is noted by `payloads` and passed over."""
    articles = _with_merged(session, [article])
    while True:
        pages = _pages(session, articles)
        captures = _captures(session, articles, pages)
        of_same_bytes = _articles_read_from(session, captures)
        if {row.id for row in of_same_bytes} <= {row.id for row in articles}:
            break
        articles = _with_merged(session, [*articles, *of_same_bytes])
    passages = _passages(session, articles)
    own = {row.id for row in captures}
    shared = {
        row.id
        for row in captures
        if _is_shared(session, row, own) and not _carries(row, passages, payloads, if_unread=True)
    }
    carrying = _carrying(session, articles, own, passages, payloads)
    whole = {row.id: row for row in [*captures, *carrying] if row.id not in shared}
    sources = sum(row.role == CaptureRole.SOURCE for row in whole.values())
    addresses = {row.id: set[str]() for row in articles}
    for id_, url in _addresses(session, article, articles, pages, whole.values()):
        addresses[id_].add(url)
    barred = {id_: frozenset(urls) for id_, urls in addresses.items()}
    return Traces(tuple(articles), tuple(pages), tuple(whole.values()), sources, passages, barred)


def _with_merged(session: Session, articles: Iterable[models.Article]) -> list[models.Article]:
    found = {row.id: row for row in articles}
    while True:
        merged = session.scalars(select(models.Article).where(models.Article.merged_into_id.in_(list(found)))).all()
        if all(row.id in found for row in merged):
            return [found[id_] for id_ in sorted(found)]
        found |= {row.id: row for row in merged}


def _pages(session: Session, articles: Sequence[models.Article]) -> list[models.Page]:
    ids = [row.id for row in articles]
    alias = models.Alias
    noted = select(alias.page_id).where(alias.article_id.in_(ids), alias.ended_at.is_(None))
    page, barred, taken = models.Page, models.BarredUrl, models.Takedown
    events = select(taken.event).where(taken.article_id.in_(ids))
    is_barred = exists().where(
        barred.publication == page.publication, barred.url_key == page.url_key, barred.event.in_(events)
    )
    query = select(page).where(or_(page.article_id.in_(ids), page.id.in_(noted), is_barred & page.article_id.is_(None)))
    return list(session.scalars(query.order_by(page.id)))


def _captures(
    session: Session, articles: Sequence[models.Article], pages: Sequence[models.Page]
) -> list[models.Capture]:
    """Captures that were read, those of the addresses and of their visits, and every other one with the bytes of those.

    A visit may have been answered at another address; one where another article is found is that article's.
    """
    ids, page_ids = [row.id for row in articles], [row.id for row in pages]
    keys = {row.url_key for row in pages} | {row.url_key for row in articles if row.url_key}
    urls = {form for row in pages for form in (row.url, format_uri(row.url))}
    visit, capture = models.Visit, models.Capture
    visited = select(visit.capture_id).where(visit.page_id.in_(page_ids))
    shown = visited.where(visit.outcome.in_([Outcome.ARCHIVED, Outcome.UNCHANGED]))
    read = capture.id.in_(select(models.Reading.capture_id).where(models.Reading.article_id.in_(ids)))
    seen = capture.id.in_(select(models.Observation.capture_id).where(models.Observation.article_id.in_(ids)))
    others = or_(_is_of_another(articles), _rests_on(articles))
    digests = select(capture.payload_digest).where(
        or_(read, (seen | capture.id.in_(shown)) & ~others), capture.payload_length > 0
    )
    asked = capture.url_key.in_(keys) | capture.id.in_(visited) | capture.requested_url.in_(urls)
    query = select(capture).options(joinedload(capture.warc_file)).order_by(capture.id)
    is_own = or_(read, (seen | asked) & ~others, capture.payload_digest.in_(digests))
    return list(session.scalars(query.where(is_own)))


def _is_of_another(articles: Sequence[models.Article]) -> ColumnElement[bool]:
    """Whether the publication found another article at a capture's address, such as one that was split off there."""
    page, capture = models.Page, models.Capture
    return exists().where(
        page.url_key == capture.url_key,
        page.publication == capture.publication,
        page.publication.in_({row.publication for row in articles}),
        page.article_id.not_in([row.id for row in articles]),
    )


def _articles_read_from(session: Session, captures: Sequence[models.Capture]) -> list[models.Article]:
    reading, article = models.Reading, models.Article
    found: dict[int, models.Article] = {}
    for some in iter_pages([row.id for row in captures]):
        ids = select(reading.article_id).where(reading.capture_id.in_(some))
        found |= {row.id: row for row in session.scalars(select(article).where(article.id.in_(ids)))}
    return list(found.values())


def _passages(session: Session, articles: Sequence[models.Article]) -> Passages:
    """Of what was read, and those that an earlier purge left."""
    ids = [row.id for row in articles]
    found = Passages.of(session.scalars(select(models.Reading).where(models.Reading.article_id.in_(ids))))
    found = found.without(find_common(session, articles, found))
    taken = models.Takedown
    for kept in session.scalars(select(taken.passages).where(taken.article_id.in_(ids), taken.passages.is_not(None))):
        found |= Passages.from_json(kept or {})
    return found


def _is_shared(session: Session, row: models.Capture, own: set[int]) -> bool:
    """Whether captures of other pages have the same bytes, as an error page has, and may refer to this record."""
    others = select(models.Capture.id).where(models.Capture.payload_digest == row.payload_digest).limit(len(own) + 1)
    return bool(row.payload_length) and any(id_ not in own for id_ in session.scalars(others))


def _carrying(
    session: Session, articles: Sequence[models.Article], own: set[int], passages: Passages, payloads: Payloads
) -> Sequence[models.Capture]:
    """Captures of the publications that carry words of the articles and are no other article's, and their like.

    They are feeds, sitemaps, section fronts, pages that were refused, and every other capture with the bytes of those.
    """
    found: set[str] = set()
    seen: set[str] = set()
    if not passages:
        return []
    for row in session.scalars(_candidates(articles).execution_options(yield_per=_AT_ONCE)):
        if row.id not in own and row.payload_digest not in seen:
            seen.add(row.payload_digest)
            if _carries(row, passages, payloads):
                found.add(row.payload_digest)
    return [row for some in iter_pages(sorted(found)) for row in _of_bytes(session, articles, some)]


def _of_bytes(session: Session, articles: Sequence[models.Article], digests: Sequence[str]) -> Iterator[models.Capture]:
    """The captures with these bytes, but for bytes that another article was read from."""
    capture = models.Capture
    of_them = capture.payload_digest.in_(digests)
    kept = set(session.scalars(select(capture.payload_digest).where(of_them, _rests_on(articles))))
    query = select(capture).options(joinedload(capture.warc_file)).where(of_them).order_by(capture.id)
    yield from (row for row in session.scalars(query) if row.payload_digest not in kept)


def _candidates(articles: Sequence[models.Article]) -> Select[models.Capture]:
    """Full records before revisits, which mostly refer to one of them."""
    capture = models.Capture
    is_page = (capture.role == str(CaptureRole.PAGE)) & ~_rests_on(articles) & ~_is_of_another(articles)
    return (
        select(capture)
        .options(joinedload(capture.warc_file))
        .where(capture.publication.in_({row.publication for row in articles}), capture.payload_length > 0)
        .where(is_page | (capture.role != str(CaptureRole.PAGE)))
        .order_by(capture.record_type == "revisit", capture.id)
    )


def _rests_on(articles: Sequence[models.Article]) -> ColumnElement[bool]:
    """Whether another article was read from a capture, or seen there."""
    ids, capture = [row.id for row in articles], models.Capture
    return or_(
        *(
            exists().where(resting.capture_id == capture.id, resting.article_id.not_in(ids))
            for resting in (models.Reading, models.Observation)
        )
    )


def _carries(row: models.Capture, passages: Passages, payloads: Payloads, *, if_unread: bool = False) -> bool:
    payload = payloads.find(row, is_noted=not if_unread)
    return if_unread if payload is None else passages.stand_in(payload, row.content_type)


def _addresses(
    session: Session,
    asked: models.Article,
    articles: Sequence[models.Article],
    pages: Iterable[models.Page],
    captures: Iterable[models.Capture],
) -> Iterator[tuple[int, str]]:
    """Pages, the articles' first addresses unless another article is there now, and dumps by their bytes."""
    ids, page = [row.id for row in articles], models.Page
    yield from ((row.article_id if row.article_id in ids else asked.id, row.url) for row in pages)
    for article in articles:
        others = exists().where(
            page.publication == article.publication, page.url_key == article.url_key, page.article_id.not_in(ids)
        )
        if article.url and not session.scalar(select(others)):
            yield article.id, article.url
    holders = {row.publication: row.id for row in articles} | {asked.publication: asked.id}
    for capture in captures:
        if capture.record_type == "resource" and capture.publication in holders:
            yield holders[capture.publication], f"urn:sha256:{capture.payload_digest}"
