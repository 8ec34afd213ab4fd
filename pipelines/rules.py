"""The type of a publication's extraction rules: what its pages look like, where general rules do not suffice."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from re import Pattern

import cssselect
from pydantic import BaseModel, ConfigDict, Field, field_validator

Selectors = tuple[str, ...]


class RelatedRule(BaseModel):
    """One box of related stories.

    `kind` is given where position does not decide; `label` and `text` are selectors inside one link's card.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    box: str
    kind: str | None = Field(default=None, pattern="^(editorial|automatic)$")
    card: str | None = None
    heading: str | None = None
    label: str | None = None
    text: str | None = None


class Rules(BaseModel):
    """How one publication's pages of one time are read. Every list is CSS selectors, tried in order.

    Attributes:
        until: the last day (by capture time) on which these rules hold; None for today's.
        mastheads: names of the publication itself, as they stand in title suffixes, staff bylines and taglines.
        taglines: lines of page chrome that a dump or a footer carries.
        body: the article's text container.
        remove: boxes that are neither text nor related stories.
        related: boxes of related stories; general rules find the common ones without.
        furniture: boxes whose links are never related stories (Popular on …).
        byline: elements that hold the printed byline.
        post_id: pattern whose group 1 is the publisher's own id of the article in its URL.
        paywall: elements that only a stub has.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    until: date | None = None
    mastheads: tuple[str, ...] = ()
    taglines: tuple[str, ...] = ()
    title: Selectors = ()
    standfirst: Selectors = ()
    kicker: Selectors = ()
    section: Selectors = ()
    byline: Selectors = ()
    published: Selectors = ()
    modified: Selectors = ()
    tags: Selectors = ()
    body: Selectors = ()
    remove: Selectors = ()
    related: tuple[RelatedRule, ...] = ()
    furniture: Selectors = ()
    question: Selectors = ()
    paywall: Selectors = ()
    post_id: Pattern[str] | None = None
    timezone: str | None = None
    language: str | None = None

    @field_validator(
        "title", "standfirst", "kicker", "section", "byline", "published", "modified", "tags", "body", "remove",
        "furniture", "question", "paywall",
    )  # fmt: skip
    @classmethod
    def _selectors_parse(cls, selectors: Selectors) -> Selectors:
        for selector in selectors:
            try:
                cssselect.parse(selector)
            except cssselect.SelectorError as error:
                raise ValueError(f"{selector!r} is not a CSS selector: {error}") from None
        return selectors

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the rules, first 16 hex digits: part of an extractor's identity."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


NO_RULES = Rules()
"""The rules of an unknown site: general ones only."""
