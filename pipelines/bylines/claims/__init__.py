"""Every place of a page that says who wrote it, read by element and never from joined text."""

from __future__ import annotations

from pipelines.bylines.claims.linked_data import extract_json_ld_claims
from pipelines.bylines.claims.metas import extract_meta_claims
from pipelines.bylines.claims.publisher import extract_publisher
from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.sign_off import extract_sign_off
from pipelines.bylines.claims.visible import extract_visible_claims
from pipelines.document import Document
from pipelines.rules import Rules
from pipelines.selectors import select
from storage.items import BylineClaim

__all__ = ["extract_byline_claims"]


def extract_byline_claims(document: Document, rules: Rules) -> list[BylineClaim]:
    """The claims of a page: visible ones first, nearest to the headline first, then structured data, then metas.

    The tree is not modified. Captions, comments, boxes about the author, other stories' cards and footers are not
    read, nor, inside a byline's element, what the rules remove or call furniture.
    """
    regions = Regions(document.tree, select(document.tree, (*rules.furniture, *rules.remove)))
    return [
        *extract_visible_claims(document, rules, regions),
        *extract_json_ld_claims(document),
        *extract_meta_claims(document),
        *extract_sign_off(regions),
        *extract_publisher(document),
    ]
