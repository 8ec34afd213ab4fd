"""Publications as files: one TOML each, joined with its family's rules, refused with file, key and reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crawler.publication import Publication
from storage.errors import BadDefinition, UnknownPublication

BUNDLED = Path(__file__).parent / "publications"


def load(slug: str, *, directory: Path = BUNDLED) -> Publication:
    """The publication whose file is `<slug>.toml`.

    Raises:
        UnknownPublication: there is no such file.
        BadDefinition: the file, or its family's, is wrong.
    """
    path = directory / f"{slug}.toml"
    if "/" in slug or not path.is_file():
        raise UnknownPublication(
            f"there is no publication {slug!r} in {directory}; `backfile publications` lists those there are"
        )
    return load_file(path)


def load_all(*, directory: Path = BUNDLED) -> Iterator[Publication]:
    """Every publication of a directory, by slug."""
    for path in sorted(directory.glob("*.toml")):
        yield load_file(path)


@cache
def load_file(path: Path) -> Publication:
    """One definition, validated.

    Raises:
        BadDefinition: with file, key and reason.
    """
    table = _read_toml(path)
    if "slug" in table:
        raise BadDefinition(str(path), "slug", "the file's name is the slug; leave the key out")
    try:
        if family := table.get("family"):
            table["rules"] = _join_rules(_as_list(table, path), _family_rules(path.parent, str(family), path))
        return Publication(slug=path.stem, **table)
    except ValidationError as error:
        raise _definition_error(path, error) from None
    except TypeError as error:
        raise BadDefinition(str(path), "", str(error)) from None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDefinition(str(path), "", f"not TOML: {error}") from None
    except OSError as error:
        raise BadDefinition(str(path), "", f"cannot be read: {error.strerror}") from None


def _definition_error(path: Path, error: ValidationError) -> BadDefinition:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "the whole file"
    return BadDefinition(str(path), key, first["msg"].removeprefix("Value error, "))


def _family_rules(directory: Path, family: str, used_by: Path) -> list[dict[str, Any]]:
    path = directory / "families" / f"{family}.toml"
    if not path.is_file():
        raise BadDefinition(str(used_by), "family", f"there is no {path.name} among the families")
    table = _read_toml(path)
    if unknown := table.keys() - {"rules", "about"}:
        raise BadDefinition(str(path), min(unknown), "a family has `about` and `rules` only")
    return _as_list(table, path)


def _as_list(table: dict[str, Any], path: Path) -> list[dict[str, Any]]:
    rules = table.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(entry, dict) for entry in rules):
        raise BadDefinition(str(path), "rules", "write each entry as [[rules]]")
    return rules


def _join_rules(own: list[dict[str, Any]], family: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules for every span of time in which neither the title's nor the family's change."""
    untils = sorted({entry["until"] for entry in (*own, *family) if "until" in entry})
    return [_merge(_valid(own, until), _valid(family, until), until) for until in (*untils, None)]


def _valid(entries: list[dict[str, Any]], until: Any) -> dict[str, Any]:
    return next((e for e in entries if "until" not in e or (until is not None and until <= e["until"])), {})


def _merge(own: dict[str, Any], family: dict[str, Any], until: Any) -> dict[str, Any]:
    """The title's lists before the family's, the title's single values instead of them."""
    merged = {**family, **own}
    for key in own.keys() & family.keys():
        if isinstance(own[key], list) and isinstance(family[key], list):
            merged[key] = [*own[key], *(value for value in family[key] if value not in own[key])]
    merged.pop("until", None)
    return merged if until is None else {**merged, "until": until}
