"""An archive to read, made once for each database."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.storage.library import fill


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Lend the archive of `tests.storage.library`, for reading only."""
    directory = tmp_path_factory.mktemp("library")
    with ExitStack() as closing:
        url = None
        if request.param == "sqlite":
            prepared: Path = request.getfixturevalue("prepared_sqlite")
            shutil.copy(prepared, directory / "archive.db")
        else:
            lend: Callable[[], AbstractContextManager[str]] = request.getfixturevalue("lend_postgresql")
            url = closing.enter_context(lend())
        made = Archive(directory, url)
        made.prepare()
        closing.callback(made.close)
        fill(made)
        yield made
