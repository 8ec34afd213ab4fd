"""`backfile verify`: prove that the archive is whole."""

from __future__ import annotations

import typer

from storage.archive import Archive
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import counted, print_line
from storage.errors import BackfileError, CheckFailed
from storage.verification.findings import CheckResult


def verify(as_json: JsonOption = False, archive: ArchiveOption = ARCHIVE, database_url: DatabaseOption = None) -> None:
    """Prove that the archive is whole: books, WARC files, the index of them, database, texts, search index.

    A crawl may go on meanwhile. The check and its outcome are noted as an event.
    Exit codes: 0 sound; 4 damage was found and is named.
    """
    from storage.verification import verify as iter_checks

    results = []
    with opened(archive, database_url) as found:
        for result in iter_checks(found):
            results.append(result)
            if not as_json:
                _print(result)
        _note(found, results)
    if as_json:
        print_json([result.as_json() for result in results])
    if findings := sum(result.findings for result in results):
        failed = ", ".join(result.name for result in results if result.findings)
        raise CheckFailed(
            f"{counted(findings, 'finding')} ({failed}): restore what they name from a backup; see docs/verify.md"
        )


def _note(archive: Archive, results: list[CheckResult]) -> None:
    """Notes the check as an event; of an archive that cannot be written to, it says so and goes on."""
    from storage.verification.noting import note_check

    try:
        note_check(archive, results)
    except BackfileError as error:
        typer.echo(f"backfile: the check is not noted among the events: {error}", err=True)


def _print(result: CheckResult) -> None:
    looked_at = ", ".join(_count(number, what) for what, number in result.counts.items()) or "nothing to check"
    verdict = counted(result.findings, "finding") if result.findings else "sound"
    print_line(f"{result.name}: {looked_at}: {verdict}")
    for finding in result.damage:
        print_line(f"damage  {finding}", indent=2)
    if result.more_damage:
        print_line(f"damage  and {result.more_damage} more", indent=2)
    for finding in result.notes:
        print_line(f"note    {finding}", indent=2)
    if result.more_notes:
        print_line(f"note    and {result.more_notes} more", indent=2)


def _count(number: int, what: str) -> str:
    """`1 index`, `2 records without a row`: what was looked at has its name in the plural."""
    noun, blank, rest = what.partition(" ")
    singular = noun.removesuffix("es") if noun.endswith("xes") else noun.removesuffix("s")
    return counted(number, f"{singular}{blank}{rest}", what)
