"""The normal form of text: what is stored, compared and counted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from storage.items import Block

NORMAL_FORM = 1
"""The version of the rules below. Digests of two versions are not compared."""

PARAGRAPH_BREAK = "\n\n"

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SURROGATES = re.compile("[\ud800-\udfff]")
# Control characters but white space, noncharacters, and marks that are invisible and mean nothing in running text:
# soft hyphen, zero-width space, word joiner, byte order mark. Joiners U+200C and U+200D do mean something in scripts.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff]",
)
_HIGH_CHARACTERS = re.compile("[\U0001fffe-\U0010ffff]")


def normalise_text(text: str) -> str:
    """`text` as one line: NFC (Unicode Annex 15), white space collapsed, control characters out, no lone surrogates."""
    line = " ".join(text.split())
    if line.isprintable():
        # Nothing of what is dropped or replaced is printable, so that most text needs no search for it.
        return line if line.isascii() else unicodedata.normalize("NFC", line)
    legible = _HIGH_CHARACTERS.sub(_drop_noncharacter, _DROPPED.sub("", _SURROGATES.sub(_REPLACEMENT, text)))
    return " ".join(unicodedata.normalize("NFC", legible).split())


def _drop_noncharacter(match: re.Match[str]) -> str:
    return "" if ord(match[0]) & 0xFFFE == 0xFFFE else match[0]


def text_of(blocks: Iterable[Block]) -> str:
    """The text of a body: its blocks' texts in order, a blank line between two."""
    texts = (normalise_text(block.text) for block in blocks)
    return PARAGRAPH_BREAK.join(text for text in texts if text)


def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in lower-case hex; lone surrogates count as U+FFFD."""
    return hashlib.sha256(_SURROGATES.sub(_REPLACEMENT, text).encode()).hexdigest()
