"""What an editor does to a draft, one function for each kind of edit; None where the draft has nothing for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from benchmarks.newsroom import phrases, words
from benchmarks.newsroom.draft import Draft
from benchmarks.newsroom.facts import Facts, Sentence
from benchmarks.newsroom.misspelling import misspell, repeat, unpoint
from storage.revising.kinds import EditKind

Edit = Callable[[Draft, Random, Facts], Draft | None]

_NUMBER = re.compile(r"(?<![\d,])\d[\d,]*(?![\d,])")
_SMALL_WORDS = {
    "weak": "soft", "expected": "due", "largest": "biggest", "affected": "concerned", "declined": "refused",
    "looking into": "studying", "sent": "dispatched", "told": "informed", "begin": "start", "little": "scant",
    "finished": "completed", "reporters": "journalists", "cut": "trimmed", "confirmed": "said", "about": "around",
}  # fmt: skip

_TURNED = {
    "higher": "lower",
    "rose": "fell",
    "opened": "closed",
    "joined": "left",
    "largest": "smallest",
    "buy": "sell",
}


def _places(draft: Draft) -> list[tuple[int, int]]:
    """Sentences without a slip that no edit has touched."""
    return [
        (row, column)
        for row, paragraph in enumerate(draft.paragraphs)
        for column, sentence in enumerate(paragraph)
        if not sentence.is_touched and sentence.mended is None
    ]


def _change(draft: Draft, random: Random, edit: Callable[[Sentence], str | None]) -> Draft | None:
    """The draft with the first sentence, in a random order, that the edit has something for."""
    places = _places(draft)
    random.shuffle(places)
    for row, column in places:
        sentence = draft.paragraphs[row][column]
        if (text := edit(sentence)) is not None and text != sentence.text:
            return draft.with_sentence((row, column), sentence.become(text))
    return None


def make_typo(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    """A slip of the keyboard, or more often the mending of one."""
    slips = [
        (row, column, sentence)
        for row, paragraph in enumerate(draft.paragraphs)
        for column, sentence in enumerate(paragraph)
        if sentence.mended is not None
    ]
    if slips and random.random() < 0.8:
        row, column, sentence = random.choice(slips)
        return draft.with_sentence((row, column), sentence.become(sentence.mended or ""))
    return slip(draft, random)


def slip(draft: Draft, random: Random) -> Draft | None:
    """One slip in a sentence that had none."""
    places = _places(draft)
    random.shuffle(places)
    for row, column in places:
        sentence = draft.paragraphs[row][column]
        wrong = random.choices((misspell, repeat, unpoint, _curl), (6, 1, 1, 1))[0](sentence.text, random)
        if wrong is not None:
            return draft.with_sentence((row, column), replace(sentence, text=wrong, mended=sentence.text))
    return None


def _curl(text: str, _random: Random) -> str | None:
    return text.translate(str.maketrans("“”", '""')) if "“" in text else None


def reword(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    """One sentence in other words, or one word for another."""
    if random.random() < 0.5:
        return _change(draft, random, lambda sentence: sentence.reworded)
    return _change(draft, random, lambda sentence: _swap_words(sentence.text))


def _swap_words(text: str) -> str | None:
    for word, other in _SMALL_WORDS.items():
        if re.search(rf"\b{word}\b", text):
            return re.sub(rf"\b{word}\b", other, text, count=1)
    return None


def change_substance(draft: Draft, random: Random, facts: Facts) -> Draft | None:
    """Another number or name, a sentence or paragraph more or less, or a sentence turned round."""
    edits = (
        _renumber, _rescale, _recharge, _rename, _rename_nearly, _deny, _turn, _add_sentence, _add_paragraph,
        _drop_paragraph,
    )  # fmt: skip
    return random.choice(edits)(draft, random, facts)


def _renumber(draft: Draft, random: Random, facts: Facts) -> Draft | None:
    return _change(draft, random, lambda sentence: _NUMBER.sub(facts.number(), sentence.text, count=1))


def _rescale(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    return _change(draft, random, lambda sentence: sentence.text.replace(" million", " billion"))


def _recharge(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    return _change(draft, random, lambda sentence: sentence.text.replace("$", random.choice("€£")))


def _turn(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    words_turned = re.compile(rf"\b({'|'.join(_TURNED)})\b")
    return _change(
        draft, random, lambda sentence: words_turned.sub(lambda found: _TURNED[found[0]], sentence.text, count=1)
    )


def _rename_nearly(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    """A name changed by one letter wherever it stands."""
    text = " ".join(draft.texts())
    names = [name for name in words.LAST if name in text]
    if not names or any(sentence.mended for paragraph in draft.paragraphs for sentence in paragraph):
        return None
    name = random.choice(names)
    place = random.randrange(1, len(name))
    new = name[:place] + ("a" if name[place] != "a" else "o") + name[place + 1 :]

    def rename(sentence: Sentence) -> Sentence:
        return sentence.become(sentence.text.replace(name, new)) if name in sentence.text else sentence

    return replace(draft, paragraphs=tuple(tuple(map(rename, paragraph)) for paragraph in draft.paragraphs))


def _rename(draft: Draft, random: Random, facts: Facts) -> Draft | None:
    names = re.compile("|".join([*words.PLACES, *(f"{first} [A-Z][\\w-]+" for first in words.FIRST)]))
    new = facts.person()

    def rename(sentence: Sentence) -> str | None:
        found = names.search(sentence.text)
        if found is None:
            return None
        name = random.choice(words.PLACES) if found[0] in words.PLACES else new
        return sentence.text[: found.start()] + name + sentence.text[found.end() :]

    return _change(draft, random, rename)


def _deny(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    return _change(draft, random, lambda sentence: re.sub(r"\b(is|are|will|has)\b", r"\1 not", sentence.text, count=1))


def _add_sentence(draft: Draft, random: Random, facts: Facts) -> Draft | None:
    row, column = random.choice([place for place in _places(draft) if place[0]])
    added = Sentence(facts.line(phrases.ADDED), is_touched=True)
    return draft.with_sentence((row, column), draft.paragraphs[row][column], added)


def _add_paragraph(draft: Draft, random: Random, facts: Facts) -> Draft | None:
    added = tuple(Sentence(facts.line((phrase,)), is_touched=True) for phrase in random.sample(phrases.ADDED, k=2))
    row = random.randint(1, len(draft.paragraphs))
    return replace(draft, paragraphs=(*draft.paragraphs[:row], added, *draft.paragraphs[row:]))


def _drop_paragraph(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    if len(draft.paragraphs) < 6:
        return None
    row = random.randint(1, len(draft.paragraphs) - 1)
    return replace(draft, paragraphs=(*draft.paragraphs[:row], *draft.paragraphs[row + 1 :]))


def retitle(draft: Draft, _random: Random, facts: Facts) -> Draft | None:
    """Another headline."""
    title = facts.line(phrases.TITLES)
    return replace(draft, title=title) if title != draft.title else None


def change_standfirst(draft: Draft, _random: Random, facts: Facts) -> Draft | None:
    """Another standfirst."""
    said = facts.line(phrases.STANDFIRSTS)
    return replace(draft, standfirst=said) if said != draft.standfirst else None


def change_byline(draft: Draft, random: Random, facts: Facts) -> Draft | None:
    """An author more, or another one."""
    new = (facts.person(), random.choice((None, *words.DESKS)))
    authors = (*draft.authors, new) if len(draft.authors) == 1 else (draft.authors[0], new)
    return replace(draft, authors=authors)


def redate(draft: Draft, random: Random, _facts: Facts) -> Draft | None:
    """Another date of publication, two to nine days later."""
    return replace(draft, published_at=draft.published_at + timedelta(days=random.randint(2, 9)))


def correct(draft: Draft, _random: Random, facts: Facts) -> Draft | None:
    """A correction below the text."""
    return replace(draft, notices=(*draft.notices, facts.line(phrases.CORRECTIONS)))


def annotate(draft: Draft, _random: Random, facts: Facts) -> Draft | None:
    """An editor's note above the text."""
    return None if draft.note else replace(draft, note=facts.line(phrases.EDITORS_NOTES))


def retract(draft: Draft, _random: Random, facts: Facts) -> Draft | None:
    """A retraction."""
    return None if draft.note else replace(draft, note=facts.line(phrases.RETRACTIONS))


def label_update(draft: Draft, random: Random, facts: Facts) -> Draft | None:
    """A label before the text or the headline, or a line below the text."""
    if random.random() < 0.5 and not draft.label:
        return replace(draft, label=facts.line(phrases.UPDATES))
    if random.random() < 0.5 and not draft.title_label:
        return replace(draft, title_label="UPDATED: ")
    return replace(draft, notices=(*draft.notices, facts.line(phrases.CLOSING_UPDATES)))


def gate(draft: Draft, _random: Random, _facts: Facts) -> Draft | None:
    """The text for subscribers alone."""
    return replace(draft, is_gated=True)


def open_gate(draft: Draft, _random: Random, _facts: Facts) -> Draft | None:
    """The text for everybody again."""
    return replace(draft, is_gated=False)


EDITS: dict[EditKind, Edit] = {
    EditKind.TYPO: make_typo,
    EditKind.WORDING: reword,
    EditKind.SUBSTANTIVE: change_substance,
    EditKind.HEADLINE: retitle,
    EditKind.STANDFIRST: change_standfirst,
    EditKind.BYLINE: change_byline,
    EditKind.DATE: redate,
    EditKind.CORRECTION_NOTICE: correct,
    EditKind.EDITORS_NOTE: annotate,
    EditKind.RETRACTION: retract,
    EditKind.UPDATE_LABEL: label_update,
    EditKind.PAYWALLED: gate,
    EditKind.UNLOCKED: open_gate,
}
