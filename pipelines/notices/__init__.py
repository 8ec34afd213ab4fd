"""Corrections, updates and what else a publication says about a text of its own."""

from pipelines.notices.page import extract_notices

__all__ = ["extract_notices"]
