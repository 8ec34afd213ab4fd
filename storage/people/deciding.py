"""What people may decide about names: checked, written down as a decision, and carried out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from storage import models
from storage.collation import by_code_point
from storage.decisions import decide
from storage.errors import NotFound, UsageError
from storage.events import EventKind
from storage.identity_decisions import get_decision
from storage.people.credits import shown_credits
from storage.people.joining import (
    ScopedForm,
    carry_out_merge,
    carry_out_split,
    carry_out_undo,
    merge_details,
    split_details,
)
from storage.people.naming import find_person, get_form, parse_preferred
from storage.public_ids import mint

DECISIONS = (EventKind.PERSON_MERGE, EventKind.PERSON_SPLIT)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a decision holds: everywhere, in one publication, or in one article."""

    publication: str | None = None
    article: models.Article | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Who decides, why, and when."""

    actor: str
    reason: str
    now: datetime


def merge(
    session: Session, names: Sequence[str], scope: Scope, said: Said, *, preferred: str | None = None
) -> models.Event:
    """Joins names, and persons with all their names, to one person: the first one among them, or a new one.

    Args:
        session: of `storage.decisions.deciding`.
        names: as printed, or ids of persons.
        scope: where the names are the person's; a person's own keep theirs.
        said: who, why, when.
        preferred: the name by which the person is listed from now on; a new one needs it.

    Raises:
        NotFound: a name is printed nowhere, or an id is nobody's.
        UsageError: there is nothing to join, or no name for a new person.
    """
    persons = [person for name in names if (person := find_person(session, name)) is not None]
    forms = [_scoped(get_form(session, name), scope) for name in names if find_person(session, name) is None]
    _require_printed(session, forms, scope)
    kept = persons[0] if persons else _find_holder(session, forms, scope)
    forms += [form for person in persons if person is not kept for form in forms_of(session, person)]
    name = parse_preferred(preferred) if preferred is not None else None
    if kept is None and name is None:
        raise UsageError("these names make a new person: give --name, by which it shall be listed")
    if kept is not None and not _changes(session, kept, name, forms):
        raise UsageError(f"they are {kept.public_id}, {kept.name}, already")
    former = kept.name if kept is not None and name not in (None, kept.name) else None
    identity = kept.public_id if kept is not None else mint("person", f"{name}\n{said.now.isoformat()}")
    details = merge_details(identity, name, former, list(dict.fromkeys(forms)))
    event = _decide(session, EventKind.PERSON_MERGE, scope, said, details)
    carry_out_merge(session, event)
    return event


def _require_printed(session: Session, forms: Sequence[ScopedForm], scope: Scope) -> None:
    """Checks that the byline of the one article that a decision is for has the names.

    Raises:
        UsageError: one of them is not in it.
    """
    if scope.article is None:
        return
    credit = shown_credits()
    printed = set(session.scalars(select(credit.c.name).where(credit.c.article_id == scope.article.id)))
    if strange := [form.name for form in forms if form.name not in printed]:
        raise UsageError(f"the byline of article {scope.article.public_id} has no {strange[0]!r}")


def split(session: Session, person: models.Person, names: Sequence[str], said: Said) -> models.Event:
    """Parts names from a person, wherever they were joined to it; each stands for itself again.

    Raises:
        NotFound: a name is printed nowhere.
        UsageError: a name is not the person's.
    """
    own = forms_of(session, person)
    wanted = {get_form(session, name).name for name in names}
    if strange := sorted(wanted - {form.name for form in own}):
        raise UsageError(f"{strange[0]!r} is no name of {person.public_id}, {person.name}")
    details = split_details(person.public_id, [form for form in own if form.name in wanted])
    event = _decide(session, EventKind.PERSON_SPLIT, Scope(), said, details)
    carry_out_split(session, event)
    return event


def undo(session: Session, event_id: str, said: Said) -> models.Event:
    """Takes back a decision about names: everything is as it was before.

    Raises:
        NotFound: there is no such decision, or there are several.
        UsageError: it was taken back already, or a later decision rests on it; the sentence names that.
    """
    undone = get_decision(session, event_id)
    if undone.kind not in DECISIONS:
        raise NotFound(f"{undone.public_id} is no decision about names: `backfile events --kind person-merge` has them")
    if undone.undoes is not None:
        raise UsageError(f"{undone.public_id} took back another decision: decide that again")
    event = models.Event
    if (known := session.scalar(select(event.public_id).where(event.undoes == undone.public_id))) is not None:
        raise UsageError(f"{undone.public_id} was taken back already, by {known}")
    if (later := _find_later(session, undone)) is not None:
        raise UsageError(f"{undone.public_id} cannot be taken back before {later}, which came after it")
    opposite = EventKind.PERSON_SPLIT if undone.kind == EventKind.PERSON_MERGE else EventKind.PERSON_MERGE
    taken_back = decide(
        session, kind=opposite, actor=said.actor, reason=said.reason, now=said.now, undoes=undone.public_id,
        article=undone.article, publication=undone.publication, details=undone.details,
    )  # fmt: skip
    carry_out_undo(session, taken_back)
    return taken_back


def last_merge(session: Session, person: models.Person) -> str:
    """The event of the newest decision that joined something to a person and still holds.

    Raises:
        NotFound: there is none.
    """
    row, event = models.PersonForm, models.Event
    query = (
        select(event.public_id)
        .join(row, row.event == event.public_id)
        .where(row.person_id == person.id, row.ended_at.is_(None))
        .order_by(event.happened_at.desc(), event.id.desc())
        .limit(1)
    )
    if (found := session.scalar(query)) is None:
        raise NotFound(f"nothing is joined to {person.public_id}")
    return found


def forms_of(session: Session, person: models.Person) -> list[ScopedForm]:
    """The names that are joined to a person, in order, each with where it is the person's."""
    row, form, article = models.PersonForm, models.NameForm, models.Article
    query = (
        select(form.name, row.publication, article.public_id)
        .join(form, form.id == row.name_form_id)
        .outerjoin(article, article.id == row.article_id)
        .where(row.person_id == person.id, row.ended_at.is_(None))
        .order_by(by_code_point(form.name))
        .order_by(*(by_code_point(where).nulls_first() for where in (row.publication, article.public_id)))
    )
    return [ScopedForm(*found) for found in session.execute(query)]


def _scoped(form: models.NameForm, scope: Scope) -> ScopedForm:
    return ScopedForm(form.name, scope.publication, scope.article.public_id if scope.article is not None else None)


def _find_holder(session: Session, forms: Sequence[ScopedForm], scope: Scope) -> models.Person | None:
    """The person that one of the forms is joined to in this very place: the oldest of several."""
    row, form, person = models.PersonForm, models.NameForm, models.Person
    query = (
        select(person)
        .join(row, row.person_id == person.id)
        .join(form, form.id == row.name_form_id)
        .where(form.name.in_([one.name for one in forms]), row.ended_at.is_(None))
        .where(row.publication.is_not_distinct_from(scope.publication))
        .where(row.article_id.is_not_distinct_from(scope.article.id if scope.article is not None else None))
        .order_by(person.id)
        .limit(1)
    )
    return session.scalar(query)


def _changes(session: Session, person: models.Person, name: str | None, forms: Sequence[ScopedForm]) -> bool:
    return name not in (None, person.name) or bool(set(forms) - set(forms_of(session, person)))


def _decide(session: Session, kind: EventKind, scope: Scope, said: Said, details: dict[str, Any]) -> models.Event:
    article = scope.article
    return decide(
        session, kind=kind, actor=said.actor, reason=said.reason, now=said.now, details=details,
        article=article.public_id if article is not None else None,
        publication=article.publication if article is not None else scope.publication,
    )  # fmt: skip


def _find_later(session: Session, undone: models.Event) -> str | None:
    """A decision that holds and rests on this one: it parted or moved what this one joined or parted."""
    row = models.PersonForm
    touched = select(row.ended_by).where(row.event == undone.public_id, row.ended_by.is_not(None))
    if (later := session.scalar(touched.limit(1))) is not None:
        return later
    return _find_taken(session, undone) or _find_resting(session, undone)


def _find_taken(session: Session, undone: models.Event) -> str | None:
    """A decision that joined to somebody else what this one had parted."""
    ended, other = aliased(models.PersonForm), aliased(models.PersonForm)
    query = (
        select(other.event)
        .join(ended, ended.name_form_id == other.name_form_id)
        .where(ended.ended_by == undone.public_id, other.ended_at.is_(None), other.event != undone.public_id)
        .where(other.publication.is_not_distinct_from(ended.publication))
        .where(other.article_id.is_not_distinct_from(ended.article_id))
        .limit(1)
    )
    return session.scalar(query)


def _find_resting(session: Session, undone: models.Event) -> str | None:
    """A later decision about the person whom this one made, or that gave another name after this one did."""
    details = undone.details or {}
    made = session.scalar(select(models.Person.id).where(models.Person.event == undone.public_id)) is not None
    for later in _iter_holding(session, undone):
        said = later.details or {}
        if said["person"] == details["person"] and (made or ("former_name" in details and "former_name" in said)):
            return later.public_id
    return None


def _iter_holding(session: Session, undone: models.Event) -> Iterator[models.Event]:
    """The decisions about names that came after one and were not taken back."""
    event = models.Event
    taken_back = set(session.scalars(select(event.undoes).where(event.kind.in_(DECISIONS), event.undoes.is_not(None))))
    later = select(event).where(event.kind.in_(DECISIONS), event.id > undone.id, event.undoes.is_(None))
    yield from (one for one in session.scalars(later.order_by(event.id)) if one.public_id not in taken_back)
