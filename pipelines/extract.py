"""From a captured page to what it says: the one function that worker processes run."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.metadata import version

from pipelines.body import extract_body
from pipelines.bylines import extract_byline_claims
from pipelines.dates import extract_date_claims
from pipelines.document import Document, parse_document
from pipelines.genre import judge_genre
from pipelines.metadata import extract_metadata
from pipelines.metadata.language import detect_language
from pipelines.metadata.lead_image import extract_lead_image
from pipelines.notices import extract_notices
from pipelines.page_kind import judge_kind, read_signs
from pipelines.related import drop_boxes, find_related_boxes
from pipelines.rules import Rules
from pipelines.text_dump import read_text_dump
from storage.items import DateRole, Extraction, PageKind, TextState

PARTS = ("backfile", "trafilatura", "lxml")
"""Distributions whose version changes what is read of a page."""


def extract_page(payload: bytes, *, url: str, content_type: str | None, rules: Rules) -> Extraction:
    """What `payload` says, parsed once. Plain text is read as the dump of a page.

    Args:
        payload: the body with its content coding undone.
        url: absolute address the page was captured at; "" when unknown.
        content_type: the Content-Type header as received, or what an import declares.
        rules: the publication's, of the day of the capture.

    Bylines, dates and related stories are read before boxes are taken out of the tree; the text after, and the lead
    image, which is no other story's.
    """
    if _media_type(content_type) == "text/plain":
        return read_text_dump(payload, rules)
    document = parse_document(payload, url, content_type)
    if document.refusal:
        reason = document.refusal_reason
        return Extraction(kind=document.refusal, kind_reason=reason, text_state=TextState.NONE, text_reason=reason)
    return _read_document(document, rules)


def _read_document(document: Document, rules: Rules) -> Extraction:
    metadata = extract_metadata(document, rules)
    dates = extract_date_claims(document, rules)
    bylines = extract_byline_claims(document, rules)
    signs = read_signs(document)
    boxes = find_related_boxes(document, rules)
    drop_boxes(boxes)
    lead_image = extract_lead_image(document, rules)
    claimed = [printed for claim in bylines for printed in (claim.printed, *claim.names)]
    body = extract_body(document, rules, claimed=claimed)
    language = detect_language(metadata.language, body.text)
    metadata = replace(metadata, lead_image=lead_image, language=language)
    dated = any(claim.role is DateRole.PUBLISHED and claim.source != "url" for claim in dates)
    kind, reason = judge_kind(document, metadata, signs, body, dated=dated)
    is_article = kind is PageKind.ARTICLE
    genre, genre_reason = judge_genre(document, metadata, body.blocks) if is_article else (None, None)
    return Extraction(
        kind=kind,
        kind_reason=reason,
        genre=genre,
        genre_reason=genre_reason,
        metadata=metadata,
        byline_claims=bylines,
        date_claims=dates,
        related=list(boxes.stories),
        blocks=body.blocks,
        text_state=body.text_state,
        text_reason=body.text_reason,
        notices=extract_notices(document, body.blocks, language=language),
    )


def extractor_identity(rules: Rules) -> str:
    """Who reads a page: our version, those of the libraries, and the digest of the rules."""
    return f"{_program()} / rules {rules.digest}"


@cache
def _program() -> str:
    return " / ".join(f"{name} {version(name)}" for name in PARTS)


def _media_type(content_type: str | None) -> str:
    return (content_type or "").split(";")[0].strip().lower()
