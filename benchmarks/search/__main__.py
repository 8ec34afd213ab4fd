"""The command `python -m benchmarks.search`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from benchmarks.extraction.tables import format_table
from benchmarks.search.filling import fill
from benchmarks.search.texts import Vocabulary
from benchmarks.search.timing import Timing, list_searches, measure
from storage.archive import Archive
from storage.errors import BackfileError, UsageError

_DESCRIPTION = """Measure searches in an archive of invented articles: made in a directory of its own that is removed
again, and in an empty PostgreSQL database where one is given."""


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code is 0, or that of the error, which is said in one sentence."""
    given = _parser().parse_args(words)
    try:
        if given.articles < 1 or given.times < 1:
            raise UsageError("--articles and --times are at least 1")
        timings = {}
        for name, url in {"SQLite": None, "PostgreSQL": given.database_url}.items():
            if name == "SQLite" or url:
                timings[name] = _measure(name, url, given.articles, given.times)
    except BackfileError as error:
        print(f"benchmarks.search: {error}", file=sys.stderr)
        return error.exit_code
    print(_show(timings))
    return 0


def _measure(name: str, url: str | None, number: int, times: int) -> dict[str, Timing]:
    vocabulary = Vocabulary()
    with tempfile.TemporaryDirectory(prefix="search-") as directory, closing(Archive(Path(directory), url)) as archive:
        archive.prepare()
        began = time.perf_counter()
        articles = vocabulary.iter_articles(number)
        first = next(articles)
        fill(archive, chain([first], articles))
        print(f"{name}: {number:,} articles in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        searches = list_searches(vocabulary, phrase=" ".join(first.text.split()[:2]))
        return {search: measure(archive, filters, times) for search, filters in searches.items()}


def _show(timings: dict[str, dict[str, Timing]]) -> str:
    head = ["search for", "found", *(f"{name}, {what}" for name in timings for what in ("first", "again", "worst"))]
    rows = []
    for search in next(iter(timings.values())):
        found = {measured[search].found for measured in timings.values()}
        spent = [milliseconds for measured in timings.values() for milliseconds in measured[search].milliseconds]
        rows.append([search, " / ".join(f"{count:,}" for count in sorted(found)), *(f"{each:.1f}" for each in spent)])
    return format_table(head, rows) + "\n\nMilliseconds."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=_DESCRIPTION)
    parser.add_argument("--articles", type=int, default=200_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--times", type=int, default=9, metavar="N", help="searches after the first (default 9)")
    parser.add_argument("--database-url", metavar="URL", help="an empty PostgreSQL database")
    return parser


if __name__ == "__main__":
    sys.exit(main())
