"""One writer for an archive: many small pieces of work share short transactions, each whole or not at all."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from storage.database import plain_errors

Result = TypeVar("Result")
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Piece:
    work: Callable[[Session], Any]
    future: Future[Any]
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Does pieces of work one after another in a thread of its own.

    A piece is a function of a session. It runs in a savepoint: when it raises, it alone is undone. Pieces that wait
    share a transaction; its commit comes after `before_commit`, and futures are resolved after the commit. A piece may
    be run again when the server went away before the commit, so it must do the same thing twice.

    Attributes:
        before_commit: called before each commit; the archive syncs its WARC files there.
        most: pieces in one transaction.
        patience: seconds during which a lost database is tried again.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        before_commit: Callable[[], None] = lambda: None,
        most: int = 64,
        patience: float = 60.0,
    ) -> None:
        self._engine = engine.execution_options(writes=True)
        self._before_commit = before_commit
        self._most = most
        self._patience = patience
        self._queue: queue.SimpleQueue[_Piece | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="archive-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Session], Result]) -> Future[Result]:
        """The future result of `work`, resolved when it is committed."""
        piece = _Piece(work, Future())
        self._queue.put(piece)
        return piece.future

    def do(self, work: Callable[[Session], Result]) -> Result:
        """`work`'s result, committed."""
        return self.submit(work).result()

    def close(self) -> None:
        """Does what was submitted before, then ends the thread. May be called twice."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (piece := self._queue.get()) is not None:
            batch, ended = self._gather(piece)
            self._commit_with_patience(batch)
            if ended:
                return

    def _gather(self, first: _Piece) -> tuple[list[_Piece], bool]:
        """What waits already: a busy writer commits many pieces at once, an idle one commits at once."""
        batch = _wanted(first)
        while len(batch) < self._most:
            try:
                piece = self._queue.get_nowait()
            except queue.Empty:
                return batch, False
            if piece is None:
                return batch, True
            batch += _wanted(piece)
        return batch, False

    def _commit_with_patience(self, batch: list[_Piece]) -> None:
        deadline = time.monotonic() + self._patience
        pause = 0.25
        while True:
            try:
                with plain_errors(self._engine.url):
                    self._commit(batch)
            except Exception as error:  # noqa: BLE001 - the outermost loop of this thread: every waiter gets the error
                if _is_worth_waiting(error) and time.monotonic() + pause < deadline:
                    logger.warning("The database went away; trying again in %.1f s: %s", pause, error)
                    time.sleep(pause)
                    pause = min(pause * 2, 10.0)
                    continue
                for piece in batch:
                    piece.future.set_exception(error)
                return
            for piece in batch:
                _resolve(piece)
            return

    def _commit(self, batch: list[_Piece]) -> None:
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            for piece in batch:
                _attempt(piece, session)
            self._before_commit()


def _wanted(piece: _Piece) -> list[_Piece]:
    """The piece, which from now on cannot be cancelled; nothing when whoever waited for it has given up."""
    return [piece] if piece.future.set_running_or_notify_cancel() else []


def _attempt(piece: _Piece, session: Session) -> None:
    piece.result, piece.error = None, None
    try:
        with session.begin_nested():
            piece.result = piece.work(session)
    except DBAPIError as error:
        if error.connection_invalidated or isinstance(error, OperationalError):
            raise
        piece.error = error
    except Exception as error:  # noqa: BLE001 - belongs to whoever waits for this piece
        piece.error = error


def _resolve(piece: _Piece) -> None:
    if piece.error is not None:
        piece.future.set_exception(piece.error)
    else:
        piece.future.set_result(piece.result)


def _is_worth_waiting(error: BaseException) -> bool:
    """A server that restarts comes back; a locked SQLite file was waited for already."""
    cause = error.__cause__ if error.__cause__ is not None else error
    if not isinstance(cause, DBAPIError) or "sqlite" in type(cause.orig).__module__:
        return False
    return cause.connection_invalidated or isinstance(cause, OperationalError | InterfaceError)
