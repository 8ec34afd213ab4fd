"""`backfile publications`: every bundled title, in a table, in JSON, and one in full."""

from __future__ import annotations

from crawler.definitions import BUNDLED, load_all
from tests.command_line import Run


def test_the_table_has_a_line_for_every_title(backfile_here: Run) -> None:
    done = backfile_here("publications")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split() == ["slug", "name", "verified", "sources", "family", "owner", "verticals"]
    assert [line.split()[0] for line in lines[1:]] == [title.slug for title in load_all()]


def test_json_says_what_the_table_says(backfile_here: Run) -> None:
    titles = backfile_here("publications", "--json").json()
    assert {title["slug"] for title in titles} == {path.stem for path in BUNDLED.glob("*.toml")}
    sample = next(title for title in titles if title["slug"] == "sample")
    assert (sample["name"], sample["verified"], sample["sources"]) == ("The Quarter Call", "captured", 6)


def test_one_title_in_full(backfile_here: Run) -> None:
    assert "section http://quartercall.example/c/stage/" in backfile_here("publications", "sample").out
    whole = backfile_here("publications", "sample", "--json").json()
    assert (whole["slug"], whole["timezone"], len(whole["sources"])) == ("sample", "America/Toronto", 6)
