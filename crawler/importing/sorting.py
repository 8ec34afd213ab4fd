"""WARC files gone through once, to tell which publications have pages in them and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from crawler.importing.delivery import Refusal
from crawler.importing.intake import Intake, Refusals
from crawler.importing.originals import Originals
from crawler.importing.warc import iter_of, iter_records
from crawler.publication import Publication

KIND = "import-warc"


def sort_records(
    paths: Iterable[Path], titles: Sequence[Publication]
) -> tuple[list[tuple[Publication, Intake]], Refusals]:
    """An intake for each publication with pages in the files, and the account of what no intake will have."""
    files = list(paths)
    refusals, originals = Refusals(), Originals()
    slugs = set()
    for found in iter_records(files, titles, originals):
        if isinstance(found, Refusal):
            refusals.add(found)
        else:
            slugs.add(found[0])
    wanted = [title for title in titles if title.slug in slugs]
    return [
        (title, Intake(KIND, iter_of(files, title, titles, originals), refusals=refusals)) for title in wanted
    ], refusals
