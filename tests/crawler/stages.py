"""Item pipelines with which a crawl's stages fail as real ones might."""

from __future__ import annotations

import asyncio
from typing import Any


class Sleepy:
    """Keeps every page waiting for longer than any test."""

    async def process_item(self, item: Any) -> Any:
        await asyncio.sleep(600)
        return item


class Faulty:
    """Raises on pages that say so."""

    def process_item(self, item: Any) -> Any:
        if "/story/faulty" in item.url:
            raise ZeroDivisionError("a stage divided by nothing")
        return item
