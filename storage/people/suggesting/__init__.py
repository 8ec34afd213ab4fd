"""Names that may be one person's, with what speaks for it. The program suggests; people join (docs/people.md)."""

from storage.people.suggesting.pairs import Side, Suggestion, suggest

__all__ = ["Side", "Suggestion", "suggest"]
