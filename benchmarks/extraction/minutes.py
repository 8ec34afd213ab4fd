"""Publication dates to the minute, on the labels that state a time with its zone; their scorer compares days alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from benchmarks.extraction.labels import Row
from benchmarks.extraction.measures import ALL
from benchmarks.extraction.scoring import Values


def score_minutes(predictions: Path, pages: Iterable[Row]) -> dict[str, Values]:
    """By source: `minute`, the share of dates that are the same moment, and `minute_n`, of how many."""
    lines = map(json.loads, predictions.read_text(encoding="utf-8").splitlines())
    said = {line["id"]: _parse_moment(line.get("published")) for line in lines}
    right: dict[str, list[bool]] = defaultdict(list)
    for page in pages:
        if "published" in page["truth"] and (moment := _parse_moment(page["truth"].get("published_raw"))) is not None:
            is_right = said.get(page["id"]) == moment
            right[page["source"]].append(is_right)
            right[ALL].append(is_right)
    return {source: {"minute": sum(found) / len(found), "minute_n": len(found)} for source, found in right.items()}


def _parse_moment(text: str | None) -> datetime | None:
    """A time with a zone (ISO 8601), its seconds cut off; None for a day, or a time without a zone."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment.replace(second=0, microsecond=0) if moment.tzinfo is not None else None
