"""Crawls of one process share a worker pool."""

from __future__ import annotations

import asyncio

from pipelines.rules import NO_RULES
from pipelines.shared_pool import borrow_pool, return_pool
from storage.items import TextState


def reason_after(pool: object) -> str | None:
    extraction = asyncio.run(pool.extract(b"", url="", content_type="text/html", rules=NO_RULES))  # type: ignore[attr-defined]
    assert extraction.text_state is TextState.NONE
    return extraction.text_reason


def test_borrowers_get_one_pool_and_the_last_closes_it() -> None:
    first, second = borrow_pool(1, 5.0), borrow_pool(1, 5.0)
    assert first is second
    return_pool(first)
    assert reason_after(second) != "extraction-stopped"
    return_pool(second)
    assert reason_after(second) == "extraction-stopped"


def test_another_size_is_another_pool() -> None:
    one, two = borrow_pool(1, 5.0), borrow_pool(2, 5.0)
    assert one is not two
    return_pool(one)
    return_pool(two)


def test_a_pool_returned_too_often_is_left_alone() -> None:
    pool = borrow_pool(1, 5.0)
    return_pool(pool)
    return_pool(pool)
    fresh = borrow_pool(1, 5.0)
    assert fresh is not pool
    return_pool(fresh)
