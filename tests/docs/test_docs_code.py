"""Names of the code that pages use, and names of pages that the code uses."""

from __future__ import annotations

import ast
import importlib.util
import pydoc
import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, fenced, read, spans

OURS = ("crawler", "pipelines", "storage")
SOURCES = [ROOT / "pyproject.toml", *(path for package in OURS for path in sorted((ROOT / package).rglob("*.py")))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_and_functions_that_are_named_exist(page: Path):
    named = [span for span in spans(page) if re.fullmatch(rf"(?:{'|'.join(OURS)})(?:\.\w+)+", span)]
    assert [name for name in named if pydoc.locate(name) is None] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_in_python_import_what_there_is(page: Path):
    missing = []
    for block in fenced(page, "python"):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in OURS:
                missing += [name.name for name in node.names if pydoc.locate(f"{node.module}.{name.name}") is None]
    assert missing == []


def test_pages_that_the_code_names_exist():
    named = {(path.name, page) for path in SOURCES for page in re.findall(r"\bdocs/[\w-]+\.md", read(path))}
    assert ("pyproject.toml", "docs/security.md") in named
    assert sorted((file, page) for file, page in named if not (ROOT / page).is_file()) == []


def test_extras_and_programs_that_are_named_exist():
    text = "\n".join(map(read, PAGES))
    extras = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["optional-dependencies"]
    assert set(re.findall(r"backfile\[(\w+)\]", text)) <= extras.keys()
    programs = set(re.findall(r"python -m ([\w.]+)", text))
    assert [name for name in programs if importlib.util.find_spec(name) is None] == []
    files = set(re.findall(r"python ([\w/]+\.py)", text))
    assert [name for name in files if not (ROOT / name).is_file()] == []
