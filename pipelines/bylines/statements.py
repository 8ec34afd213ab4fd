"""A byline cut where a lead begins: "By …", "edited by …", "Foto: …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.bylines import tokens
from pipelines.bylines.letters import begins_upper, is_lower
from pipelines.bylines.phrases import fold
from pipelines.bylines.role_words import role_noun
from pipelines.bylines.words import leads
from pipelines.bylines.words.agencies import find_agency
from pipelines.bylines.words.leads import CONTRIBUTED, LEADS, Lead, Place
from pipelines.bylines.words.places import PLACES


@dataclass(slots=True)
class Statement:
    """Tokens under one lead.

    `led` tells a lead that was printed from the bare start of a byline; `unread` one that gives no credit known here.
    """

    credit: str | None = None
    led: bool = False
    unread: bool = False
    tokens: list[str] = field(default_factory=list)


def split_statements(stream: Sequence[str], language: str | None) -> list[Statement]:
    """The statements of a byline, in order; labels before the first lead and prose after the names are left out."""
    statements = [Statement()]
    index = 0
    while index < len(stream):
        found = _find_lead(stream, index, statements[-1], language)
        if found is None:
            statements[-1].tokens.append(stream[index])
            index += 1
            continue
        lead, length = found
        statements.append(_begin(lead, stream[index], statements[-1]))
        index += length
        while index < len(stream) and stream[index] in (tokens.COLON, "|"):
            index += 1
    return [statement for statement in _drop_labels(statements) if statement.tokens and not statement.unread]


def _find_lead(stream: Sequence[str], index: int, current: Statement, language: str | None) -> tuple[Lead, int] | None:
    window = list(stream[index : index + 8])
    window = window[: next((at for at, token in enumerate(window) if token in tokens.MARKS), len(window))]
    match = LEADS.match(window)
    while match is not None:
        readings, length = match
        for lead in readings:
            if _counts(lead, stream, index, length, current, language):
                return lead, length
        match = LEADS.match(window[: length - 1])
    return None


def _counts(
    lead: Lead, stream: Sequence[str], index: int, length: int, current: Statement, language: str | None
) -> bool:
    after = stream[index + length] if index + length < len(stream) else ""
    if lead.place is Place.COLON:
        return after == tokens.COLON or (after == "|" and not current.tokens and not current.led and length == 1)
    if lead.place is Place.LOWER:
        spoken = leads.ONLY_IN.get(fold(stream[index]))
        if spoken is not None and _primary(language) not in spoken:
            return False
        return is_lower(stream[index]) and (begins_upper(after) or find_agency([after]) is not None)
    if lead.place is Place.START:
        if index and fold(stream[index]) == "from":
            return False
        return _at_start(stream, index, current) and _leads_here(stream, index, length, language)
    if index and fold(stream[index]) == "by" and length == 1 and tokens.separator(stream[index - 1]) is None:
        return begins_upper(after) or after in tokens.MARKS or find_agency([after]) is not None
    return True


def _begin(lead: Lead, word: str, before: Statement) -> Statement:
    """A statement under a lead.

    A participle makes "by" something else: "translated from the French by", or no credit at all ("expressed by"), in
    which case it is taken from the tokens before.
    """
    if fold(word) != "by" or not before.tokens:
        return Statement(lead.credit, led=True, unread=lead.credit == leads.NOBODY)
    if "translated" in map(fold, before.tokens[:2]):
        before.tokens.clear()
        return Statement("translation", led=True)
    unread = fold(before.tokens[-1]).endswith(("ed", "own"))
    if unread:
        before.tokens.pop()
    return Statement(lead.credit, led=True, unread=unread)


def _at_start(stream: Sequence[str], index: int, current: Statement) -> bool:
    if index == 0 or stream[index - 1] in tokens.MARKS:
        return True
    return not current.led and bool(current.tokens) and all(fold(word) in leads.LABELS for word in current.tokens)


def _leads_here(stream: Sequence[str], index: int, length: int, language: str | None) -> bool:
    """A lead that is a name as well leads when it is in lower case, has a colon, or two words of a name follow it."""
    word, rest = fold(stream[index]), stream[index + length : index + length + 2]
    if word not in leads.GIVEN_NAMES_TOO or is_lower(stream[index]) or rest[:1] == [tokens.COLON]:
        return True
    own = language is not None and _primary(language) == leads.GIVEN_NAMES_TOO[word]
    if own or (rest and (not begins_upper(rest[0]) or find_agency(list(rest[:1])))):
        return True
    whole_name = len([token for token in rest if tokens.separator(token) is None]) == 2
    if word == "von" and _is_surname_first(stream[index + length : index + length + 4]):
        return True
    return whole_name and (word == "von" or language is None)


def _is_surname_first(stream: Sequence[str]) -> bool:
    """`Orbison, Mira` and no more, or more names behind a separator."""
    if len(stream) < 3 or stream[1] != "," or not all(map(begins_upper, (stream[0], stream[2]))):
        return False
    alone = all(tokens.separator(token) is not None for token in stream[3:4])
    return alone and role_noun(stream[2]) is None and [stream[2]] not in PLACES


def _primary(language: str | None) -> str:
    return (language or "").casefold().split("-")[0]


def _drop_labels(statements: list[Statement]) -> list[Statement]:
    """Without what stands before the first plain lead ("News By …"), and without sentences about the author."""
    first, *others = statements
    if others and others[0].credit is None and not others[0].unread and not _is_special(first):
        first = Statement()
    return [_cut_prose(statement) for statement in (first, *others)]


def _is_special(statement: Statement) -> bool:
    return [fold(word) for word in statement.tokens[:2]] == ["special", "to"]


def _cut_prose(statement: Statement) -> Statement:
    sentences = _sentences(statement.tokens)
    first = next((sentence for sentence in sentences if sentence), [])
    for sentence in sentences:
        words = [token for token in sentence if tokens.separator(token) is None]
        for start in range(len(words)):
            match = CONTRIBUTED.match(words, start)
            if match and start + match[1] == len(words):
                cut = _position(sentence, start)
                return replace(statement, credit="additional-reporting", tokens=sentence[:cut])
    return replace(statement, tokens=first)


def _position(sentence: list[str], word: int) -> int:
    places = [at for at, token in enumerate(sentence) if tokens.separator(token) is None]
    return places[word]


def _sentences(stream: list[str]) -> list[list[str]]:
    sentences: list[list[str]] = [[]]
    for token in stream:
        if token == tokens.SENTENCE:
            sentences.append([])
        else:
            sentences[-1].append(token)
    return sentences
