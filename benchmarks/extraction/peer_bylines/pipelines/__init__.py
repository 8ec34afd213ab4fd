"""The place where `score_bylines.py` looks for a reader of bylines."""
