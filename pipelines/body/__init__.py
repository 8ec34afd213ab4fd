"""The body of an article: trafilatura says which words are text; blocks, order and completeness are ours."""

from pipelines.body.reading import Body, extract_body

__all__ = ["Body", "extract_body"]
