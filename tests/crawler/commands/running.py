"""The `backfile` command in a process of its own, and what it left in an archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from tests.crawler.site import LONGEST
from tests.servers.commands import Command, begin_afresh


@dataclass(frozen=True, slots=True)
class Ended:
    """Exit code, standard output and standard error of a command."""

    code: int
    printed: str
    said: str

    @property
    def answer(self) -> Any:
        """The JSON it printed."""
        return json.loads(self.printed)

    @property
    def sentences(self) -> list[str]:
        """What it said, line by line."""
        return self.said.strip().splitlines()


def backfile(*arguments: object, cwd: Path | None = None, afresh: bool = False) -> Ended:
    """Runs the command to its end; `afresh` in a process that has everything to load."""
    command = (begin_afresh if afresh else Command)(*arguments, cwd=cwd)
    printed, said = command.communicate(timeout=LONGEST)
    return Ended(command.wait(), printed, said)


@contextmanager
def opened(directory: Path) -> Iterator[Session]:
    """A session on the archive in a directory."""
    archive = Archive(directory)
    archive.require()
    try:
        with archive.read() as session:
            yield session
    finally:
        archive.close()


def archived_urls(directory: Path) -> set[str | None]:
    """The URLs of the articles of an archive."""
    with opened(directory) as session:
        return set(session.scalars(select(models.Article.url)))


def warc_bytes(directory: Path) -> int:
    """What lies in the archive's WARC files."""
    return sum(path.stat().st_size for path in (directory / "warc").glob("*.warc.gz"))
