"""Titles as keys, for links that name a title and no URL."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def title_key(title: str | None) -> str | None:
    """SHA-256 of a title's words, whatever their case, quotes, dashes and blanks; None when it has no words."""
    if not title:
        return None
    words = _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", title).casefold()).strip()
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest() if words else None
