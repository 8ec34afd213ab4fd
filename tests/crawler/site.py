"""A publication made up for a test: a real HTTP server on loopback whose every answer is a function, and its TOML."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import urlsplit

HOST = "trade.example"
ORIGIN = f"http://{HOST}"
SLUG = "trade"
LONGEST = 240.0
"""Seconds that a test waits for what must come, however busy the machine is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came, at a time of the monotonic clock."""

    at: float
    url: str
    headers: Message

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


class Exchange(BaseHTTPRequestHandler):
    """One request and what a route answers; as an origin server or as a proxy (RFC 9112 §3.2)."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        site = cast("_Listener", self.server).site
        url = self.path if "://" in self.path else f"http://{self.headers.get('Host', '')}{self.path}"
        site.requests.append(Asked(time.monotonic(), url, self.headers))
        parts = urlsplit(url)
        route = site.routes.get(f"{parts.netloc}{parts.path}") or site.routes.get(parts.path) or answer(status=404)
        route(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def head(self, status: int, **headers: str) -> None:
        """Status line and headers; what follows is the route's."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.flush()

    def raw(self, data: bytes) -> None:
        """Bytes as they are; after them the connection ends."""
        self.wfile.write(data)
        self.wfile.flush()
        self.close_connection = True


Route = Callable[[Exchange], None]


class Gate:
    """Holds what is answered through it until it is opened, at the latest when the block is left."""

    def __init__(self) -> None:
        self.come = threading.Event()
        self._opened = threading.Event()

    def before(self, route: Route) -> Route:
        """A route that answers once the gate is open."""

        def send(exchange: Exchange) -> None:
            self.come.set()
            self._opened.wait(LONGEST)
            route(exchange)

        return send

    def wait(self) -> None:
        """Until a request stands before the gate."""
        assert self.come.wait(LONGEST)

    def open(self) -> None:
        """Lets all through, now and from now on."""
        self._opened.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.open()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    site: Site

    def get_request(self) -> Any:
        accepted = super().get_request()
        self.site.connections += 1
        return accepted

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of ours."""


class _Listener6(_Listener):
    address_family = socket.AF_INET6


class Site:
    """Serves `routes` from a thread; keys are paths, or host and path. What is not there is 404."""

    def __init__(self, routes: dict[str, Route] | None = None, *, address: str = "127.0.0.1") -> None:
        self.routes: dict[str, Route] = dict(routes or {})
        self.requests: list[Asked] = []
        self.connections = 0
        self._listener = (_Listener6 if ":" in address else _Listener)((address, 0), Exchange)
        self._listener.site = self
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._listener.server_address[1])

    @property
    def address(self) -> str:
        return f"{self._listener.server_address[0]!s}:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.requests]

    def announce(self, *paths: str) -> None:
        """Makes /feed name these pages."""
        self.routes["/feed"] = answer(feed_of(paths), content_type="application/rss+xml")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()


def answer(
    body: str | bytes = b"", *, status: int = 200, content_type: str = "text/html; charset=utf-8", **headers: str
) -> Route:
    """A whole answer with its length; `_` in a header's name is a hyphen."""
    data = body.encode() if isinstance(body, str) else body

    def send(exchange: Exchange) -> None:
        exchange.head(status, **{"Content_Type": content_type, "Content_Length": str(len(data)), **headers})
        exchange.wfile.write(data)

    return send


def redirect(location: str, *, status: int = 302) -> Route:
    """A redirect."""
    return answer(status=status, Location=location)


def story(name: str, *, paragraphs: int = 6) -> str:
    """An article's page."""
    text = "".join(
        f"<p>Paragraph {number} of {name} says that the {name} works will run {number + 3} kilns through the winter, "
        f"and that its owners expect the order book for glazed pipe to hold until the spring.</p>"
        for number in range(1, paragraphs + 1)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{name} works adds kilns | Trade Example</title>'
        f'<meta property="og:type" content="article"><meta property="og:title" content="{name} works adds kilns">'
        '<meta property="article:published_time" content="2026-03-02T08:00:00+00:00"></head>'
        f'<body><main><article><h1>{name} works adds kilns</h1><p class="byline">By <a rel="author" href="/a/mo">'
        f"Mo Tarrant</a></p>{text}</article></main></body></html>"
    )


def feed_of(paths: Iterable[str]) -> str:
    """An RSS feed that names pages; a path that is a whole URL stays one."""
    items = "".join(
        f"<item><title>{path}</title><link>{path if '://' in path else ORIGIN + path}</link></item>" for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Trade</title>{items}</channel></rss>'


def define(directory: Path, *, slug: str = SLUG, crawl: str = "delay = 0\nconcurrency = 8", **keys: str) -> Path:
    """Writes the definition of the made-up title; gives the directory it stands in."""
    directory.mkdir(exist_ok=True)
    sources = keys.get("sources", f'[[sources]]\nkind = "feed"\nurl = "{ORIGIN}/feed"')
    include = keys.get("include", rf"^https?://(?:[a-z0-9.-]+\.)?{HOST}(?::\d+)?/(?:story|away)/")
    text = (
        f'name = "Trade Example"\nhome = "{ORIGIN}/"\n\n{sources}\n\n[pages]\ninclude = [\'{include}\']\n\n'
        f"[crawl]\n{crawl}\n"
    )
    (directory / f"{slug}.toml").write_text(text)
    return directory
