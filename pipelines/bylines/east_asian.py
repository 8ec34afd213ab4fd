"""Bylines in Chinese, Japanese and Korean: roles and outlets stand against names without a blank."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from pipelines.bylines.noise import BREAK
from pipelines.bylines.words import east_asian as words
from pipelines.bylines.words import leads
from pipelines.bylines.words.agencies import find_agency
from storage.items import Contributor, ContributorKind

_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")
_PART = re.compile(rf"[／/｜|、，,；;＋+&◎●•()（）\[\]【】〔〕「」{BREAK}]+")
_LEAD = re.compile(
    rf"\s*(?:{'|'.join(sorted(map(re.escape, words.LEADS), key=len, reverse=True))})\s*[／/｜|：:●◎＝=・■▲]\s*"
)
_OTHERS = re.compile(r"\s*외\s*\d+\s*명|\s*(?:ほか|他)\s*\d*\s*名?$|\s*等\s*$")
_LONGEST = 20


def is_east_asian(text: str) -> bool:
    """Whether a third of the text's letters are ideographs, kana or hangul, each of which is worth a syllable."""
    letters = len(_LETTER.findall(text))
    return letters > 0 and 3 * len(_IDEOGRAPH.findall(text)) >= letters


def read_east_asian(text: str) -> list[Contributor]:
    """The contributors of a cleaned byline in one of these scripts."""
    found: list[Contributor] = []
    credit: str | None = None
    position = 0
    text = _break_at_leads(text)
    for lead in _LEAD.finditer(text):
        found += _read_statement(text[position : lead.start()], credit)
        credit = words.LEADS[re.sub(r"[\s／/｜|：:●◎＝=■▲]+", "", lead[0]).rstrip("・")]
        position = lead.end()
    return found + _read_statement(text[position:], credit)


def _read_statement(text: str, credit: str | None) -> list[Contributor]:
    found: list[Contributor] = []
    for piece in _PART.split(text):
        own, whole = _take_lead(_OTHERS.sub("", piece).strip(" 　:：-–—・"))
        for part in _split_names(whole):
            if part and part not in words.LABELS and len(part) <= _LONGEST:
                found = _add_part(found, part, own or credit)
    return found


def _take_lead(text: str) -> tuple[str | None, str]:
    """The credit of a lead in Latin letters ("Text by"), and what it leads in; nothing where that names nobody."""
    said = text.split()
    lead, length = _find_lead(said, 0)
    if lead is None:
        return None, text
    return (None, "") if lead.credit == leads.NOBODY else (lead.credit, " ".join(said[length:]))


def _find_lead(said: list[str], at: int) -> tuple[leads.Lead | None, int]:
    """The lead that begins at a word, with the number of its words; one word where none does."""
    readings, length = leads.LEADS.match(said, at) or ([], 1)
    places = (leads.Place.ANYWHERE,) if at else (leads.Place.ANYWHERE, leads.Place.START)
    lead = next((one for one in readings if one.place in places), None)
    return lead, length if lead else 1


def _break_at_leads(text: str) -> str:
    """`text` with a break before each lead in Latin letters that no name holds."""
    said = text.split()
    broken: list[str] = []
    at = 0
    while at < len(said):
        lead, length = _find_lead(said, at)
        broken += [BREAK] if lead else []
        broken += said[at : at + length]
        at += length
    return " ".join(broken)


def _split_names(part: str) -> list[str]:
    """Names with a blank between, where each begins with a surname; elsewhere the blank stands inside a name."""
    names = part.split()
    return names if len(names) > 1 and all(map(is_whole_name, names)) else [part]


def is_whole_name(word: str) -> bool:
    """Whether a word is a Chinese or Korean name: two or three characters, the first a surname."""
    return 1 < len(word) < 4 and word[0] in words.SURNAMES and word not in words.OUTLETS


def _add_part(found: list[Contributor], part: str, credit: str | None) -> list[Contributor]:
    entry = _read_part(part, credit)
    if entry.kind is not ContributorKind.PERSON and any(one.kind is ContributorKind.PERSON for one in found):
        return [replace(one, affiliation=one.affiliation or entry.name) for one in found]
    return [*found, entry] if entry.name else found


def _read_part(part: str, credit: str | None) -> Contributor:
    agency = find_agency(part.split())
    if agency:
        return Contributor(agency, ContributorKind.AGENCY, credit=credit)
    if part.endswith(words.STAFF_ENDINGS):
        return Contributor(part, ContributorKind.STAFF, credit=credit)
    if _is_outlet(part):
        return Contributor(part, ContributorKind.ORGANISATION, credit=credit)
    return _read_person(part, credit)


def _is_outlet(word: str) -> bool:
    latin = not _IDEOGRAPH.search(word) and unicodedata.normalize("NFKC", word).isascii()
    return word in words.OUTLETS or latin or (len(word) > 2 and word.endswith(words.OUTLET_ENDINGS))


def _read_person(part: str, credit: str | None) -> Contributor:
    first, *rest = part.split()
    affiliation = None
    if rest and _is_outlet(first):
        affiliation, part = first, " ".join(rest)
    name, role = _take_role(part)
    return Contributor(name, ContributorKind.PERSON, role, affiliation, credit)


def _take_role(part: str) -> tuple[str, str | None]:
    for role in words.ROLES:
        if part.startswith(role) and len(part) > len(role):
            return part[len(role) :].strip(), role
        if part.endswith(role) and len(part) > len(role):
            return part[: -len(role)].strip(), role
    return part, None
