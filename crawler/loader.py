"""Every publication is a spider: `scrapy list` names them, `scrapy crawl variety` runs one."""

from __future__ import annotations

from pathlib import Path

from scrapy import Request, Spider
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.definitions import BUNDLED, load
from crawler.sample.edition import SLUG
from crawler.spiders.publication import PublicationSpider
from storage import errors
from storage.errors import UnknownPublication


class PublicationLoader:
    """Makes a spider class of each definition in the directory `BACKFILE_PUBLICATIONS`, the bundled one by default."""

    def __init__(self, directory: Path = BUNDLED, *, is_sample_served: bool = True) -> None:
        self._directory = directory
        self._is_sample_served = is_sample_served

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> PublicationLoader:
        """As Scrapy makes it."""
        routed = bool(settings.getdict("BACKFILE_ROUTES"))
        return cls(Path(settings.get("BACKFILE_PUBLICATIONS") or BUNDLED), is_sample_served=routed)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a slug.

        Raises:
            KeyError: there is no such publication, as Scrapy's own loader says it.
            scrapy.exceptions.UsageError: it is the sample, and nothing serves it.
            BadDefinition: the definition is wrong.
        """
        if spider_name == SLUG and not self._is_sample_served:
            raise UsageError("nothing serves the sample here: `backfile crawl sample` serves it on loopback")
        try:
            publication = load(spider_name, directory=self._directory)
        except (UnknownPublication, errors.UsageError) as error:
            raise KeyError(str(error)) from None
        return PublicationSpider.of(publication)

    def list(self) -> list[str]:
        """All slugs."""
        return sorted(path.stem for path in self._directory.glob("*.toml"))

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]
        """The publications that a page belongs to."""
        slugs = PublicationLoader.list(self)
        return [slug for slug in slugs if load(slug, directory=self._directory).accepts(request.url)]
