"""Several crawls, one exit code: that of the most serious thing that happened."""

from __future__ import annotations

import itertools
import signal
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.process import Crawled, exit_code_of
from storage.errors import (
    ArchiveBusy,
    BackfileError,
    BadDefinition,
    CannotWrite,
    CrawlLost,
    DiskFull,
    SourcesUnavailable,
    UsageError,
)
from storage.runs import Report

AT = datetime(2026, 3, 4, tzinfo=UTC)
REPORT = Report(
    publication="quay",
    run=1,
    started_at=AT,
    ended_at=AT,
    ended="finished",
    announced=0,
    due_again=0,
    new=0,
    adopted=0,
    visited={},
    fetched={},
    bytes_received=0,
    sources={},
    failures=[],
    lost=0,
    books={"balances": True},
)
FINE = Crawled("quay", REPORT, None)
LOST = Crawled("quay", replace(REPORT, lost=1), None)
UNREPORTED = Crawled("quay", None, None)
BY_RANK: tuple[BaseException, ...] = (
    CrawlLost("a page"),
    KeyError("ours"),
    DiskFull("disk"),
    CannotWrite("rights"),
    BadDefinition("quay.toml", "home", "is missing"),
    UsageError("called wrongly"),
    SourcesUnavailable("none answered"),
    ArchiveBusy("locked"),
)


def failed(error: BaseException) -> Crawled:
    return Crawled("quay", REPORT, error)


def code_of(error: BaseException) -> int:
    return error.exit_code if isinstance(error, BackfileError) else 1


def test_all_well_is_zero() -> None:
    assert exit_code_of([FINE, FINE]) == exit_code_of([]) == 0


@pytest.mark.parametrize(("worse", "better"), list(itertools.pairwise(BY_RANK)))
def test_the_more_serious_error_counts_in_either_order(worse: BaseException, better: BaseException) -> None:
    runs = [failed(better), FINE, failed(worse)]
    assert exit_code_of(runs) == exit_code_of(runs[::-1]) == code_of(worse)


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_loss_counts_before_a_signal_and_all_else_after(signum: int, code: int) -> None:
    assert exit_code_of([FINE, failed(DiskFull("disk")), UNREPORTED], signum) == code
    assert exit_code_of([FINE, LOST], signum) == 3


def test_a_run_without_a_report_is_a_loss() -> None:
    assert exit_code_of([FINE, UNREPORTED]) == 3
