"""Settling a visit: the capture, the reading, the article, its links and the ledger's state, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.aliases import Evidence, attach, is_parted, join_articles, pass_page
from storage.barring import refuse_barred
from storage.capture_index import add_capture
from storage.declared import declared_key
from storage.errors import NotFound
from storage.identity import Identified, identify, is_answered_elsewhere, new_identity
from storage.items import Capture, PageItem
from storage.ledger import add_page, find_page, record_visit
from storage.moves import find_expectation
from storage.observations import observe_related
from storage.outcomes import Outcome
from storage.public_ids import mint
from storage.readings import add_reading, find_reading, get_extractor, reading_values
from storage.revisions import add_revision, compare, note_stamp
from storage.schedule import Schedule
from storage.showing import refresh
from storage.standing import Moment, keeps_article
from storage.titles import title_key

_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Visit:
    """The circumstances of a visit: by which run, when, and when the next one follows.

    Without a schedule it is an import: a look at the page at the time of its capture, which plans nothing. `replays`
    is the row of a visit whose article is made again: only visits before it count.
    """

    now: datetime
    run_id: int | None = None
    schedule: Schedule | None = field(default_factory=Schedule)
    replays: int | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling came to."""

    outcome: Outcome
    article: str | None = None
    is_new: bool = False


def settle_miss(
    session: Session,
    page_id: int,
    outcome: Outcome,
    reason: str | None,
    visit: Visit,
    *,
    captures: tuple[Capture, ...] = (),
) -> Settled:
    """Settles a visit that brought no article. What the archive has of the page stays."""
    rows = [add_capture(session, capture, run_id=visit.run_id) for capture in captures]
    page = _get_page(session, page_id)
    record_visit(
        session, page, outcome, reason=reason, run_id=visit.run_id, capture=rows[-1] if rows else None,
        now=visit.now, schedule=visit.schedule,
    )  # fmt: skip
    return Settled(outcome)


def settle_page(session: Session, item: PageItem, visit: Visit) -> Settled:
    """Settles a visit whose page was read, whatever the reading came to. Done twice, it changes nothing.

    Raises:
        NotFound: the item names a page that the ledger does not have.
    """
    hops = [add_capture(session, hop, run_id=visit.run_id) for hop in item.hops]
    capture = add_capture(session, item.capture, run_id=visit.run_id)
    asked = _find_or_add_asked(session, item, visit)
    refuse_barred(session, item)
    outcome = Outcome(item.outcome or Outcome.FAILED)
    if outcome is not Outcome.ARCHIVED:
        if asked is not None:
            if outcome is Outcome.STUB and asked.article_id is not None and not is_answered_elsewhere(item, asked):
                _store(session, session.get_one(models.Article, asked.article_id), item, capture, visit)
            _record(session, asked, outcome, item.reason, capture, visit)
        return Settled(outcome)
    answered = _find_or_add_answered(session, asked, item, visit)
    found, is_new = _find_or_add_article(session, answered, item, visit)
    article = found.article
    outcome = _store(session, article, item, capture, visit)
    if asked is not None and answered is not None:
        _attach(session, found, asked, answered, item, visit)
        if answered.article_id == article.id:
            _record(session, answered, outcome, item.reason, capture, visit)
        else:
            reason = f"it shows article {article.public_id}"
            _record(session, answered, Outcome.REDIRECTED_AWAY, reason, capture, visit)
            outcome = Outcome.REDIRECTED_AWAY if not is_new else outcome
        if answered is not asked:
            moved = Outcome.MOVED if asked.article_id == article.id else Outcome.REDIRECTED_AWAY
            _record(session, asked, moved, f"to {answered.url}", _redirect(hops) or capture, visit)
            outcome = moved if not is_new else outcome
    return Settled(outcome, article.public_id, is_new)


def _redirect(hops: list[models.Capture]) -> models.Capture | None:
    """The answer that led on: the last redirect of those that came before the page."""
    return next((hop for hop in reversed(hops) if hop.location is not None), None)


def _find_or_add_asked(session: Session, item: PageItem, visit: Visit) -> models.Page | None:
    if item.page_id is not None:
        return _get_page(session, item.page_id)
    if item.url is None:
        return None
    page = find_page(session, item.publication, item.url)
    return page or _add_unannounced(session, item, item.url, visit)


def _find_or_add_answered(
    session: Session, asked: models.Page | None, item: PageItem, visit: Visit
) -> models.Page | None:
    """The page of the URL that answered in the end: another one after a redirect."""
    if asked is None or not is_answered_elsewhere(item, asked):
        return asked
    page = find_page(session, item.publication, item.capture.url)
    return page or _add_unannounced(session, item, item.capture.url, visit)


def _add_unannounced(session: Session, item: PageItem, url: str, visit: Visit) -> models.Page:
    post_id = item.extraction.metadata.post_id if item.extraction else None
    page = add_page(session, item.publication, url, now=visit.now, post_id_of=lambda _: post_id, due=False)
    session.flush()
    return page


def _get_page(session: Session, page_id: int) -> models.Page:
    if (page := session.get(models.Page, page_id)) is None:
        raise NotFound(f"the ledger has no page {page_id}: it was settled against another database")
    return page


def _find_or_add_article(
    session: Session, answered: models.Page | None, item: PageItem, visit: Visit
) -> tuple[Identified, bool]:
    if (found := identify(session, item, Moment(visit.now, visit.replays))) is not None:
        if found.double is not None:
            kept = join_articles(session, found.article, found.double, found.evidence, now=visit.now)
            return Identified(kept, found.evidence), False
        return found, False
    article = models.Article(
        public_id=mint(item.publication, new_identity(session, item)),
        publication=item.publication,
        url=answered.url if answered is not None else None,
        url_key=answered.url_key if answered is not None else None,
        text_digest=reading_values(item)["text_digest"],
        archived_at=visit.now,
    )
    session.add(article)
    session.flush()
    return Identified(article), True


def _store(session: Session, article: models.Article, item: PageItem, capture: models.Capture, visit: Visit) -> Outcome:
    """Adds what is new in this capture: a reading when the publisher changed it, an observation of links."""
    extractor = get_extractor(session, item.extractor or "unknown", now=visit.now)
    if find_reading(session, capture, extractor) is not None:
        return Outcome.UNCHANGED
    anew = [reading for earlier in item.earlier if (reading := _keep_reread(session, article, earlier, visit))]
    newest, values = article.reading, reading_values(item)
    found = compare(session, article, values, is_stub=item.outcome == Outcome.STUB, anew=anew)
    note_stamp(capture, found)
    is_same_capture = newest is not None and newest.capture_id == capture.id
    is_cut = found is not None and found.is_cut and not is_same_capture
    last_seen_at = _last_seen_at(session, article, visit.replays)
    is_older = not is_same_capture and capture.captured_at < last_seen_at
    is_new_reading = newest is None or newest.digest != values["digest"]
    changed = is_new_reading if found is None or is_same_capture else bool(found.fields)
    if changed:
        reading = add_reading(session, article, item, values, capture=capture, extractor=extractor, now=visit.now)
        if not is_older:
            if not is_same_capture and item.is_comparable:
                add_revision(session, article, reading, found, seen_at=capture.captured_at, last_seen_at=last_seen_at)
            if not is_cut:
                show_reading(session, article, reading)
    if not is_cut:
        observe_related(session, article, item, capture=capture, extractor=extractor, until_visit=visit.replays)
    session.flush()
    return Outcome.STUB if is_cut else Outcome.ARCHIVED if changed else Outcome.UNCHANGED


def _keep_reread(session: Session, article: models.Article, earlier: PageItem, visit: Visit) -> models.Reading | None:
    """A capture of the article as a newer extractor reads it, shown where it was: our doing, so no revision."""
    capture = session.scalar(
        select(models.Capture)
        .join(models.Reading, models.Reading.capture_id == models.Capture.id)
        .where(models.Reading.article_id == article.id, models.Capture.record_id == earlier.capture.record_id)
    )
    is_shown = capture is not None and article.reading is not None and article.reading.capture_id == capture.id
    if capture is None or earlier.outcome not in ({Outcome.ARCHIVED} if is_shown else {Outcome.ARCHIVED, Outcome.STUB}):
        return None
    extractor = get_extractor(session, earlier.extractor or "unknown", now=visit.now)
    reading = find_reading(session, capture, extractor) or add_reading(
        session, article, earlier, reading_values(earlier), capture=capture, extractor=extractor, now=visit.now
    )
    if is_shown and article.reading is not reading:
        show_reading(session, article, reading)
    return reading


def _last_seen_at(session: Session, article: models.Article, until_visit: int | None) -> datetime:
    """When the newest capture was made that showed the article, be it changed or not."""
    newest = (
        select(func.max(models.Capture.captured_at))
        .join(models.Visit, models.Visit.capture_id == models.Capture.id)
        .join(models.Page, models.Page.id == models.Visit.page_id)
        .where(models.Page.article_id == article.id, models.Visit.outcome.in_([Outcome.ARCHIVED, Outcome.UNCHANGED]))
    )
    if until_visit is not None:
        newest = newest.where(models.Visit.id < until_visit)
    seen = session.scalar(newest)
    read = article.reading.capture.captured_at if article.reading else _BEGINNING
    return max(seen or _BEGINNING, read)


def show_reading(session: Session, article: models.Article, reading: models.Reading) -> None:
    """Makes a reading the one that is shown, searched and linked to."""
    article.reading = reading
    article.title_key = title_key(reading.title)
    article.text_digest = reading.text_digest
    article.canonical_url = reading.canonical_url or article.canonical_url
    refresh(session, article)


def _attach(
    session: Session, found: Identified, asked: models.Page, answered: models.Page, item: PageItem, visit: Visit
) -> None:
    """Gives the article its URLs: both pages of a move lead to it, as far as it is one.

    A page that is another article's own address stays that, whatever it shows now.
    """
    article = found.article
    _attach_answered(session, found, answered, item, visit)
    if answered is not asked:
        asked.moved_to_id = answered.id
        expected = find_expectation(session, asked, item, by=visit.now) if asked.article_id is None else None
        if expected is not None and not is_parted(session, asked, article):
            attach(session, asked, article, Evidence.REDIRECT, detail=expected, now=visit.now)
    if answered.article_id == article.id:
        answered.canonical_key = declared_key(item)
        answered.post_id = answered.post_id or (item.extraction.metadata.post_id if item.extraction else None)
    session.flush()


def _attach_answered(session: Session, found: Identified, page: models.Page, item: PageItem, visit: Visit) -> None:
    if page.article_id is None:
        attach(session, page, found.article, found.evidence, detail=found.detail, now=visit.now)
    elif page.article_id != found.article.id and not keeps_article(
        session, item, page, found.evidence, Moment(visit.now, visit.replays)
    ):
        record_id = item.capture.record_id
        pass_page(session, page, found.article, found.evidence, detail=found.detail, record_id=record_id, now=visit.now)


def _record(
    session: Session,
    page: models.Page,
    outcome: Outcome,
    reason: str | None,
    capture: models.Capture,
    visit: Visit,
) -> None:
    record_visit(
        session, page, outcome, reason=reason, run_id=visit.run_id, capture=capture,
        now=visit.now, schedule=visit.schedule,
    )  # fmt: skip
