"""How much an edit of words weighs: a typo, a wording, or something of substance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from storage.revising.alignment import find_gaps
from storage.revising.folding import split_sentences, split_words, squeeze
from storage.revising.kinds import EditKind
from storage.revising.meaning import are_opposites, is_reversal, names_in, negations_in, numbers_in, signs_in
from storage.revising.spelling import Spelling

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
    """One place where words differ; capitals kept. `is_respelt` says that it is a matter of spelling alone."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_respelt: bool = False


def weigh(before: Sequence[str], after: Sequence[str], *, language: str | None = None) -> Weight | None:
    """What the change from one list of passages to the other weighs; None where there is none.

    Rules are asked in this order: marks, capitals, order, spelling, sentences, numbers, negation, opposites, names,
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
        signs = _weigh_numbers((), signs_in(before), signs_in(after))
        return signs or Weight(EditKind.TYPO, "marks: only marks between words differ")
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
    names = names_in([*before, *after], language)
    places = list(_iter_places(one, other, language, names))
    changed = [place for place in places if not place.is_respelt]
    signs = signs_in(before), signs_in(after)
    if not changed and signs[0] == signs[1]:
        return Weight(EditKind.TYPO, f"spelling: {len(places)} {'word' if len(places) == 1 else 'words'} spelt anew")
    return (
        _weigh_sentences(before, after, changed)
        or _weigh_numbers(changed, *signs)
        or _weigh_negation(changed)
        or _weigh_opposites(changed)
        or _weigh_names(changed, (one, other), names)
        or _weigh_length(places, max(len(one), len(other)))
    )


def _iter_places(
    before: Sequence[str], after: Sequence[str], language: str | None, names: frozenset[str]
) -> Iterator[Place]:
    one, other = [word.casefold() for word in before], [word.casefold() for word in after]
    gaps = find_gaps(one, other)
    kept = Counter(one)
    for gap in gaps:
        kept.subtract(one[gap.before])
    spelling = Spelling(language, frozenset(word for word, count in kept.items() if count), names)
    for gap in gaps:
        is_repeat = _is_repeat(one, gap.before, gap.after) or _is_repeat(other, gap.after, gap.before)
        is_respelt = is_repeat or spelling.is_same(one[gap.before], other[gap.after])
        yield Place(tuple(before[gap.before]), tuple(after[gap.after]), is_respelt)


def _is_repeat(words: Sequence[str], own: slice, other: slice) -> bool:
    """Whether a place holds one word, which stands beside it too, and the other text nothing."""
    if own.stop - own.start != 1 or other.stop != other.start:
        return False
    beside = [*words[max(0, own.start - 1) : own.start], *words[own.stop : own.stop + 1]]
    return words[own.start] in beside


def _weigh_sentences(before: Sequence[str], after: Sequence[str], changed: Sequence[Place]) -> Weight | None:
    """Sentences put in or taken out while all others stay as they are, but for their spelling."""
    one, other = _sentences(before), _sentences(after)
    added, removed = other - one, one - other
    gone, new = _words_of(changed)
    for rest, found, kept, words, did in (
        (removed, added, gone, new, "added"),
        (added, removed, new, gone, "removed"),
    ):
        whole = found if not rest else _made_of(found, words) if not kept else Counter()
        if whole:
            return Weight(EditKind.SUBSTANTIVE, f"sentences: {whole.total()} {did}, the others as they were")
    return None


def _made_of(sentences: Counter[str], words: Sequence[str]) -> Counter[str]:
    """The sentences that hold none but these words."""
    there = Counter(words)
    return Counter({one: count for one, count in sentences.items() if not Counter(split_words(one)) - there})


def _weigh_numbers(changed: Iterable[Place], signs: Counter[str], new_signs: Counter[str]) -> Weight | None:
    removed, added = _words_of(changed)
    gone, new = numbers_in(removed) + signs, numbers_in(added) + new_signs
    return Weight(EditKind.SUBSTANTIVE, f"numbers: {_change(gone - new, new - gone)}") if gone != new else None


def _weigh_negation(changed: Sequence[Place]) -> Weight | None:
    gone, new = map(negations_in, _words_of(changed))
    if gone != new:
        return Weight(EditKind.SUBSTANTIVE, f"negation: {_change(gone - new, new - gone)}")
    turned = sum(is_reversal(*pair) for pair in _pairs(changed))
    return Weight(EditKind.SUBSTANTIVE, f"negation: {turned} by a syllable before the word") if turned else None


def _weigh_opposites(changed: Iterable[Place]) -> Weight | None:
    turned = sum(are_opposites(*pair) for pair in _pairs(changed))
    return Weight(EditKind.SUBSTANTIVE, f"opposites: {turned} put in") if turned else None


def _weigh_names(changed: Iterable[Place], texts: tuple[list[str], list[str]], names: frozenset[str]) -> Weight | None:
    """Names that one of the texts has and the other has not at all."""
    removed, added = ({word.casefold() for word in words} for words in _words_of(changed))
    before, after = ({word.casefold() for word in text} for text in texts)
    gone, new = (removed & names) - after, (added & names) - before
    if gone or new:
        return Weight(EditKind.SUBSTANTIVE, f"names: {_change(gone, new)}")
    return None


def _words_of(changed: Iterable[Place]) -> tuple[list[str], list[str]]:
    """The words that were taken out and put in."""
    places = list(changed)
    return [word for place in places for word in place.before], [word for place in places for word in place.after]


def _pairs(changed: Iterable[Place]) -> Iterator[tuple[str, str]]:
    """Each word that stands for another, word for word, in small letters."""
    for place in changed:
        if len(place.before) == len(place.after):
            yield from (
                (one.casefold(), other.casefold()) for one, other in zip(place.before, place.after, strict=True)
            )


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
