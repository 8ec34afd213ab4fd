"""How long searches take in a large archive, on both databases (docs/search.md)."""
