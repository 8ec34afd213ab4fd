"""Genres that show in the make of a text: interviews and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.items import Block, BlockKind
from storage.turns import Turn, turns_of

MIN_TURNS = 3
MIN_SPOKEN = 0.5
"""Share of the characters that stand in questions and answers."""

MIN_QUESTION = 70
"""Mean characters of an interviewer's questions, which say what they are about; headings that ask are shorter."""

MIN_QUESTION_UNSPACED = 25
"""The same in scripts without blanks."""

MIN_PERSONAL = 0.02
"""Words of the first person among the words of the answers, where the questions are short."""

MIN_ADDRESSED = 0.3
"""Share of the questions that address somebody."""

_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Ii]ch|[Mm]ich|[Mm]ir|[Mm]ein\w{0,2}|[Ww]ir"
    r"|[Uu]ns\w{0,3}|[Jj]e"
    r"|[Jj]['’]\w+"
    r"|[Mm]oi|[Nn]ous|[Mm]es|[Yy]o|[Mm]i|[Nn]osotros|[Nn]os|[Ii]o|[Nn]oi|[Mm]io|[Ee]u|[Nn]ós|[Ii]k|[Mm]ijn|[Ww]ij"
    r"|[Jj]ag|[Jj]eg|[Vv]i)\b"
)
_ADDRESSED = re.compile(
    r"\b(?:[Yy]ou(?:r|['’]\w+)?|Sie|Ihr\w{0,2}|Ihnen|[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w{0,2}|[Ii]hr|[Ee]uch|[Vv]ous"
    r"|[Vv]otre"
    r"|[Vv]os|[Tt]u|[Tt]on"
    r"|[Uu]sted(?:es)?|[Tt]e|[Ll]ei|[Vv]oi|[Vv]ocê|[Uu]w?|[Jj]e|[Jj]ij|[Dd]ig|[Dd]in|[Nn]i)\b"
)

_NUMBERS = {
    word: number
    for number, words in {
        3: "three drei trois tres tre", 4: "four vier quatre cuatro", 5: "five fünf cinq cinco cinque",
        6: "six sechs seis sei", 7: "seven sieben sept siete sette", 8: "eight acht huit ocho otto",
        9: "nine neun neuf nueve nove", 10: "ten zehn dix diez dieci", 12: "twelve zwölf douze doce",
    }.items()
    for word in words.split()
}  # fmt: skip
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_BEFORE = r"(?:(?:the|top|our|my|these|here are|discover|die|les|las|los|i|le)\s){0,3}"
_AMOUNTS = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|people|million|billion|percent|per cent|dead|injured|killed"
    r"|men|women"
    r"|jahre?n?|tage?n?|wochen|menschen|tote)\b"
)
_THINGS = (
    r"(?:best|top|things|ways|reasons|tips|ideas|habits|mistakes|facts|trends|takeaways|lessons|steps|wege|gründe"
    r"|tipps"
    r"|dinge|fakten|choses|raisons|conseils|cosas|razones|consejos)\b"
)
_COUNTED = re.compile(rf"(?:^|:\s)\W*{_BEFORE}{_COUNT}\s(?!{_AMOUNTS})|\b(?:top|tip) {_COUNT}\b", re.IGNORECASE)
_THINGS_COUNTED = re.compile(rf"\b{_COUNT} (?:\w+ ){{0,2}}{_THINGS}", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"(?:^|[:|–—]\s|\b(?:these|here) are )(?:(?:the|our|my|\d{1,4})\s){0,2}(best|top|greatest|worst|most \w+"
    r"|die besten"
    r"|les meilleure?s|los mejores|las mejores)\b(?! (?:practices?|ways?|of|time|speeds?|form)\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\W{0,3}(?:(?:tip|no\.?|number|#|nr\.?|step)\s?#?\s?)?\d{1,3}\s?[.):–—-]?\s?\S", re.IGNORECASE)
MIN_ITEMS = 3
MANY_ITEMS = 5
MIN_FOUND = 0.6
"""Share of the announced items that must be found."""


EDITED = re.compile(
    r"\W{0,3}(?:this|the|our|their|his|her)\s(?:\w+\s)?(?:interview|conversation|q\s?&\s?a|discussion|transcript)"
    r"(?:, .{0,60},)? (?:has been|was|is|have been|were) (?:\w+ )?(?:edited|condensed|shortened|translated|abridged)"
    r"|das (?:interview|gespräch) (?:führten?|wurde)\b|propos recueillis par\b|interview:? \w+ \w+$",
    re.IGNORECASE,
)
"""The line above or below an interview that says what was done to it, or who led it."""


def find_interview(blocks: Sequence[Block]) -> int | None:
    """How many questions an interview has; None where a text is none.

    Its questions and answers are most of the text. What tells them from questions that readers frequently ask, and
    from headings that ask: a speaker is named; or the questions are long; or they address somebody, who answers in the
    first person.
    """
    turns = turns_of(blocks)
    if len(turns) < MIN_TURNS or _spoken(turns) < MIN_SPOKEN * sum(len(block.text) for block in blocks):
        return None
    named = any(answer.speaker for turn in turns for answer in turn.answers)
    return len(turns) if named or _asks_at_length(turns) or _is_personal(turns) else None


def _spoken(turns: Sequence[Turn]) -> int:
    return sum(len(turn.question) + sum(len(answer.text) for answer in turn.answers) for turn in turns)


def _asks_at_length(turns: Sequence[Turn]) -> bool:
    asked = "".join(turn.question for turn in turns)
    is_unspaced = 10 * asked.count(" ") < len(asked) / 2
    return len(asked) >= (MIN_QUESTION_UNSPACED if is_unspaced else MIN_QUESTION) * len(turns)


def _is_personal(turns: Sequence[Turn]) -> bool:
    answers = " ".join(answer.text for turn in turns for answer in turn.answers)[:50_000]
    addressed = sum(1 for turn in turns if _ADDRESSED.search(turn.question[:600]))
    first = len(_FIRST_PERSON.findall(answers))
    return addressed >= MIN_ADDRESSED * len(turns) and first >= MIN_PERSONAL * len(answers.split()) and first > 0


def find_list(title: str, blocks: Sequence[Block]) -> str | None:
    """What makes a text a list: a headline that counts its items, or calls them the best, and that many items."""
    counted = _COUNTED.search(title[:300]) or _THINGS_COUNTED.search(title[:300])
    if counted:
        said = next(filter(None, counted.groups()))
        number = _NUMBERS.get(said.lower()) or int(said)
        if number >= MIN_ITEMS and _count_items(blocks) >= max(MIN_ITEMS, MIN_FOUND * number):
            return f"headline: {counted[0].strip(' :')}"
    found = _SUPERLATIVE.search(title[:300])
    if found and not title.endswith("?") and _count_items(blocks) >= MANY_ITEMS:
        return f"headline: {found[1]}"
    return None


def _count_items(blocks: Sequence[Block]) -> int:
    """The most headings of one rank, or numbered paragraphs, or items of lists, whatever is more."""
    ranks: dict[int | None, int] = {}
    for block in blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.QUESTION):
            ranks[block.level] = ranks.get(block.level, 0) + 1
    paragraphs = [block.text[:40] for block in blocks if block.kind is BlockKind.PARAGRAPH]
    numbered = sum(1 for text in paragraphs if _NUMBERED.match(text))
    listed = sum(1 for block in blocks if block.kind is BlockKind.LIST_ITEM)
    headings = max(ranks.values(), default=0)
    return max(headings, numbered, 0 if headings >= MIN_ITEMS else listed)
