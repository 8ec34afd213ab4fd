"""The sample publication served for a crawl: as it was at first, and as it has changed ever since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.sample.masthead import HOST
from crawler.sample.server import SampleServer
from storage.archive import Archive
from storage.errors import BackfileError
from storage.runs import has_finished_run

SLUG = "sample"


@contextmanager
def serve_for(archive: Path, database_url: str | None) -> Iterator[dict[str, str]]:
    """Serves the edition that an archive has not finished yet; gives the route to it."""
    with SampleServer(edition=2 if _knows_the_first(archive, database_url) else 1) as server:
        yield {HOST: server.address}


def _knows_the_first(directory: Path, database_url: str | None) -> bool:
    archive = Archive(directory, database_url)
    try:
        archive.require()
        with archive.read() as session:
            return has_finished_run(session, SLUG)
    except BackfileError:
        return False
    finally:
        archive.close()
