"""The picture of an article, its caption and its credit."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.document import Document, parse_document
from pipelines.metadata.captions import part_credit
from pipelines.metadata.lead_image import extract_lead_image
from pipelines.rules import NO_RULES
from storage.items import LeadImage

URL = "https://ledger.example/2024/05/quay-approved-1234/"
PICTURE = "https://ledger.example/media/old-quay-cranes-1024x683.jpg"


def page(body: str, head: str = "") -> Document:
    markup = f"<html><head><title>Quay Approved</title>{head}</head><body>{body}</body></html>"
    return parse_document(markup.encode(), URL, "text/html; charset=utf-8")


def article(**keys: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **keys})}</script>'


def test_printed_picture_lends_caption_and_credit_to_the_declared_one() -> None:
    head = f'<meta property="og:image" content="{PICTURE}">'
    body = """<h1>Quay Approved</h1><figure class="wp-block-image"><img src="/media/old-quay-cranes-300x200.jpg">
      <figcaption>Cranes at the old quay. <span class="credit">Photo: Ada Tern</span></figcaption></figure>"""
    assert extract_lead_image(page(body, head), NO_RULES) == LeadImage(
        PICTURE, "Cranes at the old quay.", "Photo: Ada Tern"
    )


def test_caption_of_another_picture_is_not_taken() -> None:
    head = f'<meta property="og:image" content="{PICTURE}">'
    body = "<h1>Quay Approved</h1><figure><img src='/media/mayor.jpg'><figcaption>The mayor.</figcaption></figure>"
    assert extract_lead_image(page(body, head), NO_RULES) == LeadImage(PICTURE)


def test_what_structured_data_says_of_a_picture() -> None:
    image = {"@type": "ImageObject", "url": PICTURE, "caption": "Cranes.", "creditText": "Ada Tern/Ledger"}
    assert extract_lead_image(page("", article(image=image)), NO_RULES) == LeadImage(
        PICTURE, "Cranes.", "Ada Tern/Ledger"
    )


def test_picture_named_by_reference() -> None:
    graph = [
        {"@type": "NewsArticle", "image": {"@id": f"{URL}#primaryimage"}},
        {"@type": "ImageObject", "@id": f"{URL}#primaryimage", "url": PICTURE, "caption": "Cranes."},
    ]
    script = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert extract_lead_image(page("", script), NO_RULES) == LeadImage(PICTURE, "Cranes.")


def test_logo_is_no_lead_image() -> None:
    head = '<meta property="og:image" content="/static/site-logo.png">'
    body = """<div class="author-box"><img src="/media/ada.jpg"></div><h1>Quay Approved</h1>
      <div class="article-image"><img data-src="/media/quay.jpg" src="/static/placeholder.gif"></div>"""
    assert extract_lead_image(page(body, head), NO_RULES) == LeadImage("https://ledger.example/media/quay.jpg")


def test_page_without_a_picture() -> None:
    assert extract_lead_image(page("<h1>Quay Approved</h1><p>It was.</p>"), NO_RULES) is None


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("Cranes at the quay. Photo: Ada Tern", "Cranes at the quay.", "Photo: Ada Tern"),
        ("Cranes at the quay (Ada Tern/Getty Images)", "Cranes at the quay", "Ada Tern/Getty Images"),
        ("Cranes at the quay. © Ada Tern", "Cranes at the quay.", "© Ada Tern"),
        ("Kräne am Kai. Foto: Ada Tern/dpa", "Kräne am Kai.", "Foto: Ada Tern/dpa"),
        ("Ada Tern//Shutterstock", None, "Ada Tern//Shutterstock"),
        ("Courtesy of the Ledger", None, "Courtesy of the Ledger"),
        ("Ada Tern, left, and her brother (in 2019)", "Ada Tern, left, and her brother (in 2019)", None),
        ("A photograph of the quay", "A photograph of the quay", None),
        ("", None, None),
    ],
)
def test_end_of_a_caption(printed: str, caption: str | None, credit: str | None) -> None:
    assert part_credit(printed, None) == (caption, credit)


@given(st.text(st.sampled_from("abc ©()[]/:. Photo: by Getty"), max_size=400))
@settings(max_examples=100, deadline=None)
def test_nothing_is_added_to_a_caption(printed: str) -> None:
    caption, credit = part_credit(printed, None)
    assert (caption or "") in " ".join(printed.split())
    assert credit is None or credit in printed


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["<figure>", "<img src=a.jpg class=photo>", "<figcaption>© ", "<div class=image>"])
def test_hostile_pictures_end(unit: str) -> None:
    found = extract_lead_image(page("<h1>Quay Approved</h1>" + unit * 20_000), NO_RULES)
    assert found is None or found.url.startswith("https://")
