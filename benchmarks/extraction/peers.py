"""Other extractors: where they are, and what they say of the labelled pages, kept because it never changes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.extraction import peer_process
from benchmarks.extraction.manifest import Page, find_payload
from pipelines.charset import decode_page
from storage.errors import UsageError


@dataclass(frozen=True, slots=True)
class Peer:
    """One extractor in an environment.

    Attributes:
        name: of its distribution.
        version: None where it is not installed.
        python: the interpreter of its environment.
    """

    name: str
    version: str | None
    python: Path

    @property
    def title(self) -> str:
        """The head of its column."""
        return f"{self.name} {self.version}" if self.version else self.name


class PeerProcess:
    """A process that reads pages by the peers of an environment. A context manager."""

    def __init__(self, python: Path) -> None:
        self._python = python
        command = [str(python), str(Path(peer_process.__file__))]
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
            )
        except OSError as error:
            raise UsageError(f"{python} cannot be run: {error.strerror}") from None
        self.versions: dict[str, str] = self._answer()

    def read(self, peer: str, url: str, payload: bytes) -> dict[str, Any]:
        """As `peer_process.read`, decoded by us, which costs the peers nothing and spares them what they get wrong."""
        assert self._process.stdin is not None
        html = decode_page(payload, "text/html")[0]
        self._process.stdin.write(json.dumps({"peer": peer, "url": url, "html": html}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise UsageError(f"{self._python} ended before it answered")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def find_peers(names: Sequence[str], python: Path | None) -> list[Peer]:
    """The peers by name: trafilatura as Backfile uses it, the others from the environment of `python`.

    Raises:
        UsageError: a name that is no peer's, or a `python` that does not run.
    """
    if unknown := set(names) - set(peer_process.READERS):
        raise UsageError(f"no such peer: {', '.join(sorted(unknown))}; known: {', '.join(peer_process.READERS)}")
    here, there = peer_process.find_versions(), {}
    if python is not None:
        with PeerProcess(python) as process:
            there = process.versions
    own = Path(sys.executable)
    return [
        Peer(name, here[name], own) if name in here else Peer(name, there.get(name), python or own) for name in names
    ]


def predict_by(peer: Peer, pages: Sequence[Page], cache: Path) -> Path:
    """The file of a peer's predictions, written unless it is in the cache."""
    file = cache / f"{peer.name}-{peer.version}-{_fingerprint(pages)}.jsonl"
    if not file.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(2) as threads:
            halves = threads.map(lambda part: _predict(peer, part), (pages[::2], pages[1::2]))
            lines = [json.dumps(line, ensure_ascii=False) + "\n" for half in halves for line in half]
        unfinished = file.with_suffix(".part")
        unfinished.write_text("".join(lines), encoding="utf-8")
        unfinished.replace(file)
    return file


def _predict(peer: Peer, pages: Iterable[Page]) -> list[dict[str, Any]]:
    with PeerProcess(peer.python) as process:
        return [
            {"id": page.id, **process.read(peer.name, page.url, payload)}
            for page in pages
            if (payload := find_payload(page)) is not None
        ]


def _fingerprint(pages: Sequence[Page]) -> str:
    """Changes with the pages and with how peers are called."""
    known = [(page.id, page.url, page.path.stat().st_size if page.path.is_file() else 0) for page in pages]
    called = Path(peer_process.__file__).read_bytes()
    return hashlib.sha256(json.dumps(known).encode() + called).hexdigest()[:12]
