from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.sample import expected
from crawler.sample.announcements import announcements_of
from crawler.sample.article import PartKind
from crawler.sample.site import Site

PAGE = (Path(__file__).parents[3] / "docs" / "sample-publication.md").read_text(encoding="utf-8")
ADDRESSES = re.findall(r"`(/[^`\s]*)`", PAGE)
ROWS = re.findall(r"^\| (?!source|feature|-)(.+?) \| `(/[^`]+)` \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("address", sorted(set(ADDRESSES)))
def test_every_address_of_the_page_is_served(address):
    announced = {one.path for edition in (1, 2) for one in announcements_of(edition)}
    assert address in announced or Site(1).answer(address).status == 200


def test_every_fault_and_every_change_is_on_the_page():
    faulty = {one.path for one in announcements_of(1) if one.answer}
    faulty |= {one.path for one in expected.articles() if one.fault}
    changed = {expected.edited_article(), expected.moved_article(), expected.removed_article(), expected.new_article()}
    assert (faulty | {one.path for one in changed}) - set(ADDRESSES) == set()


def features(path: str) -> set[str]:
    """The features of the article at `path` that the page's words can be held against."""
    article = next(one for edition in (2, 1) for one in expected.articles(edition) if one.path == path)
    found = {article.section.family, *(f"{part.kind} part" for part in article.parts)}
    found |= {f"{one.kind} contributor" for one in article.contributors}
    return found | {f"{one.credit} credit" for one in article.contributors} | ({"byline"} if article.byline else set())


@pytest.mark.parametrize(
    ("words", "feature"),
    [
        ("larva", "larva"),
        ("dive", "dive"),
        ("plain", "plain"),
        ("table", f"{PartKind.TABLE} part"),
        ("list", f"{PartKind.LIST} part"),
        ("quotation", f"{PartKind.QUOTE} part"),
        ("correction", f"{PartKind.CORRECTION} part"),
        ("update label", f"{PartKind.UPDATE} part"),
        ("sign-off", f"{PartKind.SIGNOFF} part"),
        ("hidden", f"{PartKind.VARIANT} part"),
        ("newsletter form", f"{PartKind.SIGNUP} part"),
        ("questions as headings", f"{PartKind.QUESTION} part"),
        ("questions as bold", f"{PartKind.BOLD_QUESTION} part"),
        ("agency copy", "agency contributor"),
        ("staff", "staff contributor"),
        ("photographer", "photography credit"),
    ],
)
def test_what_the_page_says_of_an_article_is_true(words, feature):
    said = [path for text, path in ROWS if re.search(rf"\b{words}\b", text)]
    assert said
    assert [path for path in said if feature not in features(path)] == []
