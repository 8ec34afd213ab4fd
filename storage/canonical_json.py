"""JSON that is byte-equal for equal values, so that it can be digested and compared."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any


def canonical_json(value: Any) -> str:
    """Sorted keys, no blanks, UTF-8 kept (close to RFC 8785, without its rules for numbers, which we do not use)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def digest_of(value: Any) -> str:
    """SHA-256, lower-case hex, of the value's canonical JSON."""
    return hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()


def plain(value: Any) -> Any:
    """The value as JSON reads it back: dataclasses as objects, times as ISO 8601."""
    return json.loads(canonical_json(value))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
