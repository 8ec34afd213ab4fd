"""Which genre a page is, by the first of its signs that speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipelines.document import Document
from pipelines.genre.signs import Signs, read_signs
from pipelines.genre.structure import EDITED, find_interview, find_list
from pipelines.genre.words import (
    ADVERTISED,
    NO_CATEGORIES,
    SCHEMA_TYPES,
    SLUGS,
    TITLES,
    WIRE_ENDS,
    WIRES,
    genres_of_label,
    genres_of_segment,
)
from storage.items import Block, Genre, Metadata

SHORT = 3000
"""Characters of text up to which a page called a video or a gallery is one; a longer one is an article."""

ORDER = (
    Genre.SPONSORED, Genre.PRESS_RELEASE, Genre.LIVE_BLOG, Genre.PODCAST, Genre.VIDEO, Genre.GALLERY, Genre.OBITUARY,
    Genre.INTERVIEW, Genre.OPINION, Genre.LIST, Genre.REVIEW,
)  # fmt: skip
"""The genres as they are tried: who paid and who wrote come before the medium, the medium before the form."""

_FIRST, _LAST = 3, 8
"""Blocks in which a wire's dateline and its closing lines stand."""

Verdict = tuple[Genre, str | None]


def judge_genre(document: Document, metadata: Metadata, blocks: Sequence[Block]) -> Verdict:
    """The genre of an article, with the sign that decided it; a plain article has none."""
    return _judge(read_signs(document, metadata), blocks)


def judge_genre_of_text(title: str | None, blocks: Sequence[Block]) -> Verdict:
    """The genre of an article of which there is only its text."""
    return _judge(Signs(title=title or ""), blocks)


def _judge(signs: Signs, blocks: Sequence[Block]) -> Verdict:
    for genre in ORDER:
        reason = next(_iter_reasons(genre, signs, blocks), None)
        if reason is not None:
            return genre, reason
    return Genre.ARTICLE, None


def _iter_reasons(genre: Genre, signs: Signs, blocks: Sequence[Block]) -> Iterator[str]:
    if genre in (Genre.VIDEO, Genre.GALLERY) and _length(blocks) > SHORT:
        yield from _iter_declared(genre, signs)
        return
    yield from _iter_declared(genre, signs)
    yield from _iter_named(genre, signs)
    yield from _OF_TEXT.get(genre, _nothing)(signs, blocks)


def _iter_declared(genre: Genre, signs: Signs) -> Iterator[str]:
    for name in signs.types:
        if SCHEMA_TYPES.get(name) is genre and not (genre is Genre.GALLERY and signs.declares_article):
            yield f"schema.org: {name}"
    if genre is Genre.REVIEW and signs.rated:
        yield "schema.org: review"
    if genre is Genre.SPONSORED and signs.is_paid:
        yield f"meta: {signs.is_paid}"
    if genre is Genre.VIDEO and not signs.declares_article and _is_video(signs):
        yield f"declared: {signs.media or 'videoobject'}"


def _is_video(signs: Signs) -> bool:
    return signs.media.startswith("video") or "videoobject" in signs.types


def _iter_named(genre: Genre, signs: Signs) -> Iterator[str]:
    if genre not in TITLES:
        return
    for where, label in signs.labels:
        if genre in genres_of_label(label) and not (where == "class" and label.lower() in NO_CATEGORIES):
            yield f"{where}: {label}"
    for segment in signs.segments:
        if genre in genres_of_segment(segment):
            yield f"address: {segment}"
    if found := TITLES[genre].search(signs.title[:300]):
        yield f"headline: {found[0].strip(' :|–—-[]()')}"
    if genre in SLUGS and (found := SLUGS[genre].search(signs.slug)):
        yield f"address: {found[0].strip('-')}"


def _find_wire(signs: Signs, blocks: Sequence[Block]) -> Iterator[str]:  # noqa: ARG001
    for block in blocks[:_FIRST]:
        if found := WIRES.search(block.text[:300]):
            yield f"text: {found[0].strip(' /()')}"
    for block in blocks[-_LAST:]:
        if found := WIRE_ENDS.match(block.text[:200]):
            yield f"text: {found[0]}"


def _find_advertised(signs: Signs, blocks: Sequence[Block]) -> Iterator[str]:  # noqa: ARG001
    for block in blocks[:2]:
        if found := ADVERTISED.match(block.text[:200]):
            yield f"text: {found[0].strip()}"


def _find_questions(signs: Signs, blocks: Sequence[Block]) -> Iterator[str]:  # noqa: ARG001
    if questions := find_interview(blocks):
        yield f"text: {questions} questions"
    for block in (*blocks[:_LAST], *blocks[-_LAST:]):
        if found := EDITED.match(block.text[:200]):
            yield f"text: {found[0].strip()}"


def _find_player(signs: Signs, blocks: Sequence[Block]) -> Iterator[str]:
    if signs.has_audio and _length(blocks) < SHORT // 2:
        yield "markup: audio"


def _find_items(signs: Signs, blocks: Sequence[Block]) -> Iterator[str]:
    if reason := find_list(signs.title, blocks):
        yield reason


def _nothing(signs: Signs, blocks: Sequence[Block]) -> Iterator[str]:  # noqa: ARG001
    return iter(())


_OF_TEXT: dict[Genre, Callable[[Signs, Sequence[Block]], Iterator[str]]] = {
    Genre.SPONSORED: _find_advertised,
    Genre.PRESS_RELEASE: _find_wire,
    Genre.PODCAST: _find_player,
    Genre.INTERVIEW: _find_questions,
    Genre.LIST: _find_items,
}


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
