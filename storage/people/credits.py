"""Who is credited where: every name in a byline that is shown, and the person it is by the decisions that hold."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, SQLColumnExpression, Subquery, null, select, union_all

from storage import models
from storage.items import ContributorKind
from storage.overlays import is_shown
from storage.queries.persons import person_of


def shown_credits() -> Subquery:
    """One row for each person in the byline of each article that is shown, as it is shown now."""
    return union_all(_as_read(), _as_given()).subquery()


def _as_read() -> Select[Any]:
    article, reading, contributor, form = models.Article, models.Reading, models.Contributor, models.NameForm
    return (
        select(
            *_of_article(), contributor.position, contributor.role, contributor.affiliation, contributor.credit,
            *_of_name(contributor.name_form_id),
        )
        .select_from(contributor)
        .join(reading, reading.id == contributor.reading_id)
        .join(article, article.reading_id == reading.id)
        .join(form, form.id == contributor.name_form_id)
        .where(article.merged_into_id.is_(None), is_shown(article.taken_down), article.byline_overlaid.is_(False))
        .where(contributor.kind == ContributorKind.PERSON)
    )  # fmt: skip


def _as_given() -> Select[Any]:
    """What somebody gave in place of a byline: names of persons alone."""
    article, reading, given, form = models.Article, models.Reading, models.OverlaidName, models.NameForm
    return (
        select(
            *_of_article(), given.position, null().label("role"), null().label("affiliation"), null().label("credit"),
            *_of_name(form.id),
        )
        .select_from(given)
        .join(article, article.id == given.article_id)
        .join(reading, reading.id == article.reading_id)
        .join(form, (form.name_key == given.name_key) & (form.name == given.name))
        .where(article.merged_into_id.is_(None), is_shown(article.taken_down), article.byline_overlaid.is_(True))
    )  # fmt: skip


def _of_article() -> tuple[Any, ...]:
    article = models.Article
    return article.id.label("article_id"), article.publication, article.published_at, models.Reading.section


def _of_name(form_id: SQLColumnExpression[Any]) -> tuple[Any, ...]:
    article, form = models.Article, models.NameForm
    person = person_of(form_id, article.id, article.publication)
    return form.id.label("form_id"), form.name.label("name"), person.label("person_id")
