"""Content codings undone: gzip, deflate, br and zstd (RFC 9110 §8.4.1, RFC 7932, RFC 8878)."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import NamedTuple

import brotli

from storage.captures.exchange import HeaderList

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MAX_CODINGS = 4
_MAX_FRAMES = 1000
_READ = 2**16
_INFLATE = 2**20
_GZIP = 16 + zlib.MAX_WBITS
# RFC 9659 §3: a content coding uses no window above 8 MB
_ZSTD_OPTIONS = {int(zstd.DecompressionParameter.window_log_max): 23}

_Pieces = Generator[bytes, None, int]


class DecodedBody(NamedTuple):
    """A body with its content codings undone.

    Attributes:
        data: at most `limit` bytes; what could be decoded where there is a problem.
        problem: why it is not the whole body, else None: `over-limit`, `cut-short: gzip`, `damaged: br`,
            `unknown-coding: …` or `too-many-codings`.
    """

    data: bytes
    problem: str | None = None


def decode_body(headers: HeaderList, body: bytes, limit: int) -> DecodedBody:
    """Undo the codings that Content-Encoding names, last applied first, holding little more than `limit` bytes.

    A body that was cut or is damaged gives what can be decoded of it, and a problem. A body that is said to be gzip
    and does not begin so is taken as it is, since servers mislabel.
    """
    codings = _list_codings(headers)
    if len(codings) > _MAX_CODINGS:
        return DecodedBody(b"", "too-many-codings")
    data, problem = body, None
    for coding in reversed(codings):
        data, found = _decode(coding, data, limit)
        problem = problem or found
    return DecodedBody(data, problem) if len(data) <= limit else DecodedBody(data[:limit], problem or "over-limit")


def _list_codings(headers: HeaderList) -> list[str]:
    values = [value for name, value in headers if name.lower() == b"content-encoding"]
    tokens = [token.strip().removeprefix("x-") for token in b",".join(values).decode("latin-1").lower().split(",")]
    return [token for token in tokens if token not in {"", "identity", "none"}]


def _decode(coding: str, data: bytes, limit: int) -> DecodedBody:
    decoder = _DECODERS.get(coding)
    if decoder is None:
        return DecodedBody(data, f"unknown-coding: {coding[:40]}")
    if not data or (coding == "gzip" and not data.startswith(b"\x1f\x8b")):
        return DecodedBody(data)
    return _collect(decoder(memoryview(data)), limit, coding)


def _collect(pieces: Iterator[bytes], limit: int, coding: str) -> DecodedBody:
    parts: list[bytes] = []
    size = 0
    problem = None
    try:
        for piece in pieces:
            parts.append(piece)
            size += len(piece)
            if size > limit:
                return DecodedBody(b"".join(parts)[:limit], "over-limit")
    except EOFError:
        problem = f"cut-short: {coding}"
    except (zlib.error, brotli.error, zstd.ZstdError):
        problem = f"damaged: {coding}"
    return DecodedBody(b"".join(parts), problem)


def _iter_gzip(data: memoryview) -> Iterator[bytes]:
    return _iter_frames(data, b"\x1f\x8b", lambda rest: _iter_zlib(rest, _GZIP))


def _iter_deflate(data: memoryview) -> Iterator[bytes]:
    """Zlib streams as the standard has it, and the bare deflate data that some servers send (RFC 9110 §8.4.1.2)."""
    wrapped = len(data) > 1 and data[0] & 0x0F == zlib.DEFLATED and (data[0] * 256 + data[1]) % 31 == 0
    return _iter_zlib(data, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)


def _iter_zstd(data: memoryview) -> Iterator[bytes]:
    return _iter_frames(data, b"\x28\xb5\x2f\xfd", _iter_zstd_frame)


def _iter_brotli(data: memoryview) -> Iterator[bytes]:
    decompressor = brotli.Decompressor()
    position = 0
    while not decompressor.is_finished():
        piece = b""
        if decompressor.can_accept_more_data():
            piece = bytes(data[position : position + _READ])
            position += len(piece)
            if not piece:
                raise EOFError
        yield decompressor.process(piece, output_buffer_limit=_INFLATE)


def _iter_frames(data: memoryview, magic: bytes, iter_frame: Callable[[memoryview], _Pieces]) -> Iterator[bytes]:
    """One frame after the other, as long as the next begins with the magic number; what stands after is ignored."""
    position = yield from iter_frame(data)
    for _ in range(_MAX_FRAMES):
        if data[position : position + len(magic)] != magic:
            return
        position += yield from iter_frame(data[position:])


def _iter_zlib(data: memoryview, window: int) -> _Pieces:
    inflater = zlib.decompressobj(window)
    position = 0
    while not inflater.eof:
        pending: bytes | memoryview = inflater.unconsumed_tail
        if not pending:
            pending = data[position : position + _READ]
            position += len(pending)
        if not pending:
            raise EOFError
        yield inflater.decompress(pending, _INFLATE)
    return position - len(inflater.unused_data)


def _iter_zstd_frame(data: memoryview) -> _Pieces:
    decompressor = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)
    position = 0
    while not decompressor.eof:
        piece = data[position : position + _READ] if decompressor.needs_input else b""
        position += len(piece)
        if decompressor.needs_input and not piece:
            raise EOFError
        yield decompressor.decompress(piece, _INFLATE)
    return position - len(decompressor.unused_data)


_DECODERS: dict[str, Callable[[memoryview], Iterator[bytes]]] = {
    "gzip": _iter_gzip,
    "deflate": _iter_deflate,
    "br": _iter_brotli,
    "zstd": _iter_zstd,
}
