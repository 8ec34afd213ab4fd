import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from pebble.pool.base_pool import PoolStatus

from pipelines.pool import ExtractionPool
from pipelines.rules import NO_RULES, Rules
from storage.items import Extraction, Metadata, PageKind, TextState
from tests.pipelines import pool_functions

URL = "https://weekly.example/story"
ROOT = Path(__file__).parents[2]

PoolMaker = Callable[..., ExtractionPool]


@pytest.fixture(autouse=True)
def workers_find_the_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


@pytest.fixture
def make_pool() -> Iterator[PoolMaker]:
    pools: list[ExtractionPool] = []

    def make(**settings: object) -> ExtractionPool:
        pools.append(ExtractionPool(**{"workers": 1, **settings}))  # type: ignore[arg-type]
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


def extract(pool: ExtractionPool, payload: bytes, rules: Rules = NO_RULES) -> Awaitable[Extraction]:
    return pool.extract(payload, url=URL, content_type="text/html", rules=rules)


def run(pool: ExtractionPool, *payloads: bytes) -> list[Extraction]:
    async def gather() -> list[Extraction]:
        return await asyncio.gather(*(extract(pool, payload) for payload in payloads))

    return asyncio.run(gather())


def reasons(extractions: list[Extraction]) -> list[str | None]:
    return [extraction.text_reason for extraction in extractions]


def test_pages_are_extracted_in_workers(make_pool: PoolMaker) -> None:
    page = (
        b"<title>Tin rises</title><h1>Tin rises</h1>"
        + b"<p>The price of tin rose again on Monday, dealers said.</p>" * 5
    )
    found = run(make_pool(), page)[0]
    assert (found.metadata.title, found.kind) == ("Tin rises", PageKind.ARTICLE)


def test_arguments_travel(make_pool: PoolMaker) -> None:
    rules = Rules(mastheads=("Port Weekly",), post_id=r"-(\d+)/$")  # type: ignore[arg-type]
    pool = make_pool(function=pool_functions.describe)
    found = asyncio.run(_await(extract(pool, b"x", rules)))
    assert found == Extraction(metadata=Metadata(title="x", kicker=URL, section="text/html", tags=(rules.digest,)))


async def _await(awaitable: Awaitable[Extraction]) -> Extraction:
    return await awaitable


def test_a_hanging_page_loses_its_worker_and_no_other_page(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.hang, deadline=4)
    found = run(pool, b"a", b"hang", b"b")
    assert reasons(found) == [None, "extraction-timeout", None]
    assert (found[1].text_state, found[1].blocks) == (TextState.NONE, [])


def test_a_page_that_hangs_inside_a_parser_is_ended_too(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.hang_in_c, deadline=0.3)
    assert reasons(run(pool, b"a")) == ["extraction-timeout"]


def test_a_page_of_too_many_paragraphs_meets_the_deadline(make_pool: PoolMaker) -> None:
    page = b"<html><body>" + b"<p>a short line of text</p>" * 200_000
    assert reasons(run(make_pool(deadline=0.3), page)) == ["extraction-timeout"]


def test_a_crash_is_tried_once_more(make_pool: PoolMaker, tmp_path: Path) -> None:
    pool = make_pool(function=pool_functions.crash)
    found = run(pool, bytes(tmp_path / "crashed"), b"", bytes(tmp_path / "crashed too"))
    assert reasons(found) == [None, "extraction-crashed", None]
    assert [found[0].metadata.title, found[2].metadata.title] == ["survived", "survived"]


def test_a_page_that_a_broken_pool_forgets_is_read_by_the_next(make_pool: PoolMaker, tmp_path: Path) -> None:
    pool = make_pool(function=pool_functions.hang_once)

    async def break_while_waiting() -> Extraction:
        page = asyncio.ensure_future(extract(pool, bytes(tmp_path / "begun")))
        while not (tmp_path / "begun").exists():  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.05)
        assert pool._pool is not None
        pool._pool._context.status = PoolStatus.ERROR  # as pebble does when it loses track of a worker
        return await page

    assert asyncio.run(break_while_waiting()).metadata.title


def test_errors_and_lack_of_memory_are_reasons(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.raise_error)
    assert reasons(run(pool, b"memory", b"recursion", b"x")) == [
        "extraction-memory",
        "extraction-error: RecursionError",
        "extraction-error: LookupError",
    ]


def test_an_idle_worker_that_is_killed_is_replaced(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.name_process)
    first = run(pool, b"x")[0].metadata.title
    assert first
    os.kill(int(first), signal.SIGKILL)
    time.sleep(0.3)
    second = run(pool, b"x")[0].metadata.title
    assert second
    assert second != first


def test_no_page_is_lost_when_idle_workers_are_killed_under_many(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.name_process, workers=2)
    for worker in {found.metadata.title for found in run(pool, *[b"x"] * 8)}:
        os.kill(int(worker or 0), signal.SIGKILL)
    assert set(reasons(run(pool, *[b"x"] * 40))) == {None}


def test_workers_are_replaced_after_their_tasks(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.name_process, tasks_per_worker=2)
    assert len({found.metadata.title for found in run(pool, *[b"x"] * 6)}) == 3


def test_an_interrupt_is_left_to_the_crawl(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.name_process)
    worker = run(pool, b"x")[0].metadata.title
    assert worker
    os.kill(int(worker), signal.SIGINT)
    assert run(pool, b"x")[0].metadata.title == worker


def test_the_fork_server_leaves_an_interrupt_to_the_crawl_while_it_starts(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.name_parent)
    server = run(pool, b"x")[0].metadata.title
    status = Path(f"/proc/{server}/status").read_text(encoding="ascii")
    blocked = int(next(line for line in status.splitlines() if line.startswith("SigBlk:")).split()[1], 16)
    assert blocked & 1 << (signal.SIGINT - 1)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_workers_import_neither_scrapy_nor_twisted(make_pool: PoolMaker) -> None:
    modules = run(make_pool(function=pool_functions.list_modules), b"x")[0].metadata.tags
    assert "trafilatura" in modules
    assert not {"scrapy", "twisted", "itemadapter", "pytest"} & set(modules)


def test_closing_is_quick_and_ends_what_waits(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.hang)

    async def close_while_waiting() -> list[Extraction]:
        waiting = [asyncio.ensure_future(extract(pool, b"hang")) for _ in range(3)]
        await asyncio.sleep(0.5)
        pool.close()
        pool.close()
        return await asyncio.gather(*waiting)

    assert set(reasons(asyncio.run(close_while_waiting()))) == {"extraction-stopped"}
    assert reasons(run(pool, b"x")) == ["extraction-stopped"]


def test_the_caller_may_cancel(make_pool: PoolMaker) -> None:
    pool = make_pool(function=pool_functions.hang)

    async def cancel() -> None:
        waiting = asyncio.ensure_future(extract(pool, b"hang"))
        await asyncio.sleep(0.3)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    asyncio.run(cancel())
    assert reasons(run(pool, b"x")) == [None]


def test_nothing_is_left_when_the_crawl_is_killed() -> None:
    program = """
import asyncio, sys
sys.path.insert(0, sys.argv[1])
from tests.pipelines import pool_functions
from pipelines.pool import ExtractionPool
from pipelines.rules import NO_RULES
async def main():
    page = dict(url="", content_type=None, rules=NO_RULES)
    pool = ExtractionPool(workers=2, function=pool_functions.hang)
    busy = asyncio.ensure_future(pool.extract(b"hang", **page))
    await asyncio.sleep(1)
    idle = await pool.extract(b"x", **page)
    print(*pool._pool._pool_manager.worker_manager.workers, flush=True)
    await busy
asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", program, str(ROOT)], stdout=subprocess.PIPE, text=True) as crawl:
        assert crawl.stdout
        workers = [int(number) for number in crawl.stdout.readline().split()]
        crawl.send_signal(signal.SIGTERM)
    assert len(workers) == 2
    ends = time.monotonic() + 120
    while any(_is_alive(worker) for worker in workers) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not any(_is_alive(worker) for worker in workers)


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
