"""A run's report, for people and for programs."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from crawler.process import Crawled
from storage.account import describe_books
from storage.errors import BackfileError
from storage.runs import Report


def print_reports(ended: Iterable[Crawled], *, quiet: bool, as_json: bool, archive: Path) -> None:
    """Every run's report, and one sentence for each that failed."""
    runs = list(ended)
    if as_json:
        typer.echo(json.dumps([run_as_json(run) for run in runs], ensure_ascii=False))
    elif not quiet:
        console = Console()
        for run in runs:
            if run.report:
                console.print(_table(run.report))
        if steps := list(_iter_next_steps([run.report for run in runs if run.report], archive)):
            typer.echo("\n".join(["\nNext:", *(f"  {step}" for step in steps)]))
    for run in runs:
        if run.problem is not None:
            typer.echo(f"backfile: {run.publication}: {_sentence(run.problem)}", err=True)


def _sentence(error: BaseException) -> str:
    return str(error) if isinstance(error, BackfileError) else f"{type(error).__name__}: {error}"


def run_as_json(run: Crawled) -> dict[str, object]:
    """A run's end and its report, for programs."""
    return {
        "publication": run.publication,
        "report": run.report.as_json() if run.report else None,
        "error": _sentence(run.problem) if run.problem else None,
    }


def _table(report: Report) -> Table:
    table = Table(
        title=f"{report.publication}: run {report.run}, {report.ended}", show_header=False, title_justify="left"
    )
    table.add_column(style="bold")
    table.add_column()
    seconds = (report.ended_at - report.started_at).total_seconds()
    for name, value in (
        ("took", f"{seconds:.1f} s"),
        ("sources", _counts(report.sources)),
        (
            "announced",
            f"{_number(report.announced, 'new page')}, {report.due_again} due again" if report.sources else "",
        ),
        ("visited", _counts(report.visited)),
        ("archived", _number(report.new, "new article")),
        ("answers", f"{_statuses(report.fetched)} ({report.bytes_received:,} bytes)" if report.fetched else ""),
        ("taken over", f"{_number(report.adopted, 'capture')} of a killed run" if report.adopted else ""),
        ("books", _books(report)),
        ("failed polls", "\n".join(report.failures)),
        ("lost", str(report.lost)),
    ):
        if value:
            table.add_row(name, value)
    return table


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in _most_first(counts))


def _statuses(counts: dict[str, int]) -> str:
    """A status is a number too, so it stands before its count and a colon."""
    return ", ".join(f"{status}: {count}" for status, count in _most_first(counts))


def _most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: -pair[1])


def _books(report: Report) -> str:
    return f"{describe_books(report.books)}\nmissed: {_counts(report.books['missed']) or 'none'}"


def _iter_next_steps(reports: list[Report], archive: Path) -> Iterator[str]:
    """What to do after runs; each a line of its own, however wide the terminal, so that a command can be copied."""
    pending = sum(report.books["pending"] for report in reports if report.ended == "interrupted")
    if pending:
        yield f"{_number(pending, 'page')} pending: run the same command again"
    if not any(report.books["archived"] for report in reports):
        return
    where = "" if archive == Path("archive") else f" --archive {shlex.quote(str(archive))}"
    name = "backfile" if shutil.which("backfile") else sys.argv[0]
    commands = {"search WORDS": "find articles", "status": "how the books stand", "verify": "prove that all is sound"}
    width = max(map(len, commands))
    for command, purpose in commands.items():
        yield f"{name} {command}{where}{' ' * (width - len(command))}  # {purpose}"
