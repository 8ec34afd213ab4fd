"""Every field of every recorded case, through the path a crawled page takes."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from itemadapter import ItemAdapter

from crawler.definitions import load
from pipelines.extract import extract_page
from pipelines.normalise import normalise
from storage.items import BlockKind, Capture, DateClaim, Extraction, PageItem, RecordAddress

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/*/page.html"))


def expected_article(case: Path) -> dict[str, Any]:
    return json.loads((case / "article.json").read_text(encoding="utf-8"))


def recorded_capture(case: Path) -> Capture:
    stated = json.loads((case / "capture.json").read_text(encoding="utf-8"))
    return Capture(
        url=stated["url"],
        captured_at=datetime.fromisoformat(stated["captured_at"]),
        status=stated["status"],
        content_type=stated["headers"]["Content-Type"],
        payload_digest="",
        payload_length=(case / "page.html").stat().st_size,
        record_id="urn:uuid:00000000-0000-0000-0000-000000000000",
        record_type="response",
        address=RecordAddress("recorded.warc.gz", 0, 0),
    )


@cache
def read_case(case: Path) -> PageItem:
    capture = recorded_capture(case)
    rules = load(case.parent.name).rules_at(capture.captured_at)
    item = PageItem(publication=case.parent.name, url=capture.url, capture=capture)
    item.extraction = extract_page(
        (case / "page.html").read_bytes(), url=capture.url, content_type=capture.content_type, rules=rules
    )
    normalise(ItemAdapter(item), rules)
    return item


def extraction_of(item: PageItem) -> Extraction:
    assert item.extraction is not None
    return item.extraction


def body_of(item: PageItem) -> str:
    return "\n".join(block.text for block in extraction_of(item).blocks)


def instant_of(claim: DateClaim | None) -> str | None:
    return claim.at.isoformat() if claim else None


def contributors_of(item: PageItem) -> list[dict[str, str]]:
    return [
        {key: str(value) for key, value in asdict(person).items() if value is not None and key != "source"}
        for person in item.contributors
    ]


def related_of(item: PageItem) -> list[dict[str, str | None]]:
    return [
        {"kind": str(story.kind), "heading": story.heading, "label": story.label, "text": story.text, "url": story.url}
        for story in sorted(item.related, key=lambda story: story.position)
    ]


def questions_of(item: PageItem) -> list[str]:
    return [block.text for block in extraction_of(item).blocks if block.kind is BlockKind.QUESTION]


def notices_of(item: PageItem) -> list[dict[str, str | bool | None]]:
    blocks = extraction_of(item).blocks
    return [
        {
            "kind": str(notice.kind),
            "label": notice.label,
            "time_printed": notice.time_printed,
            "in_body": notice.block is not None and blocks[notice.block].text == notice.text,
        }
        for notice in extraction_of(item).notices
    ]


def sign_offs_of(item: PageItem) -> list[str]:
    return [claim.printed for claim in extraction_of(item).byline_claims if claim.source == "sign-off"]


def lead_image_of(item: PageItem) -> dict[str, str | None] | None:
    image = extraction_of(item).metadata.lead_image
    return asdict(image) if image else None


FIELDS: dict[str, Callable[[PageItem], object]] = {
    "title": lambda item: item.title,
    "standfirst": lambda item: extraction_of(item).metadata.standfirst,
    "byline_printed": lambda item: item.byline_printed,
    "contributors": contributors_of,
    "published_at": lambda item: instant_of(item.published),
    "modified_at": lambda item: instant_of(item.modified),
    "section": lambda item: extraction_of(item).metadata.section,
    "language": lambda item: extraction_of(item).metadata.language,
    "related": related_of,
    "questions": questions_of,
    "canonical_url": lambda item: item.canonical_url,
    "post_id": lambda item: extraction_of(item).metadata.post_id,
    "text_state": lambda item: str(extraction_of(item).text_state),
    "genre": lambda item: str(extraction_of(item).genre),
    "notices": notices_of,
    "sign_offs": sign_offs_of,
    "lead_image": lead_image_of,
}
PARTS = ("body_begins", "body_ends", "body_has", "body_lacks")


def stated_fields(*names: str) -> list[Any]:
    return [recorded_field(case, name) for case in CASES for name in names if name in expected_article(case)]


def recorded_field(case: Path, name: str) -> Any:
    return pytest.param(case, name, id=f"{case.parent.name}/{case.name}/{name}")


@pytest.mark.parametrize(("case", "name"), stated_fields(*FIELDS))
def test_field(case: Path, name: str) -> None:
    assert FIELDS[name](read_case(case)) == expected_article(case)[name]


@pytest.mark.parametrize(("case", "name"), stated_fields("body_begins"))
def test_body_begins(case: Path, name: str) -> None:
    assert body_of(read_case(case)).startswith(expected_article(case)[name])


@pytest.mark.parametrize(("case", "name"), stated_fields("body_ends"))
def test_body_ends(case: Path, name: str) -> None:
    assert body_of(read_case(case)).endswith(expected_article(case)[name])


@pytest.mark.parametrize(("case", "name"), stated_fields("body_has"))
def test_body_has(case: Path, name: str) -> None:
    body = body_of(read_case(case))
    assert [passage for passage in expected_article(case)[name] if passage not in body] == []


@pytest.mark.parametrize(("case", "name"), stated_fields("body_lacks"))
def test_body_lacks(case: Path, name: str) -> None:
    body = body_of(read_case(case))
    assert [passage for passage in expected_article(case)[name] if passage in body] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_states_every_field(case: Path) -> None:
    fields = expected_article(case).keys()
    assert {*FIELDS, "body_begins", "body_ends", "body_lacks"} - fields == set()
    assert fields - {*FIELDS, *PARTS} == set()
