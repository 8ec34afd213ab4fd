"""The newsroom's pages as they are at one visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random

from benchmarks.newsroom.pages import path_of, render
from benchmarks.newsroom.script import Step
from benchmarks.newsroom.surroundings import draw_surroundings
from crawler.sample.answers import Answer
from crawler.sample.masthead import NAME, ORIGIN

ROBOTS = "User-agent: *\nDisallow: /subscribe/\n"


class Newsroom:
    """All articles by their scripts; `visit` says which step is served."""

    def __init__(self, scripts: Sequence[Sequence[Step]], seed: int, today: datetime) -> None:
        self.visit = 0
        self._scripts = scripts
        self._seed = seed
        self._today = today
        self._numbers = {path_of(number): number for number in range(len(scripts))}

    def answer(self, target: str) -> Answer:
        """What stands at a path."""
        if target == "/feed/":
            return Answer(self._feed(), "application/rss+xml; charset=UTF-8")
        if target == "/robots.txt":
            return Answer(ROBOTS.encode(), "text/plain; charset=utf-8")
        number = self._numbers.get(target)
        return self._page(number) if number is not None else Answer(b"No such page.", "text/plain", status=404)

    def _page(self, number: int) -> Answer:
        """The page; it is the same bytes until an edit or something around it moves."""
        steps = self._scripts[number]
        stirred = max(visit for visit in range(self.visit + 1) if visit == 0 or steps[visit].is_stirred)
        around = draw_surroundings(Random(f"{self._seed}:{number}:{stirred}"))
        body = render(steps[self.visit].draft, around)
        return Answer(body).dated(self._today + timedelta(minutes=stirred))

    def _feed(self) -> bytes:
        items = "".join(
            f"<item><title>{escape(steps[0].draft.title)}</title><link>{ORIGIN}{path}</link>"
            f"<pubDate>{format_datetime(steps[0].draft.published_at)}</pubDate></item>"
            for (path, number) in self._numbers.items()
            for steps in (self._scripts[number],)
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{NAME}</title>{items}</channel></rss>'.encode()
