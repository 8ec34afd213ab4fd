"""A publication's definition and its parts, validated: what to fetch, how politely, and how its pages are read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property
from re import Pattern
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from crawler.durations import Duration
from pipelines.rules import Rules, Selectors, ZoneName
from storage.items import SourceKind
from storage.schedule import Schedule


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _must_be_web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{url!r} is no http or https address")
    return url


class Source(_Part):
    """A place that announces articles.

    Attributes:
        every: the shortest time between two polls.
        pages: of a section front, how many pages of it are read (page 1 alone by default).
        since: of a sitemap index, children that say they are older (by name or lastmod) are left alone.
    """

    kind: SourceKind
    url: str
    every: Duration = timedelta(0)
    pages: int = Field(default=1, ge=1, le=100)
    since: date | None = None

    _web = field_validator("url")(_must_be_web_address)

    @property
    def reach(self) -> int:
        """Levels of further sources it may list: a section's next pages, the sitemaps of an index."""
        if self.kind is SourceKind.SECTION:
            return self.pages - 1
        return 2 if self.kind in {SourceKind.SITEMAP, SourceKind.NEWS_SITEMAP} else 0


class Pages(_Part):
    """Which announced URLs are pages of the publication: one `include` matches and no `exclude` does.

    `section_links` narrows where a section front's links are read from, as CSS selectors.
    """

    include: tuple[Pattern[str], ...] = Field(min_length=1)
    exclude: tuple[Pattern[str], ...] = ()
    section_links: Selectors = ()
    next_page: Selectors = ("link[rel=next]", "a[rel=next]", "a.next")


class Crawl(_Part):
    """How one host is treated. A Crawl-delay of robots.txt that asks for more is obeyed.

    Attributes:
        delay: seconds between two requests.
        concurrency: requests under way at once; 1 is polite.
        max_delay: a longer Crawl-delay is not waited for: the crawl says so and stops instead.
    """

    delay: float = Field(default=5.0, ge=0, le=600)
    concurrency: int = Field(default=1, ge=1, le=16)
    max_delay: float = Field(default=120.0, ge=0)


class Revisit(_Part):
    """When pages are visited again after the first visit: one interval per visit, then no more.

    `url` limits the intervals to pages whose address matches; the first that matches counts.
    """

    url: Pattern[str] | None = None
    after: tuple[Duration, ...] = ()


DEFAULT_REVISIT = Revisit(after=(timedelta(hours=6), timedelta(days=1), timedelta(days=7), timedelta(days=30)))


class Expectations(_Part):
    """What a healthy crawl looks like; a policy test and the run report hold a crawl against it.

    Attributes:
        byline: the share of articles that print one, 0 to 1.
        related: the share of articles with related stories, 0 to 1.
    """

    byline: float | None = Field(default=None, ge=0, le=1)
    related: float | None = Field(default=None, ge=0, le=1)


class Publication(_Part):
    """A title with its definition.

    Attributes:
        slug: its key; the file's name.
        verified: `captured` when rules and patterns were checked against captured pages, `reported` when they rest
            on public code and feeds, `family` when they are those of the platform and the title itself was not seen.
        timezone: IANA name; printed dates without a zone, and `--from`/`--to`, mean its days.
        rules: dated, oldest `until` first, the last one without; already joined with the family's.
    """

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    name: str = Field(min_length=1)
    home: str
    owner: str | None = None
    verticals: tuple[str, ...] = ()
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    timezone: ZoneName = "UTC"
    family: str | None = None
    verified: Literal["captured", "reported", "family"] = "family"
    note: str | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    pages: Pages
    crawl: Crawl = Crawl()
    revisit: tuple[Revisit, ...] = (DEFAULT_REVISIT,)
    rules: tuple[Rules, ...] = ()
    expect: Expectations = Expectations()

    _web = field_validator("home")(_must_be_web_address)

    @model_validator(mode="after")
    def _rules_are_in_order(self) -> Publication:
        untils = [rules.until for rules in self.rules]
        dated = [until for until in untils if until]
        if dated != sorted(set(dated)) or untils.count(None) > 1 or None in untils[:-1]:
            raise ValueError("rules: the entries stand oldest `until` first, and only the last has none")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The publication's time zone."""
        return ZoneInfo(self.timezone)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of its home and its sources."""
        addresses = (self.home, *(source.url for source in self.sources))
        return frozenset(host for url in addresses if (host := urlsplit(url).hostname))

    def accepts(self, url: str) -> bool:
        """Whether `url` is an article page of this publication, by its own patterns."""
        return any(p.search(url) for p in self.pages.include) and not any(p.search(url) for p in self.pages.exclude)

    @cached_property
    def spans(self) -> tuple[Rules, ...]:
        """The rules of every span of time, oldest first, the last one open; what they leave out is filled in."""
        is_open = bool(self.rules) and self.rules[-1].until is None
        return tuple(self._complete(rules) for rules in (self.rules if is_open else (*self.rules, Rules())))

    def _complete(self, rules: Rules) -> Rules:
        stated = {name: getattr(rules, name) for name in Rules.model_fields}
        stated["mastheads"] = rules.mastheads or (self.name,)
        stated["timezone"] = rules.timezone or self.timezone
        stated["language"] = rules.language or self.language
        return Rules(**stated)

    def rules_at(self, captured_at: datetime) -> Rules:
        """The rules of the day of capture, in the publication's zone."""
        day = captured_at.astimezone(self.zone).date()
        return next(rules for rules in self.spans if rules.until is None or day <= rules.until)

    def find_post_id(self, url: str, captured_at: datetime) -> str | None:
        """The CMS's id in an address, by the rules of a day of capture."""
        pattern = self.rules_at(captured_at).post_id
        match = pattern.search(url) if pattern else None
        return match[1] if match else None

    def schedule_of(self, url: str) -> Schedule:
        """When a page at `url` is visited again."""
        fitting = (r for r in self.revisit if r.url is None or r.url.search(url))
        return Schedule(after=next(fitting, DEFAULT_REVISIT).after)
