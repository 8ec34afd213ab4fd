"""Text as it counts when two versions are compared: its words, without the marks and forms that mean nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MARKS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00ad": "",
    }
)
# A word may hold apostrophes, hyphens, points and commas between its letters and digits; scripts that are written
# without blanks (kana, Han, Thai to Khmer) are read character by character.
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['.,\-&/][^\W_{_UNSPACED}]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])[\"')\]]{0,2}\s+|(?<=[。！？])")


def fold_marks(text: str) -> str:
    """NFKC, one form of quotation marks, apostrophes and dashes, blanks and breaks as single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())


def split_words(text: str) -> list[str]:
    """The words of a text in folded marks, capitals kept; no punctuation."""
    return WORD.findall(fold_marks(text))


def squeeze(passages: Iterable[str]) -> str:
    """A text in folded marks without any blanks: equal where only quotation marks, dashes, blanks or breaks differ."""
    return "".join(fold_marks(" ".join(passages)).split()).replace("--", "-")


def split_sentences(text: str) -> list[str]:
    """The sentences of a passage, cut after full stops; an abbreviation may cut one in two, the same in both texts."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(fold_marks(text)) if sentence.strip()]
