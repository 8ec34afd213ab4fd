"""Who is credited where: every name in a byline that is shown, and the person it is by the decisions that hold."""

from __future__ import annotations

from sqlalchemy import Subquery, select

from storage import models
from storage.items import ContributorKind
from storage.overlays import is_shown
from storage.queries.persons import person_of


def shown_credits() -> Subquery:
    """One row for each person in the byline of each article that is shown, as it is shown now."""
    article, reading, contributor, form = models.Article, models.Reading, models.Contributor, models.NameForm
    person = person_of(contributor.name_form_id, article.id, article.publication)
    return (
        select(
            article.id.label("article_id"), article.publication, article.published_at, reading.id.label("reading_id"),
            reading.section, contributor.position, contributor.role, contributor.affiliation, contributor.credit,
            form.id.label("form_id"), form.name.label("name"), person.label("person_id"),
        )
        .join(reading, reading.id == contributor.reading_id)
        .join(article, article.reading_id == reading.id)
        .join(form, form.id == contributor.name_form_id)
        .where(article.merged_into_id.is_(None), is_shown(article.taken_down), article.byline_overlaid.is_(False))
        .where(contributor.kind == ContributorKind.PERSON)
        .subquery()
    )  # fmt: skip
