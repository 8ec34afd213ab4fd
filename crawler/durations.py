"""Lengths of time as people write them: `90 seconds`, `15 minutes`, `1 day`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_PATTERN = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) (second|minute|hour|day|week)s?")


def parse_duration(value: object) -> timedelta:
    """A number and a unit, from seconds to weeks.

    Raises:
        ValueError: `value` is of no such form; the message shows the form.
    """
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and (match := _PATTERN.fullmatch(value.strip())):
        return timedelta(seconds=float(match[1]) * _UNITS[match[2]])
    raise ValueError(f"{value!r} is no length of time; write it like '15 minutes' or '1 day'")


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
