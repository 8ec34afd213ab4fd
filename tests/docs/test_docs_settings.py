"""The page of settings names all of them, and no other."""

from __future__ import annotations

import ast
from typing import Any

from crawler import settings
from tests.docs.pages import DOCS, bare, rows, sections, spans

PAGE = DOCS / "settings.md"
COLLECTIONS = ("DOWNLOAD_HANDLERS", "DOWNLOADER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES")


def ours() -> dict[str, Any]:
    return {name: value for name, value in vars(settings).items() if name.isupper()}


def described() -> dict[str, tuple[str, str]]:
    """Default and reason of every setting on the page."""
    found = [
        row for title, text in sections(PAGE).items() if title not in {"Change one", "Components"} for row in rows(text)
    ]
    assert len({row[0] for row in found}) == len(found)
    return {bare(name): (default, why) for name, default, why in found}


def test_every_setting_is_described_and_no_other():
    assert described().keys() == ours().keys()


def test_every_setting_has_a_reason():
    assert [name for name, (_, why) in described().items() if len(why) < 10] == []


def test_defaults_are_those_of_the_code():
    stated = {name: bare(default) for name, (default, _) in described().items() if name not in COLLECTIONS}
    assert {name: ast.literal_eval(value) for name, value in stated.items()} == {
        name: value for name, value in ours().items() if name not in COLLECTIONS
    }


def test_components_and_their_order_are_those_of_the_code():
    stated = {bare(name): order for names, order, _ in rows(sections(PAGE)["Components"]) for name in names.split(", ")}
    expected = {}
    for collection in COLLECTIONS[1:]:
        expected |= {name: "off" if order is None else str(order) for name, order in ours()[collection].items()}
    handlers = ours()["DOWNLOAD_HANDLERS"]
    expected |= {name: "off" for name, handler in handlers.items() if handler is None}
    by_handler: dict[str, list[str]] = {}
    for scheme, handler in handlers.items():
        if handler is not None:
            by_handler.setdefault(handler, []).append(f"`{scheme}`")
    expected |= {handler: ", ".join(schemes) for handler, schemes in by_handler.items()}
    assert stated == expected


def test_settings_named_on_the_page_exist():
    named = {span for span in spans(PAGE) if span.isupper() and "_" in span and " " not in span}
    assert named - ours().keys() <= {"BACKFILE_"}
