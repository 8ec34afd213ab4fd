"""Which person a printed name is in an article, by the decisions that hold."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Connection, SQLColumnExpression, and_, exists, func, or_, select

from storage.errors import NotFound
from storage.items import ContributorKind
from storage.public_ids import parse_beginning
from storage.queries.columns import ARTICLES, CONTRIBUTORS, NAME_FORMS, OVERLAID_NAMES, PERSON_FORMS, PERSONS

Column = SQLColumnExpression[Any]

PERSON_ID = re.compile(r"[a-z2-7]{1,12}", re.ASCII)
_NAMED = 5


def person_of(form_id: Column, article_id: Column, publication: Column) -> Any:
    """The key of the person that a name form is in an article, as a subquery: the narrowest decision decides."""
    rows, others = PERSON_FORMS.alias(), ARTICLES.alias()
    row = rows.c
    merged_here = select(others.c.id).where(others.c.merged_into_id == article_id).correlate_except(others)
    return (
        select(row.person_id)
        .where(row.name_form_id == form_id, row.ended_at.is_(None))
        .where(
            or_(
                row.article_id == article_id,
                row.article_id.in_(merged_here),
                and_(row.article_id.is_(None), func.coalesce(row.publication, publication) == publication),
            )
        )
        .order_by(row.article_id.is_(None), row.publication.is_(None), row.id)
        .limit(1)
        .correlate_except(rows)
        .scalar_subquery()
    )


def get_person_id(connection: Connection, name: str) -> int:
    """The key of the person of an id, or of the beginning of one.

    Raises:
        NotFound: there is none, it ended, or there are several; the sentence says which.
    """
    beginning, person = name.strip().lower(), PERSONS.c
    found = []
    if PERSON_ID.fullmatch(beginning):
        beginning = parse_beginning(name)
        query = select(person.id, person.public_id, person.ended_at, person.ended_by)
        found = list(connection.execute(query.where(person.public_id.startswith(beginning)).order_by(person.public_id)))
    living = [row for row in found if row.ended_at is None]
    if len(living) == 1:
        return int(living[0].id)
    if living:
        raise NotFound(f"{name!r} is more than one person: {', '.join(row.public_id for row in living[:_NAMED])}")
    if len(found) == 1:
        raise NotFound(f"{found[0].public_id} is no person any more, by decision {found[0].ended_by}")
    raise NotFound(f"there is no person {name!r}: `backfile people` lists those there are")


def credited_to(connection: Connection, person: str) -> ColumnElement[bool]:
    """The condition that the byline of one of `ARTICLES`, as it is shown, names the person of an id.

    Raises:
        NotFound: there is no such person.
    """
    person_id = get_person_id(connection, person)
    forms, name, given, form = PERSON_FORMS.alias().c, CONTRIBUTORS.c, OVERLAID_NAMES.c, NAME_FORMS.c
    own = select(forms.name_form_id).where(forms.person_id == person_id, forms.ended_at.is_(None))
    read = exists().where(
        name.reading_id == ARTICLES.c.reading_id,
        name.kind == ContributorKind.PERSON,
        name.name_form_id.in_(own),
        person_of(name.name_form_id, ARTICLES.c.id, ARTICLES.c.publication) == person_id,
    )
    named = exists().where(
        given.article_id == ARTICLES.c.id,
        given.name_key == form.name_key,
        given.name == form.name,
        form.id.in_(own),
        person_of(form.id, ARTICLES.c.id, ARTICLES.c.publication) == person_id,
    )
    is_overlaid = ARTICLES.c.byline_overlaid
    return or_(
        and_(is_overlaid.is_(False), read.correlate(ARTICLES)), and_(is_overlaid.is_(True), named.correlate(ARTICLES))
    )
