"""HTTP messages of an exchange, laid out as WARC blocks (WARC 1.1 §6.3.2, §6.5.2).

Header names and values stay byte for byte, but for three things:

- The client has undone the transfer coding, so a Transfer-Encoding that it still reports, and a Content-Length that
  is not the body's, stand under `X-Backfile-Received-…`: under their own name a reader would misread the body.
- In requests the values of headers that let somebody in (Authorization, Cookie, API keys and tokens) are redacted.
  Set-Cookie of a response is kept, unless its request carried such a header: then it may renew a session.
- CR, LF and NUL inside a name or value become a blank (RFC 9110 §5.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from storage.captures.exchange import Exchange, Header, HeaderList
from storage.captures.http_message import RECEIVED_PREFIX, clean_text, find_header

REDACTED = b"redacted"

_SECRET = re.compile(rb"auth|cookie|token|secret|passw|session|api-?key", re.IGNORECASE)
_BODILESS = {204, 304}


def build_request(exchange: Exchange) -> bytes:
    """The request as sent, secrets redacted; Host is filled in where the client does not report it."""
    target, host = _split_target(exchange.url)
    headers = [(name, REDACTED if _SECRET.search(name) else value) for name, value in exchange.request_headers]
    if find_header(headers, b"Host") is None:
        headers.insert(0, (b"Host", host))
    method = re.sub(r"[^!-~]", "", exchange.method) or "GET"
    return _lay_out(f"{method} {target} {_version(exchange)}".encode("ascii"), headers)


def build_response_head(exchange: Exchange) -> bytes:
    """The response up to the empty line before its body."""
    line = f"{_version(exchange)} {exchange.status:03d} {exchange.reason}".encode("utf-8", "replace")
    return _lay_out(line, list(_iter_response_headers(exchange)))


def _iter_response_headers(exchange: Exchange) -> Iterator[Header]:
    private = any(_SECRET.search(name) for name, _ in exchange.request_headers)
    for name, value in exchange.response_headers:
        key = name.lower()
        if key == b"set-cookie" and private:
            yield name, REDACTED
        elif key == b"transfer-encoding" or (key == b"content-length" and _misstates_length(value, exchange)):
            yield RECEIVED_PREFIX + name, value
        else:
            yield name, value


def _misstates_length(value: bytes, exchange: Exchange) -> bool:
    """Whether a reader that trusts this Content-Length would wait for bytes that are not there, or cut some off."""
    if exchange.method.upper() == "HEAD" or exchange.status in _BODILESS:
        return False
    return value.strip() != b"%d" % len(exchange.body)


def _split_target(url: str) -> tuple[str, bytes]:
    """Request target in origin form and Host of a URL (RFC 9112 §3.2)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/", b""
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._", errors="replace")
    if parts.query:
        target += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]|", errors="replace")
    host = parts.netloc.rpartition("@")[2]
    return target, host.encode("utf-8", "replace")


def _version(exchange: Exchange) -> str:
    """HTTP/1.1 for later protocols too, which have no text form of their own."""
    return exchange.http_version if exchange.http_version in {"HTTP/1.0", "HTTP/1.1"} else "HTTP/1.1"


def _lay_out(start_line: bytes, headers: HeaderList) -> bytes:
    lines = [clean_text(start_line)]
    lines += [clean_text(name) + b": " + clean_text(value) for name, value in headers]
    return b"\r\n".join([*lines, b"", b""])
