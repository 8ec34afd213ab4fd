"""Characters as search sees them: without case, diacritics and typography."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose (UnicodeData.txt has no mapping) but that readers type without their stroke,
# or as two letters.
_UNDECOMPOSED = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d",
        "ƒ": "f", "ɠ": "g", "ǥ": "g", "ɨ": "i", "ı": "i", "ȷ": "j", "ƙ": "k", "ƚ": "l", "ɲ": "n", "ŋ": "n", "ɵ": "o",
        "ƥ": "p", "ɍ": "r", "ƭ": "t", "ʉ": "u", "ʋ": "v", "ɏ": "y", "ƴ": "y", "ƶ": "z",
        "æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k", "ə": "e",
    }
)  # fmt: skip
# Diacritics proper: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs and the tatweel. Marks of
# other scripts (vowels of Devanagari, voicing of kana) make another letter and stay.
_DIACRITICS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u02bb\u02b9\u00b4`\u2032\uff07"
_KEPT = ".,+#"
_MARKS_OF_TRADE = "\u2122\u2120\u00ae\u00a9"


def fold_text(text: str) -> str:
    """Return `text` in folded letters, digits and marks, with `'.,+#` kept and a blank for everything else.

    NFKD (Unicode Annex 15), case fold, diacritics out. Invisible characters (category Cf) vanish. It may be longer or
    shorter than `text`.
    """
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def fold_character(character: str) -> str:
    """Return what `fold_text` makes of one character: nothing, one character or several."""
    return _FOLDED[ord(character)]


class _FoldedCharacters(dict[int, str]):
    """Folds of code points, each worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


_FOLDED = _FoldedCharacters()


def _fold(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if character in _MARKS_OF_TRADE or (
        category == "No" and unicodedata.decomposition(character).startswith("<super>")
    ):
        return " "
    if category == "Cf" or _DIACRITICS.match(character):
        return ""
    letters = _fold_letters(_fold_letters(character))
    return "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in letters)


def _fold_letters(letters: str) -> str:
    plain = _DIACRITICS.sub("", unicodedata.normalize("NFKD", letters).casefold())
    return unicodedata.normalize("NFC", plain.translate(_UNDECOMPOSED))
