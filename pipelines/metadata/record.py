"""All metadata of one page, read in one go."""

from __future__ import annotations

from pipelines.document import Document
from pipelines.metadata.classification import extract_language, extract_section, extract_tags
from pipelines.metadata.identity import extract_declared_canonical, extract_post_id
from pipelines.metadata.paywall import extract_paywalled
from pipelines.metadata.standfirst import extract_standfirst
from pipelines.metadata.titles import extract_title
from pipelines.rules import Rules
from pipelines.selectors import select_text
from storage.items import Metadata


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
