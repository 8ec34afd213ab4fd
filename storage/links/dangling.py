"""Links to what the archive does not have: found, counted, and put into the ledger of the publication it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import Session

from storage import models
from storage.collation import by_code_point
from storage.links.rows import AT_ONCE, link_rows, select_origins
from storage.paging import iter_pages
from storage.queries.filters import Filters


@dataclass(frozen=True, slots=True)
class Dangling:
    """An address or a title that articles link to and that no article of the archive has.

    Attributes:
        links: how many articles link to it.
        text: a title that is printed.
        url: None where only a title is printed.
        publication: in whose ledger the address is; of a title alone, whose articles print it.
        outcome: of the last visit; None where there was none yet, or the address is in no ledger.
        is_known: whether the address is in a ledger.
    """

    links: int
    text: str | None
    url: str | None
    publication: str | None = None
    outcome: str | None = None
    is_known: bool = False

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        names = ("links", "text", "url", "publication", "outcome", "is_known")
        return {name: getattr(self, name) for name in names}


def list_dangling(session: Session, filters: Filters, *, limit: int) -> list[Dangling]:
    """What the articles asked for link to and the archive does not have, most linked first."""
    links = link_rows(select_origins(session, filters))
    by_url = session.execute(_by_url(links).limit(limit)).all()
    pages = _pages(session, [row.url_key for row in by_url])
    found = [_with_state(row, pages.get(row.url_key)) for row in by_url]
    by_title = session.execute(_by_title(links).limit(limit))
    found += [Dangling(row.links, row.text, None, row.publication) for row in by_title]
    return sorted(found, key=lambda one: (-one.links, one.url or "", one.text or ""))[:limit]


def iter_addresses(session: Session, filters: Filters) -> Iterator[str]:
    """The addresses among them, most linked first."""
    query = _by_url(link_rows(select_origins(session, filters)))
    for row in session.execute(query.execution_options(yield_per=AT_ONCE)):
        yield row.url


def _by_url(links: Subquery) -> Select[Any]:
    """By address."""
    number, url = func.count(links.c.origin_id.distinct()), func.min(by_code_point(links.c.url))
    query: Any = (
        select(
            links.c.url_key,
            url.label("url"),
            func.min(by_code_point(links.c.text)).label("text"),
            number.label("links"),
        )
        .where(links.c.url_key.is_not(None), links.c.target_id.is_(None))
        .group_by(links.c.url_key)
        .order_by(number.desc(), url)
    )
    return query  # type: ignore[no-any-return]


def _by_title(links: Subquery) -> Select[Any]:
    """By title alone, which is one of the linking article's publication."""
    number, text = func.count(links.c.origin_id.distinct()), func.min(by_code_point(links.c.text))
    query: Any = (
        select(links.c.publication, text.label("text"), number.label("links"))
        .where(links.c.url_key.is_(None), links.c.title_key.is_not(None), links.c.target_id.is_(None))
        .group_by(links.c.publication, links.c.title_key)
        .order_by(number.desc(), text, by_code_point(links.c.publication))
    )
    return query  # type: ignore[no-any-return]


def _pages(session: Session, keys: Sequence[str]) -> dict[str, models.Page]:
    """A page of each address that is in a ledger."""
    page = models.Page
    query = select(page).order_by(by_code_point(page.publication).desc())
    found = (row for some in iter_pages(keys) for row in session.scalars(query.where(page.url_key.in_(some))))
    return {row.url_key: row for row in found}


def _with_state(row: Any, page: models.Page | None) -> Dangling:
    if page is None:
        return Dangling(row.links, row.text, row.url)
    return Dangling(row.links, row.text, row.url, page.publication, page.outcome, is_known=True)
