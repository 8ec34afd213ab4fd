"""Whether bytes are a page at all: by what they start with first, by what they are declared as second."""

from __future__ import annotations

import re

from storage.items import PageKind

SNIFFED_BYTES = 4096

# Byte patterns of the MIME Sniffing Standard §6, and of what feeds and interfaces answer.
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"RIFF", "media"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\x00\x00\x00", "media"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"wOF", "font"),
)
_FEED = re.compile(rb"<(?:rss|feed|urlset|sitemapindex|rdf:RDF|opml)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|table)\b", re.IGNORECASE)
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe \t\r\n\x0c"
_ANY_TAG = re.compile(rb"<[A-Za-z!/]")


def find_refusal(payload: bytes, content_type: str | None) -> tuple[PageKind | None, str | None]:
    """EMPTY or NOT_HTML with what the bytes are, or (None, None) for a page."""
    head = payload[:SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n\x0c")
    if not head and not payload.strip():
        return PageKind.EMPTY, "no-bytes"
    other = _sniff_other(head)
    if other is None and not _HTML.search(_narrow(head)):
        other = _read_declaration(payload, content_type)
    return (PageKind.NOT_HTML, other) if other else (None, None)


def is_markup(payload: bytes) -> bool:
    """Whether bytes begin as a page's source does, be it after comments; text that has tags in it does not."""
    head = _narrow(payload[:SNIFFED_BYTES]).lstrip(_BEFORE_MARKUP)
    while head.startswith((b"<!--", b"<?xml")):
        head = head.partition(b"-->" if head.startswith(b"<!--") else b">")[2].lstrip(_BEFORE_MARKUP)
    return _HTML.match(head) is not None


def _sniff_other(head: bytes) -> str | None:
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if _FEED.search(_narrow(head)[:1024]) and not _HTML.match(_narrow(head)):
        return "feed"
    return None


def _narrow(head: bytes) -> bytes:
    """UTF-16 read as if it were ASCII."""
    return head.replace(b"\x00", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else head


def _read_declaration(payload: bytes, content_type: str | None) -> str | None:
    declared = (content_type or "").split(";")[0].strip().lower()
    if payload.lstrip()[:1] in {b"{", b"["} and "html" not in declared:
        return "json"
    if declared in {"", "text/html", "application/xhtml+xml"}:
        return None if declared or _ANY_TAG.search(payload[:65_536]) else "no-markup"
    if declared in {"text/xml", "application/xml", "application/octet-stream", "text/plain"}:
        return None if _ANY_TAG.search(payload[:65_536]) else declared
    return declared if "/" in declared else None
