"""The one analyser: text to tokens, the same for both databases, for articles and for queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from storage.search.folding import fold_text, is_unspaced

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer

ANALYSER = 1
"""The version of these rules; what another version indexed must be indexed again."""

MAX_CHARACTERS = 250_000
"""How much of a text is searchable. It keeps PostgreSQL's tsvector under 1 MB: a character has at most 4 bytes."""

MAX_TOKEN = 200
"""Characters a token is cut to: under PostgreSQL's 2,046 bytes of a lexeme."""

_LETTER = "[^ '.,+#]"
_TOKEN = re.compile(
    rf"(?P<initials>(?<![^ ',+#])(?!\d){_LETTER}(?:\.(?!\d){_LETTER})+(?!{_LETTER}))(?:\.?'s(?!{_LETTER}))?"
    rf"|(?P<word>{_LETTER}+(?:(?:'|(?<=\d)\.(?=\d)|(?<=\d),(?=\d\d\d(?!\d))){_LETTER}+)*)"
    rf"|(?<={_LETTER})(?P<sign>[+#]+)(?!{_LETTER})(?:'s(?!{_LETTER}))?"
)
_DROPPED_INSIDE = str.maketrans("", "", "',")


def analyse(text: str) -> list[str]:
    """Return the tokens of `text` in order: folded and stemmed. docs/search.md says what becomes what."""
    return [stem(token) for token in fold(text)]


def fold(text: str) -> list[str]:
    """Return the surface forms of `text` in order: folded, not stemmed."""
    return [token for token, _, _ in iter_tokens(fold_text(text[:MAX_CHARACTERS]))]


def iter_tokens(folded: str) -> Iterator[tuple[str, int, int]]:
    """Yield the surface forms of a folded text, each with its start and end there, up to `MAX_CHARACTERS`."""
    room = MAX_CHARACTERS
    for found in _TOKEN.finditer(folded):
        token = _surface(found)[:MAX_TOKEN]
        room -= len(token) + 1
        if room < 0:
            return
        yield token, found.start(), found.end()


def _surface(found: re.Match[str]) -> str:
    kind = found.lastgroup
    token = found[kind or 0]
    if kind == "initials":
        return token.replace(".", "")
    return token.removesuffix("'s").translate(_DROPPED_INSIDE) if kind == "word" else token


def stem(token: str) -> str:
    """Return the stem of an English word (Snowball's English stemmer); any other token as it is."""
    return _stem_word(token) if token.isascii() and token.isalpha() else token


@lru_cache(maxsize=1 << 16)
def _stem_word(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> EnglishStemmer:
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()


def name_key(name: str) -> str:
    """Return the form of a person's name that is compared: `K.J. Yossman`, `KJ YOSSMAN` and `K. J. Yossman` agree."""
    key = ""
    last = ""
    for token in fold(name):
        joined = len(token) == 1 and len(last) == 1 and not is_unspaced(token)
        key += token if joined or not key else f" {token}"
        last = token
    return key
