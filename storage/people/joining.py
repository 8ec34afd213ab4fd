"""Joining name forms to a person and parting them again, as decisions of people; the program itself joins nothing.

A decision holds all that is needed to carry it out on another database, by names and ids that leave the archive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.people.name_forms import get_name_forms


@dataclass(frozen=True, slots=True)
class ScopedForm:
    """A printed name: everywhere, in one publication (its slug) or in one article (its public id)."""

    name: str
    publication: str | None = None
    article: str | None = None


def merge_details(
    person: str, name: str | None, former_name: str | None, forms: Sequence[ScopedForm]
) -> dict[str, Any]:
    """What a decision to join holds: the person's id, the name by which it is listed from now on, and the forms."""
    details = {"person": person, "name": name, "former_name": former_name, "forms": [asdict(form) for form in forms]}
    return {key: value for key, value in details.items() if value is not None}


def split_details(person: str, forms: Sequence[ScopedForm]) -> dict[str, Any]:
    """What a decision to part holds."""
    return {"person": person, "forms": [asdict(form) for form in forms]}


def carry_out_merge(session: Session, event: models.Event) -> models.Person:
    """Joins the forms of a decision to its person, who is added when new; they leave those they were joined to."""
    details = event.details or {}
    person = _find(session, details["person"]) or _add(session, event, details["name"])
    if (name := details.get("name")) is not None:
        person.name = name
    for form_id, publication, article_id in _places(session, details):
        here = _live(session, form_id, publication, article_id)
        if here is not None and here.person_id == person.id:
            continue
        if here is not None:
            _end(here, event)
        session.add(
            models.PersonForm(
                person_id=person.id, name_form_id=form_id, publication=publication, article_id=article_id,
                joined_at=event.happened_at, event=event.public_id,
            )
        )  # fmt: skip
        session.flush()
    _end_bare_persons(session, event)
    return person


def carry_out_split(session: Session, event: models.Event) -> None:
    """Parts the forms of a decision from its person, who ends with the last of them."""
    person = _find(session, (event.details or {})["person"])
    for form_id, publication, article_id in _places(session, event.details or {}):
        here = _live(session, form_id, publication, article_id)
        if here is not None and person is not None and here.person_id == person.id:
            _end(here, event)
    session.flush()
    _end_bare_persons(session, event)


def carry_out_undo(session: Session, event: models.Event) -> None:
    """Takes back the decision that this one undoes: what it joined is parted, what it parted is joined, as before."""
    row, person = models.PersonForm, models.Person
    undone = session.scalars(select(models.Event).where(models.Event.public_id == event.undoes)).one()
    for joined in session.scalars(select(row).where(row.event == undone.public_id, row.ended_at.is_(None))):
        _end(joined, event)
    for ended in session.scalars(select(row).where(row.ended_by == undone.public_id)):
        ended.ended_at = ended.ended_by = None
    for gone in session.scalars(select(person).where(person.ended_by == undone.public_id)):
        gone.ended_at = gone.ended_by = None
    details = undone.details or {}
    if (former := details.get("former_name")) is not None and (one := _find(session, details["person"])) is not None:
        one.name = former
    session.flush()
    _end_bare_persons(session, event)


def _find(session: Session, public_id: str) -> models.Person | None:
    return session.scalar(select(models.Person).where(models.Person.public_id == public_id))


def _add(session: Session, event: models.Event, name: str) -> models.Person:
    values = {"public_id": (event.details or {})["person"], "name": name, "added_at": event.happened_at}
    person = models.Person(**values, event=event.public_id)
    session.add(person)
    session.flush()
    return person


def _places(session: Session, details: Mapping[str, Any]) -> list[tuple[int, str | None, int | None]]:
    """The forms of a decision by key, each with where it holds."""
    forms = [ScopedForm(**form) for form in details["forms"]]
    ids = get_name_forms(session, [form.name for form in forms])
    article = models.Article
    named = {form.article for form in forms if form.article is not None}
    rows = session.execute(select(article.public_id, article.id).where(article.public_id.in_(named))).all()
    articles = dict(rows)
    return [
        (ids[form.name], form.publication, articles[form.article] if form.article is not None else None)
        for form in forms
    ]


def _live(session: Session, form_id: int, publication: str | None, article_id: int | None) -> models.PersonForm | None:
    """The row that says whose a form is in exactly this place."""
    row = models.PersonForm
    return session.scalar(
        select(row).where(
            row.name_form_id == form_id,
            row.publication.is_not_distinct_from(publication),
            row.article_id.is_not_distinct_from(article_id),
            row.ended_at.is_(None),
        )
    )


def _end(row: models.PersonForm, event: models.Event) -> None:
    row.ended_at, row.ended_by = event.happened_at, event.public_id


def _end_bare_persons(session: Session, event: models.Event) -> None:
    """A person of whom no form is left is none any more."""
    session.flush()
    person, row = models.Person, models.PersonForm
    has_form = select(row.id).where(row.person_id == person.id, row.ended_at.is_(None)).exists()
    for bare in session.scalars(select(person).where(person.ended_at.is_(None), ~has_form)):
        bare.ended_at, bare.ended_by = event.happened_at, event.public_id
    session.flush()
