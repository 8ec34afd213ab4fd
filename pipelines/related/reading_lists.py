"""Lists under a heading of related stories that are no stories of the press: sources of the article, and subjects."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from pipelines.related.card_titles import UNSPACED
from pipelines.related.cards import Card
from pipelines.related.story_links import LinkReader

_MINIMUM_SOURCES = 3
_SUBJECT_WORDS = 2


def is_foreign(cards: Sequence[Card], reader: LinkReader) -> bool:
    """Whether all cards lead to other sites, and to several: a list of sources, which belongs to the text."""
    hosts = {urlsplit(card.link.canonical_url).hostname for card in cards}
    return len(hosts) >= _MINIMUM_SOURCES and not any(reader.is_on_site(card.link) for card in cards)


def is_index(cards: Sequence[Card]) -> bool:
    """Whether most cards hold but one or two words, as subjects do."""
    short = [card for card in cards if len(card.words) <= _SUBJECT_WORDS and not UNSPACED.search(card.text)]
    return len(cards) > 1 and 2 * len(short) > len(cards)
