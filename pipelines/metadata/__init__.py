"""What a page says of its article beside the text: title, standfirst, section, language, identity."""

from pipelines.metadata.record import extract_metadata

__all__ = ["extract_metadata"]
