"""Words and signs whose change changes what a text says: numbers, negations, opposites, names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from storage.revising.folding import WORD, fold_marks

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_NUMBERS = {word: str(value) for value, word in enumerate(_WORDS.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS |= {word: str(10 * (value + 2)) for value, word in enumerate(_TENS.split())}
_AMOUNTS = """
half quarter third dozen hundred thousand million billion trillion double twice percent dollar euro pound yen yuan
zwei drei vier fünf sechs sieben acht neun zehn hundert tausend millionen milliarde milliarden prozent deux trois
quatre cinq sept huit neuf dix mille milliard milliards dos tres cuatro cinco seis siete ocho nueve diez
ciento mil millón millones 二 两 三 四 五 六 七 八 九 十 百 千 万 亿
"""
_NUMBERS |= {word: word for word in _AMOUNTS.split()}
_COUNTED = "hundred thousand million billion trillion dozen dollar euro pound"
_NUMBERS |= {f"{word}s": word for word in _COUNTED.split()}
_NUMBERS["cent"] = "percent"
_SCALES = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_PRONOUN = frozenset({"one"})
_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_MINUS = re.compile(r"(?<![^\s(])-(?=[$€£¥]?\d)")

_NO = """
no not never nor neither none nobody nothing nowhere without cannot nicht kein keine keinen
keiner keinem nie niemals ohne pas jamais aucun aucune sans nunca ningún ninguna sin nessun nessuna mai senza niet geen
nooit zonder inte aldrig ikke não не нет ни никогда без 不 没 未 無 无 非
"""
_NEGATIONS = frozenset(_NO.split())
_REVERSING = ("un", "dis", "non", "in", "im", "il", "ir")
_SHORTEST_REVERSED = 5

_PAIRS = """
rise fall; rises falls; rose fell; risen fallen; rising falling; increase decrease; increases decreases; increased
decreased; increasing decreasing; gain loss; gains losses; gained lost; profit loss; profits losses; profitable loss-
making; grew shrank; growth decline; climbed dropped; more less; more fewer; higher lower; highest lowest; largest
smallest; biggest smallest; larger smaller; bigger smaller; up down; above below; over under; before after; first
last; best worst; most least; win lose; won lost; wins loses; hire fire; hired fired; hires fires; hiring firing; buy
sell; bought sold; buyer seller; buys sells; convicted acquitted; guilty innocent; approve reject; approved rejected;
approves rejects; accept refuse; accepted refused; accepts refuses; open close; opened closed; opens closes; opening
closing; join leave; joined left; joins leaves; import export; imports exports; plaintiff defendant; employer
employee; alive dead; success failure; confirmed denied; confirms denies; support oppose; supported opposed; supports
opposes; north south; east west; strong weak; stronger weaker; true false; men women; man woman; he she; his her;
father mother; son daughter
"""
_OPPOSITES = frozenset(frozenset(pair.split()) for pair in _PAIRS.split(";"))
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
        elif "-" in plain:
            found.update(_NUMBERS[part] for part in plain.split("-") if part in _NUMBERS and part not in _PRONOUN)
    return found


def signs_in(passages: Iterable[str]) -> Counter[str]:
    """Signs of currency and percent as the words they stand for, other signs of amounts, and minus signs."""
    text = fold_marks(" ".join(passages))
    found = Counter(
        _SIGNS.get(sign, sign) for sign in text if sign in _SIGNS or unicodedata.category(sign) == "Sc" or sign in "‰°"
    )
    found.update("-" for _ in _MINUS.finditer(text))
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


def is_reversal(one: str, other: str) -> bool:
    """Whether one word denies the other: `legal`, `illegal`; `founded`, `unfounded`."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST_REVERSED and any(longer == prefix + shorter for prefix in _REVERSING)


def are_opposites(one: str, other: str) -> bool:
    """Whether two words in small letters say the opposite of one another: `rose`, `fell`; `hired`, `fired`."""
    return frozenset((one, other)) in _OPPOSITES


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
