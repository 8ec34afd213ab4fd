"""Bylines: who wrote an article, as printed and as read (docs/bylines.md)."""

from pipelines.bylines.grammar import parse_byline

__all__ = ["parse_byline"]
