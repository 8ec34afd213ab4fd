"""Copies: articles that carry one text, found when they are stored (docs/copies.md).

Each text has a MinHash signature; articles that share some of its numbers are compared word by word. Those found alike
are linked, and what links join is a group. All of it follows from the texts as they are shown, in whatever order the
articles came.
"""
