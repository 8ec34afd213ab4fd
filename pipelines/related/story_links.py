"""Which links may lead to a story at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipelines.document import Document
from pipelines.elements import list_elements
from storage.urls import canonicalise, join_url, same_site

_NEVER_STORIES = """
    author authors autor autoren auteur contributors profile user users by tag tags t c v category categories kategorie
    newsletter newsletters subscribe subscription abo login signin sign-in register account mailing-list
    whitepaper whitepapers webinar webinars ebook ebooks download downloads store coupons gutscheine
    shop jobs search suche feed rss about contact privacy terms sponsored advertise advertising cart buy share
    go goto out outbound refer recommends
"""
_SOMETIMES_STORIES = """
    company companies executive executives person people team staff topic topics thema themen tema temas
    product products podcasts
"""
_NO_STORY_SEGMENTS = frozenset(_NEVER_STORIES.split())
_PROFILE_SEGMENTS = frozenset(_SOMETIMES_STORIES.split())
_NO_STORY_HOSTS = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|linkedin|pinterest|whatsapp|t|reddit|tumblr|telegram|tiktok|threads|wa"
    r"|amazon|amzn|apple|spotify|flipboard|disqus|outbrain|taboola|doubleclick|googleadservices|mailchimp|list-manage)"
    r"\.(?:com|co|me|net|to|org)$"
)
_ACTION_SLUG = 12
_NAME_HYPHENS = 2
_IDS = re.compile(r"(?<!\d)(?!(?:19|20)\d{6}(?!\d))\d{6,12}(?!\d)")
"""Numbers by which a CMS names a page whatever its headline; eight digits from 19 or 20 are a date."""
_ENDING = re.compile(r"\.[a-z]{2,5}$")
_NO_TITLE = re.compile(
    r"^\s*\d{1,3}[.)]\s|^\s*(?:https?://|www\.)"
    r"|\b(?:19|20)\d\d,? issue\W*$"
    r"|©|\b(?:bildquelle|bildnachweis|(?:foto|photo|image|picture) ?(?:credit|:))"
    r"|^\s*(?:kommentar (?:hinzufügen|schreiben|verfassen)|(?:add|leave|post|write) an? (?:comment|reply))\b",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"(?:^|/)(?:19|20)\d\d(?:/\d\d?){0,2}/?$")
"""The end of a path that names a day, a month or a year, and so all stories of that time."""
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp3|mp4|zip|xml|ics|docx?|xlsx?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A link that may lead to a story: its place in the outline, its absolute URL and that URL's canonical form."""

    place: int
    url: str
    canonical_url: str


class LinkReader:
    """Reads the links of one page: joined to its base, the page itself and other places that are no story left out."""

    def __init__(self, document: Document) -> None:
        self._base = document.base or document.url
        named = (document.url, *_iter_declared(document))
        self._own = {canonicalise(url) for url in (join_url(self._base, name) for name in named) if url}
        self._slugs = {_trunk(own).rpartition("/")[2] for own in self._own}
        self._ids = {found for own in self._own for found in _IDS.findall(own.partition("?")[0])[-1:]}
        self._hosts = {urlsplit(url).hostname for url in self._own}
        self._sections = {section for own in self._own for section in _list_sections(own)}
        self._known: dict[str, tuple[str, str] | None] = {}

    def find_story(self, place: int, href: str) -> StoryLink | None:
        """The story a link leads to, or None."""
        if href not in self._known:
            self._known[href] = self._read(href)
        known = self._known[href]
        return StoryLink(place, *known) if known else None

    def is_on_host(self, story: StoryLink) -> bool:
        """Whether a story lies on the page's own host, not on that of a shop or an academy of the same house."""
        return urlsplit(story.canonical_url).hostname in self._hosts

    def is_on_site(self, story: StoryLink) -> bool:
        """Whether a story lies under the page's own registered domain."""
        return same_site(story.url, self._base)

    def _read(self, href: str) -> tuple[str, str] | None:
        url = join_url(self._base, href)
        if url is None:
            return None
        canonical = canonicalise(url)
        return (url, canonical) if not self._is_own(canonical) and is_story_url(canonical) else None

    def _is_own(self, canonical: str) -> bool:
        """Whether a URL is the page's, a section's around it, a part's (`?page=2`), or does something with it."""
        if canonical in self._own or canonical.rstrip("/") in self._sections:
            return True
        path, _, query = canonical.partition("?")
        if any(len(slug) > _ACTION_SLUG and slug in query for slug in self._slugs):
            return True
        if not self._ids.isdisjoint(_IDS.findall(path)) and urlsplit(path).hostname in self._hosts:
            return True
        if path in self._own and not path.endswith("/"):
            return True
        return any(names_story(own) and path.startswith(_trunk(own) + "/") for own in self._own)


def is_story_url(canonical: str) -> bool:
    """Whether a canonical URL may be a story's: no home page, author, tag, sign-up, file or social network."""
    try:
        parts = urlsplit(canonical)
    except ValueError:
        return False
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if _NO_STORY_HOSTS.search(parts.hostname or "") or _FILE.search(parts.path) or _is_archive(parts.path):
        return False
    if not segments:
        return any(map(str.isdigit, parts.query))
    *sections, slug = segments
    if slug in _NO_STORY_SEGMENTS | _PROFILE_SEGMENTS or not _NO_STORY_SEGMENTS.isdisjoint(sections[:2]):
        return False
    return _PROFILE_SEGMENTS.isdisjoint(sections[:2]) or _names_story(slug)


def _is_archive(path: str) -> bool:
    """Whether a path names nothing but a time, and perhaps the section whose stories of that time it lists."""
    named = _ARCHIVE.search(path)
    return named is not None and not any(map(_names_story, path[: named.start()].split("/")))


def is_no_title(title: str) -> bool:
    """Whether a linked line is a numbered item of a list article, a printed issue, a picture's credit or an address."""
    return _NO_TITLE.search(title) is not None


def names_story(canonical: str) -> bool:
    """Whether the last part of a URL is long or numbered as a story's, not the name of a person, firm or subject."""
    slug = canonical.partition("?")[0].rpartition("/")[2]
    return "?" in canonical or _names_story(slug)


def _names_story(slug: str) -> bool:
    return slug.count("-") > _NAME_HYPHENS or any(map(str.isdigit, slug))


def _trunk(canonical: str) -> str:
    """A URL without query and file ending, as those of a story's parts begin (`/story-7/comments`)."""
    return _ENDING.sub("", canonical.partition("?")[0])


def _list_sections(canonical: str) -> list[str]:
    """The directories that a URL lies in: fronts of sections, or the story that the page is a part of."""
    scheme, separator, rest = canonical.partition("?")[0].rstrip("/").partition("://")
    host, *segments = rest.split("/")
    return [f"{scheme}{separator}{'/'.join((host, *segments[:end]))}" for end in range(1, len(segments))]


def _iter_declared(document: Document) -> Iterator[str]:
    """The address that the page declares as its own, as printed: the canonical one, else that of its card data."""
    links = list_elements(document, "link")
    canonical = (link.get("href") for link in links if (link.get("rel") or "").lower() == "canonical")
    found = next(filter(None, canonical), None) or document.meta("og:url")
    if found:
        yield found
