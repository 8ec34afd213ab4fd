"""The command `python -m benchmarks.copies`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import fmean

from benchmarks.copies.corpus import iter_articles, plan
from benchmarks.copies.filling import Spent, fill
from benchmarks.copies.scoring import Score, score, table_sizes
from benchmarks.extraction.tables import format_table
from storage.archive import Archive
from storage.errors import BackfileError, UsageError

SHOWN_AT = (0.1, 0.25, 0.5, 1.0)
"""Shares of all articles at which the cost is shown, as the mean of the tenth before it."""

_DESCRIPTION = """Find planted copies among invented articles: in an archive made in a directory of its own that is
removed again, and in an empty PostgreSQL database where one is given."""


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code is 0, or that of the error, which is said in one sentence."""
    given = _parser().parse_args(words)
    try:
        if given.articles < 100:
            raise UsageError("--articles is at least 100")
        print(measure(given.articles, given.seed, given.database_url))
    except BackfileError as error:
        print(f"benchmarks.copies: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def measure(number: int, seed: int = 1, database_url: str | None = None) -> str:
    """Fills an archive and says what was found and what it cost."""
    planned = plan(number, seed)
    with (
        tempfile.TemporaryDirectory(prefix="copies-") as directory,
        closing(Archive(Path(directory), database_url)) as archive,
    ):
        archive.prepare()
        spent: list[Spent] = []
        for each in fill(archive, iter_articles(planned)):
            if each.articles * 10 // number > (spent[-1].articles * 10 // number if spent else 0):
                print(f"{each.articles:,} articles", file=sys.stderr, flush=True)
            spent.append(each)
        sizes = table_sizes(archive)
        return "\n\n".join(
            [_show_score(score(archive, planned)), _show_costs(spent, number), _show_sizes(sizes, number)]
        )


def _show_score(found: Score) -> str:
    right = f"precision {found.precision:.4f} ({found.right:,} of {found.grouped:,} pairs in one group)"
    whole = f"recall {found.recall:.4f} ({found.right:,} of {found.planted:,} pairs planted)"
    groups, led = found.leads
    rows = [
        [kind, f"{there:,}", f"{have:,}", f"{have / max(there, 1):.4f}"] for kind, (there, have) in found.edits.items()
    ]
    mistaken = ", ".join(f"{kind} {count:,}" for kind, count in found.mistaken.items()) or "none"
    table = format_table(["planted copies", "there are", "grouped with the original", "recall"], rows)
    leads = f"the lead is the original in {led:,} of {groups:,} groups"
    return f"{right}\n{whole}\n{leads}\nin a wrong group: {mistaken}\n\n{table}"


def _show_costs(spent: Sequence[Spent], number: int) -> str:
    rows = []
    for share in SHOWN_AT:
        window = [each for each in spent if (share - 0.1) * number < each.articles <= share * number] or spent[-1:]
        cpu, wall = (fmean(getattr(each, name) for each in window) for name in ("cpu", "wall"))
        rows.append([f"{round(share * number):,}", f"{cpu:.2f}", f"{wall:.2f}"])
    return format_table(["articles", "CPU, ms an article", "wall clock, ms an article"], rows)


def _show_sizes(sizes: dict[str, int], number: int) -> str:
    rows = [[name, f"{size / 1e6:.1f}", f"{size / number:,.0f}"] for name, size in sizes.items()]
    return format_table(["table with its indexes", "MB", "bytes an article"], rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=_DESCRIPTION)
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the articles (default 1)")
    parser.add_argument("--database-url", metavar="URL", help="an empty PostgreSQL database, in place of SQLite")
    return parser


if __name__ == "__main__":
    sys.exit(main())
