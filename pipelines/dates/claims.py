"""Every place of a page that dates its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from pipelines.dates.metas import LOCAL_METAS, METAS
from pipelines.dates.printed import PrintedDate, find_printed_date, iter_printed_dates
from pipelines.dates.surroundings import Line, iter_lines_around_headline
from pipelines.document import Document
from pipelines.printed_text import read_printed
from pipelines.rules import Rules
from pipelines.selectors import select_elements
from pipelines.structured import find_article_object, find_text, iter_nodes, node_types
from storage.items import DateClaim, DateRole, Precision

PUBLISHED, MODIFIED = DateRole.PUBLISHED, DateRole.MODIFIED

_PATH_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([/_-])(\d\d?)\2(\d\d?)|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?=[/_.-]|$)"
)
_PATH_NAMED = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d\d?)/", re.IGNORECASE
)
_PATH_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d[./]\d\d?[./]\d\d")
_CHANGED = re.compile(
    r"\b(?:updated?|last\s(?:updated|modified|edited|changed)|modified|revised|aktualisiert|geändert|mis à jour|"
    r"actualizado|aggiornato|bijgewerkt|zaktualizowano|uppdaterad|edited)\b",
    re.IGNORECASE,
)
_LONGEST_BESIDE, _LONGEST_BESIDE_DISTANT = 80, 15
"""Characters of a line beside its date, up to which the line is there for the date."""

_MAXIMUM_CLAIMS = 60


def extract_date_claims(document: Document, rules: Rules) -> list[DateClaim]:
    """Every claim on when the page's article was published or changed, at most 60, most trusted kind first.

    Times without a zone are in the rules' zone, else UTC. The tree is left as it is.
    """
    reader = _Reader(rules.timezone, month_first=_prints_month_first(document, rules))
    found = chain(
        _from_rules(document, rules, reader),
        _from_structured(document, reader),
        _from_metas(document, reader),
        _from_lines(document, rules, reader),
        _from_url(document, reader),
    )
    return list(dict.fromkeys(claim for claim in found if claim))[:_MAXIMUM_CLAIMS]


@dataclass(frozen=True, slots=True)
class _Reader:
    timezone: str | None
    month_first: bool

    def claim(self, source: str, role: DateRole, text: str, *, zoned: bool = True) -> DateClaim | None:
        printed = read_printed(text)
        found = find_printed_date(printed, timezone=self.timezone, month_first=self.month_first, zoned=zoned)
        return self.of(source, role, printed, found) if found else None

    def dates(self, text: str) -> Iterator[PrintedDate]:
        return iter_printed_dates(text, timezone=self.timezone, month_first=self.month_first)

    def of(self, source: str, role: DateRole, printed: str, found: PrintedDate) -> DateClaim:
        return DateClaim(source, role, printed[:400], found.at, found.precision, found.offset)


def _prints_month_first(document: Document, rules: Rules) -> bool:
    if rules.timezone:
        return rules.timezone.startswith("America/")
    lang = (document.tree.get("lang") or document.meta("og:locale") or rules.language or "en-us").lower()
    return lang.replace("_", "-") in ("en", "en-us") or not lang


def _from_rules(document: Document, rules: Rules, reader: _Reader) -> Iterator[DateClaim | None]:
    for role, selectors in ((PUBLISHED, rules.published), (MODIFIED, rules.modified)):
        for element, text in select_elements(document, selectors):
            stated = element.get("datetime") or text
            yield reader.claim("rules", _role(text, role), stated)
            if stated != text:
                yield reader.claim("rules:printed", _role(text, role), text)


def _from_structured(document: Document, reader: _Reader) -> Iterator[DateClaim | None]:
    article = document.once(find_article_object)
    pages = [node for node in iter_nodes(document) if "webpage" in node_types(node)]
    for name, node in (("json-ld", article), *(("json-ld:webpage", page) for page in pages[:2])):
        for key, role in (("datePublished", PUBLISHED), ("dateCreated", PUBLISHED), ("dateModified", MODIFIED)):
            text = find_text(node, key)
            if text:
                source = f"{name}:created" if key == "dateCreated" else name
                yield reader.claim(source, role, text)


def _from_metas(document: Document, reader: _Reader) -> Iterator[DateClaim | None]:
    for name, content in document.metas:
        role = METAS.get(name)
        if role:
            source = name if name.startswith("article:") else f"meta:{name}"
            yield reader.claim(source, role, content, zoned=name not in LOCAL_METAS)


def _from_lines(document: Document, rules: Rules, reader: _Reader) -> Iterator[DateClaim | None]:
    for line in iter_lines_around_headline(document, rules):
        place = "" if line.near else ":distant"
        for stated in line.stated[:4]:
            yield reader.claim(f"time{place}", _role(line.text[:80], PUBLISHED), stated)
        end = 0
        for found in reader.dates(line.text) if _HAS_YEAR.search(line.text[:400]) else ():
            role = _role(line.text[end : found.start], PUBLISHED)
            if _dates_article(line, found):
                yield reader.of(f"printed{place}", role, line.text[found.start : found.end], found)
            end = found.end


def _dates_article(line: Line, found: PrintedDate) -> bool:
    if found.precision in (Precision.YEAR, Precision.MONTH) and not (line.dated and line.near):
        return False
    rest = (line.text[: found.start] + line.text[found.end :]).rstrip()
    longest = _LONGEST_BESIDE if line.near else _LONGEST_BESIDE_DISTANT
    return line.dated or (len(rest) <= longest and not rest.endswith((".", "!", "?")))


def _role(text: str, role: DateRole) -> DateRole:
    return MODIFIED if _CHANGED.search(text[:200]) else role


def _from_url(document: Document, reader: _Reader) -> Iterator[DateClaim | None]:
    path = document.url[:2000].split("?")[0]
    day, named, month = _PATH_DATE.search(path), _PATH_NAMED.search(path), _PATH_MONTH.search(path)
    if day:
        yield reader.claim("url", PUBLISHED, f"{day[1]}-{day[3] or day[5]}-{day[4] or day[6]}")
    elif named:
        yield reader.claim("url", PUBLISHED, f"{named[2]} {named[3]}, {named[1]}")
    elif month:
        yield reader.claim("url", PUBLISHED, f"{month[1]}-{month[2]}")
