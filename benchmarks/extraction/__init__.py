"""How well pages are read, and at what cost, beside other extractors (docs/extraction-quality.md)."""
