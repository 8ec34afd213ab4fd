"""What each part of our reading costs, measured within the very function that production runs."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any

from pipelines import extract, normalise

PARTS: dict[str, tuple[tuple[ModuleType, str], ...]] = {
    "parse": ((extract, "parse_document"),),
    "metadata and kind": (
        (extract, "extract_metadata"),
        (extract, "read_signs"),
        (extract, "judge_kind"),
        (extract, "judge_genre"),
    ),
    "dates": ((extract, "extract_date_claims"), (normalise, "decide_dates")),
    "bylines": ((extract, "extract_byline_claims"), (normalise, "decide_byline")),
    "related": ((extract, "find_related_boxes"), (extract, "drop_boxes")),
    "body": ((extract, "extract_body"),),
    "language": ((extract, "detect_language"),),
    "lead image and notices": ((extract, "extract_lead_image"), (extract, "extract_notices")),
}
"""The functions of a part, where they are called from. What no part has is the rest."""

REST = "rest"

Spent = dict[str, float]
"""Seconds by part."""

SHARES = {"parse": 0.12, "metadata and kind": 0.06, "dates": 0.08, "bylines": 0.10, "related": 0.10, "body": 0.48}
"""What a part may cost, as a share of what trafilatura does on the same pages."""


@contextmanager
def measured_parts() -> Iterator[Spent]:
    """Seconds of user and system time of each part, added up while the context lasts."""
    spent: Spent = defaultdict(float)
    with ExitStack() as restored:
        for part, functions in PARTS.items():
            for module, name in functions:
                function = getattr(module, name)
                restored.callback(setattr, module, name, function)
                setattr(module, name, _timed(function, part, spent))
        yield spent


def _timed(function: Callable[..., Any], part: str, spent: Spent) -> Callable[..., Any]:
    def call(*values: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return function(*values, **named)
        finally:
            spent[part] += time.process_time() - began

    return call
