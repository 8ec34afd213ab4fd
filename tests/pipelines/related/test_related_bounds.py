from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.document import parse_document
from pipelines.related import drop_boxes, extract_related, find_related_boxes
from pipelines.rules import NO_RULES

URL = "https://a.example/story-1"
TAGS = [
    "p",
    "div",
    "a href='/x-1/y-2'",
    "h2",
    "ul",
    "li",
    "section class='related'",
    "span",
    "aside hidden",
    "strong",
    "footer",
    "article",
]
TEXTS = ["Related", "Read more:", "Most popular", "A story of some words", "x" * 90, "VIP+", ""]
_OPEN = st.sampled_from(TAGS).map("<{}>".format)
_CLOSE = st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>")
_MARKUP = st.lists(st.one_of(_OPEN, _CLOSE, st.sampled_from(TEXTS), st.text(max_size=20)), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(_MARKUP)
def test_any_markup_is_read(markup: str) -> None:
    document = parse_document(markup.encode("utf-8", "replace"), URL, "text/html")
    boxes = find_related_boxes(document, NO_RULES)
    assert [story.position for story in boxes.stories] == list(range(len(boxes.stories)))
    assert len({story.canonical_url for story in boxes.stories}) == len(boxes.stories)
    assert all(story.url and story.text and story.url.startswith("http") for story in boxes.stories)
    drop_boxes(boxes)


@pytest.mark.parametrize(
    "payload", [b"", b"\x00\xff", b"<", b"<html>", b"<a href>x</a>", b"<base href='http://['><a href=x>y</a>"]
)
def test_broken_pages_have_none(payload: bytes) -> None:
    assert extract_related(parse_document(payload, "", None), NO_RULES) == []


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "unit",
    [
        "<h3>Related</h3><a href='/{0}-story-of-it'>Story of many words {0}</a>",
        "<div class='related'><a href='/{0}-story-of-it'>Story of many words {0}</a></div>",
    ],
)
def test_thirty_thousand_links_are_read(unit: str) -> None:
    paragraph = f"<p>{'Some words of a paragraph in the text of it. ' * 5}</p>"
    markup = f"<body>{paragraph}{''.join(unit.format(number) for number in range(30_000))}{paragraph}</body>"
    document = parse_document(markup.encode(), URL, "text/html")
    assert len(find_related_boxes(document, NO_RULES).stories) == 200


def test_a_box_of_very_many_stories_is_a_list_of_the_site() -> None:
    links = "".join(f"<li><a href='/2024/story-{number}'>Story of many words {number}</a></li>" for number in range(60))
    document = parse_document(f"<div><h2>Related</h2><ul>{links}</ul></div>".encode(), URL, "text/html")
    assert extract_related(document, NO_RULES) == []
