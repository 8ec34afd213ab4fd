"""Run the `backfile` command in processes that have nothing to load any more.

A program of its own; standard input is a Unix socket. Each byte on it begins a command and brings three descriptors:
what standard output and standard error are written to, and a socket. On that comes a line of JSON (the command's words,
its directory, its environment). The answer is the number of its process, and its exit code when it has ended, in
twelve digits each.

Each command runs in a process of its own that is forked from this one, which has loaded the packages and done nothing
else. It can be killed, stopped and looked at like one begun from a shell. This process ends when its input does.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import signal
import socket
import sys
import threading
from contextlib import suppress
from importlib import import_module

import crawler
import pipelines
import storage

LATE = (
    "alembic.command",
    "alembic.ddl.postgresql",
    "alembic.ddl.sqlite",
    "psycopg",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.scheduler",
    "scrapy.downloadermiddlewares.retry",
    "scrapy.extensions.corestats",
    "scrapy.spidermiddlewares.referer",
    "scrapy.statscollectors",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
)
"""Modules that others load by name when they need them."""


def load() -> None:
    """Import what commands are made of, which begins nothing."""
    for package in (crawler, pipelines, storage):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # The environment of migrations is run, not imported.
            if not module.name.startswith("storage.migrations."):
                import_module(module.name)
    for name in LATE:
        import_module(name)
    assert threading.active_count() == 1
    assert "twisted.internet.reactor" not in sys.modules
    gc.collect()
    gc.freeze()


def serve(requests: socket.socket) -> None:
    """Begin commands until nobody can ask for more."""
    signal.signal(signal.SIGCHLD, bury)
    while True:
        message, descriptors, _, _ = socket.recv_fds(requests, 1, 3)
        if not message:
            return
        if not os.fork():
            requests.detach()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            attend(*descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def bury(*_: object) -> None:
    """Let those that have ended go; their time counts as this process's."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def attend(output: int, errors: int, talk: int) -> None:
    """Begin a command, and tell how it ended."""
    with suppress(BrokenPipeError), open(talk, "r+b", buffering=0) as asked:
        words, directory, environment = json.loads(asked.readline())
        number = os.fork()
        if not number:
            asked.close()
            os.chdir(directory)
            os.environ.clear()
            os.environ.update(environment)
            become(words, output, errors)
        asked.write(b"%12d" % number)
        _, status = os.waitpid(number, 0)
        asked.write(b"%12d" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def become(words: list[str], output: int, errors: int) -> None:
    """Be the command, to its end."""
    from storage.cli import main

    for target, source in enumerate((os.open(os.devnull, os.O_RDONLY), output, errors)):
        os.dup2(source, target)
    sys.argv = ["backfile", *words]
    main()


def main() -> None:
    """Serve standard input."""
    load()
    with socket.socket(fileno=0) as requests:
        serve(requests)
