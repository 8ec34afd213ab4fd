"""Questions to the archive: which articles, which one, how the books stand."""
