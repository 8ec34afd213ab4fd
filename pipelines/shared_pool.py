"""One worker pool for all the crawls of a process: the machine has only so many cores."""

from __future__ import annotations

from collections import Counter
from threading import Lock

from pipelines.pool import ExtractionPool

_lock = Lock()
_pools: dict[tuple[int, float], ExtractionPool] = {}
_borrowers: Counter[tuple[int, float]] = Counter()


def borrow_pool(workers: int, deadline: float) -> ExtractionPool:
    """The process's pool of so many workers and that deadline, in seconds; made for the first borrower."""
    key = (workers, deadline)
    with _lock:
        if not _borrowers[key]:
            _pools[key] = ExtractionPool(workers=workers, deadline=deadline)
        _borrowers[key] += 1
        return _pools[key]


def return_pool(pool: ExtractionPool) -> None:
    """Gives a pool back, once for each time it was borrowed; the last one closes it."""
    with _lock:
        key = next((key for key, shared in _pools.items() if shared is pool), None)
        if key is None:
            return
        _borrowers[key] -= 1
        if _borrowers[key]:
            return
        del _pools[key], _borrowers[key]
    pool.close()
