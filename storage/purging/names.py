"""Names that were printed nowhere but in a purged article: taken out of bylines, persons and decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.decisions import restate
from storage.events import EventKind

_DECISIONS = (EventKind.PERSON_MERGE, EventKind.PERSON_SPLIT)
_SAID = ("name", "former_name")


@dataclass(frozen=True, slots=True)
class Gone:
    """Printed names that went, and the ids of persons of whom nothing was left."""

    names: frozenset[str] = frozenset()
    persons: frozenset[str] = field(default_factory=frozenset)


def name_forms_of(session: Session, articles: Collection[int]) -> list[int]:
    """The forms of names that articles print, or that somebody gave or joined to a person for them; by key."""
    readings = select(models.Reading.id).where(models.Reading.article_id.in_(articles))
    printed = select(models.Contributor.name_form_id).where(models.Contributor.reading_id.in_(readings))
    joined = select(models.PersonForm.name_form_id).where(models.PersonForm.article_id.in_(articles))
    given = (
        select(models.NameForm.id)
        .join(models.OverlaidName, models.OverlaidName.name == models.NameForm.name)
        .where(models.OverlaidName.article_id.in_(articles))
    )
    return [form for form in session.scalars(printed.union(joined, given)) if form is not None]


def drop_names(session: Session, articles: Collection[int], forms: Collection[int], *, now: datetime) -> Gone:
    """Deletes those of the forms that are printed nowhere now, with what they were joined to.

    A person of whom nothing is left goes too, and one that was listed by such a name gets another of its own.
    """
    form, joined = models.NameForm, models.PersonForm
    is_printed = exists().where(models.Contributor.name_form_id == form.id)
    is_given = exists().where(models.OverlaidName.name == form.name)
    gone = dict(session.execute(select(form.id, form.name).where(form.id.in_(forms), ~is_printed, ~is_given)).all())
    of_them = joined.name_form_id.in_(gone) | joined.article_id.in_(articles)
    persons = session.scalars(select(joined.person_id).where(of_them).distinct()).all()
    session.execute(delete(joined).where(of_them))
    session.execute(delete(form).where(form.id.in_(gone)))
    names = frozenset(gone.values())
    touched = session.scalars(select(models.Person).where(models.Person.id.in_(persons))).all()
    ended = frozenset(person.public_id for person in touched if not _rename(session, person, names, now))
    return Gone(names, ended)


def scrub_decisions(session: Session, articles: Collection[str], gone: Gone, *, event: str) -> list[str]:
    """Takes names, and what was decided for articles alone, out of decisions; gives the ids of their old records.

    `event` is the purge's, which the decisions name from then on.
    """
    row = models.Event
    decisions = session.scalars(select(row).where(row.kind.in_(_DECISIONS), row.details.is_not(None))).all()
    records: list[str] = []
    for decision in decisions:
        kept = _scrubbed(decision.details or {}, articles, gone)
        if kept != decision.details:
            session.execute(update(row).where(row.id == decision.id).values(details={**kept, "purged": event}))
            session.refresh(decision)
            restate(session, decision)
            records += [decision.record_id] if decision.record_id else []
    return records


def _rename(session: Session, person: models.Person, gone: Collection[str], now: datetime) -> bool:
    """Whether anything is left of the person."""
    session.expire(person)
    if not person.forms:
        session.delete(person)
        session.flush()
        return False
    left = [row.form.name for row in person.forms if row.ended_at is None]
    if not left and person.ended_at is None:
        person.ended_at = now
    if person.name in gone:
        person.name = (left or [row.form.name for row in person.forms])[0]
    session.flush()
    return True


def _scrubbed(details: Mapping[str, Any], articles: Collection[str], gone: Gone) -> dict[str, Any]:
    is_gone = details.get("person") in gone.persons
    kept = {key: value for key, value in details.items() if key not in _SAID or not (is_gone or value in gone.names)}
    forms: Sequence[Mapping[str, Any]] = details.get("forms", ())
    return kept | {"forms": list(_kept_forms(forms, articles, gone.names))}


def _kept_forms(
    forms: Sequence[Mapping[str, Any]], articles: Collection[str], names: Collection[str]
) -> Iterator[Mapping[str, Any]]:
    return (form for form in forms if form["name"] not in names and form["article"] not in articles)
