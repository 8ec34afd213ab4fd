"""Decisions of people on which pages are which article's: merge, split, and the undoing of either."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.aliases import Evidence, attach, detach, merge, merge_details
from storage.copies.noting import forget_copies
from storage.decisions import decide
from storage.errors import NotFound, TakenDown, UsageError
from storage.events import EventKind
from storage.ledger import find_page
from storage.outcomes import Outcome
from storage.parting import Parted, hand_back, part, rejoin
from storage.public_ids import parse_beginning
from storage.search import remove_article

UNDONE = "undone"
"""The outcome of an event that takes a decision back."""


def merge_articles(
    session: Session, article: models.Article, into: models.Article, *, actor: str, reason: str, now: datetime
) -> models.Event:
    """Decides that an article is another one of its publication; its id and its pages lead there.

    Raises:
        UsageError: they are one already, or of two publications.
        TakenDown: one of them is hidden or redacted: what is held back of it would be shown under the other's id.
    """
    if article.id == into.id:
        raise UsageError(f"article {article.public_id} cannot be merged into itself")
    if into.merged_into_id is not None or article.merged_into_id is not None:
        raise UsageError(f"articles {article.public_id} and {into.public_id} are one already")
    if article.publication != into.publication:
        raise UsageError(f"{article.public_id} is {article.publication}'s and {into.public_id} {into.publication}'s")
    refuse_taken_down(article, into)
    event = decide(
        session, kind=EventKind.MERGE, actor=actor, reason=reason, now=now, article=article.public_id,
        publication=article.publication, details=merge_details(session, article, into),
    )  # fmt: skip
    merge(session, article, into, evidence=Evidence.MERGED, now=now, decision=event.public_id)
    return event


def split_page(session: Session, page: models.Page, *, actor: str, reason: str, now: datetime) -> models.Event:
    """Decides that a page is not its article's: it gets back its own, or a new one, with what was read there.

    No evidence joins the two again. A page at which nothing was ever read is no article's then.

    Raises:
        UsageError: the page has no article, or is all there is of it.
        TakenDown: the article is hidden or redacted: what is split off would be shown.
    """
    if page.article_id is None:
        raise UsageError(f"{page.url} has no article to be split from")
    article = session.get_one(models.Article, page.article_id)
    refuse_taken_down(article)
    parted = part(session, page, article, now=now)
    details = {
        "url": page.url,
        "to": parted.article.public_id if parted.article else None,
        "records": parted.records,
        "first": parted.first,
        "showed": parted.showed,
    }
    event = decide(
        session, kind=EventKind.SPLIT, actor=actor, reason=reason, now=now,
        article=article.public_id, publication=article.publication, details=details,
    )  # fmt: skip
    _give(session, page, parted, event)
    if parted.article is None and page.outcome == Outcome.MOVED:
        page.outcome, page.reason = str(Outcome.REDIRECTED_AWAY), _split_off(event)
    return event


def undo(session: Session, event: models.Event, *, actor: str, reason: str, now: datetime) -> models.Event:
    """Takes a merge or a split back: articles, their pages and what they show are as they were.

    Raises:
        UsageError: it is neither, is undone already, or a later decision stands in the way.
        TakenDown: one of the articles is hidden or redacted.
    """
    if event.kind not in {EventKind.MERGE, EventKind.SPLIT} or event.undoes is not None:
        raise UsageError(f"event {event.public_id} is no merge and no split")
    taken = select(models.Event.public_id).where(models.Event.undoes == event.public_id)
    if (known := session.scalar(taken.limit(1))) is not None:
        raise UsageError(f"event {event.public_id} was undone by {known}")
    article = _get(session, event.article)
    named = {article.public_id, *((event.details or {}).get(key) for key in ("into", "to"))} - {None}
    refuse_taken_down(*(_get(session, public_id) for public_id in sorted(map(str, named))))
    undone = decide(
        session, kind=event.kind, actor=actor, reason=reason, now=now, article=event.article,
        publication=event.publication, details=event.details, undoes=event.public_id, outcome=UNDONE,
    )  # fmt: skip
    _take_back(session, event, article, undone)
    return undone


def redo(session: Session, event: models.Event, *, last_visit: int | None = None) -> None:
    """Carries a decision out again where articles were made anew, at its place in time: after `last_visit`.

    The event is there already and stays as it is.

    Raises:
        NotFound: an article or a page that it names was not made.
        UsageError: it does not fit what was made.
    """
    if event.undoes is not None:
        original = session.scalars(select(models.Event).where(models.Event.public_id == event.undoes)).one()
        _take_back(session, original, _get(session, event.article), event)
    elif event.kind == EventKind.MERGE:
        article, into = _get(session, event.article), _get(session, (event.details or {})["into"])
        merge(session, article, into, evidence=Evidence.MERGED, now=event.happened_at, decision=event.public_id)
    else:
        page = _get_page(session, event)
        article = _get(session, event.article)
        parted = part(session, page, article, now=event.happened_at, last_visit=last_visit)
        _give(session, page, parted, event)


def refuse_taken_down(*articles: models.Article) -> None:
    """Refuses what would show under another article what a takedown holds back.

    Raises:
        TakenDown: a takedown of one of them is in force.
    """
    for article in articles:
        for taken in article.takedowns:
            if taken.undone_at is None:
                said = f"article {article.public_id} was taken down ({taken.level}): undo that first, {taken.event}"
                raise TakenDown(said)


def _give(session: Session, page: models.Page, parted: Parted, event: models.Event) -> None:
    """Makes a page that was split off its own article's, or nobody's."""
    if parted.article is None:
        detach(session, page, now=event.happened_at, decision=event.public_id)
    else:
        attach(session, page, parted.article, Evidence.SPLIT, now=event.happened_at, decision=event.public_id)


def _take_back(session: Session, event: models.Event, article: models.Article, undone: models.Event) -> None:
    if event.kind == EventKind.MERGE:
        _undo_merge(session, event, article, undone)
    else:
        _undo_split(session, event, article, undone)


def get_decision(session: Session, beginning: str) -> models.Event:
    """The event of an id, or of the beginning of one.

    Raises:
        NotFound: there is none, there are several, or it is too short for one.
    """
    event = models.Event
    named = parse_beginning(beginning)
    query = select(event).where(event.public_id.startswith(named, autoescape=True)).limit(2)
    found = session.scalars(query).all()
    if len(found) != 1:
        raise NotFound(
            f"{'several events have' if found else 'no event has'} the id {beginning!r}: see `backfile events`"
        )
    return found[0]


def _undo_merge(session: Session, event: models.Event, article: models.Article, undone: models.Event) -> None:
    details = event.details or {}
    into = _get(session, details.get("into"))
    if article.merged_into_id != into.id:
        raise UsageError(f"article {article.public_id} is no longer merged into {into.public_id}")
    mine = select(models.Page).where(models.Page.article_id == into.id, models.Page.url.in_(details["urls"]))
    pages = session.scalars(mine.order_by(models.Page.id)).all()
    for page in pages:
        attach(session, page, article, Evidence.UNDONE, now=undone.happened_at, decision=undone.public_id)
    article.merged_into_id = None
    for public_id in details["with"]:
        _get(session, public_id).merged_into_id = article.id
    session.flush()
    hand_back(session, pages, into, article, since=event.happened_at)


def _undo_split(session: Session, event: models.Event, article: models.Article, undone: models.Event) -> None:
    details = event.details or {}
    page = _get_page(session, event)
    if details["to"] is not None:
        own = _get(session, details["to"])
        if page.article_id != own.id or own.merged_into_id is not None or article.merged_into_id is not None:
            raise UsageError(f"{page.url} went to another article since: undo that first")
        parted = Parted(own, details["records"], details["first"], details["showed"])
        _require_alone(session, page, own)
        splits = _list_splits(session, article, by=undone)
        if any(split < event.id for split in _list_undone(splits, after=event)):
            article.reading, parted.showed = None, None
        rejoin(session, page, own, article, parted, since=event.happened_at, spare=_spare_records(splits))
        remove_article(session, own.id)
        forget_copies(session, own.id)
    attach(session, page, article, Evidence.UNDONE, now=undone.happened_at, decision=undone.public_id)
    if page.reason == _split_off(event):
        visit = models.Visit
        last = select(visit).where(visit.page_id == page.id, visit.capture_id == page.evidence_id)
        was = session.scalars(last.order_by(visit.id.desc()).limit(1)).one()
        page.outcome, page.reason = was.outcome, was.reason


def _list_splits(session: Session, article: models.Article, *, by: models.Event) -> Sequence[models.Event]:
    """The splits of an article and what undid them, in the order in which they were decided."""
    event = models.Event
    splits = select(event).where(event.article == article.public_id, event.kind == EventKind.SPLIT)
    return session.scalars(splits.where(event.id <= by.id).order_by(event.id)).all()


def _list_undone(splits: Sequence[models.Event], *, after: models.Event) -> list[int]:
    """The rows of the splits that were undone after one."""
    rows = {split.public_id: split.id for split in splits}
    return [rows[split.undoes] for split in splits if split.id > after.id and split.undoes in rows]


def _spare_records(splits: Sequence[models.Event]) -> set[str]:
    """The records of first revisions that were made for splits which are all undone."""
    undone = {split.undoes for split in splits}
    made: dict[bool, set[str]] = {True: set(), False: set()}
    for split in splits:
        if split.undoes is None:
            made[split.public_id in undone].update((split.details or {})["first"].values())
    return made[True] - made[False]


def _split_off(event: models.Event) -> str:
    """Why a page that leads to an article's is not the article's: the ledger's reason until the next visit."""
    return f"split off by decision {event.public_id}"


def _get_page(session: Session, event: models.Event) -> models.Page:
    url = (event.details or {})["url"]
    page = find_page(session, event.publication or "", url)
    if page is None:
        raise NotFound(f"the ledger has no page {url}")
    return page


def _require_alone(session: Session, page: models.Page, own: models.Article) -> None:
    other = select(models.Page.url).where(models.Page.article_id == own.id, models.Page.id != page.id)
    if (url := session.scalar(other.limit(1))) is not None:
        raise UsageError(f"article {own.public_id} has {url} as well: split that off first, or merge the articles")


def _get(session: Session, public_id: str | None) -> models.Article:
    article = session.scalar(select(models.Article).where(models.Article.public_id == public_id))
    if article is None:
        raise NotFound(f"the archive has no article {public_id!r}")
    return article
