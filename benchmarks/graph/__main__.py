"""The command `python -m benchmarks.graph`."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.extraction.tables import format_table
from benchmarks.graph.filling import fill
from storage import models
from storage.archive import Archive
from storage.export.graphml import iter_graphml
from storage.links.dangling import list_dangling
from storage.links.graph import iter_links, iter_nodes, iter_unarchived, links_from, links_to, list_most_linked
from storage.people.listing import list_people
from storage.people.portrait import describe, find_subject
from storage.people.suggesting import suggest
from storage.queries.filters import Filters

ALL = Filters()


def main() -> int:
    """Fills an archive and prints what each question costs."""
    given = _parser().parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="graph-") as directory,
        closing(Archive(Path(directory), given.database_url)) as archive,
    ):
        archive.prepare()
        began = time.perf_counter()
        fill(archive, given.articles, given.people)
        print(f"{given.articles:,} articles in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        rows = [list(map(str, _measure(archive, name, ask))) for name, ask in QUESTIONS.items()]
    print(format_table(["question", "seconds", "answer", "peak MB"], rows))
    return 0


def _measure(archive: Archive, name: str, ask: Callable[[Session], Any]) -> tuple[str, str, str, str]:
    began = time.perf_counter()
    with archive.read() as session:
        answer = ask(session)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return name, f"{seconds:.3f}", f"{answer:,}", f"{peak:.0f}"


def _most_linked(session: Session) -> models.Article:
    first = list_most_linked(session, ALL, limit=1)[0].article.id
    return session.scalars(select(models.Article).where(models.Article.public_id == first)).one()


def _graphml(session: Session) -> int:
    chunks: Iterator[str] = iter_graphml(
        iter_nodes(session, ALL), iter_unarchived(session, ALL), iter_links(session, ALL)
    )
    return sum(map(len, chunks))


def _portrait(session: Session) -> int:
    name = list_people(session, name=None, publication=None, limit=1)[0].name
    return len(describe(session, find_subject(session, name)).articles)


QUESTIONS: dict[str, Callable[[Session], int]] = {
    "links of one article": lambda session: len(links_from(session, session.get_one(models.Article, 1))),
    "links to one article": lambda session: len(links_to(session, session.get_one(models.Article, 50))),
    "most linked": lambda session: len(list_most_linked(session, ALL, limit=20)),
    "links to the most linked": lambda session: len(links_to(session, _most_linked(session))),
    "dangling": lambda session: len(list_dangling(session, ALL, limit=20)),
    "GraphML, characters": _graphml,
    "people": lambda session: len(list_people(session, name=None, publication=None, limit=50)),
    "people and one of them": _portrait,
    "suggestions": lambda session: len(suggest(session, limit=100_000)),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.graph", description="Measure links and people.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--database-url", help="an empty PostgreSQL database")
    return parser


if __name__ == "__main__":
    sys.exit(main())
