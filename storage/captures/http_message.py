"""HTTP messages as they lie in WARC blocks, read byte for byte (RFC 9112)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.captures.exchange import Header, HeaderList

RECEIVED_PREFIX = b"X-Backfile-Received-"
"""Put before a header that was received but would make the record read wrongly (docs/captures.md)."""

_BREAKS = re.compile(rb"[\r\n\x00]")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"HTTP/[0-9.]{1,8}[ \t]+([0-9]{3})(?:[ \t]+(.*))?$")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """A message taken apart.

    Attributes:
        start_line: request line or status line, without its line end.
        headers: names and values as received, blanks around values dropped (RFC 9110 §5.5).
        entity: everything after the head, transfer coding kept.
    """

    start_line: bytes
    headers: tuple[Header, ...]
    entity: bytes

    @property
    def status(self) -> int:
        """The status code; 0 when the start line is no status line."""
        match = _STATUS_LINE.match(self.start_line)
        return int(match[1]) if match else 0

    @property
    def reason(self) -> str:
        """The reason phrase, often empty."""
        match = _STATUS_LINE.match(self.start_line)
        return (match[2] or b"").decode("latin-1") if match else ""

    @property
    def body(self) -> bytes:
        """The entity with a chunked transfer coding undone, where it is still there.

        Some tools undo the coding and keep the header, so an entity that is no complete chunked one is the body.
        """
        coding = find_header(self.headers, b"Transfer-Encoding")
        if coding is None or b"chunked" not in coding.lower():
            return self.entity
        plain = _undo_chunks(self.entity)
        return self.entity if plain is None else plain


def parse_message(block: bytes) -> HttpMessage:
    """Take a WARC block apart; a block without an end of head is all head."""
    end = _END_OF_HEAD.search(block)
    head, entity = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    start_line, *lines = _unfold(head)
    return HttpMessage(start_line, tuple(_parse_headers(lines)), entity)


def find_header(headers: HeaderList, name: bytes) -> bytes | None:
    """The first value of a header, names compared without case (RFC 9110 §5.1)."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


def find_header_text(headers: HeaderList, name: bytes) -> str | None:
    """The first value of a header as text: UTF-8 where it is that, otherwise Latin-1."""
    value = find_header(headers, name)
    if value is None:
        return None
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def clean_text(text: bytes) -> bytes:
    """A header's name or value that cannot end its line: CR, LF and NUL become blanks (RFC 9110 §5.5)."""
    return _BREAKS.sub(b" ", text).strip(b" \t")


def restore_received(headers: HeaderList) -> tuple[Header, ...]:
    """Headers with the names they were received under."""
    return tuple((name.removeprefix(RECEIVED_PREFIX), value) for name, value in headers)


def _unfold(head: bytes) -> list[bytes]:
    """Lines of a head, obsolete line folding replaced by a blank (RFC 9112 §5.2)."""
    lines: list[list[bytes]] = [[]]
    for raw in head.split(b"\n"):
        line = raw.removesuffix(b"\r")
        if line[:1] in {b" ", b"\t"}:
            lines[-1].append(line.strip(b" \t"))
        else:
            lines.append([line])
    return [b" ".join(parts) for parts in lines[1:]] or [b""]


def _parse_headers(lines: list[bytes]) -> list[Header]:
    split = (line.partition(b":") for line in lines)
    return [(name.rstrip(b" \t"), value.strip(b" \t")) for name, colon, value in split if colon]


def _undo_chunks(entity: bytes) -> bytes | None:
    """The body of a complete chunked entity (RFC 9112 §7.1), None for anything else."""
    parts: list[bytes] = []
    position = 0
    while match := _CHUNK_SIZE.match(entity, position):
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(entity[match.end() : match.end() + size])
        position = match.end() + size
        if len(parts[-1]) < size or entity[position : position + 2] != b"\r\n":
            return None
        position += 2
    return None
