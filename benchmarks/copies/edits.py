"""What editors do to a text that they take over, in known strength."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.copies.language import Language

Edit = Callable[[list[str], random.Random, Language], list[str]]

CREDIT = "This article first appeared in {}."


def leave(paragraphs: list[str], _: random.Random, __: Language) -> list[str]:
    """Another headline and byline: the text stays."""
    return paragraphs


def rewrite_first(paragraphs: list[str], chance: random.Random, language: Language) -> list[str]:
    """Another first paragraph of the same length, up to a quarter of the text: what is left must be the most of it."""
    words = paragraphs[0].split()
    most = sum(len(paragraph.split()) for paragraph in paragraphs) // 4
    rest = [" ".join(words[most:])] if len(words) > most else []
    return [" ".join(language.pick(chance, min(len(words), most))), *rest, *paragraphs[1:]]


def add_credit(paragraphs: list[str], chance: random.Random, language: Language) -> list[str]:
    """A line of credit at the end, and one of the house's own."""
    return [*paragraphs, language.write(chance, 15), CREDIT.format(language.name(chance))]


def change_words(paragraphs: list[str], chance: random.Random, language: Language, *, share: float) -> list[str]:
    """Other words in place of a share of them, evenly by chance."""
    texts = [paragraph.split() for paragraph in paragraphs]
    places = [(number, place) for number, text in enumerate(texts) for place in range(len(text))]
    chosen = chance.sample(places, round(share * len(places)))
    for (number, place), word in zip(chosen, language.pick(chance, len(chosen)), strict=True):
        texts[number][place] = word
    return [" ".join(text) for text in texts]


def cut(paragraphs: list[str], _: random.Random, __: Language) -> list[str]:
    """The first two thirds of the words."""
    left = round(sum(len(paragraph.split()) for paragraph in paragraphs) * 2 / 3)
    kept = []
    for paragraph in paragraphs:
        words = paragraph.split()[:left]
        left -= len(words)
        kept.append(" ".join(words))
    return [paragraph for paragraph in kept if paragraph]


def all_of(*edits: Edit) -> Edit:
    """One edit after another."""

    def edit(paragraphs: list[str], chance: random.Random, language: Language) -> list[str]:
        for each in edits:
            paragraphs = each(paragraphs, chance, language)
        return paragraphs

    return edit


EDITS: Mapping[str, Edit] = {
    "headline and byline": leave,
    "first paragraph rewritten": rewrite_first,
    "credit added": add_credit,
    "5 % of words": partial(change_words, share=0.05),
    "10 % of words": partial(change_words, share=0.10),
    "15 % of words": partial(change_words, share=0.15),
    "cut to two thirds": cut,
    "cut, and 10 % of words": all_of(cut, partial(change_words, share=0.10)),
    "first paragraph, credit, 5 %": all_of(rewrite_first, add_credit, partial(change_words, share=0.05)),
}
