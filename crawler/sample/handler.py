"""One connection of the sample server, reached directly or as a proxy."""

from __future__ import annotations

import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from crawler.sample.answers import Answer
from crawler.sample.conditional import accepts_gzip, entity_tag, http_date, is_not_modified
from crawler.sample.masthead import HOST, address_of

if TYPE_CHECKING:
    from crawler.sample.server import Listener

_NO_PROXY = Answer(b"This is no proxy for other hosts.\n", "text/plain; charset=utf-8", status=502)
_NO_HOST = Answer(b"An HTTP/1.1 request has a Host header.\n", "text/plain; charset=utf-8", status=400)


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, in origin-form and in absolute-form (RFC 9112 §3.2)."""

    protocol_version = "HTTP/1.1"
    server_version = "QuarterCall/1.0"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        """Answer with the representation."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers that GET would have had (RFC 9110 §9.3.2)."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write nothing: the listener keeps the requests."""

    def _answer(self, *, with_body: bool) -> None:
        listener = cast("Listener", self.server)
        time.sleep(listener.delay)
        target, refusal = self._read_target()
        answer = refusal or listener.site.answer(target)
        gzipped = answer.is_compressible and accepts_gzip(self.headers.get("Accept-Encoding", ""))
        etag = entity_tag(answer, gzipped=gzipped)
        body = answer.gzipped if gzipped else answer.body
        status = answer.status
        if is_not_modified(answer, etag, self.headers):
            status, body = int(HTTPStatus.NOT_MODIFIED), b""
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        listener.note(
            self.command, address_of(target) if refusal is None else self.path, status, conditional=conditional
        )
        self._send(answer, status, etag, body, gzipped=gzipped, with_body=with_body)

    def _read_target(self) -> tuple[str, Answer | None]:
        """Path and query asked for, and a refusal where there is a reason."""
        if self.path.startswith("/"):
            refused = self.request_version == "HTTP/1.1" and "Host" not in self.headers
            return self.path, _NO_HOST if refused else None
        try:
            parts = urlsplit(self.path)
            served = parts.scheme == "http" and parts.hostname == HOST and parts.port in {None, 80}
        except ValueError:
            return self.path, _NO_PROXY
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return target, None if served else _NO_PROXY

    def _send(
        self, answer: Answer, status: int, etag: str | None, body: bytes, *, gzipped: bool, with_body: bool
    ) -> None:
        self.send_response(status)
        if etag is not None and answer.modified_at is not None:
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", http_date(answer.modified_at))
        if answer.is_compressible:
            self.send_header("Vary", "Accept-Encoding")
        for name, value in answer.headers:
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self._describe(answer, body, gzipped=gzipped)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _describe(self, answer: Answer, body: bytes, *, gzipped: bool) -> None:
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        if gzipped:
            self.send_header("Content-Encoding", "gzip")
