"""An article out of a plain-text dump of its page."""

from __future__ import annotations

from pipelines.printed_text import fold_blanks
from pipelines.rules import Rules
from storage.items import Block, BlockKind, Extraction


def read_text_dump(payload: bytes, rules: Rules) -> Extraction:
    """Read a dump as it is. Never raises."""
    text = payload.decode("utf-8", "replace")
    lines = [fold_blanks(line) for line in text.splitlines()]
    kept = [line for line in lines if line and line not in rules.taglines]
    return Extraction(blocks=[Block(BlockKind.PARAGRAPH, line) for line in kept])
