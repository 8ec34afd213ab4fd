"""The type of a publication's extraction rules: what its pages look like, where general rules do not suffice."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache, cached_property
from re import Pattern
from typing import Annotated
from zoneinfo import available_timezones

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator


def _must_select(selector: str) -> str:
    """Parsing is not enough: a selector may be well-formed and have no XPath, and so find nothing in a tree."""
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"{selector!r} is not a CSS selector: {error}") from None
    return selector


_zone_names = cache(available_timezones)


def _must_be_zone(name: str) -> str:
    if name not in _zone_names():
        raise ValueError(f"{name!r} is no IANA time zone; write it like 'America/New_York'")
    return name


Selector = Annotated[str, AfterValidator(_must_select)]
Selectors = tuple[Selector, ...]
ZoneName = Annotated[str, AfterValidator(_must_be_zone)]


class RelatedRule(BaseModel):
    """One box of related stories.

    `kind` is given where position does not decide; `label` and `text` are selectors inside one link's card.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    box: Selector
    kind: str | None = Field(default=None, pattern="^(editorial|automatic)$")
    card: Selector | None = None
    heading: Selector | None = None
    label: Selector | None = None
    text: Selector | None = None


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
    timezone: ZoneName | None = None
    language: str | None = None

    @field_validator("post_id")
    @classmethod
    def _id_is_group_1(cls, pattern: Pattern[str] | None) -> Pattern[str] | None:
        if pattern is not None and pattern.groups < 1:
            raise ValueError(f"{pattern.pattern!r} has no group: put the id in brackets")
        return pattern

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the rules, first 16 hex digits: part of an extractor's identity.

        `until` is left out, as it does not change what is read, and so are unset keys: the rules of an old capture
        stay the same ones when newer rules follow them or when a key is added to this type.
        """
        stated = self.model_dump_json(exclude={"until"}, exclude_defaults=True)
        return hashlib.sha256(stated.encode()).hexdigest()[:16]


NO_RULES = Rules()
"""The rules of an unknown site: general ones only."""
