"""How surely copies are found among many articles, and what each costs, on both databases (docs/copies.md)."""
