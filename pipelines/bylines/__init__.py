"""Bylines: who wrote an article, as printed and as read (docs/bylines.md)."""

from pipelines.bylines.claims import extract_byline_claims
from pipelines.bylines.decide import decide_byline
from pipelines.bylines.grammar import parse_byline

__all__ = ["decide_byline", "extract_byline_claims", "parse_byline"]
