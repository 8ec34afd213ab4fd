"""The beginning and the end of a rebuild: what was made of captures goes, and what people decided stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.errors import UsageError
from storage.rebuilding.redoing import redo_decisions
from storage.search import remove_article

KEPT = ("article", "page", "correction", "takedown", "person_form")
"""Tables that name an article and are not made of captures."""

_BELOW = (
    (models.Edit.revision_id, models.Revision),
    (models.Contributor.reading_id, models.Reading),
    (models.RelatedStory.observation_id, models.Observation),
)
_DECIDED = (models.Correction, models.Takedown, models.PersonForm)


def begin_rebuild(
    session: Session, publication: str, *, post_id_of: Callable[[str, datetime], str | None] = lambda *_: None
) -> int:
    """Takes away a publication's articles, unless a rebuild had begun before; gives the visit up to which it came.

    `post_id_of` gives the publisher's id in an address, by the rules of a day.
    """
    title = session.get_one(models.Publication, publication)
    if title.rebuilt_to is None:
        clear_articles(session, publication)
        _forget_ids(session, publication, post_id_of)
        title.rebuilt_to = title.redone_to = 0
    return title.rebuilt_to


def end_rebuild(session: Session, publication: str) -> list[str]:
    """Carries out again what was decided last, and notes that all is made; gives the decisions that did not fit."""
    unfit = redo_decisions(session, publication)
    title = session.get_one(models.Publication, publication)
    title.rebuilt_to = title.redone_to = None
    return unfit


def refuse_half_rebuilt(session: Session, publication: str) -> None:
    """Keeps a visit of today from being settled before those that came before it.

    Raises:
        UsageError: a rebuild of the publication was not finished.
    """
    title = session.get(models.Publication, publication)
    if title is not None and title.rebuilt_to is not None:
        raise UsageError(
            f"a rebuild of {publication} was not finished: run `backfile rebuild --publication {publication}` first"
        )


def clear_articles(session: Session, publication: str) -> None:
    """Deletes all that was made of a publication's captures: articles, readings, revisions, observations, aliases.

    Captures, visits, the ledger's states, events and decisions stay. An article that somebody corrected, took down or
    named a person of keeps its row, with nothing in it.
    """
    ours = select(models.Article.id).where(models.Article.publication == publication)
    for number in session.scalars(ours).all():
        remove_article(session, number)
    empty = {"reading_id": None, "observation_id": None, "merged_into_id": None}
    session.execute(update(models.Article).where(models.Article.publication == publication).values(empty))
    pages = update(models.Page).where(models.Page.publication == publication)
    session.execute(pages.values(article_id=None, canonical_key=None, moved_to_id=None))
    for column, parent in _BELOW:
        rows = select(parent.id).where(parent.article_id.in_(ours))
        session.execute(delete(column.class_).where(column.in_(rows)))
    for table, columns in _iter_made():
        session.execute(table.delete().where(or_(*(column.in_(ours) for column in columns))))
    decided = or_(*(exists().where(row.article_id == models.Article.id) for row in _DECIDED))
    session.execute(delete(models.Article).where(models.Article.publication == publication, ~decided))
    session.expire_all()


def _forget_ids(session: Session, publication: str, post_id_of: Callable[[str, datetime], str | None]) -> None:
    """Leaves pages the ids that their addresses have; those that visits found there are found again."""
    page = models.Page
    known = select(page.id, page.url, page.announced_at, page.post_id)
    known = known.where(page.publication == publication, page.post_id.is_not(None))
    found = [
        {"id": number, "post_id": own}
        for number, url, at, post_id in session.execute(known)
        if (own := post_id_of(url, at)) != post_id
    ]
    if found:
        session.execute(update(page), found)


def _iter_made() -> Iterator[tuple[Table, list[Any]]]:
    """The tables that name articles and are made of captures, those that refer to others first."""
    for table in reversed(models.Base.metadata.sorted_tables):
        columns = [column for column in table.columns if _names_article(column)]
        if columns and table.name not in KEPT:
            yield table, columns


def _names_article(column: Column[Any]) -> bool:
    article = models.Article.__table__
    return column.name == "article_id" or any(key.column.table is article for key in column.foreign_keys)
