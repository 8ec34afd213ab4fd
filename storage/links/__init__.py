"""Related stories as a graph: which article pointed to which, by what, and when it was seen to (docs/links.md)."""
