"""The stories of a box: one card each, with title and badge."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipelines.document import Element
from pipelines.printed_text import read_element
from pipelines.related.box import Box
from pipelines.related.headings import HeadingKind, classify_heading, is_badge, split_heading, split_label
from pipelines.related.marks import read_words
from pipelines.related.outline import Outline
from pipelines.related.story_links import LinkReader, StoryLink, names_story
from pipelines.selectors import select

_TITLE_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CARD_TAGS = _TITLE_TAGS | {"article", "li"}
_TITLE_NAMES = re.compile(r" (?:\w+ )?(?:title|headline|hed|heading|caption)s? | js headline ")
_BADGE_NAMES = re.compile(
    r" (?:badge|label|kicker|vip|eyebrow|flag|rubric|premium|overline|pretitle|roofline|dachzeile|topline) "
)
_MAXIMUM_BADGE = 40
_MAXIMUM_TITLE = 500
_MINIMUM_TITLE = 3
_SHORT_TITLE = 14
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no blanks between words."""
_WORD = re.compile(r"\w+")
_NO_TITLE_NAMES = re.compile(
    r" (?:category|categories|section|kicker|author|byline|tag|tags|eyebrow|rubric|topic|share) "
)
_BLOCKS = frozenset(("p", "div", "section", "article", "li", "td", "aside")) | _TITLE_TAGS
_TEASER = 60
_CARD_TEXT = 1500
_MAXIMUM_LINKS = 400
_CALL = re.compile(
    r"\W*(?:(?:load|show|see|view|browse|discover|explore) (?:all|more)|cargar|cargar m[aá]s|ver (?:m[aá]s|tod[oa]s?)"
    r"|mostrar|carregar mais|voir (?:plus|tous)|afficher plus|charger plus|alle|mehr (?:laden|anzeigen|ähnliche))\b"
    r"(?: [\w'’-]+){0,4}\W*",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\W*(?:ad|advertisement|advertorial|anzeige|werbung|(?:paid|sponsored|promoted|partner|branded)(?: \w+)?"
    r"|publicidad|publicité|pubblicità|publicidade|contenu sponsorisé|contenido patrocinado|reklam[ea]?|pr)\W*",
    re.IGNORECASE,
)
_SPONSORED = re.compile(r"sponsor|advert|promot|partner|anzeige|paid", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Card:
    """One story of a box as printed; `words` are all the words of the card."""

    link: StoryLink
    label: str | None
    text: str
    words: tuple[str, ...]


def read_cards(outline: Outline, box: Box, reader: LinkReader) -> list[Card]:
    """The stories of a box in order; a story linked twice, as by picture and title, is one card."""
    links = _list_links(outline, box)
    if len(links) > _MAXIMUM_LINKS:
        return []
    found = (reader.find_story(place, outline.elements[place].get("href") or "") for place in links)
    stories = [story for story in found if story and not _is_beside(outline, story)]
    groups: dict[str, list[StoryLink]] = {}
    for story in stories:
        groups.setdefault(story.canonical_url, []).append(story)
    order = [story.place for story in stories]
    owner = {story.place: story.canonical_url for story in stories}
    cards = []
    for group in groups.values():
        card = _read_card(outline, box, group, order, owner)
        if card:
            cards.append(card)
    return cards


def _list_links(outline: Outline, box: Box) -> list[int]:
    if box.rule is None or box.rule.card is None:
        return [link for place in box.places for link in outline.links_in(place)]
    cards = [card for place in box.places for card in select(outline.elements[place], (box.rule.card,))]
    places = [place for card in cards if (place := outline.find_place(card)) is not None]
    return sorted({link for place in places for link in outline.links_in(place)})


def _is_beside(outline: Outline, story: StoryLink) -> bool:
    """Whether a link of a card does not lead to the card's story: its section, author, or a source of its teaser."""
    text = outline.read_text(story.place)
    if text and _is_section(story.canonical_url, text) and classify_heading(text) is not HeadingKind.READ_MORE:
        return True
    return _is_aside(outline, story.place) or _is_citation(outline, story.place)


def _is_aside(outline: Outline, place: int) -> bool:
    """Whether a link stands for the category or author of a card."""
    if _NO_TITLE_NAMES.search(read_words(outline.names[place])):
        return True
    for around in outline.iter_parents(place):
        if outline.text(around) > _MAXIMUM_BADGE or outline.tags[around] in _CARD_TAGS:
            break
        if _NO_TITLE_NAMES.search(read_words(outline.names[around])):
            return True
    return False


def _is_citation(outline: Outline, place: int) -> bool:
    """Whether a link stands in the running text of a teaser."""
    for around in outline.iter_parents(place):
        if outline.tags[around] in _BLOCKS:
            return outline.tags[around] == "p" and outline.plain_text(around) > outline.text(place) + _TEASER
    return False


def _read_card(
    outline: Outline, box: Box, group: list[StoryLink], order: list[int], owner: dict[int, str]
) -> Card | None:
    title, link = max(((_read_link_title(outline, link.place), link) for link in group), key=_rank_title)
    root = _find_root(outline, box, link, order, owner)
    label, ruled = _read_by_rule(outline, box, root)
    text = ruled or (title if _is_title(title) else None)
    if text is None and names_story(link.canonical_url):
        text = _find_headline(outline, box, root)
    if text is None or _is_section(link.canonical_url, text):
        return None
    _, text = split_heading(text)
    badge, text = split_label(text)
    label = label or badge or _find_badge(outline, box, root, text)
    if not text or (label and _SPONSORED.search(label)) or _is_paid(outline, root):
        return None
    return Card(group[0], label, text[:_MAXIMUM_TITLE], tuple(outline.read_text(root).split()))


def _rank_title(titled: tuple[str, StoryLink]) -> tuple[bool, int]:
    return _is_title(titled[0]), len(titled[0])


def _is_section(canonical: str, text: str) -> bool:
    """Whether a link leads to the front of a section rather than to a story."""
    path, _, query = canonical.partition("?")
    slug = path.rpartition("/")[2]
    if query or slug.count("-") > 1 or any(map(str.isdigit, slug)) or UNSPACED.search(text):
        return False
    return len(_WORD.findall(text)) <= (_MINIMUM_TITLE if text.isascii() else _MINIMUM_TITLE - 1)


def _find_root(outline: Outline, box: Box, story: StoryLink, order: list[int], owner: dict[int, str]) -> int:
    """The largest element around a link that holds no other story, within its box."""
    root = story.place
    for parent in outline.iter_parents(story.place):
        if not any(outline.holds(place, parent) for place in box.places) or outline.text(parent) > _CARD_TEXT:
            break
        if box.heading_place is not None and outline.holds(parent, box.heading_place):
            break
        first = bisect_left(order, parent)
        last = bisect_left(order, outline.ends[parent]) - 1
        if owner[order[first]] != story.canonical_url or owner[order[last]] != story.canonical_url:
            break
        root = parent
    return root


def _find_headline(outline: Outline, box: Box, root: int) -> str | None:
    for place in range(root, outline.ends[root]):
        if outline.tags[place] in _TITLE_TAGS and place != box.heading_place:
            title = outline.read_text(place)
            if _is_title(title):
                return title
    return None


def _read_link_title(outline: Outline, link: int) -> str:
    """The title in a link: its headline where it holds one, else all its text."""
    named = ""
    for place in range(link + 1, outline.ends[link]):
        if outline.tags[place] in _TITLE_TAGS:
            return outline.read_text(place)
        if not named and _TITLE_NAMES.search(read_words(outline.names[place])):
            named = outline.read_text(place)
    return named if _is_title(named) else _without_badges(outline, link)


def _without_badges(outline: Outline, link: int) -> str:
    text = outline.read_text(link)
    for place in range(link + 1, outline.ends[link]):
        if outline.text(place) > _MAXIMUM_BADGE:
            continue
        badge = outline.read_text(place)
        if text.startswith(badge) and _is_beside_title(outline, place, badge):
            text = text[len(badge) :].strip()
    return text


def _is_beside_title(outline: Outline, place: int, text: str) -> bool:
    if is_badge(text) or _BADGE_NAMES.search(read_words(outline.names[place])):
        return True
    return classify_heading(text) in {HeadingKind.RELATED, HeadingKind.READ_MORE}


def _is_title(text: str) -> bool:
    if len(text) < 6 or classify_heading(text) is HeadingKind.READ_MORE or _CALL.fullmatch(text):
        return False
    words = len(_WORD.findall(text))
    return words >= _MINIMUM_TITLE or (words > 1 and len(text) >= _SHORT_TITLE) or not text.isascii()


def _find_badge(outline: Outline, box: Box, root: int, title: str) -> str | None:
    """A short text of the card that is named a badge or reads like one."""
    for place in range(root, outline.ends[root]):
        if place == box.heading_place or not 0 < outline.text(place) <= _MAXIMUM_BADGE:
            continue
        text = outline.read_text(place)
        if text and text != title and (_BADGE_NAMES.search(read_words(outline.names[place])) or is_badge(text)):
            return text
    return None


def _is_paid(outline: Outline, root: int) -> bool:
    """Whether a short text of the card says that it is paid for."""
    return any(
        _PAID.fullmatch(outline.read_text(place))
        for place in range(root, outline.ends[root])
        if 0 < outline.text(place) <= _MAXIMUM_BADGE
    )


def _read_by_rule(outline: Outline, box: Box, root: int) -> tuple[str | None, str | None]:
    rule = box.rule
    if rule is None:
        return None, None
    element = outline.elements[root]
    return _find_text(element, rule.label), _find_text(element, rule.text)


def _find_text(element: Element, selector: str | None) -> str | None:
    found = select(element, (selector,)) if selector else []
    return (read_element(found[0]) or None) if found else None
