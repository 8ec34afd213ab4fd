"""Roles: "Senior Editor", "Staff Writers", "Redakteur für Finanzen", and where one begins behind a name."""

from __future__ import annotations

from pipelines.bylines.letters import begins_upper, is_caps, is_lower
from pipelines.bylines.phrases import fold
from pipelines.bylines.words import vocations
from pipelines.bylines.words.bodies import OUTLET_WORDS

_PLURALS = {"autoren": "autor", "autorinnen": "autorin", "redakteure": "redakteur",
            "redakteurinnen": "redakteurin", "journalistes": "journaliste",
            "periodistas": "periodista", "fellows": "fellow", "attorneys": "attorney"}  # fmt: skip
_COMPOUNDS = ("redakteur", "redakteurin", "journalist", "journalistin", "leiter", "leiterin", "sprecher", "sprecherin",
              "korrespondent", "korrespondentin", "referent", "referentin", "reporter", "reporterin", "direktorin",
              "direktor", "berater", "beraterin", "expertin", "marketer", "strategist")  # fmt: skip
"""Ends of role nouns in languages that write them as one word."""

_PLACES_OF_WORK = frozenset({"at", "bei", "@"})


def role_noun(word: str) -> str | None:
    """The singular of a role noun, folded; None for any other word."""
    folded = fold(word)
    if folded in vocations.ROLE_NOUNS:
        return folded
    if folded.endswith(_COMPOUNDS) and len(folded) > 8:
        return folded
    singular = _PLURALS.get(folded, folded.removesuffix("s"))
    return singular if singular in vocations.ROLE_NOUNS else None


def is_plural(word: str) -> bool:
    """Whether the word is a role noun for several people."""
    return role_noun(word) not in (None, fold(word))


def is_modifier(word: str) -> bool:
    """Whether the word is a rank or a beat."""
    folded = fold(word)
    return folded in vocations.ROLE_MODIFIERS or folded in vocations.BEATS or folded in ("&", "and")


def role_length(words: list[str], start: int = 0) -> int:
    """How many words from `start` are a role, its modifiers included; 0 when none begins there."""
    end = start
    length = 0
    while end < len(words):
        noun = role_noun(words[end])
        if noun is None and not is_modifier(words[end]):
            break
        end += 1
        if noun is not None:
            length = end - start
    if (
        length
        and start + length < len(words)
        and fold(words[start + length]) in ("of", "für", "in", "de", "for", "der", "des")
    ):
        length += _complement_length(words, start + length)
    return length


def _complement_length(words: list[str], start: int) -> int:
    """Words of "of Operations", "für Finanzen" after the noun: capitalised ones and links."""
    end = start + 1
    while end < len(words) and (begins_upper(words[end]) or fold(words[end]) in vocations.ROLE_LINKS):
        end += 1
    return end - start if end > start + 1 else 0


def tail_length(words: list[str], start: int) -> int:
    """The length of a role that follows a name without a comma.

    Nouns that are surnames as well ("Anthony Stewart Head") count after a modifier only.
    """
    length = role_length(words, start)
    weak = length == 1 and fold(words[start]) in vocations.SURNAMES_TOO
    return 0 if weak or (length and is_lower(words[start]) and role_noun(words[start]) is None) else length


def is_role(words: list[str]) -> bool:
    """Whether the words of a part behind a name are a role, known modifiers or not."""
    if any(character.isdigit() for word in words[:1] for character in word):
        return False
    for index, word in enumerate(words):
        if role_noun(word) is not None:
            rest = words[index + 1 :]
            if (
                not rest
                or fold(rest[0]) in vocations.ROLE_LINKS
                or rest[0].endswith(",")
                or fold(rest[0]) in _PLACES_OF_WORK
            ):
                return True
            if words[index].endswith(","):
                return True
    return False


def singular(words: list[str]) -> str:
    """The role of one of several people: the noun's plural "s" is taken off."""
    printed = [word if not is_plural(word) else _singular_word(word) for word in words]
    return " ".join(printed)


def _singular_word(word: str) -> str:
    bare = word.rstrip(".,")
    plural = _PLURALS.get(bare.casefold())
    if plural:
        return bare[: len(plural)] if bare.casefold().startswith(plural) else word
    return bare[:-1] if bare[-1:] in "sS" else word


def split_workplace(words: list[str]) -> tuple[list[str], list[str]]:
    """A role and the place of work after "at": "Editor", "Daily Planet"."""
    for index, word in enumerate(words[1:-1], start=1):
        if fold(word) in _PLACES_OF_WORK:
            return words[:index], words[index + 1 :]
    return words, []


def role_start(words: list[str]) -> int:
    """Where the role begins behind words that are none of its own: an outlet's or a person's."""
    end = next((at for at in range(len(words) - 1, -1, -1) if role_noun(words[at])), 0)
    start = end
    while start > 0 and (is_modifier(words[start - 1]) or role_noun(words[start - 1])):
        start -= 1
    return start


def is_outlet_head(words: list[str]) -> bool:
    """Whether words before a role can be the publication: an acronym, or a name of publications."""
    return bool(words) and (
        fold(words[-1]) in OUTLET_WORDS or (len(words) == 1 and is_caps(words[0])) or fold(words[0]) == "the"
    )
