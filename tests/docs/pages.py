"""The documentation as tests read it: pages, their links, tables, blocks of code and command lines."""

from __future__ import annotations

import importlib.util
import itertools
import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
GENERATOR = DOCS / "generate.py"

_FENCE = re.compile(r"^(?P<mark>```+)[^\n]*\n(?P<text>.*?)^(?P=mark)\s*$", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"(?:^|\n\n)((?: {4}[^\n]*(?:\n|$))+)")
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^]\n]*\]\(([^)\s]+)\)")
_CELL = re.compile(r"(?<!\\)\|")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return _INDENTED.sub("\n\n", _FENCE.sub("", read(page)))


def blocks(page: Path) -> list[str]:
    """The blocks of code, fenced and indented."""
    text = read(page)
    fenced = [match["text"] for match in _FENCE.finditer(text)]
    return fenced + [match[1] for match in _INDENTED.finditer(_FENCE.sub("", text))]


def fenced(page: Path, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", read(page), re.DOTALL | re.MULTILINE)


def spans(page: Path) -> list[str]:
    """What is set as code within the prose."""
    return _SPAN.findall(prose(page))


def links(page: Path) -> list[str]:
    return _LINK.findall(prose(page))


def sections(page: Path) -> dict[str, str]:
    """The text below each heading of the second level."""
    _, *parts = re.split(r"^## ", read(page), flags=re.MULTILINE)
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of every table, without the head."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        head = number + 1 < len(lines) and re.match(r"\|[ |:-]+\|$", lines[number + 1])
        if line.startswith("|") and not re.match(r"\|[ |:-]+\|$", line) and not head:
            yield [cell.strip() for cell in _CELL.split(line)[1:-1]]


def bare(cell: str) -> str:
    return cell.strip("`")


def command_lines(page: Path) -> list[list[str]]:
    """Every simple command in the blocks of code, as its words."""
    found = []
    for block in blocks(page):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            found += _simple_commands(line)
    return found


def _simple_commands(line: str) -> Iterator[list[str]]:
    """The command of one line: of a shell, a unit of systemd, a crontab or a list in YAML."""
    if listed := re.search(r"\[\"backfile\".*\]", line):
        yield json.loads(listed[0])
    elif named := re.search(r"(?:^|[ \"]|ExecStart=)(?:/[\w./-]*/)?((?:backfile|scrapy|make) [\w-].*)", line):
        lexer = shlex.shlex(named[1].removesuffix('",'), posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        yield list(itertools.takewhile(lambda word: not set(word) <= set("();<>|&"), lexer))


@cache
def generator() -> ModuleType:
    """`docs/generate.py` as a module."""
    spec = importlib.util.spec_from_file_location("docs_generator", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
