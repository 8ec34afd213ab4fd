"""Which person a printed name is in an article, by the decisions that hold."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, SQLColumnExpression, and_, exists, func, or_, select

from storage.errors import NotFound
from storage.items import ContributorKind
from storage.queries.columns import ARTICLES, CONTRIBUTORS, PERSON_FORMS, PERSONS

Column = SQLColumnExpression[Any]


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


def credited_to(connection: Connection, person: str) -> ColumnElement[bool]:
    """The condition that the byline of one of `ARTICLES`, as it was read, names the person of an id.

    Raises:
        NotFound: there is no such person.
    """
    wanted = select(PERSONS.c.id).where(PERSONS.c.public_id == person.strip().lower(), PERSONS.c.ended_at.is_(None))
    if (person_id := connection.scalar(wanted)) is None:
        raise NotFound(f"there is no person {person!r}: `backfile people` lists those there are")
    forms, name = PERSON_FORMS.alias().c, CONTRIBUTORS.c
    own = select(forms.name_form_id).where(forms.person_id == person_id, forms.ended_at.is_(None))
    is_theirs = person_of(name.name_form_id, ARTICLES.c.id, ARTICLES.c.publication) == person_id
    credited = exists().where(
        name.reading_id == ARTICLES.c.reading_id,
        name.kind == ContributorKind.PERSON,
        name.name_form_id.in_(own),
        is_theirs,
    )
    return and_(ARTICLES.c.byline_overlaid.is_(False), credited.correlate(ARTICLES))
