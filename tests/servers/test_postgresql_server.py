"""The servers the other tests stand on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from tests.servers.postgresql import VARIABLE, NoServer, PostgreSQLServer, started


def test_a_database_is_empty_and_takes_tables(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mark (id INTEGER PRIMARY KEY)"))
        assert connection.scalar(text("SELECT count(*) FROM mark")) == 0
    engine.dispose()


def test_a_copy_has_what_its_template_has(postgresql_server: PostgreSQLServer) -> None:
    with postgresql_server.database() as url:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE mark (id INTEGER PRIMARY KEY)"))
        engine.dispose()
        with postgresql_server.database(make_url(url).database or "") as copy:
            engine = create_engine(copy)
            with engine.connect() as connection:
                assert connection.scalar(text("SELECT count(*) FROM mark")) == 0
            engine.dispose()


def test_a_database_is_gone_after_the_test(postgresql_server: PostgreSQLServer) -> None:
    with postgresql_server.database() as url:
        pass
    engine = create_engine(url)
    with pytest.raises(OperationalError, match="does not exist"):
        engine.connect()
    engine.dispose()


def test_binaries_that_do_not_work_are_a_reason(tmp_path: Path) -> None:
    with pytest.raises(NoServer, match="does not start"), started(tmp_path):
        pass


HOLDER = """
import time
from tests.servers.postgresql import connected, find_binaries, started
with started(find_binaries()) as url, connected(url) as server:
    print(*server.connection.execute("SHOW port").fetchone(), *server.connection.execute("SHOW data_directory").fetchone())
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_killed_test_process_leaves_nothing_behind() -> None:
    """SIGKILL gives a process no chance to clean up; the guard does it."""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", HOLDER], cwd=root, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        port, directory = holder.stdout.readline().split()
        assert holder.stdout.readline() == "held\n"
        assert is_listening(int(port))
        assert Path(directory).is_dir()
        os.kill(holder.pid, signal.SIGKILL)
    deadline = time.monotonic() + 120
    while Path(directory).parent.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(directory).parent.exists()
    assert not is_listening(int(port))


@pytest.mark.parametrize(("ci", "outcome", "exit_code"), [("", "SKIPPED", 0), ("true", "ERROR", 1)])
def test_without_a_server_tests_are_skipped_and_in_ci_they_fail(ci: str, outcome: str, exit_code: int) -> None:
    root = Path(__file__).parents[2]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        environment = {**os.environ, VARIABLE: f"postgresql://127.0.0.1:{taken.getsockname()[1]}/none", "CI": ci}
        test = f"{Path(__file__).relative_to(root)}::{test_a_database_is_gone_after_the_test.__name__}"
        command = [sys.executable, "-m", "pytest", "-n", "0", test]
        run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == exit_code, run.stdout
    assert outcome in run.stdout
    assert "no PostgreSQL: no answer from the server that BACKFILE_TEST_POSTGRESQL names" in run.stdout


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
