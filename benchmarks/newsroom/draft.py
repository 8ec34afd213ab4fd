"""An article as the newsroom's system holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from benchmarks.newsroom import phrases
from benchmarks.newsroom.facts import Facts, Sentence
from benchmarks.newsroom.words import DESKS, TAGS

Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One state of an article.

    Attributes:
        authors: names, each with a role or None.
        label: what stands before the first paragraph.
        notices: below the text; `note` above it.
        is_gated: whether readers see the first paragraphs and a gate.
    """

    number: int
    title: str
    standfirst: str
    authors: tuple[tuple[str, str | None], ...]
    published_at: datetime
    modified_at: datetime
    paragraphs: tuple[Paragraph, ...]
    tags: tuple[str, ...]
    title_label: str = ""
    label: str = ""
    note: str = ""
    notices: tuple[str, ...] = ()
    is_gated: bool = False

    def with_sentence(self, place: tuple[int, int], *sentences: Sentence) -> Draft:
        """The draft with other sentences, or none, in one place."""
        row, column = place
        paragraph = self.paragraphs[row]
        changed = (*paragraph[:column], *sentences, *paragraph[column + 1 :])
        return replace(self, paragraphs=(*self.paragraphs[:row], changed, *self.paragraphs[row + 1 :]))

    def texts(self) -> list[str]:
        """The paragraphs as they are printed, without label and notices."""
        return [" ".join(sentence.text for sentence in paragraph) for paragraph in self.paragraphs]


def write_draft(number: int, random: Random, facts: Facts, today: datetime) -> Draft:
    """A new article of eight to fourteen paragraphs, published in the month before `today`."""
    published = today - timedelta(minutes=random.randint(15_000, 40_000))
    chosen = random.sample(phrases.SENTENCES, k=len(phrases.SENTENCES))
    sentences = [facts.sentence(phrase) for phrase in chosen]
    paragraphs: list[Paragraph] = [(facts.sentence(random.choice(phrases.LEADS)),)]
    while sentences:
        size = random.randint(1, 3)
        paragraphs.append(tuple(sentences[:size]))
        sentences = sentences[size:]
    return Draft(
        number=number,
        title=facts.line(phrases.TITLES),
        standfirst=facts.line(phrases.STANDFIRSTS),
        authors=((facts.person(), random.choice((None, *DESKS))),),
        published_at=published,
        modified_at=published,
        paragraphs=tuple(paragraphs),
        tags=tuple(random.sample(TAGS, k=2)),
    )
