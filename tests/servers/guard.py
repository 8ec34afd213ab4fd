"""Own one PostgreSQL server for as long as standard input stays open.

A program of its own: `guard.py BINARIES OWNER`. The first line read is the superuser's password; the line printed is
`ready PORT` or `failed REASON`. When the other end of standard input closes, for whatever reason, the server is stopped
and its directory removed, so that nothing outlives a test process that was killed.

BINARIES holds `bin`, `lib` and `share`. OWNER is the operating system's user to run as, or empty for the present one.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SUPERUSER = "backfile"
STARTING_SECONDS = 120.0
# The databases live as long as the tests: nothing is worth a flush to disk. Autovacuum would hold templates open.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
}


class ServerFailed(Exception):
    """The server does not come up; the text says why."""


def identity(owner: str) -> dict[str, Any]:
    """Return the arguments with which `subprocess` starts a program as `owner`."""
    if not owner:
        return {}
    return {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []}


def traversable_directory() -> str:
    """Return a directory for temporary files that every user can pass through."""
    preferred = Path(tempfile.gettempdir()).resolve()
    reachable = all(path.stat().st_mode & 0o001 for path in (preferred, *preferred.parents))
    return str(preferred) if reachable else "/tmp"


@contextmanager
def private_directory(owner: str) -> Iterator[Path]:
    """Make a directory that only `owner` can read, and remove it at the end."""
    directory = Path(tempfile.mkdtemp(prefix="backfile-postgresql-", dir=traversable_directory()))
    try:
        if owner:
            os.chown(directory, pwd.getpwnam(owner).pw_uid, pwd.getpwnam(owner).pw_gid)
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def reachable_binaries(binaries: Path, directory: Path, owner: str) -> Path:
    """Return `binaries`, or a copy of it where `owner` may not enter (a virtual environment below /root)."""
    try:
        run([str(binaries / "bin" / "postgres"), "--version"], directory, owner)
    except PermissionError:
        return copied_binaries(binaries, directory / "packages", owner)
    return binaries


def copied_binaries(binaries: Path, packages: Path, owner: str) -> Path:
    """Copy `binaries` below `packages`; a wheel's programs look for libraries in `PACKAGE.libs` beside its package."""
    copy = packages / binaries.parent.name / binaries.name
    shutil.copytree(binaries, copy, symlinks=True)
    libraries = binaries.parent.with_name(f"{binaries.parent.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, packages / libraries.name)
    for path in (packages, *packages.rglob("*")):
        os.chown(path, pwd.getpwnam(owner).pw_uid, -1, follow_symlinks=False)
    return copy


def run(command: list[str], directory: Path, owner: str) -> None:
    """Run `command` to its end; a failure is raised with the last line that it printed."""
    finished = subprocess.run(
        command,
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **identity(owner),
    )
    if finished.returncode:
        raise ServerFailed(last_line(finished.stdout) or f"{command[0]} ended with {finished.returncode}")


def last_line(text: str) -> str:
    """Return the last line that is not blank."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def initialise(binaries: Path, directory: Path, owner: str, password: str) -> None:
    """Make a database cluster whose superuser has `password`."""
    file = directory / "password"
    file.write_text(password)
    file.chmod(0o644)
    options = ["--pgdata=data", f"--username={SUPERUSER}", "--auth=scram-sha-256", "--pwfile=password"]
    options += ["--encoding=UTF8", "--no-locale", "--no-sync", "--no-instructions"]
    run([str(binaries / "bin" / "initdb"), *options], directory, owner)


def free_port() -> int:
    """Return a port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(binaries: Path, directory: Path, owner: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server in the background, and stop it at the end without a checkpoint."""
    settings = [option for name, value in SETTINGS.items() for option in ("-c", f"{name}={value}")]
    command = [str(binaries / "bin" / "postgres"), "-D", "data", "-p", str(port), *settings]
    with (directory / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=directory, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **identity(owner)
        )
    try:
        yield server
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def await_ready(server: subprocess.Popen[bytes], directory: Path) -> None:
    """Return when the server answers; its pid file says so in the eighth line."""
    pid_file = directory / "data" / "postmaster.pid"
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ServerFailed(last_line((directory / "log").read_text(errors="replace")))
        if pid_file.exists() and pid_file.read_text().splitlines()[7:8] == ["ready   "]:
            return
        time.sleep(0.02)
    raise ServerFailed(f"not ready after {STARTING_SECONDS:.0f} s")


def serve(binaries: Path, owner: str, password: str) -> None:
    """Bring a server up, say where it listens, and keep it until standard input ends."""
    with private_directory(owner) as directory:
        binaries = reachable_binaries(binaries, directory, owner)
        initialise(binaries, directory, owner, password)
        port = free_port()
        with running(binaries, directory, owner, port) as server:
            await_ready(server, directory)
            answer(f"ready {port}")
            sys.stdin.read()


def answer(line: str) -> None:
    """Tell the process that started us."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Serve, or print why not."""
    # Unwinds the stack, so that the server is stopped and its directory removed then too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    binaries, owner = sys.argv[1:]
    password = sys.stdin.readline().rstrip("\n")
    try:
        serve(Path(binaries), owner, password)
    except (ServerFailed, OSError) as reason:
        answer(f"failed {last_line(str(reason))}")


if __name__ == "__main__":
    main()
