"""Words whose change changes what a text says: numbers, negations, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from storage.revising.folding import WORD, fold_marks

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_NUMBERS = {word: str(value) for value, word in enumerate(_WORDS.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_AMOUNTS = "half quarter third dozen hundred thousand million billion trillion double twice percent"
_NUMBERS |= {word: str(10 * (value + 2)) for value, word in enumerate(_TENS.split())}
_NUMBERS |= {word: word for word in _AMOUNTS.split()}
_SCALES = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_PRONOUN = frozenset({"one"})

_NO = """
no not never nor neither none nobody nothing nowhere without cannot nicht kein keine keinen
keiner keinem nie niemals ohne pas jamais aucun aucune sans nunca ningún ninguna sin nessun nessuna mai senza niet geen
nooit zonder inte aldrig ikke não
"""
_NEGATIONS = frozenset(_NO.split())
_NOUNS_IN_CAPITALS = ("de", "lb")
_OPENERS = ("", ".", "!", "?", ":", '"', "'", "(", "[", "-", "|", "*", "•")


def numbers_in(words: Iterable[str]) -> Counter[str]:
    """The numbers among words, each in one form: `1,200` is `1200`, `fifteen` is `15`; a lone `one` is no number."""
    found: Counter[str] = Counter()
    for word in words:
        plain = word.casefold()
        if any(sign.isdigit() for sign in plain):
            found.update(_parts_of(plain))
        elif plain in _NUMBERS and plain not in _PRONOUN:
            found[_NUMBERS[plain]] += 1
        elif "-" in plain and all(part in _NUMBERS for part in plain.split("-")):
            found[plain] += 1
    return found


def _parts_of(word: str) -> list[str]:
    """`5.2m` as 5.2 and million, so that `5.2 million` is the same."""
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyz").replace(",", "")
    scale = _SCALES.get(word[len(word.rstrip("abcdefghijklmnopqrstuvwxyz")) :])
    return [digits, scale] if scale else [digits or word]


def negations_in(words: Iterable[str]) -> Counter[str]:
    """The negations among words, all counted as one."""
    found = sum(1 for word in words if word.casefold() in _NEGATIONS or word.casefold().endswith("n't"))
    return Counter({"not": found} if found else {})


def names_in(passages: Iterable[str], language: str | None) -> frozenset[str]:
    """The words of a text that are names, folded: those with a capital that no beginning of a sentence explains.

    One at a beginning counts where another capital follows it. Where all nouns have capitals no name is told.
    """
    if (language or "").split("-")[0] in _NOUNS_IN_CAPITALS:
        return frozenset()
    return frozenset(name for passage in passages for name in _iter_names(fold_marks(passage)))


def _iter_names(text: str) -> Iterator[str]:
    initial: tuple[str, int] | None = None
    for found in WORD.finditer(text):
        word, start = found[0], found.start()
        has_capital = word[0].isupper() and word.casefold().split("'")[0] != "i"
        if not has_capital:
            initial = None
        elif text[max(0, start - 3) : start].rstrip()[-1:] in _OPENERS:
            initial = (word, found.end())
        else:
            if initial is not None and start == initial[1] + 1:
                yield initial[0].casefold()
            initial = None
            yield word.casefold()
