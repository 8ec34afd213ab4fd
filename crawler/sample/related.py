"""The related stories that a reader of an article sees: links in the text where they stand, the box in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from crawler.sample.article import Part, PartKind, SampleArticle, SampleLink
from crawler.sample.masthead import BADGE, address_of
from storage.items import RelatedKind

BOX_HEADINGS = {"larva": "Related Stories", "dive": "Related Articles", "plain": "Related"}
ENTITY_HEADING = "Related"


@dataclass(frozen=True, slots=True)
class Target:
    """An article as other pages link to it: always as the first edition has it, because those pages are not redone."""

    title: str
    path: str
    is_premium: bool


def targets_of(articles: tuple[SampleArticle, ...]) -> dict[int, Target]:
    """Post id to target."""
    return {a.post_id: Target(a.title, a.path, a.is_premium) for a in articles}


def with_related(article: SampleArticle, targets: Mapping[int, Target]) -> SampleArticle:
    """`article` with its related stories resolved."""
    return replace(article, related=tuple(_iter_links(article, targets)))


def has_box_in_text(article: SampleArticle) -> bool:
    """Whether the automatic box stands among the paragraphs and not after them."""
    return any(part.kind is PartKind.BOX for part in article.parts)


def _iter_links(article: SampleArticle, targets: Mapping[int, Target]) -> Iterator[SampleLink]:
    for part in article.parts:
        if part.kind is PartKind.BOX:
            yield from _iter_box(article, targets)
        elif part.kind in {PartKind.ASIDE, PartKind.RELATED, PartKind.ENTITY}:
            yield _in_text(part, targets)
    if not has_box_in_text(article):
        yield from _iter_box(article, targets)


def _in_text(part: Part, targets: Mapping[int, Target]) -> SampleLink:
    assert part.post_id is not None
    target = targets[part.post_id]
    heading = part.heading or ENTITY_HEADING
    return SampleLink(RelatedKind.EDITORIAL, heading, None, target.title, address_of(target.path) + part.fragment)


def _iter_box(article: SampleArticle, targets: Mapping[int, Target]) -> Iterator[SampleLink]:
    heading = BOX_HEADINGS[article.section.family]
    for post_id in article.box:
        target = targets[post_id]
        label = BADGE if target.is_premium and article.section.family == "larva" else None
        yield SampleLink(RelatedKind.AUTOMATIC, heading, label, target.title, address_of(target.path))
