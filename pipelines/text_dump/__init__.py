"""Articles out of plain-text dumps of their pages."""

from pipelines.text_dump.reading import read_text_dump

__all__ = ["read_text_dump"]
