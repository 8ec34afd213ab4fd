"""How a spider asks its publication's sources, and settles what they answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.answers import UNASKED, is_conditional
from crawler.asking import conditions, is_sendable
from crawler.extensions.run import RunKeeper
from crawler.failures import judge_failure
from crawler.frontier import Frontier
from crawler.middlewares.decoding import coding_problem
from crawler.polling import read_answer
from crawler.publication import Source
from storage.announcing import Announced
from storage.items import Capture, CaptureRole
from storage.sources import DueSource, Poll, announce_ahead, due_children, part_poll, record_poll


class Polling:
    """Polls the sources that a frontier hands out; Scrapy calls it back as it does a spider."""

    def __init__(self, run: RunKeeper, frontier: Frontier) -> None:
        self._run = run
        self._frontier = frontier
        self._defined = {source.url: source for source in run.publication.sources}

    def request(self, source: DueSource, definition: Source | None = None) -> Request:
        """The request for a source; `definition` is that of the source which lists it."""
        return Request(
            source.url,
            callback=self.parse,
            errback=self.fail,
            headers=conditions(source.validators),
            meta={
                "role": CaptureRole.SOURCE,
                "source": source,
                "answer": source.validators.answer,
                "definition": self._defined.get(source.url, definition),
                "verbatim_url": is_sendable(source.url),
            },
            priority=10,
            dont_filter=True,
        )

    async def parse(self, response: Response) -> AsyncIterator[Request]:
        """Settles a poll and asks for the sources that it lists."""
        source: DueSource = response.meta["source"]
        definition: Source | None = response.meta["definition"]
        for child in await self._settle(source, await self._read(source, response, definition)):
            self._frontier.took()
            yield self.request(child, definition)
        self._frontier.done()

    async def _read(self, source: DueSource, response: Response, definition: Source | None) -> Poll:
        captures = tuple(response.meta.get("captures", ()))
        if response.status == 304 and response.request is not None and not is_conditional(response.request):
            return Poll(source.id, "failed", UNASKED, captures)
        if problem := coding_problem(response):
            return Poll(source.id, "failed", f"cut: {problem}", captures)
        publication = self._run.publication
        return await asyncio.to_thread(
            read_answer, source, response.status, response.body, captures, publication, definition
        )

    async def fail(self, failure: Failure) -> None:
        """Settles a poll that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if self._frontier.leaves_due(failure.value):
            return
        outcome, reason = judge_failure(failure.value)
        captures = tuple(request.meta.get("captures", ()))
        await self.settle_failed(request.meta["source"], f"{outcome}: {reason}", captures)

    async def settle_failed(self, source: DueSource, reason: str, captures: tuple[Capture, ...]) -> None:
        """Settles a poll of which nothing could be read."""
        await self._settle(source, Poll(source.id, "failed", reason, captures))
        self._frontier.done()

    async def _settle(self, source: DueSource, poll: Poll) -> list[DueSource]:
        """Writes what a poll came to; gives the sources that it lists and that are due."""
        run = self._run
        now, post_id_of = run.started_at, partial(run.publication.find_post_id, captured_at=run.started_at)
        ahead, rest = part_poll(poll)
        for part in ahead:
            piece = partial(announce_ahead, sightings=part, source_id=source.id, now=now, post_id_of=post_id_of)
            self._count(await run.write(piece))
        last = partial(record_poll, poll=rest, run_id=run.id, now=now, post_id_of=post_id_of)
        self._count(await run.write(last))
        run.count(f"sources/{poll.outcome}")
        if poll.reason is not None:
            run.count(f"failures/{source.url}: {poll.reason}")
        if poll.outcome == "failed":
            return []
        return await run.write(partial(due_children, parent_id=poll.source_id))

    def _count(self, announced: Announced) -> None:
        self._run.count("announced", announced.new)
        self._run.count("due_again", announced.due_again)
