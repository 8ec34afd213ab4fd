"""Commands that are forked from a process that has all loaded are like those that a shell begins."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.servers.commands import Command, begin_afresh


@pytest.mark.parametrize(
    "words", [("--version",), ("crawl", "--at-once", "none"), ("extract", "no.html", "--url", "a")]
)
def test_a_command_ends_as_one_begun_by_a_shell(tmp_path: Path, words: tuple[str, ...]) -> None:
    loaded, fresh = Command(*words, cwd=tmp_path), begin_afresh(*words, cwd=tmp_path)
    assert loaded.communicate() == fresh.communicate()
    assert loaded.returncode == fresh.returncode


def test_a_command_has_the_directory_and_the_environment_of_the_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKFILE_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    assert Command("database", "upgrade", "--archive", "here").wait() == 0
    assert (tmp_path / "elsewhere.db").exists()


def test_a_command_can_be_killed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "page.html")
    command = Command("extract", "page.html", "--publication", "wwd", cwd=tmp_path)
    assert command.poll() is None
    os.kill(command.pid, 0)
    command.kill()
    assert command.wait() == command.poll() == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(command.pid, 0)
