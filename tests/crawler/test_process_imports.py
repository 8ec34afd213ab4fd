"""What may not be loaded where: archivists' commands start without Scrapy, and workers run without it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

HEAVY = ("scrapy", "twisted", "itemadapter")


@cache
def loaded_by(code: str) -> frozenset[str]:
    """The packages that are loaded after `code` has run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"],
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    return frozenset(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["storage.cli", "storage.archive", "storage.writer", "pipelines.worker", "pipelines.extract"]
)
def test_a_module_stands_without_what_fetches(module: str) -> None:
    assert loaded_by(f"import {module}").isdisjoint(HEAVY)


@pytest.mark.parametrize("module", ["storage.cli", "storage.archive"])
def test_storage_stands_without_what_extracts(module: str) -> None:
    assert loaded_by(f"import {module}").isdisjoint({"trafilatura", "pipelines", "crawler"})
