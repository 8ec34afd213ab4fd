"""docs/identity.md lists what the code knows: evidence, states, vendors."""

from __future__ import annotations

from pipelines.walls.marks import BOT_MARKS, CONSENT_MARKS
from pipelines.walls.pages import MAX_TEXT
from storage.aliases import Evidence
from storage.outcomes import Outcome
from storage.states import PageState, state_of
from tests.docs.pages import DOCS, bare, read, rows

PAGE = read(DOCS / "identity.md")


def section(title: str) -> list[list[str]]:
    return [list(row) for row in rows(PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0])]


def names(cell: str) -> set[str]:
    return {bare(part) for part in cell.replace(":", ",").split(", ") if part.startswith("`")}


def test_every_kind_of_evidence_is_explained() -> None:
    listed = set().union(*(names(kind) for kind, *_ in section("What makes two pages one article")))
    assert listed == {str(evidence) for evidence in Evidence}


def test_every_state_is_listed_with_its_outcomes() -> None:
    listed = {bare(state): names(outcomes) for state, outcomes, *_ in section("States of a page")}
    expected: dict[str, set[str]] = {str(state): set() for state in PageState}
    for outcome in Outcome:
        expected[str(state_of(outcome))].add(str(outcome))
    assert {state: {one for one in outcomes if one in set(Outcome)} for state, outcomes in listed.items()} == expected


def test_every_vendor_of_walls_is_named() -> None:
    said = PAGE.lower()
    assert [name for name in (*BOT_MARKS, *CONSENT_MARKS) if name not in said] == []
    assert f"at most {MAX_TEXT:,} characters" in PAGE
