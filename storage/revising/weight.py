"""How much an edit of words weighs: a typo, a wording, or something of substance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from storage.revising.alignment import find_gaps
from storage.revising.folding import split_sentences, split_words, squeeze
from storage.revising.kinds import EditKind
from storage.revising.meaning import names_in, negations_in, numbers_in
from storage.revising.spelling import is_respelling

NET_WORDS = 8
"""Words that a passage must gain or lose for that to be an addition or a removal."""

FEWEST_WORDS, LARGEST_SHARE = 25, 0.15
"""Changed words from which on, and the share of the text above which, a rewording is one of substance."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A kind of typo, wording and substantive, with the rule that decided; the rule holds no words of the text."""

    kind: EditKind
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place where words differ; capitals kept. `is_repeat` is a word that one text has twice in a row."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_repeat: bool = False

    def is_respelt(self) -> bool:
        """Whether the place is a matter of spelling."""
        return self.is_repeat or is_respelling(
            [word.casefold() for word in self.before], [word.casefold() for word in self.after]
        )


def weigh(before: Sequence[str], after: Sequence[str], *, language: str | None = None) -> Weight | None:
    """What the change from one list of passages to the other weighs; None where there is none.

    Rules are asked in this order: marks, capitals, order, doubled, spelling, sentences, numbers, negation, names,
    length, share, words.
    """
    if list(before) == list(after):
        return None
    return _weigh_marks(before, after) or _weigh_order(before, after) or _weigh_words(before, after, language)


def _weigh_marks(before: Sequence[str], after: Sequence[str]) -> Weight | None:
    one, other = squeeze(before), squeeze(after)
    if one == other:
        return Weight(EditKind.TYPO, "marks: only quotation marks, dashes, blanks or breaks differ")
    words = split_words(" ".join(before)), split_words(" ".join(after))
    if words[0] == words[1]:
        return Weight(EditKind.TYPO, "marks: only marks between words differ")
    if [word.casefold() for word in words[0]] == [word.casefold() for word in words[1]]:
        return Weight(EditKind.TYPO, "capitals: only capitals differ")
    return None


def _weigh_order(before: Sequence[str], after: Sequence[str]) -> Weight | None:
    one, other = _sentences(before), _sentences(after)
    if one == other:
        return Weight(EditKind.WORDING, "order: the same sentences in another order")
    return None


def _weigh_words(before: Sequence[str], after: Sequence[str], language: str | None) -> Weight:
    one, other = split_words(" ".join(before)), split_words(" ".join(after))
    places = list(_iter_places(one, other))
    if all(place.is_respelt() for place in places):
        return Weight(EditKind.TYPO, f"spelling: {len(places)} {'word' if len(places) == 1 else 'words'} spelt anew")
    return (
        _weigh_sentences(before, after)
        or _weigh_meaning(places)
        or _weigh_names(places, (one, other), names_in([*before, *after], language))
        or _weigh_length(places, max(len(one), len(other)))
    )


def _iter_places(before: Sequence[str], after: Sequence[str]) -> Iterator[Place]:
    folded = [word.casefold() for word in before], [word.casefold() for word in after]
    for gap in find_gaps(*folded):
        is_repeat = _is_repeat(folded[0], gap.before, gap.after) or _is_repeat(folded[1], gap.after, gap.before)
        yield Place(tuple(before[gap.before]), tuple(after[gap.after]), is_repeat)


def _is_repeat(words: Sequence[str], own: slice, other: slice) -> bool:
    """Whether a place holds one word, which stands beside it too, and the other text nothing."""
    if own.stop - own.start != 1 or other.stop != other.start:
        return False
    beside = [*words[max(0, own.start - 1) : own.start], *words[own.stop : own.stop + 1]]
    return words[own.start] in beside


def _weigh_sentences(before: Sequence[str], after: Sequence[str]) -> Weight | None:
    """Sentences put in or taken out while all others stay as they are."""
    one, other = _sentences(before), _sentences(after)
    added, removed = other - one, one - other
    for rest, found, word in ((removed, added, "added"), (added, removed, "removed")):
        if not rest and found:
            return Weight(EditKind.SUBSTANTIVE, f"sentences: {sum(found.values())} {word}, the others as they were")
    return None


def _weigh_meaning(places: Iterable[Place]) -> Weight | None:
    removed, added = _words_of(places)
    for name, find in (("numbers", numbers_in), ("negation", negations_in)):
        gone, new = find(removed), find(added)
        if gone != new:
            return Weight(EditKind.SUBSTANTIVE, f"{name}: {_change(gone - new, new - gone)}")
    return None


def _weigh_names(places: Iterable[Place], texts: tuple[list[str], list[str]], names: frozenset[str]) -> Weight | None:
    """Names that one of the texts has and the other has not at all."""
    removed, added = ({word.casefold() for word in words} for words in _words_of(places))
    before, after = ({word.casefold() for word in text} for text in texts)
    gone, new = (removed & names) - after, (added & names) - before
    if gone or new:
        return Weight(EditKind.SUBSTANTIVE, f"names: {_change(gone, new)}")
    return None


def _words_of(places: Iterable[Place]) -> tuple[list[str], list[str]]:
    """The words that were taken out and put in, where it is more than spelling."""
    changed = [place for place in places if not place.is_respelt()]
    return [word for place in changed for word in place.before], [word for place in changed for word in place.after]


def _weigh_length(places: Sequence[Place], length: int) -> Weight:
    removed, added = sum(len(place.before) for place in places), sum(len(place.after) for place in places)
    if abs(added - removed) >= NET_WORDS:
        word = "more" if added > removed else "fewer"
        return Weight(EditKind.SUBSTANTIVE, f"length: {abs(added - removed)} words {word}")
    changed = max(removed, added)
    said = f"{changed} of {length} words"
    if changed >= FEWEST_WORDS and changed > LARGEST_SHARE * length:
        return Weight(EditKind.SUBSTANTIVE, f"share: {said} changed")
    return Weight(EditKind.WORDING, f"words: {said} changed, and no number, name or negation")


def _sentences(passages: Iterable[str]) -> Counter[str]:
    return Counter(sentence for passage in passages for sentence in split_sentences(passage))


def _change(gone: Collection[str], new: Collection[str]) -> str:
    return f"{len(gone)} taken out, {len(new)} put in"
