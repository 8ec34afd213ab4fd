"""The processes that extraction runs in: what they start with, and what ends them."""

from __future__ import annotations

import fcntl
import logging
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection, context, parent_process
from threading import Lock
from types import ModuleType

PRELOADED = ["pipelines.extract"]
"""What the fork server imports once, so that a worker starts in milliseconds."""

_main_lock = Lock()


def prepare_worker(memory: int) -> None:
    """Bound the worker's address space to `memory` bytes; have it end with the crawl, and at once when told to.

    An interrupt from the keyboard is the crawl's to handle.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python's handler would wait for a parser written in C to return.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    _end_with_parent()


def _end_with_parent() -> None:
    """Have the kernel end this process when the crawl is gone, whatever it is busy with (fcntl(2), F_SETSIG).

    A worker that only waits ends by itself, and that is all there is where signals cannot be chosen.
    """
    parent = parent_process()
    if parent is None or not hasattr(fcntl, "F_SETSIG"):
        return
    sentinel = parent.sentinel
    fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(sentinel, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(sentinel, fcntl.F_SETFL, fcntl.fcntl(sentinel, fcntl.F_GETFL) | os.O_ASYNC)
    if connection.wait([sentinel], timeout=0):
        os._exit(0)


class WorkerProcess(context.ForkServerProcess):
    """A process that does not import the main program, which would bring Scrapy and Twisted into every worker."""

    def start(self) -> None:
        """Start the process, and the fork server where it does not run yet."""
        with _main_hidden(), _interrupts_held():
            super().start()


class WorkerContext(context.ForkServerContext):
    """Starts workers from a fork server that has the extraction code loaded."""

    Process = WorkerProcess


def make_context() -> WorkerContext:
    """The context that workers are started in."""
    made = WorkerContext()
    made.set_forkserver_preload(PRELOADED)
    return made


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """While a process starts, which inherits what is blocked; the crawl gets its interrupt when this thread goes on.

    The fork server ignores interrupts only once it has imported all, and would end before that with a traceback.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _main_hidden() -> Iterator[None]:
    """While a process starts, multiprocessing looks at the main module for what the child has to import."""
    with _main_lock:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
