"""The command `python -m benchmarks.aliases`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.aliases.settling import Score, make_sets, settle_sets
from benchmarks.extraction.tables import format_table
from storage.archive import Archive
from storage.errors import BackfileError

_DESCRIPTION = """Settle generated sets of addresses, true aliases and addresses that only look like them, in an archive
of its own that is removed again, and in an empty PostgreSQL database where one is given."""


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code is 0, 1 after a false merge, or that of the error, which is said."""
    given = _parser().parse_args(words)
    false = 0
    try:
        for name, url in {"SQLite": None, "PostgreSQL": given.database_url}.items():
            if name == "SQLite" or url:
                scores = _measure(name, url, given.seed, given.rounds)
                print(f"## {name}\n\n{_show(scores)}")
                false += sum(len(score.false) for score in scores.values())
    except BackfileError as error:
        print(f"benchmarks.aliases: {error}", file=sys.stderr)
        return error.exit_code
    return 1 if false else 0


def _measure(name: str, url: str | None, seed: int, rounds: int) -> dict[str, Score]:
    with tempfile.TemporaryDirectory(prefix="aliases-") as directory, closing(Archive(Path(directory), url)) as archive:
        archive.prepare()
        began = time.perf_counter()
        scores = settle_sets(archive, make_sets(seed, rounds))
        print(f"{name}: settled in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        return scores


def _show(scores: dict[str, Score]) -> str:
    rows: list[Sequence[str]] = [
        (
            recipe,
            f"{score.sets:,}",
            f"{score.addresses:,}",
            f"{score.true:,}",
            f"{score.joined:,}",
            f"{len(score.false):,}",
        )
        for recipe, score in scores.items()
    ]
    true, joined = (sum(getattr(score, name) for score in scores.values()) for name in ("true", "joined"))
    totals = [f"{sum(getattr(score, name) for score in scores.values()):,}" for name in ("sets", "addresses")]
    false = sum(len(score.false) for score in scores.values())
    rows.append(("all", *totals, f"{true:,}", f"{joined:,} ({joined / true:.2%})", f"{false:,}"))
    examples = "".join(f"\n{pair}" for score in scores.values() for pair in [*score.false, *score.missed][:3])
    head = ("recipe", "sets", "addresses", "pairs of one article", "joined", "joined falsely")
    return f"{format_table(head, rows)}{examples}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.aliases", description=_DESCRIPTION)
    parser.add_argument("--rounds", type=int, default=40, help="how often each recipe is used")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other sets")
    parser.add_argument("--database-url", help="an empty PostgreSQL database to measure as well")
    return parser


if __name__ == "__main__":
    sys.exit(main())
