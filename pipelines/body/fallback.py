"""What stands in for trafilatura where it finds no text."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.body.passages import Passage
from pipelines.body.seed import EMPTY_SEED, Seed, parse_seed
from pipelines.document import Document
from storage.items import BlockKind
from storage.normal_form import normalise_text

MIN_PROSE = 80
"""Characters from which a paragraph counts as prose."""

MIN_TEXT = 200
"""Characters that a text read without trafilatura has at least; less is a page without text."""

MAX_LINKED = 0.3


def read_dense_text(passages: Sequence[Passage]) -> Seed:
    """The page's prose: long passages with few links, outside boxes of the site where there is enough of it.

    Empty where there is too little.
    """
    prose = [passage for passage in passages if _is_prose(passage)]
    for found in ([passage for passage in prose if not passage.furniture], prose):
        if sum(len(passage.text) for passage in found) >= MIN_TEXT:
            return parse_seed("\n".join(passage.text for passage in found))
    return EMPTY_SEED


def read_declared_body(document: Document) -> list[str]:
    """The paragraphs of the longest `articleBody` in structured data; [] where there is too little."""
    bodies = [data["articleBody"] for data in document.json_ld if isinstance(data.get("articleBody"), str)]
    longest = max(bodies, key=len, default="")
    if len(longest) < MIN_TEXT:
        return []
    return [text for line in longest.splitlines() if (text := normalise_text(line))]


def _is_prose(passage: Passage) -> bool:
    if passage.hidden or passage.linked > MAX_LINKED:
        return False
    return len(passage.text) >= MIN_PROSE or passage.kind is BlockKind.QUOTE
