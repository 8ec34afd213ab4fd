"""What a page says of its article beside the text: title, standfirst, section, language, identity."""

from pipelines.metadata.record import Metadata, extract_metadata

__all__ = ["Metadata", "extract_metadata"]
