"""The parts of a statement between its separators, joined again where the separator is inside a name."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.bylines import tokens
from pipelines.bylines.letters import begins_upper, is_caps, is_lower
from pipelines.bylines.phrases import fold
from pipelines.bylines.pieces import Part
from pipelines.bylines.words.bodies import BODY_WORDS, JOINED_BODIES, LEGAL_FORMS, LINKS, LIST_HEADS
from pipelines.bylines.words.name_parts import PARTICLES, SUFFIXES
from pipelines.bylines.words.places import PLACES
from pipelines.bylines.words.vocations import BEATS, ROLE_MODIFIERS, ROLE_NOUNS


def split_parts(stream: Iterable[str]) -> list[Part]:
    """The parts of a statement, in order; empty ones are left out."""
    parts: list[Part] = []
    mark: str | None = None
    word_of_mark = ""
    current: list[str] = []
    for token in [*stream, ";"]:
        found = tokens.separator(token)
        if found is None:
            current.append(token)
            continue
        if current:
            _append(parts, Part(mark, current), word_of_mark)
            mark, current = None, []
        if mark is None or found == tokens.AND or mark == ",":
            mark, word_of_mark = found, token
    return parts


def _append(parts: list[Part], part: Part, joiner: str) -> None:
    """Add a part, or join it to the last one when the separator before it stands inside a name."""
    if joiner == "en" and part.mark == tokens.AND and part.words in PLACES:
        part.mark = "-"
    if not parts or not _belongs(parts[-1], part, joiner):
        parts.append(part)
        return
    last = parts[-1]
    of_person = _is_particle_join(joiner) or _is_suffix(part.words)
    if part.mark == tokens.AND:
        last.words.append(joiner)
    else:
        last.words[-1] += ","
    last.words += part.words
    last.body = last.body or not (of_person or _is_role(last.words))


def _belongs(last: Part, part: Part, joiner: str) -> bool:
    if part.mark == ",":
        return _is_legal_form(part.words) or _is_suffix(part.words) or _goes_on(last, part) or _is_beat_of(last, part)
    if part.mark != tokens.AND:
        return False
    if joiner == "&" and _is_firm(last, part):
        return True
    return (
        _is_legal_form(part.words[:1])
        or [*last.words, "&", *part.words[:1]] in JOINED_BODIES
        or [*last.words[-4:], joiner, *part.words[:1]] in JOINED_BODIES
        or _goes_on(last, part)
        or _is_beat_of(last, part)
        or _is_beat_before_role(last, part)
        or _is_compound_surname(last, part, joiner)
    )


def _is_firm(last: Part, part: Part) -> bool:
    """`Roe & Doe` without given names is a firm, as is what ends in a word of bodies."""
    if len(last.words) == 1 and len(part.words) == 1:
        return not is_lower(last.words[0])
    ends_in_body = fold(part.words[-1]) in BODY_WORDS
    return ends_in_body and (len(last.words) == 1 or len(part.words) == 1)


def _is_legal_form(words: list[str]) -> bool:
    return bool(words) and all(fold(word) in LEGAL_FORMS for word in words)


def _is_suffix(words: list[str]) -> bool:
    return len(words) == 1 and fold(words[0]) in SUFFIXES


def _goes_on(last: Part, part: Part) -> bool:
    """`Ministry for A, B and C`: the list belongs to the body's name as long as no two words could be a person's."""
    folded = [fold(word) for word in last.words]
    if not LIST_HEADS & set(folded) or not LINKS & set(folded):
        return False
    return len(part.words) == 1 or is_caps(part.words[-1]) or fold(part.words[-1]) in BODY_WORDS


def _is_role(words: list[str]) -> bool:
    return any(_is_role_noun(word) for word in words)


def _is_role_noun(word: str) -> bool:
    folded = fold(word)
    return folded in ROLE_NOUNS or folded.removesuffix("s") in ROLE_NOUNS


def _is_beat_of(last: Part, part: Part) -> bool:
    """`Executive Editor, Film and Media`: subjects go on with the role before them."""
    return all(fold(word) in BEATS | ROLE_MODIFIERS for word in part.words) and _is_role(last.words)


def _is_beat_before_role(last: Part, part: Part) -> bool:
    return all(fold(word) in BEATS for word in last.words) and _is_role(part.words[-1:])


def _is_compound_surname(last: Part, part: Part, joiner: str) -> bool:
    """`José Ortega y Roe`: a single word after a joiner of one letter is the second surname."""
    return _is_particle_join(joiner) and len(part.words) == 1 and len(last.words) > 1 and begins_upper(part.words[0])


def _is_particle_join(joiner: str) -> bool:
    return joiner in ("y", "e", "i") and joiner in PARTICLES | {"i"}
