"""What the documentation tells people to type is what the program takes."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from scrapy.settings import default_settings

from crawler import settings
from crawler.definitions import BUNDLED
from storage import cli
from tests.docs.pages import DOCS, PAGES, ROOT, command_lines, generator, read, rows, spans

TYPED = [(page, words) for page in PAGES for words in command_lines(page)]
BACKFILE = [(page, words) for page, words in TYPED if words[0] == "backfile"]
SCRAPY = [(page, words) for page, words in TYPED if words[0] == "scrapy"]
MAKE = [(page, words) for page, words in TYPED if words[0] == "make"]
MAKE += [(page, span.split()) for page in PAGES for span in spans(page) if span.startswith("make ")]


def name_of(value: Any) -> str:
    return value.name if isinstance(value, Path) else " ".join(value)


def resolve(words: list[str]) -> tuple[Any, typer.Context, list[str]]:
    """The command that the words name, its context, and the words that are left."""
    command = cli.build()
    context = typer.Context(command, info_name="backfile")
    while words and hasattr(command, "get_command") and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"there is no command {words[0]!r}"
        command, context, words = found, typer.Context(found, parent=context, info_name=words[0]), words[1:]
    return command, context, words


@pytest.mark.parametrize("page", ["commands.md", "publications.md"])
def test_generated_pages_are_what_the_program_is(page: str):
    assert generator().pages()[page] == read(DOCS / page), "write them anew: python docs/generate.py"


@pytest.mark.parametrize(("page", "words"), BACKFILE, ids=name_of)
def test_command_lines_are_taken(page: Path, words: list[str]):
    command, context, rest = resolve([word for word in words[1:] if word not in {"[OPTIONS]", "…"}])
    if page.name == "commands.md" or rest == ["--help"]:
        return
    taken = command.make_context(context.info_name, rest, parent=context.parent)
    given = [pair.partition("=")[0] for pair in taken.params.get("set_") or ()]
    assert [name for name in given if not is_setting(name)] == []


def is_setting(name: str) -> bool:
    return hasattr(settings, name) or hasattr(default_settings, name)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_and_options_in_the_prose_exist(page: Path):
    for span in spans(page):
        words = span.split()
        if words[0] == "backfile" and len(words) > 1 and words[1] != "COMMAND":
            command, _, rest = resolve(words[1:])
            options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
            assert {word for word in rest if word.startswith("--")} <= options, span


@pytest.mark.parametrize(("page", "words"), SCRAPY, ids=name_of)
def test_scrapy_is_given_publications_and_settings_that_exist(page: Path, words: list[str]):
    assert words[1] in {"crawl", "list"}
    assert words[1] == "list" or (BUNDLED / f"{words[2]}.toml").is_file()
    given = [value.partition("=")[0] for option, value in itertools.pairwise(words) if option == "-s"]
    assert [name for name in given if not is_setting(name)] == []


@pytest.mark.parametrize(("page", "words"), MAKE, ids=name_of)
def test_make_targets_exist(page: Path, words: list[str]):
    targets = set(re.findall(r"^(\w+):", read(ROOT / "Makefile"), re.MULTILINE))
    assert [word for word in words[1:] if "=" not in word and word not in targets] == []


def test_the_pages_show_every_command():
    assert {words[1] for page, words in BACKFILE if page.name != "commands.md"} >= {
        *cli.OWN,
        "crawl",
        "import",
        "extract",
    }


def test_every_command_says_how_it_ends():
    for title, section in generator_sections().items():
        codes = [row[0] for row in rows(section) if len(row) == 2]
        assert codes, title
        assert "0" in codes, title


def generator_sections() -> dict[str, str]:
    _, *parts = generator().render_commands().split("\n## backfile ")
    return {part.partition("\n")[0]: part.partition("\n## ")[0] for part in parts}


def test_every_command_is_in_the_reference():
    assert {title.split()[0] for title in generator_sections()} == {*cli.OWN, *cli._operators()}


def test_every_publication_is_in_the_table():
    listed = [row[0].strip("`") for row in rows(read(DOCS / "publications.md"))]
    assert listed == sorted(path.stem for path in BUNDLED.glob("*.toml"))
