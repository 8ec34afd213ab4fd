"""The people of the archive: persons, and names that nobody joined to one, with how many articles credit each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from storage import models
from storage.collation import by_code_point
from storage.errors import UsageError
from storage.paging import iter_pages
from storage.people.credits import shown_credits
from storage.people.name_forms import key_of
from storage.queries.filters import require_publication


@dataclass(frozen=True, slots=True)
class Listed:
    """A person, or a name that stands for itself.

    Attributes:
        id: None for a name.
        articles: those that credit it.
        publications: the number of titles that they are of.
        forms: the names that were joined to the person.
    """

    id: str | None
    name: str
    articles: int
    publications: int
    forms: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "id": self.id,
            "name": self.name,
            "articles": self.articles,
            "publications": self.publications,
            "forms": list(self.forms),
        }


def list_people(session: Session, *, name: str | None, publication: str | None, limit: int) -> list[Listed]:
    """Persons and names, those with most articles first, then by name.

    Args:
        session: for reading.
        name: words of one of the names, in any order.
        publication: a slug; counted are its articles alone.
        limit: how many.

    Raises:
        UsageError: `name` holds no word.
        NotFound: the archive has no such publication.
    """
    credit = shown_credits()
    alone = case((credit.c.person_id.is_(None), credit.c.form_id))
    number, printed = func.count(credit.c.article_id.distinct()), func.min(by_code_point(credit.c.name))
    titles = func.count(credit.c.publication.distinct())
    query = select(credit.c.person_id, printed.label("name"), number.label("articles"), titles.label("publications"))
    query = query.group_by(credit.c.person_id, alone)
    if publication is not None:
        require_publication(session.connection(), publication)
        query = query.where(credit.c.publication == publication)
    if name is not None:
        query = query.where(_is_named(credit, name))
    rows = session.execute(query.order_by(number.desc(), printed, credit.c.person_id.nulls_first()).limit(limit)).all()
    persons = names_of(session, [row.person_id for row in rows if row.person_id is not None])
    return [_listed(row, persons.get(row.person_id)) for row in rows]


@dataclass(frozen=True, slots=True)
class Named:
    """A person with the distinct names that are joined to it, in order."""

    id: str
    name: str
    forms: tuple[str, ...]


def names_of(session: Session, person_ids: Sequence[int]) -> dict[int, Named]:
    """Persons by key."""
    row, form, person = models.PersonForm, models.NameForm, models.Person
    query = select(row.person_id, form.name).join(form, form.id == row.name_form_id)
    names: dict[int, set[str]] = defaultdict(set)
    found: list[models.Person] = []
    for some in iter_pages(person_ids):
        for person_id, name in session.execute(query.where(row.person_id.in_(some), row.ended_at.is_(None))):
            names[person_id].add(name)
        found += session.scalars(select(person).where(person.id.in_(some)))
    return {one.id: Named(one.public_id, one.name, tuple(sorted(names[one.id]))) for one in found}


def _listed(row: Any, person: Named | None) -> Listed:
    if person is None:
        return Listed(None, row.name, row.articles, row.publications, ())
    return Listed(person.id, person.name, row.articles, row.publications, person.forms)


def _is_named(credit: Any, name: str) -> ColumnElement[bool]:
    """That the name printed, or another one of the same person, holds every word."""
    words = key_of(name).split()
    if not words:
        raise UsageError(f"{name!r} holds no name")
    form, row = models.NameForm, models.PersonForm
    key = literal(" ") + form.name_key + literal(" ")
    alike = select(form.id).where(and_(*(key.contains(f" {word} ", autoescape=True) for word in words)))
    persons = select(row.person_id).where(row.name_form_id.in_(alike), row.ended_at.is_(None))
    return or_(and_(credit.c.form_id.in_(alike), credit.c.person_id.is_(None)), credit.c.person_id.in_(persons))
