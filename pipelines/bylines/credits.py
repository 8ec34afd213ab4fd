"""Credits that stand beside a byline in elements of their own: "Photographs by …", "Edited by …"."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.bylines.claim_reading import Reading, author_names, fold_name
from storage.items import AUTHOR_CREDITS, Contributor

_OF_THE_ARTICLE = frozenset({"printed", "by-text", "rel-author", "itemprop"})
"""Sources whose claims stand near the headline."""

_VISIBLE = _OF_THE_ARTICLE | {"author-class"}


def find_credits_beside(chosen: Sequence[Contributor], readings: Sequence[Reading]) -> list[Contributor]:
    """Whom the visible claims credit beside the chosen contributors; nobody of them is an author.

    A claim that names other authors is another story's, and is not read. One that names no author counts where it is
    called a byline; on a page without authors, the first of a class that speaks of authors as well.
    """
    named = {fold_name(one.name) for one in chosen}
    authors = author_names(tuple(chosen))
    found: list[Contributor] = []
    for claim, read in readings:
        stated = author_names(read)
        alone = not chosen and not found
        if claim.source not in (_VISIBLE if stated or alone else _OF_THE_ARTICLE) or not stated <= authors:
            continue
        found += [one for one in read if one.credit not in AUTHOR_CREDITS and fold_name(one.name) not in named]
    return found
