"""Which texts carry words of an article: a run of its words, long enough not to stand there by chance."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from storage import models
from storage.search import fold

RUN = 8
"""Words in a row that make a passage."""
SHORTEST = 4
"""Words of a line that is shorter than a run and still taken for a passage as a whole, such as a title."""

_TAG = re.compile(r"<[^<>]{0,2000}>")


class Passages:
    """The passages of some articles' readings."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: dict[int, set[tuple[str, ...]]] = defaultdict(set)
        for text in texts:
            words = list(fold(text))
            length = min(RUN, len(words))
            if length >= SHORTEST:
                self._runs[length].update(_iter_runs(words, length))

    def stand_in(self, payload: bytes) -> bool:
        """Whether a page, feed, sitemap or answer in JSON carries one of them."""
        words = list(fold(_plain(payload)))
        return any(run in runs for length, runs in self._runs.items() for run in _iter_runs(words, length))


def texts_of(reading: models.Reading) -> Iterator[str]:
    """What a reading holds of the article's words."""
    yield from (text for text in (reading.title, reading.standfirst, reading.kicker) if text)
    yield from (str(block["text"]) for block in reading.blocks)
    yield from (str(notice.get("text") or "") for notice in reading.notices)
    if reading.lead_image:
        yield str(reading.lead_image.get("caption") or "")


def _iter_runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def _plain(payload: bytes) -> str:
    """The text without markup, which a feed may have escaped, and of JSON its strings."""
    text = payload.decode("utf-8", "replace")
    if text.lstrip()[:1] in {"[", "{"}:
        with suppress(ValueError, RecursionError):
            text = " ".join(_iter_strings(json.loads(text)))
    for _ in range(2):
        text = _TAG.sub(" ", html.unescape(text).replace("<![CDATA[", " ").replace("]]>", " "))
    return text


def _iter_strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
