"""One person, or one name, as the archive knows it: articles, posts over time, who wrote with it, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, not_, select
from sqlalchemy.orm import Session

from storage import models
from storage.collation import by_code_point
from storage.errors import NotFound
from storage.links.nodes import Node, nodes_of
from storage.people.credits import shown_credits
from storage.people.deciding import forms_of
from storage.people.joining import ScopedForm
from storage.people.listing import Named, names_of
from storage.people.naming import find_person, get_form


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is shown: a person, or a name as far as nobody joined it to one."""

    person: models.Person | None
    form: models.NameForm | None

    def condition(self, credit: Subquery) -> ColumnElement[bool]:
        """That a credit is theirs."""
        if self.person is not None:
            row = models.PersonForm
            forms = select(row.name_form_id).where(row.person_id == self.person.id, row.ended_at.is_(None))
            return (func.coalesce(credit.c.person_id, 0) == self.person.id) & credit.c.form_id.in_(forms)
        return (credit.c.form_id == (self.form.id if self.form else None)) & credit.c.person_id.is_(None)


@dataclass(frozen=True, slots=True)
class Credited:
    """One article that credits them, and what its byline says."""

    article: Node
    printed: str
    role: str | None
    affiliation: str | None
    credit: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """What was printed of them in some articles, from the day of the first to that of the last; None when undated."""

    publication: str
    role: str | None
    affiliation: str | None
    credit: str | None
    articles: int
    first_on: str | None
    last_on: str | None


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody named in the same bylines."""

    id: str | None
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """All of it.

    Attributes:
        forms: the names that were joined, each with where it is the person's.
        others: persons that have the same name elsewhere, by id and preferred name.
    """

    id: str | None
    name: str
    forms: tuple[ScopedForm, ...]
    others: tuple[tuple[str, str], ...]
    publications: tuple[Span, ...]
    roles: tuple[Span, ...]
    companions: tuple[Companion, ...]
    articles: tuple[Credited, ...]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        titles = ("publication", "articles", "first_on", "last_on")
        return {
            "id": self.id,
            "name": self.name,
            "forms": [asdict(form) for form in self.forms],
            "others": [{"id": id_, "name": name} for id_, name in self.others],
            "publications": [{name: getattr(span, name) for name in titles} for span in self.publications],
            "roles": [asdict(span) for span in self.roles],
            "co_authors": [asdict(one) for one in self.companions],
            "articles": [_credited_json(one) for one in self.articles],
        }


def find_subject(session: Session, name: str) -> Subject:
    """Whom an id or a printed name means: the name as far as it stands for itself, else the one person that has it.

    Raises:
        NotFound: no byline has the name, or several persons have it; the sentence names them.
    """
    if (person := find_person(session, name)) is not None:
        return Subject(person, None)
    form = get_form(session, name)
    alone, persons = Subject(None, form), _persons_named(session, form)
    credit = shown_credits()
    if not persons or session.scalar(select(credit.c.article_id).where(alone.condition(credit)).limit(1)) is not None:
        return alone
    if len(persons) > 1:
        several = ", ".join(f"{one.public_id} ({one.name})" for one in persons)
        raise NotFound(f"{name!r} is more than one person: {several}; give an id")
    return Subject(persons[0], None)


def describe(session: Session, subject: Subject) -> Portrait:
    """What the archive knows of somebody; articles and companions in a fixed order."""
    credit = shown_credits()
    order = (credit.c.published_at.desc().nulls_last(), credit.c.article_id, credit.c.position)
    rows = session.execute(select(credit).where(subject.condition(credit)).order_by(*order)).all()
    nodes = nodes_of(session, [row.article_id for row in rows])
    credited = [
        (nodes[row.article_id], row) for row in sorted(rows, key=lambda row: _newest_first(nodes[row.article_id]))
    ]
    person, form = subject.person, subject.form
    others = [] if person is not None or form is None else _persons_named(session, form)
    return Portrait(
        id=person.public_id if person is not None else None,
        name=person.name if person is not None else (form.name if form is not None else ""),
        forms=tuple(forms_of(session, person)) if person is not None else (),
        others=tuple((one.public_id, one.name) for one in others),
        publications=_spans(credited, ("publication",)),
        roles=_spans(credited, ("publication", "role", "affiliation", "credit")),
        companions=_companions(session, subject),
        articles=tuple(Credited(node, row.name, row.role, row.affiliation, row.credit) for node, row in credited),
    )


def _persons_named(session: Session, form: models.NameForm) -> list[models.Person]:
    row, person = models.PersonForm, models.Person
    joined = select(row.person_id).where(row.name_form_id == form.id, row.ended_at.is_(None))
    return list(session.scalars(select(person).where(person.id.in_(joined)).order_by(person.public_id)))


def _newest_first(node: Node) -> tuple[bool, list[int], str]:
    """Articles without a day come last."""
    return node.published_on is None, [-ord(character) for character in node.published_on or ""], node.id


def _spans(credited: Iterable[tuple[Node, Any]], names: Sequence[str]) -> tuple[Span, ...]:
    """Articles in which the same is printed, the earliest first."""
    groups: dict[tuple[str | None, ...], dict[str, str | None]] = defaultdict(dict)
    for node, row in credited:
        groups[tuple(getattr(row, name) for name in names)][node.id] = node.published_on
    spans = (_span(dict(zip(names, key, strict=True)), list(days.values())) for key, days in groups.items())
    return tuple(sorted(spans, key=_earliest))


def _span(said: Mapping[str, Any], days: Sequence[str | None]) -> Span:
    dated = sorted(day for day in days if day is not None)
    return Span(
        publication=said["publication"],
        role=said.get("role"),
        affiliation=said.get("affiliation"),
        credit=said.get("credit"),
        articles=len(days),
        first_on=dated[0] if dated else None,
        last_on=dated[-1] if dated else None,
    )


def _earliest(span: Span) -> tuple[str, ...]:
    """Undated ones come last."""
    return (span.first_on or "~", span.publication, span.role or "", span.affiliation or "", span.credit or "")


def _companions(session: Session, subject: Subject) -> tuple[Companion, ...]:
    """Who stands in the same bylines, those with most articles first, then by name."""
    own, other = shown_credits(), shown_credits()
    articles = select(own.c.article_id).where(subject.condition(own))
    alone = case((other.c.person_id.is_(None), other.c.form_id))
    number = func.count(other.c.article_id.distinct())
    query = (
        select(other.c.person_id, func.min(by_code_point(other.c.name)).label("name"), number.label("articles"))
        .where(other.c.article_id.in_(articles), not_(subject.condition(other)))
        .group_by(other.c.person_id, alone)
    )
    rows = session.execute(query).all()
    persons = names_of(session, [row.person_id for row in rows if row.person_id is not None])
    found = (_companion(row, persons.get(row.person_id)) for row in rows)
    return tuple(sorted(found, key=lambda one: (-one.articles, one.name, one.id or "")))


def _companion(row: Any, person: Named | None) -> Companion:
    return Companion(person.id if person else None, person.name if person else row.name, row.articles)


def _credited_json(one: Credited) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("printed", "role", "affiliation", "credit")}
    return {**one.article.as_json(), **said}
