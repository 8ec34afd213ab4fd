"""Every place of a page that dates its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipelines.dates.open_questions import align_offsets, settle_orders
from pipelines.dates.printed import PrintedDate
from pipelines.dates.reading import Reader, claim_of, find_reader
from pipelines.dates.stated import iter_address_dates, iter_json_ld_dates, iter_meta_dates, iter_state_dates
from pipelines.dates.surroundings import Line, iter_lines_around_headline
from pipelines.document import Document
from pipelines.rules import Rules
from pipelines.selectors import select_elements
from storage.items import DateClaim, DateRole, Precision

PUBLISHED, MODIFIED = DateRole.PUBLISHED, DateRole.MODIFIED

_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d[./]\d\d?[./]\d\d")
_CHANGED = re.compile(
    r"\b(?:updated?|last\s(?:updated|modified|edited|changed)|modified|revised|aktualisiert|geändert|mis à jour|"
    r"actualizado|aggiornato|bijgewerkt|zaktualizowano|uppdaterad|edited)\b",
    re.IGNORECASE,
)
_LONGEST_BESIDE, _LONGEST_BESIDE_DISTANT = 80, 15
"""Characters of a line beside its date, up to which the line is there for the date."""

_FINE = (Precision.MINUTE, Precision.SECOND)
_MAXIMUM_CLAIMS = 60
_ENOUGH_DISTANT = 12


def extract_date_claims(document: Document, rules: Rules) -> list[DateClaim]:
    """Every claim on when the page's article was published or changed, at most 60, most trusted kind first.

    Times without a zone are in the rules' zone; without one in that of a machine-readable claim of the same moment,
    else UTC. Print is only read where two kinds of machine-readable claims do not settle the minute and its zone; what
    stands far from the headline, and the state in scripts, where nothing else says when the article was published.
    The tree is left as it is.
    """
    reader = find_reader(document, rules)
    found = list(
        chain(
            _iter_by_rules(document, rules, reader),
            iter_json_ld_dates(document, reader),
            iter_meta_dates(document, reader),
            iter_address_dates(document, reader),
        )
    )
    if not _is_settled([claim for claim in found if claim]):
        lines = iter_lines_around_headline(document, rules)
        found += _iter_near(lines, reader)
        if not any(claim and claim.role is PUBLISHED and claim.source != "url" for claim in found):
            found += chain(iter_state_dates(document, reader), _iter_distant(lines, reader))
    claims = list(dict.fromkeys(claim for claim in found if claim))[:_MAXIMUM_CLAIMS]
    return claims if rules.timezone else align_offsets(settle_orders(claims))


def _is_settled(claims: list[DateClaim]) -> bool:
    """Whether two kinds of sources state the same minute of publication with a local zone, and any states a change."""
    changed = any(claim.role is MODIFIED for claim in claims)
    exact = [
        claim for claim in claims if claim.role is PUBLISHED and claim.precision in (Precision.MINUTE, Precision.SECOND)
    ]
    kinds = {(claim.at.replace(second=0), claim.source.split(":")[0]) for claim in exact if claim.offset}
    return changed and len(kinds) > len({at for at, _ in kinds})


def _iter_by_rules(document: Document, rules: Rules, reader: Reader) -> Iterator[DateClaim | None]:
    for role, selectors in ((PUBLISHED, rules.published), (MODIFIED, rules.modified)):
        for element, text in select_elements(document, selectors):
            stated = element.get("datetime") or text
            yield reader.claim("rules", _role(text, role), stated)
            if stated != text:
                yield reader.claim("rules:printed", _role(text, role), text)


def _iter_near(lines: Iterator[Line], reader: Reader) -> Iterator[DateClaim | None]:
    for line in lines:
        yield from _iter_line(line, reader)
        if line.last:
            return


def _iter_distant(lines: Iterator[Line], reader: Reader) -> Iterator[DateClaim | None]:
    left = _ENOUGH_DISTANT
    for line in lines:
        for claim in _iter_line(line, reader):
            yield claim
            left -= claim is not None
        if left <= 0:
            return


def _iter_line(line: Line, reader: Reader) -> Iterator[DateClaim | None]:
    place = "" if line.near else ":distant"
    for stated in line.stated[:4]:
        yield reader.claim(f"time{place}", _role(line.text[:80], PUBLISHED), stated)
    end = 0
    for found in reader.dates(line.text) if _HAS_YEAR.search(line.text[:400]) else ():
        role = _role(line.text[end : found.start], PUBLISHED)
        kind = _kind(line, found)
        if kind:
            yield claim_of(kind, role, line.text[found.start : found.end], found)
        end = found.end


def _kind(line: Line, found: PrintedDate) -> str | None:
    """What a date printed in a line is as a source; None where it is part of the text."""
    if found.precision in (Precision.YEAR, Precision.MONTH) and not (line.dated and line.near):
        return None
    if line.dated:
        return "printed" if line.near else "printed:distant"
    rest = (line.text[: found.start] + line.text[found.end :]).rstrip()
    longest = _LONGEST_BESIDE if line.near else _LONGEST_BESIDE_DISTANT
    if len(rest) <= longest and not rest.endswith((".", "!", "?")):
        return "printed:bare" if line.near else "printed:distant"
    return "printed:dateline" if line.near and found.start == 0 else None


def _role(text: str, role: DateRole) -> DateRole:
    return MODIFIED if _CHANGED.search(text[:200]) else role
