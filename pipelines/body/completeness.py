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
"""Characters below which a text may be a stub where structured data says that the page is not free."""

MAX_CALL = 400
"""Characters of a call to subscribe at most."""

MIN_SHARE = 0.6
"""Share of the container's own paragraphs, or of the declared length, below which a text is partial."""

MAX_COUNT_ERROR = 0.1
"""Share of a text's characters by which a `wordCount` that counts them may be wrong."""

MIN_SHOWN = 0.45
"""Share of what the page shows as text below which it is not known whether the rest belongs to the article."""

MAX_BESIDE = 2000
"""Characters that may stand beside a text without a doubt."""

_ENDED = re.compile(r"[.!?。！？؟۔।][\"'”’»)\]]*$")
_BROKEN_OFF = re.compile(r"(?:\.{2,}|…)[\"'”’»)\]]*$")

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
        shown: characters of all that the page shows and that may be text, boxes of the site left out but for those
            that the text stands in.
        aftermath: texts of the last passages and of those that follow them on the page.
        has_paywall: whether the page has an element that only a stub has.
    """

    text: str
    available: int
    shown: int
    aftermath: tuple[str, ...]
    has_paywall: bool


def judge_text(document: Document, evidence: Evidence) -> tuple[TextState, str | None]:
    """The state of a text that is not empty, with its reason where it is not complete."""
    length = len(evidence.text)
    if evidence.has_paywall:
        return TextState.STUB, "paywall-element"
    if length < STUB_LENGTH and has_paywall_call(evidence.aftermath):
        return TextState.STUB, "paywall-call"
    if length < SHORT_LENGTH and is_declared_paid(document):
        return (TextState.STUB if is_broken_off(evidence.text) else TextState.UNKNOWN), "short-and-not-free"
    if document.cut:
        return TextState.PARTIAL, "page-too-long"
    if length < MIN_SHARE * evidence.available:
        return TextState.PARTIAL, "shorter-than-its-container"
    if is_shorter_than_declared(document, evidence.text):
        return TextState.PARTIAL, "shorter-than-declared"
    if length < MIN_SHOWN * evidence.shown and evidence.shown - length > MAX_BESIDE:
        return TextState.UNKNOWN, "more-text-beside-it"
    return TextState.COMPLETE, None


def has_paywall_call(texts: Sequence[str]) -> bool:
    """Whether one of `texts` is a call to subscribe or log in."""
    return any(len(text) <= MAX_CALL and _CALL.search(text) for text in texts)


def is_declared_paid(document: Document) -> bool:
    """Whether structured data says that the article is not free; no proof that its text is missing."""
    return any(str(data.get("isAccessibleForFree")).lower() == "false" for data in document.json_ld)


def find_declared_texts(document: Document) -> list[str]:
    """Every `articleBody` that structured data gives for an article."""
    bodies = [data.get("articleBody") for data in document.json_ld if _is_article(data)]
    return [body for body in bodies if isinstance(body, str)]


def is_shorter_than_declared(document: Document, text: str) -> bool:
    """Whether `text` is much shorter than the `articleBody` or `wordCount` of an article in structured data.

    A `wordCount` that fits the text's characters counts these.
    """
    counts = [str(data.get("wordCount")) for data in document.json_ld if _is_article(data)]
    declared = [int(count) for count in counts if count.isascii() and count.isdecimal() and len(count) < 7]
    words = len(text.split())
    return any(words < MIN_SHARE * count and not _counts_characters(count, text) for count in declared) or any(
        len(text) < MIN_SHARE * len(body) for body in find_declared_texts(document)
    )


def _counts_characters(count: int, text: str) -> bool:
    return abs(count - len(text)) <= len(text) * MAX_COUNT_ERROR


def is_broken_off(text: str) -> bool:
    """Whether a text ends in dots or without the end of a sentence, as the beginning of an article does."""
    return bool(_BROKEN_OFF.search(text)) or not _ENDED.search(text)


def _is_article(data: dict[str, Any]) -> bool:
    kinds = data.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting", "Review")) for name in names)
