"""The words of a captured body, in whatever charset and markup they stand there."""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from storage.captures.codings import decode_body
from storage.search.folding import fold_text

LONGEST = 64 * 2**20
"""Bytes that a body may grow to when it is unpacked."""

_PACKED_AT_MOST = 3
_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(r"[^\W_]+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrt/\"])")
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNDECLARED = ("cp1252", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "cp1251", "iso8859-2")
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}


def words_of(text: str) -> list[str]:
    """The words of a text, without case, diacritics and typography."""
    return _WORD.findall(fold_text(text))


def iter_wordings(payload: bytes, content_type: str | None) -> Iterator[list[str]]:
    """The words of a body, in each way in which it can be read: what is shown, and what stands inside of tags."""
    unpacked = _unpack(payload)
    for text in _iter_decoded(unpacked, content_type):
        for part in _plain(text):
            yield words_of(part)


def _unpack(payload: bytes) -> bytes:
    """A file that is compressed itself, such as a sitemap.xml.gz, unpacked as far as it can be."""
    for _ in range(_PACKED_AT_MOST):
        if not payload.startswith(b"\x1f\x8b"):
            break
        payload = decode_body([(b"Content-Encoding", b"gzip")], payload, LONGEST).data
    return payload


def _iter_decoded(payload: bytes, content_type: str | None) -> Iterator[str]:
    """By its byte order mark; else as declared, as UTF-8, and as what is common where it is neither."""
    seen: set[str] = set()
    for charset in _charsets(payload, content_type):
        with suppress(LookupError, UnicodeError, ValueError):
            name = codecs.lookup(charset).name
            if name not in seen and name not in _NO_CHARSETS:
                seen.add(name)
                yield payload.decode(name, "replace")


def _charsets(payload: bytes, content_type: str | None) -> list[str]:
    for mark, charset in _MARKS:
        if payload.startswith(mark):
            return [charset]
    head = payload[:4096].replace(b"\0", b"")
    places = ((content_type or "").encode("utf-8", "replace"), head)
    declared = [found[1].decode("ascii") for place in places if (found := _DECLARED.search(place))]
    if b"\0" in payload[:4096]:
        return [*declared, "utf-16-le", "utf-16-be", "utf-8"]
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError:
        return [*declared, "utf-8", *_UNDECLARED]
    return ["utf-8", *(name for name in declared if name.lower() not in {"utf8", "us-ascii", "ascii"})]


def _plain(text: str) -> Iterator[str]:
    """The text without markup, which a feed may have escaped, and of JSON its strings; then what stands in tags."""
    if text.lstrip("\ufeff \t\r\n")[:1] in {"[", "{"}:
        with suppress(ValueError, RecursionError):
            text = " ".join(_iter_strings(json.loads(text.lstrip("\ufeff"))))
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
    inside: list[str] = []
    for _ in range(2):
        text = html.unescape(text).replace("<![CDATA[", " ").replace("]]>", " ")
        inside += _TAG.findall(text)
        text = _TAG.sub(" ", text)
    yield text
    yield html.unescape(" ".join(inside))


def _iter_strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
