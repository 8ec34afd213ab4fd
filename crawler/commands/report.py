"""A run's report, for people and for programs."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from crawler.process import Crawled
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
        if any(run.report and run.report.books["archived"] for run in runs):
            console.print(_next_steps(archive), highlight=False)
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
        ("announced", f"{report.announced} new pages, {report.due_again} due again" if report.sources else ""),
        ("visited", _counts(report.visited)),
        ("new articles", str(report.new)),
        ("answers", f"{_counts(report.fetched)} ({report.bytes_received:,} bytes)" if report.fetched else ""),
        ("taken over", f"{report.adopted} captures of a killed run" if report.adopted else ""),
        ("books", _books(report)),
        ("failed polls", "\n".join(report.failures)),
        ("lost", str(report.lost)),
    ):
        if value:
            table.add_row(name, value)
    return table


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda pair: -pair[1]))


def _books(report: Report) -> str:
    books = report.books
    missed = sum(books["missed"].values())
    verdict = "balanced" if books["balances"] else "NOT BALANCED"
    return (
        f"{books['announced']} announced{_otherwise(books)} = {books['archived']} archived + {missed} missed"
        f" + {books['pending']} pending: {verdict}\nmissed: {_counts(books['missed']) or 'none'}"
    )


def _otherwise(books: dict[str, int]) -> str:
    return f" + {books['otherwise']} found otherwise" if books["otherwise"] else ""


def _next_steps(archive: Path) -> str:
    where = "" if archive == Path("archive") else f" --archive {archive}"
    name = "backfile" if shutil.which("backfile") else sys.argv[0]
    return (
        "\nNext:\n"
        f"  {name} search WORDS{where}      find articles\n"
        f"  {name} status{where}            how the books stand\n"
        f"  {name} verify{where}            prove that the archive is sound\n"
    )
