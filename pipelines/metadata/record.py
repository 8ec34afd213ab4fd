"""All metadata of one page, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.document import Document
from pipelines.metadata.classification import extract_language, extract_section, extract_tags
from pipelines.metadata.identity import extract_declared_canonical, extract_post_id
from pipelines.metadata.paywall import extract_paywalled
from pipelines.metadata.selected import select_text
from pipelines.metadata.standfirst import extract_standfirst
from pipelines.metadata.titles import extract_title
from pipelines.rules import Rules


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one page says of its article; None where it says nothing that can be trusted.

    Attributes:
        title_source: where the title was read (`pipelines.metadata.titles.Title`).
        language: BCP 47, language in lower case, script in title case, region in upper case.
        declared_canonical: the absolute address the page declares as its own.
        post_id: the publisher's own id of the article, as printed.
        paywalled: what the page declares of free access. A signal only: publishers set it on free pages.
    """

    title: str | None = None
    title_source: str | None = None
    standfirst: str | None = None
    kicker: str | None = None
    section: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    declared_canonical: str | None = None
    post_id: str | None = None
    paywalled: bool | None = None


def extract_metadata(document: Document, rules: Rules) -> Metadata:
    """Read the metadata of `document`, whose tree is left as it is. Never raises, whatever the page holds."""
    title = extract_title(document, rules)
    return Metadata(
        title=title.text if title else None,
        title_source=title.source if title else None,
        standfirst=extract_standfirst(document, rules, title.text if title else None),
        kicker=select_text(document, rules.kicker) or (title.kicker if title else None),
        section=extract_section(document, rules),
        language=extract_language(document, rules),
        tags=extract_tags(document, rules),
        declared_canonical=extract_declared_canonical(document),
        post_id=extract_post_id(document, rules),
        paywalled=extract_paywalled(document),
    )
