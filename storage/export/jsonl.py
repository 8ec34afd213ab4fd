"""JSON Lines: one article's JSON in a line (https://jsonlines.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def iter_jsonl(articles: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One line for each article."""
    for article in articles:
        yield json.dumps(article, ensure_ascii=False) + "\n"
