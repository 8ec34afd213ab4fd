"""The page on extraction says what the code does."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "extraction.md").read_text()
BOUNDS = re.findall(r"^\| [^|]+ \| ([\d.]+) \| `([\w.]+)\.([A-Z_]+)` \|", PAGE, re.MULTILINE)
REASON = re.compile(r'"((?:read|no|page|paywall|short|shorter|extraction|front|declared|mostly|title)-[a-z0-9-]+)')


def test_every_bound_of_the_table_is_read() -> None:
    assert len(BOUNDS) == PAGE.split("## Bounds")[1].count("\n| ") - 1


@pytest.mark.parametrize(("value", "module", "name"), BOUNDS)
def test_bounds_are_the_constants(value: str, module: str, name: str) -> None:
    assert str(getattr(importlib.import_module(module), name)) == value


def test_every_reason_is_explained() -> None:
    files = [ROOT / "pipelines" / name for name in ("page_kind.py", "pool.py", "sniffing.py")]
    files += (ROOT / "pipelines" / "body").glob("*.py")
    reasons = {reason for file in files for reason in REASON.findall(file.read_text())}
    assert len(reasons) > 15
    assert {reason for reason in reasons if f"`{reason}" not in PAGE} == set()
