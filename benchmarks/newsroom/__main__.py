"""The command `python -m benchmarks.newsroom`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.newsroom.crawling import crawl_newsroom
from benchmarks.newsroom.judging import Judgement, judge
from benchmarks.newsroom.report import format_report, format_wrong
from benchmarks.newsroom.script import write_script
from benchmarks.newsroom.site import Newsroom
from storage.errors import BackfileError, UsageError

_DESCRIPTION = """Replay a scripted newsroom: invented articles, edited in known ways between visits, are served on
loopback and crawled visit by visit; what was found is judged by the script."""


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code is 0, or that of the error, which is said in one sentence."""
    given = _parser().parse_args(words)
    try:
        if given.articles < 1 or given.edits < 1 or given.visits < 2:
            raise UsageError("--articles and --edits are at least 1, --visits at least 2")
        with tempfile.TemporaryDirectory(prefix="newsroom-") as made:
            directory = given.directory or Path(made)
            began = time.perf_counter()
            judgement = replay(
                directory,
                articles=given.articles,
                visits=given.visits,
                most_edits=given.edits,
                seed=given.seed,
                workers=given.workers,
            )
    except BackfileError as error:
        print(f"benchmarks.newsroom: {error}", file=sys.stderr)
        return error.exit_code
    print(format_report(judgement))
    print(format_wrong(judgement), f"{time.perf_counter() - began:.0f} s", sep="\n", file=sys.stderr)
    return 0


def replay(
    directory: Path, *, articles: int, visits: int, most_edits: int, seed: int = 1, workers: int = 1
) -> Judgement:
    """Writes the scripts, serves and crawls them into `directory`, and judges what was found."""
    today = datetime.now(UTC).replace(second=0, microsecond=0)
    scripts = [
        write_script(number, seed, visits=visits, most_edits=most_edits, today=today) for number in range(articles)
    ]
    crawl_newsroom(Newsroom(scripts, seed, today), directory, visits=visits, workers=workers)
    return judge(directory / "archive", scripts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsroom", description=_DESCRIPTION)
    parser.add_argument("--articles", type=int, default=2_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--edits", type=int, default=6, metavar="N", help="of an article at most (default 6)")
    parser.add_argument("--visits", type=int, default=8, metavar="N", help="of every page (default 8)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another one is another newsroom (default 1)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that read pages (default 2)")
    parser.add_argument("--directory", type=Path, metavar="DIR", help="keep the archive there; it must not exist")
    return parser


if __name__ == "__main__":
    sys.exit(main())
