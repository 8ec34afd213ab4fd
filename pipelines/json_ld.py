"""JSON-LD as it is found in pages: wrapped, broken, oversized."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipelines.sanitise import sanitise_text

MAX_SCRIPT_CHARACTERS = 1_000_000
"""A longer script is not an article's description; ten megabytes of JSON cost a gigabyte of memory."""

MAX_OBJECTS = 1000
"""How many objects of one page are kept."""

MAX_DEPTH = 100
"""Lists, graphs and values nested deeper are dropped."""

_STRING_OR_TRAILING_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|,(?=\s*+[}\]])', re.DOTALL)


def extract_json_ld(tree: etree._Element) -> list[dict[str, Any]]:
    """Every JSON-LD object of the page, lists and `@graph` flattened, in document order; illegible ones left out."""
    objects: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for found in iter_objects(parse_json(script.text or "")):
            if len(objects) == MAX_OBJECTS:
                return objects
            objects.append(found)
    return objects


def parse_json(text: str) -> Any:
    """The value of a JSON text inside CDATA or comment marks, with control characters or trailing commas; else None."""
    if len(text) > MAX_SCRIPT_CHARACTERS:
        return None
    bare = _unwrap(text)
    for attempt in (bare, _STRING_OR_TRAILING_COMMA.sub(_keep_string, bare)):
        try:
            return _clean(json.loads(attempt, strict=False), 0)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrap(text: str) -> str:
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    starts = [index for index in (text.find("{"), text.find("[")) if index >= 0]
    return text[min(starts, default=0) : max(text.rfind("}"), text.rfind("]")) + 1]


def _keep_string(match: re.Match[str]) -> str:
    return "" if match[0] == "," else match[0]


def _clean(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return sanitise_text(value)
    if depth >= MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [_clean(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item, depth + 1) for key, item in value.items()}
    return value


def iter_objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD value: itself, those of a list, those of its `@graph`."""
    if isinstance(value, list):
        for item in value:
            yield from iter_objects(item)
    elif isinstance(value, dict):
        graph = value.get("@graph")
        if isinstance(graph, list):
            yield from iter_objects(graph)
            if set(value) <= {"@graph", "@context", "@id"}:
                return
        yield value
