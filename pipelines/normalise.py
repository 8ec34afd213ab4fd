"""From an extraction to the fields that are stored: who, when, what it points to, where it is to be found.

Each function takes an item's fields (a dict, or an ItemAdapter) and fills in some of them.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any

from pipelines.bylines import decide_byline
from pipelines.dates import decide_dates
from pipelines.judgement import judge_reading
from pipelines.rules import Rules
from storage.items import Extraction
from storage.outcomes import Outcome
from storage.urls import canonicalise, join_url, url_key

Fields = MutableMapping[str, Any]


def normalise_address(fields: Fields, rules: Rules) -> None:
    """`canonical_url`: the page's own rel=canonical while it names this page, else the address itself.

    A canonical on another page (a front page, another site) is evidence for later, not the article's address.
    """
    if (address := _address(fields)) is None:
        return
    declared = join_url(address, _extraction(fields).metadata.declared_canonical or address) or address
    post_id = _extraction(fields).metadata.post_id
    names_this = url_key(declared) == url_key(address) or (post_id is not None and _post_id(declared, rules) == post_id)
    fields["canonical_url"] = canonicalise(declared if names_this else address)


def normalise_title(fields: Fields, _rules: Rules) -> None:
    """`title`: what the import gives, else what the page says; null when neither does."""
    fields["title"] = fields.get("given_title") or _extraction(fields).metadata.title


def normalise_byline(fields: Fields, rules: Rules) -> None:
    """`byline_printed` and `contributors`, decided from the page's claims."""
    extraction = _extraction(fields)
    fields["byline_printed"], fields["contributors"] = decide_byline(
        extraction.byline_claims,
        language=extraction.metadata.language or rules.language,
        mastheads=rules.mastheads,
    )


def normalise_related(fields: Fields, _rules: Rules) -> None:
    """`related`: canonical URLs, no link to the article itself, positions counted anew."""
    address = _address(fields)
    own = {url_key(url) for url in (address, fields.get("canonical_url")) if url}
    kept = [story for story in _extraction(fields).related if not story.url or url_key(story.url) not in own]
    fields["related"] = tuple(
        replace(story, canonical_url=canonicalise(story.url) if story.url else None, position=position)
        for position, story in enumerate(kept)
    )


def normalise_dates(fields: Fields, rules: Rules) -> None:
    """`published` and `modified`: the claims that hold."""
    fields["published"], fields["modified"] = decide_dates(
        _extraction(fields).date_claims, timezone=rules.timezone, captured_at=fields["capture"].captured_at
    )


def judge(fields: Fields, _rules: Rules) -> None:
    """`outcome` and `reason`: an article, or the named reason why not."""
    outcome, reason = judge_reading(_extraction(fields))
    fields["outcome"], fields["reason"] = str(Outcome(outcome)), reason


STEPS = (normalise_address, normalise_title, normalise_byline, normalise_related, normalise_dates, judge)


def normalise(fields: Fields, rules: Rules) -> None:
    """All steps, in the order of the item pipelines."""
    for step in STEPS:
        step(fields, rules)


def _post_id(url: str, rules: Rules) -> str | None:
    match = rules.post_id.search(url) if rules.post_id else None
    return match[1] if match else None


def _extraction(fields: Fields) -> Extraction:
    return fields["extraction"] or Extraction()


def _address(fields: Fields) -> str | None:
    """Where the page was found in the end; None for an import without a URL."""
    url: str = fields["capture"].url
    return None if url.startswith("urn:") else url
