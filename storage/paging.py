"""Long lists of keys in pages: a statement takes 32,766 values on SQLite and 65,535 on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

AT_ONCE = 5_000
"""Values of one statement."""

Value = TypeVar("Value")


def iter_pages(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in their order, some at a time; nothing where there are none."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
