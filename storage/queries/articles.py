"""One article, by what a reader has of it; many, with all that their JSON needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from storage.errors import NotFound, TakenDown
from storage.models import (
    Article,
    BarredUrl,
    Capture,
    Observation,
    Page,
    Publication,
    Reading,
    Revision,
    Takedown,
    Visit,
)
from storage.overlays import Level
from storage.public_ids import parse_beginning
from storage.queries.filters import Filters, newest_first, select_articles
from storage.urls import url_key

_ID = re.compile(r"[a-z2-7]{1,12}", re.IGNORECASE | re.ASCII)
_AT_ONCE = 200
_NAMED = 5
_AGAIN = "{} is being made again: `backfile rebuild --publication {}` goes on with it"


def get_article(session: Session, name: str, *, even_hidden: bool = False) -> Article:
    """The article of a public id, of the beginning of one, or of any URL that leads to it.

    Raises:
        NotFound: there is none, or there are several; the sentence says what there is.
        TakenDown: it is hidden or purged; the sentence says when and why.
    """
    name = name.strip()
    article = _get_by_id(session, parse_beginning(name)) if _ID.fullmatch(name) else _get_by_url(session, name)
    if not even_hidden:
        require_shown(article)
    return article


def require_shown(article: Article) -> None:
    """Checks that an article may be shown.

    Raises:
        TakenDown: it may not; the sentence says when that was decided, and why.
        NotFound: it is being made again.
    """
    for taken in article.takedowns:
        if taken.undone_at is None and taken.level in {Level.HIDE, Level.PURGE}:
            day = taken.made_at.date()
            raise TakenDown(f"article {article.public_id} was taken down ({taken.level}) on {day}: {taken.reason}")
    if article.reading_id is None:
        raise NotFound(_AGAIN.format(f"article {article.public_id}", article.publication))


def _require_whole(session: Session, publication: str, url: str) -> None:
    """Checks that the articles of a publication are not being made again."""
    if session.get_one(Publication, publication).rebuilt_to is not None:
        raise NotFound(_AGAIN.format(url, publication))


def _get_by_id(session: Session, beginning: str) -> Article:
    root = func.coalesce(Article.merged_into_id, Article.id)
    ids = select(root).where(Article.public_id.startswith(beginning)).distinct().limit(_NAMED)
    query = select(Article).where(Article.id.in_(ids)).order_by(Article.public_id)
    return _only(session.scalars(query).all(), beginning)


def _get_by_url(session: Session, url: str) -> Article:
    key = url_key(url if "://" in url else f"https://{url}")
    pages = session.scalars(select(Page).where(Page.url_key == key).order_by(Page.id)).all()
    ids = {page.article_id for page in pages if page.article_id is not None}
    ids = ids or set(session.scalars(_purged_at(key)))
    if not ids and pages:
        _require_whole(session, pages[0].publication, url)
        state = pages[0].outcome or "not visited yet"
        because = f", {pages[0].reason}" if pages[0].reason else ""
        raise NotFound(f"{url} is in the ledger of {pages[0].publication}, but has no article: {state}{because}")
    query = select(Article).where(Article.id.in_(ids)).order_by(Article.public_id)
    return _only(session.scalars(query).all(), url)


def _purged_at(key: str) -> Select[int]:
    """What was found at an address until it was purged: the address is nobody's page then, and still leads there."""
    at = BarredUrl.url_key == key, BarredUrl.lifted_at.is_(None)
    root = func.coalesce(Article.merged_into_id, Article.id)
    taken = select(root).join(Takedown, Takedown.article_id == Article.id)
    return taken.join(BarredUrl, BarredUrl.event == Takedown.event).where(*at)


def _only(found: Sequence[Article], name: str) -> Article:
    if not found:
        raise NotFound(f"no article of this archive has the id or URL {name!r}: `backfile search` finds them by words")
    if len(found) > 1:
        ids = ", ".join(article.public_id for article in found)
        raise NotFound(f"{name!r} is more than one article: {ids}{', …' if len(found) == _NAMED else ''}")
    return found[0]


def get_revision(article: Article, number: int) -> Revision:
    """The revision of that number.

    Raises:
        NotFound: the article has no such revision; the sentence says which it has.
    """
    for revision in article.revisions:
        if revision.number == number:
            return revision
    numbers = ", ".join(str(revision.number) for revision in article.revisions) or "none"
    raise NotFound(f"article {article.public_id} has no revision {number}; it has {numbers}")


def iter_articles(session: Session, filters: Filters) -> Iterator[Article]:
    """The articles asked for with all that their JSON needs, newest first; few are in memory at a time.

    Raises:
        UsageError: a filter holds nothing to look for.
        NotFound: the archive has no such publication.
    """
    for ids in _iter_ids(session, session.connection(), filters):
        loaded = {article.id: article for article in session.scalars(_with_everything(ids))}
        yield from (loaded[id_] for id_ in ids)
        session.expunge_all()


def _iter_ids(session: Session, connection: Connection, filters: Filters) -> Iterator[Sequence[int]]:
    selected = newest_first(select_articles(connection, filters)).execution_options(yield_per=_AT_ONCE)
    yield from session.scalars(selected).partitions()


def _with_everything(ids: Sequence[int]) -> Select[Article]:
    return select(Article).where(Article.id.in_(ids)).options(*_EVERYTHING)


_EVERYTHING: tuple[ORMOption, ...] = (
    selectinload(Article.reading).options(
        selectinload(Reading.contributors),
        joinedload(Reading.capture).joinedload(Capture.warc_file),
        joinedload(Reading.extractor),
    ),
    selectinload(Article.observation).selectinload(Observation.related),
    selectinload(Article.revisions).selectinload(Revision.edits),
    selectinload(Article.corrections),
    selectinload(Article.takedowns),
    selectinload(Article.pages).options(
        joinedload(Page.moved_to), joinedload(Page.evidence).joinedload(Capture.warc_file)
    ),
)


def list_captures(session: Session, article: Article) -> Sequence[Capture]:
    """The captures of every visit that led to the article, and those it was read from; oldest first."""
    visited = select(Visit.capture_id).join(Page, Page.id == Visit.page_id).where(Page.article_id == article.id)
    read = select(Reading.capture_id).where(Reading.article_id == article.id)
    query = (
        select(Capture)
        .where(Capture.id.in_(visited.where(Visit.capture_id.is_not(None)).union(read)))
        .options(joinedload(Capture.warc_file))
        .order_by(Capture.captured_at, Capture.id)
    )
    return session.scalars(query).all()
