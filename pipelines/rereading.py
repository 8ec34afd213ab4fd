"""The stages at the end of a re-extraction, in place of those that settle a visit."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import Any

from itemadapter import ItemAdapter

from pipelines.stages import Stage
from storage.rereading import settle_reread


class KeepRereadStage(Stage):
    """Keeps what was read of a capture beside what is there; what comes after may rely on it being committed."""

    async def process_item(self, item: Any) -> Any:
        """Waits for the transaction that holds the reading, and counts what it came to."""
        fields = ItemAdapter(item)
        keep = partial(settle_reread, item=item, now=datetime.now(UTC))
        result = await asyncio.wrap_future(self.workshop.writer.submit(keep))
        fields["reason"] = str(result)
        self.crawler.stats.inc_value(f"backfile/visited/{result}")
        return item
