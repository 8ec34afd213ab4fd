"""Which publications an archive has."""

from __future__ import annotations

from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.errors import NotFound


def list_publications(archive: Archive, slug: str | None = None) -> list[str]:
    """The slugs of all publications with captures, or the one that is asked for.

    Raises:
        NotFound: the archive has none of that slug; the sentence names those it has.
    """
    with archive.read() as session:
        slugs = sorted(session.scalars(select(models.Publication.slug)))
    if slug is not None and slug not in slugs:
        raise NotFound(f"the archive has no publication {slug!r}; it has {', '.join(slugs) or 'none yet'}")
    return slugs if slug is None else [slug]
