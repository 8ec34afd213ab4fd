"""The command `python -m benchmarks.extraction`."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction.manifest import read_manifest
from benchmarks.extraction.predicting import write_predictions
from storage.errors import BackfileError, UsageError

_DESCRIPTION = """Measure how well pages are read.

With --manifest, read the pages that it lists and write what is said of each. With --data, compare what is said of the
labelled pages with what is true, beside other extractors; docs/extraction-quality.md explains the tables."""


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code is 0, or that of the error: 2 for input that cannot be used, 73 for no room."""
    given = _parser().parse_args(words)
    try:
        if given.manifest is not None:
            _predict(given)
        else:
            _measure(given)
    except BackfileError as error:
        print(f"benchmarks.extraction: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _predict(given: argparse.Namespace) -> None:
    if given.output is None:
        raise UsageError("--manifest needs --output: the file that predictions are written to")
    if given.output.exists() and given.output.samefile(given.manifest):
        raise UsageError(f"--output {given.output} is the manifest itself: name another file")
    pages = read_manifest(given.manifest)
    missed = write_predictions(pages, given.output, workers=given.workers)
    print(f"{len(pages) - len(missed)} of {len(pages)} pages read into {given.output}", file=sys.stderr)
    for line in missed:
        print(f"not read: {line['id']} {line['reason']}", file=sys.stderr)


def _measure(given: argparse.Namespace) -> None:
    from benchmarks.extraction.report import Request, iter_sections

    request = Request(
        data=given.data,
        cache=given.cache,
        peers=tuple(name for name in given.peers.split(",") if name),
        peers_python=given.peers_python,
        half=given.half,
        without=given.without,
        worst=given.worst,
        cost_pages=given.cost_pages,
        output=given.output,
        workers=given.workers,
    )
    for section in iter_sections(request):
        print(section, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_sources(parser)
    _add_measuring(parser.add_argument_group("with --data"))
    return parser


def _add_sources(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--manifest", type=Path, metavar="FILE", help="JSON lines of {id, path, url}; paths from there")
    source.add_argument("--data", type=Path, metavar="DIR", help="labelled pages, with their scorers")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where predictions are written, as JSON lines")
    parser.add_argument("--workers", type=_parse_workers, metavar="N", help="processes (default: one a core)")


def _add_measuring(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--peers", default="trafilatura,newspaper4k,news-please", metavar="NAMES", help="default: %(default)s"
    )
    group.add_argument(
        "--peers-python", type=Path, metavar="FILE", help="the Python of an environment made from peers.txt"
    )
    group.add_argument(
        "--half", choices=("A", "B"), help="only the sites of one half, which a hash of the domain tells"
    )
    group.add_argument(
        "--without", type=Path, metavar="FILE", help="wrong labels: lines of id, field, reason, parted by tabs"
    )
    group.add_argument("--worst", type=_parse_number, default=10, metavar="N", help="pages shown of each measure (10)")
    group.add_argument(
        "--cost-pages",
        type=_parse_number,
        default=200,
        metavar="N",
        help="pages that costs are measured on; 0: none (default 200)",
    )
    group.add_argument(
        "--cache",
        type=Path,
        default=Path(".cache/benchmarks"),
        metavar="DIR",
        help="predictions of peers are kept there",
    )


def _parse_number(text: str, *, least: int = 0) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least}")
    return int(text)


def _parse_workers(text: str) -> int:
    return _parse_number(text, least=1)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    sys.exit(main())
