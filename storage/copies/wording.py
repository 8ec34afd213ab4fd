"""The words by which two texts are compared: without case, diacritics and punctuation."""

from __future__ import annotations

import re

from storage.search.folding import fold_text

MOST_CHARACTERS = 60_000
MOST_WORDS = 6_000
"""How much of a text is compared: its beginning."""

FEWEST_WORDS = 25
"""What is shorter is not compared: such texts agree by chance, or because a site prints them everywhere."""

_WORD = re.compile(r"[^\s'.,+#]+")


def words_of(text: str) -> list[str]:
    """The folded words of a text, in their order; of scripts without blanks, its characters."""
    return _WORD.findall(fold_text(text[:MOST_CHARACTERS]))[:MOST_WORDS]
