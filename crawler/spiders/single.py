"""The spider that visits one page, due or not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import Any, ClassVar

from crawler.publication import Publication
from crawler.spiders.publication import PublicationSpider
from storage.ledger import lease_page


class SinglePageSpider(PublicationSpider):
    """Polls nothing and fetches one page; what a killed run captured and did not read comes with it."""

    run_kind: ClassVar[str] = "capture"
    url: ClassVar[str]

    @classmethod
    def visiting(cls, publication: Publication, url: str) -> type[PublicationSpider]:
        """The spider class of a visit to `url`."""
        return type(cls.__name__, (cls,), {"name": publication.slug, "publication": publication, "url": url})

    async def start(self) -> AsyncIterator[Any]:
        """One request."""
        self.begin()
        async for work in self.frontier.left_over():
            yield self._request(work)
        page = await self.run.write(
            partial(
                lease_page,
                publication=self.publication.slug,
                url=self.url,
                run_id=self.run.id,
                now=self.run.started_at,
                post_id_of=partial(self.publication.find_post_id, captured_at=self.run.started_at),
            )
        )
        self.frontier.took()
        yield self._request(page)
