"""From a stated text to a claim, as one page is to be read: its zone, and whether months come before days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pipelines.dates.printed import PrintedDate, find_printed_date, iter_printed_dates
from pipelines.document import Document
from pipelines.printed_text import read_printed
from pipelines.rules import Rules
from storage.items import DateClaim, DateRole, Precision

_EPOCH = re.compile(r"(1[0-9]{9}|[5-9][0-9]{8})(?:\.\d{1,6}|\d{3})?$")
_ENGLISH = re.compile(r"en(?:[-_]([a-z]{2}))?(?![a-z])", re.IGNORECASE)
_PATH_LOCALE = re.compile(r"//[^/]{1,200}/(?:[a-z]{2}/)?(en[-_][a-z]{2})/", re.IGNORECASE)
_HOST_COUNTRY = re.compile(r"//[^/?#]{1,200}\.(uk|au|nz|ie|in|za|sg|hk|my|ng|ke|pk|bd|eu|de|fr|es|it|nl)(?=[:/?#]|$)")
_AMERICAN = frozenset({"us", "ph"})


@dataclass(frozen=True, slots=True)
class Reader:
    """How the texts of one page are read."""

    timezone: str | None
    month_first: bool

    def claim(self, source: str, role: DateRole, text: str, *, zoned: bool = True) -> DateClaim | None:
        """The first date in `text`, or the seconds or milliseconds since 1970 that it is; None for neither."""
        epoch = _EPOCH.match(text.strip()[:20])
        if epoch:
            at = datetime.fromtimestamp(int(epoch[1]), UTC)
            return DateClaim(source, role, text.strip(), at, Precision.SECOND, 0)
        printed = read_printed(text[:1000])
        found = find_printed_date(printed, timezone=self.timezone, month_first=self.month_first, zoned=zoned)
        return claim_of(source, role, printed, found) if found else None

    def dates(self, text: str) -> Iterator[PrintedDate]:
        """Every date in `text` (`pipelines.dates.printed.iter_printed_dates`)."""
        return iter_printed_dates(text, timezone=self.timezone, month_first=self.month_first)


def claim_of(source: str, role: DateRole, printed: str, found: PrintedDate) -> DateClaim:
    """The claim that `found` makes, its printed form cut at 400 characters."""
    return DateClaim(source, role, printed[:400], found.at, found.precision, found.offset)


def find_reader(document: Document, rules: Rules) -> Reader:
    """The reader of a page: times are in the rules' zone; months come first where the rules' zone is American.

    Without a zone they come first on pages in English whose language tag, locale and address name no other country
    than the United States.
    """
    if rules.timezone:
        return Reader(rules.timezone, rules.timezone.startswith("America/"))
    return Reader(None, _prints_month_first(document, rules))


def _prints_month_first(document: Document, rules: Rules) -> bool:
    path = _PATH_LOCALE.search(document.url[:500])
    stated = [document.tree.get("lang"), path[1] if path else None, document.meta("og:locale"), rules.language]
    languages = [language.strip() for language in stated if language and language.strip()]
    english = [match for language in languages if (match := _ENGLISH.match(language))]
    if languages and not english:
        return False
    countries = [match[1].lower() for match in english if match[1]]
    if countries:
        return countries[0] in _AMERICAN
    return not _HOST_COUNTRY.search(document.url[:500].lower())
