"""The form of a story: which genre, and by which sign."""

from pipelines.genre.judge import judge_genre, judge_genre_of_text

__all__ = ["judge_genre", "judge_genre_of_text"]
