"""`backfile show --provenance`."""

from __future__ import annotations

from typing import Any

from storage.archive import Archive
from tests.storage.builders import AT
from tests.storage.library import TOUR, settle_tour


def test_each_value_is_printed_with_its_source_and_capture(archive: Archive, backfile: Any) -> None:
    item = settle_tour(archive)
    lines = backfile("show", TOUR.id, "--provenance", on=archive).out.splitlines()
    assert lines[0] == TOUR.title
    assert "contributors[0].name  Ida Brand  printed  [1]" in lines
    assert f"[1] {AT.isoformat()}  {item.capture.address}" in lines
    assert lines[-1] == "    read by backfile 0"
    found = backfile("show", TOUR.id, "--provenance", "--json", on=archive).json()
    assert (found["id"], found["redacted"]) == (TOUR.id, [])
    assert {row["record_id"] for row in found["values"]} == {item.capture.record_id}


def test_an_earlier_revision_has_no_provenance(archive: Archive, backfile: Any) -> None:
    settle_tour(archive)
    done = backfile("show", TOUR.id, "--provenance", "--revision", "1", on=archive)
    assert (done.code, done.out) == (2, "")
    assert "leave --revision out" in done.err
