"""What a publisher changed between two readings: which fields, by edits of which kinds, and how it was decided.

Pure functions of two versions of an article; docs/revisions.md explains the rules.
"""
