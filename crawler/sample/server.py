"""The sample publication over real sockets on loopback.

Its addresses are public ones under a domain that is reserved for examples (RFC 2606 §3), so a client reaches it as its
HTTP proxy: `curl -x http://127.0.0.1:PORT http://quartercall.example/feed/`.
"""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from crawler.sample.answers import Answer
from crawler.sample.handler import Handler
from crawler.sample.site import Site

LOOPBACK = "127.0.0.1"


class Website(Protocol):
    """What is served."""

    def answer(self, target: str) -> Answer:
        """What stands at a path with its query."""


class Request(NamedTuple):
    """One request as answered; `conditional` when it carried a precondition."""

    method: str
    url: str
    status: int
    conditional: bool


class Listener(ThreadingHTTPServer):
    """The listening socket, and what its connections share."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: Website, port: int, delay: float) -> None:
        super().__init__((LOOPBACK, port), Handler)
        self.site = site
        self.delay = delay
        self.requests: list[Request] = []

    def note(self, method: str, url: str, status: int, *, conditional: bool) -> None:
        """Keep a request."""
        self.requests.append(Request(method, url, status, conditional))

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error of ours."""


class SiteServer:
    """Serves a site at the sample publication's host, from a thread; a context manager.

    Args:
        port: 0 lets the system choose.
        delay: seconds before each answer.
    """

    def __init__(self, site: Website, port: int = 0, *, delay: float = 0.0) -> None:
        self._listener = Listener(site, port, delay)
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.05,), name="sample", daemon=True)

    @property
    def address(self) -> str:
        """Host and port, as in `127.0.0.1:8080`."""
        return f"{LOOPBACK}:{self._listener.server_address[1]}"

    @property
    def requests(self) -> list[Request]:
        """Every request so far, in the order of their answers."""
        return self._listener.requests

    @property
    def delay(self) -> float:
        """Seconds before each answer."""
        return self._listener.delay

    @delay.setter
    def delay(self, seconds: float) -> None:
        self._listener.delay = seconds

    def start(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering and free the port."""
        if self._thread.is_alive():
            self._listener.shutdown()
            self._thread.join()
        self._listener.server_close()

    def serve(self) -> None:
        """Answer in this thread until interrupted."""
        self._listener.serve_forever()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class SampleServer(SiteServer):
    """Serves one edition of the sample publication: 1, 2 or 3; `edition` may be set while it runs."""

    def __init__(self, edition: int = 1, port: int = 0, *, delay: float = 0.0) -> None:
        super().__init__(Site(edition), port, delay=delay)
        self._edition = edition

    @property
    def edition(self) -> int:
        """The edition being served."""
        return self._edition

    @edition.setter
    def edition(self, edition: int) -> None:
        self._listener.site = Site(edition)
        self._edition = edition
