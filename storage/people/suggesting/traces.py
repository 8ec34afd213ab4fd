"""What each name leaves in the archive: titles, sections, bylines shared with others, and the author's page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.people.credits import shown_credits
from storage.people.name_forms import key_of
from storage.urls import url_key

AT_ONCE = 500
SHARED_PAGE = 4
"""An address beside more names than this is no author's page."""


@dataclass(slots=True)
class Trace:
    """One printed name's.

    Attributes:
        person_id: of the person that it is; None where it stands for itself.
        together: names, by key, that stand in one byline with it.
        pages: addresses of the author's page, by key, each as printed.
    """

    name: str
    person_id: int | None = None
    articles: int = 0
    publications: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    together: set[int] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)


def collect_traces(session: Session, publication: str | None) -> dict[int, Trace]:
    """Of every name that is shown, by the name form's key."""
    traces: dict[int, Trace] = {}
    for rows in _iter_bylines(session, publication):
        ids = {row.form_id for row in rows}
        for row in rows:
            trace = traces.setdefault(row.form_id, Trace(row.name, row.person_id))
            trace.articles += 1
            trace.publications[row.publication] += 1
            if row.section:
                trace.sections[row.section] += 1
            trace.together |= ids - {row.form_id}
    _add_pages(session, traces, publication)
    return traces


def _iter_bylines(session: Session, publication: str | None) -> Iterator[list[Any]]:
    """The credits of one byline after the other."""
    credit = shown_credits()
    query = select(credit).order_by(credit.c.article_id, credit.c.position)
    if publication is not None:
        query = query.where(credit.c.publication == publication)
    byline: list[Any] = []
    for row in session.execute(query.execution_options(yield_per=AT_ONCE)):
        if byline and byline[0].article_id != row.article_id:
            yield byline
            byline = []
        byline.append(row)
    if byline:
        yield byline


def _add_pages(session: Session, traces: Mapping[int, Trace], publication: str | None) -> None:
    forms: dict[str, list[Trace]] = defaultdict(list)
    for trace in traces.values():
        forms[key_of(trace.name)].append(trace)
    names_at: dict[str, set[str]] = defaultdict(set)
    article, reading = models.Article, models.Reading
    query = select(reading.byline_claims).join(article, article.reading_id == reading.id)
    if publication is not None:
        query = query.where(article.publication == publication)
    for claims in session.scalars(query.execution_options(yield_per=AT_ONCE)):
        for name, url in _iter_pages(claims):
            key = url_key(url)
            names_at[key].add(key_of(name))
            for trace in forms.get(key_of(name), ()):
                trace.pages.setdefault(key, url)
    shared = {key for key, names in names_at.items() if len(names) > SHARED_PAGE}
    for trace in traces.values():
        trace.pages = {key: url for key, url in trace.pages.items() if key not in shared}


def _iter_pages(claims: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The names of a byline beside which an address stands that may be their author's page."""
    for claim in claims:
        for name, url in zip(claim.get("names") or (), claim.get("urls") or (), strict=False):
            if name and url and len(urlsplit(url).path) > 1:
                yield name, url
