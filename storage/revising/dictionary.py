"""Which words a language has."""

from __future__ import annotations

from functools import lru_cache

LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "nl", "pt", "ru"})
"""Those with a dictionary; a text that states no language is taken for English."""


def is_word(word: str, language: str | None) -> bool | None:
    """Whether a word, in small letters, stands in the dictionary of a language (BCP 47); None where there is none."""
    primary = (language or "en").split("-")[0]
    return word in _words_of(primary) if primary in LANGUAGES else None


@lru_cache(maxsize=2)
def _words_of(language: str) -> frozenset[str]:
    # 0.3 to 0.7 s and 20 to 40 MB: only where two words are near in spelling.
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language=language).word_frequency.keys())
