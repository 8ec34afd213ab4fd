"""How much of the article's text a body has, and why we think so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.document import Document
from storage.items import TextState

STUB_LENGTH = 3000
"""Characters below which a text that ends in a call to subscribe is a stub."""

SHORT_LENGTH = 800
"""Characters below which a text is a stub where structured data says that the page is not free."""

MAX_CALL = 400
"""Characters of a call to subscribe at most."""

MIN_SHARE = 0.6
"""Share of the container's own paragraphs, or of the declared length, below which a text is partial."""

_CALL = re.compile(
    r"\b(?:subscribe|register|sign (?:in|up)|log ?in|become a (?:member|subscriber)|upgrade)\b[^.?!]{0,40}"
    r"\bto (?:continue|keep|read|unlock|access|view|see)\b"
    r"|\b(?:continue|keep) reading (?:with|by|this article|for)\b"
    r"|\bunlock (?:this|the full|full) (?:article|story|access)"
    r"|\balready (?:a|have a|have an) (?:subscriber|member|subscription|account)\b"
    r"|\b(?:for|to) (?:paid |premium )?(?:subscribers|members) only\b"
    r"|\bonly (?:available|open) to (?:subscribers|members)\b"
    r"|\bthis (?:content|article|story|post) is (?:only )?(?:for|reserved for|available to|exclusive to)\b[^.]{0,40}"
    r"\b(?:subscribers|members)\b|\byou(?:’|')?(?:ve| have) reached your (?:limit|free)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a body's state is judged by.

    Attributes:
        text: of the body.
        available: characters of all paragraphs of the container, furniture left out.
        aftermath: texts of the last passages and of those that follow them on the page.
        has_paywall: whether the page has an element that only a stub has.
    """

    text: str
    available: int
    aftermath: tuple[str, ...]
    has_paywall: bool


def judge_text(document: Document, evidence: Evidence) -> tuple[TextState, str | None]:
    """The state of a text that is not empty, with its reason where it is not complete."""
    length = len(evidence.text)
    if evidence.has_paywall:
        return TextState.STUB, "paywall-element"
    if length < STUB_LENGTH and _has_paywall_call(evidence.aftermath):
        return TextState.STUB, "paywall-call"
    if length < SHORT_LENGTH and is_declared_paid(document):
        return TextState.STUB, "short-and-not-free"
    if document.cut:
        return TextState.PARTIAL, "page-too-long"
    if length < MIN_SHARE * evidence.available:
        return TextState.PARTIAL, "shorter-than-its-container"
    if _is_shorter_than_declared(document, evidence.text):
        return TextState.PARTIAL, "shorter-than-declared"
    return TextState.COMPLETE, None


def _has_paywall_call(texts: Sequence[str]) -> bool:
    return any(len(text) <= MAX_CALL and _CALL.search(text) for text in texts)


def is_declared_paid(document: Document) -> bool:
    """Whether structured data says that the article is not free; no proof that its text is missing."""
    return any(str(data.get("isAccessibleForFree")).lower() == "false" for data in document.json_ld)


def _is_shorter_than_declared(document: Document, text: str) -> bool:
    words = len(text.split())
    for data in document.json_ld:
        if not _is_article(data):
            continue
        declared = data.get("wordCount")
        if str(declared).isdecimal() and len(str(declared)) < 7 and words < MIN_SHARE * int(str(declared)):
            return True
        body = data.get("articleBody")
        if isinstance(body, str) and len(text) < MIN_SHARE * len(body):
            return True
    return False


def _is_article(data: dict[str, Any]) -> bool:
    kinds = data.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting", "Review")) for name in names)
