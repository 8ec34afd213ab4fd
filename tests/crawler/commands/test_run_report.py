"""A run's report as people read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.commands.report import print_reports
from crawler.process import Crawled
from storage.account import Account
from storage.runs import Report, books_of

BEGAN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def crawled(ended: str = "finished", *, new: int = 1, pending: int = 0, archived: int = 1) -> Crawled:
    account = books_of(Account("gazette")) | {"announced": archived + pending, "archived": archived, "pending": pending}
    report = Report(
        publication="gazette",
        run=1,
        started_at=BEGAN,
        ended_at=BEGAN + timedelta(seconds=2),
        ended=ended,
        announced=new,
        due_again=0,
        new=new,
        visited={"archived": new},
        lost=0,
        fetched={"302": 11, "200": 66},
        bytes_received=5120,
        sources={"changed": 1},
        adopted=1,
        books=account,
    )
    return Crawled("gazette", report, None)


def printed(capsys: pytest.CaptureFixture[str], *runs: Crawled, archive: Path = Path("archive")) -> list[str]:
    print_reports(runs, quiet=False, as_json=False, archive=archive)
    return capsys.readouterr().out.splitlines()


def test_one_is_singular(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(printed(capsys, crawled()))
    assert "1 new page, 0 due again" in text
    assert "1 new article " in text
    assert "1 capture of a killed run" in text
    assert "2 new articles " in "\n".join(printed(capsys, crawled(new=2)))


def test_answers_are_counted_by_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert "200: 66, 302: 11 (5,120 bytes)" in "\n".join(printed(capsys, crawled()))


def test_commands_to_go_on_with_are_a_line_each(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    archive = Path("/srv/a long way") / ("down/" * 12) / "archive"
    following = printed(capsys, crawled(), archive=archive)
    steps = following[following.index("Next:") + 1 :]
    assert [f"--archive '{archive}'" in step for step in steps if step] == [True, True, True]


def test_interrupted_run_says_first_what_is_pending(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, crawled("interrupted", pending=3))
    assert lines[lines.index("Next:") + 1] == "  3 pages pending: run the same command again"
    lines = printed(capsys, crawled("interrupted", new=0, archived=0, pending=1))
    assert lines[-2:] == ["Next:", "  1 page pending: run the same command again"]


def test_nothing_archived_and_nothing_pending_leads_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Next:" not in printed(capsys, crawled(new=0, archived=0))
