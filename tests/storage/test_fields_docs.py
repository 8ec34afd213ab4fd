"""docs/fields.md and docs/query.md list what there is, all of it and nothing else."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from storage.article_json import article_json
from storage.cli import build
from storage.corrections import correct, title_value
from storage.decisions import deciding
from storage.export.csv import COLUMNS
from storage.overlays import Field
from tests.storage.builders import AT, capture_page, get_article, later, settle, warc_writer
from tests.storage.library import TOUR, settle_tour

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def iter_fields(value: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, inner in value.items():
        yield prefix + name
        if isinstance(inner, dict):
            yield from iter_fields(inner, f"{prefix}{name}.")
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield from iter_fields(inner[-1], f"{prefix}{name}[].")


def sections() -> tuple[list[str], list[str]]:
    fields, _, columns = (DOCS / "fields.md").read_text(encoding="utf-8").partition("\n## CSV\n")
    return ROW.findall(fields), ROW.findall(columns)


def test_every_field_is_explained_in_order(archive: Archive) -> None:
    item = settle_tour(archive)
    with warc_writer(archive) as warc:
        later_capture = capture_page(warc, TOUR.url, b"edited", publication=TOUR.publication, at=later(1))
    settle(archive, replace(item, capture=later_capture, title="Off the wheel"))
    with deciding(archive) as session:
        values = {Field.TITLE: title_value("On the wheel")}
        correct(session, get_article(session, TOUR.id), values, actor="Ines Vale", reason="so printed", now=AT)
    with archive.read() as session:
        article = article_json(session, get_article(session, TOUR.id))
    assert all(article[name] for name in ("contributors", "related", "turns", "notices", "lead_image"))
    assert sections()[0] == list(iter_fields(article))


def test_every_column_is_explained_in_order() -> None:
    assert sections()[1] == list(COLUMNS)


def commands() -> list[str]:
    found = re.findall(r"^    \$ backfile ([^|>\n]+)", (DOCS / "query.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) > 10
    return found


@pytest.mark.parametrize("line", commands())
def test_every_command_of_the_page_can_be_typed(line: str) -> None:
    group = build()
    name, *words = shlex.split(line)
    command = group.get_command(None, name)
    if name == "database":
        assert words[0] in command.commands
        return
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_option_is_explained() -> None:
    explained = set(re.findall(r"--[a-z-]+", (DOCS / "query.md").read_text(encoding="utf-8")))
    for name in ("search", "show", "export", "status", "runs"):
        options = {option for parameter in build().get_command(None, name).params for option in parameter.opts}
        assert {option for option in options if option.startswith("--")} <= explained | {"--help"}, name
