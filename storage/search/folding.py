"""Characters as search sees them: without case, diacritics and typography."""

from __future__ import annotations

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
_DIACRITICS = (
    (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5C7),
    (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip
# Thai, Lao, Tibetan, Burmese, Hangul, Khmer, kana, Han.
_UNSPACED = (
    (0xE00, 0xEFF), (0xF00, 0xFFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x3005, 0x3007),
    (0x3040, 0x30FF), (0x3130, 0x318F), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97F),
    (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u02bb\u02b9\u00b4`\u2032\uff07"
_KEPT = ".,+#"
_MARKS_OF_TRADE = "\u2122\u2120\u00ae\u00a9"


def fold_text(text: str) -> str:
    """Return `text` in folded letters, digits and marks, with `'.,+#` kept and a blank for everything else.

    NFKD (Unicode Annex 15), case fold, diacritics out. Invisible characters (category Cf) vanish. Blanks part the
    characters of unspaced scripts. It may be longer or shorter than `text`.
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


def is_unspaced(character: str) -> bool:
    """Tell whether a character is of a script that puts no blanks between words: each is a word of its own."""
    return _is_in(character, _UNSPACED)


def _fold(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if category == "Cf" or _is_in(character, _DIACRITICS):
        return ""
    is_superscript = category == "No" and unicodedata.decomposition(character).startswith("<super>")
    if is_superscript or character in _MARKS_OF_TRADE:
        return " "
    return "".join(map(_place, _fold_letters(_fold_letters(character))))


def _fold_letters(letters: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letters).casefold()
    plain = "".join(letter for letter in decomposed if not _is_in(letter, _DIACRITICS))
    return unicodedata.normalize("NFC", plain.translate(_UNDECOMPOSED))


def _place(letter: str) -> str:
    """Return a folded character as it stands between others."""
    if unicodedata.category(letter)[0] not in "LNM":
        return " "
    return f" {letter} " if is_unspaced(letter) else letter


def _is_in(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)
