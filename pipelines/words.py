"""The words of a text, and those that follow each other in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_MARKS = "“”‘’„‚«»–—…·•"
"""What stands between words in texts that are ASCII otherwise."""
_TO_BLANK = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(128)).ljust(256)

Shingle = tuple[str, ...]


def list_words(text: str) -> list[str]:
    r"""The words of `text` in order, each a run of what `\w` means (letters, digits and underscores of any script)."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return _WORD.findall(text)
    # Most text is ASCII, and is split several times faster so than by the expression.
    return text.encode("ascii").translate(_TO_BLANK).decode("ascii").split()


def list_shingles(words: Sequence[str], length: int) -> list[Shingle]:
    """Every `length` words in a row; none where there are fewer."""
    return list(zip(*(words[start:] for start in range(length)), strict=False))
