"""Publications as files: one TOML each, joined with its family's rules, refused with file, key and reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crawler.publication import Publication
from pipelines.rules import Rules
from storage.errors import BadDefinition, UnknownPublication, UsageError

BUNDLED = Path(__file__).parent / "publications"


def load(slug: str, *, directory: Path = BUNDLED) -> Publication:
    """The publication whose file is `<slug>.toml`.

    Raises:
        UsageError: there is no such directory.
        UnknownPublication: there is no such file.
        BadDefinition: the file, or its family's, is wrong.
    """
    _require(directory)
    path = directory / f"{slug}.toml"
    if "/" in slug or not path.is_file():
        raise UnknownPublication(
            f"there is no publication {slug!r} in {directory}; `backfile publications` lists those there are"
        )
    return load_file(path)


def load_all(*, directory: Path = BUNDLED) -> Iterator[Publication]:
    """Every publication of a directory, by slug.

    Raises:
        UsageError: there is no such directory.
        BadDefinition: a file is wrong.
    """
    _require(directory)
    for path in sorted(directory.glob("*.toml")):
        yield load_file(path)


def survey(*, directory: Path = BUNDLED) -> tuple[list[Publication], list[BadDefinition]]:
    """Every publication of a directory whose definition is right, and what is wrong with the others.

    Raises:
        UsageError: there is no such directory.
    """
    _require(directory)
    titles, broken = [], []
    for path in sorted(directory.glob("*.toml")):
        try:
            titles.append(load_file(path))
        except BadDefinition as error:
            broken.append(error)
    return titles, broken


def _require(directory: Path) -> None:
    if not directory.is_dir():
        raise UsageError(f"there is no directory {directory} of definitions; name another with --publications")


@cache
def load_file(path: Path) -> Publication:
    """One definition, validated.

    Raises:
        BadDefinition: with file, key and reason.
    """
    table = _read_toml(path)
    if "slug" in table:
        raise BadDefinition(str(path), "slug", "the file's name is the slug; leave the key out")
    own = _spans(table, path)
    if (family := table.get("family")) is not None:
        table["rules"] = _join_rules(own, _family_rules(path.parent, str(family), path))
    try:
        return Publication(slug=path.stem, **table)
    except ValidationError as error:
        raise _definition_error(path, error) from None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDefinition(str(path), "", f"not TOML: {error}") from None
    except OSError as error:
        raise BadDefinition(str(path), "", f"cannot be read: {error.strerror}") from None


def _definition_error(path: Path, error: ValidationError, *prefix: str | int) -> BadDefinition:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in (*prefix, *first["loc"])) or "the whole file"
    return BadDefinition(str(path), key, first["msg"].removeprefix("Value error, "))


def _family_rules(directory: Path, family: str, used_by: Path) -> list[dict[str, Any]]:
    path = directory / "families" / f"{family}.toml"
    if not path.is_file():
        raise BadDefinition(str(used_by), "family", f"there is no {path.name} among the families")
    table = _read_toml(path)
    if unknown := table.keys() - {"rules", "about"}:
        raise BadDefinition(str(path), min(unknown), "a family has `about` and `rules` only")
    return _spans(table, path)


def _spans(table: dict[str, Any], path: Path) -> list[dict[str, Any]]:
    """The rules of one file, each sound and in order: joining them with another file's would hide what is wrong."""
    rules = table.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(entry, dict) for entry in rules):
        raise BadDefinition(str(path), "rules", "write each entry as [[rules]]")
    for number, entry in enumerate(rules):
        _check_rules(entry, number, path)
    untils = [entry.get("until", date.max) for entry in rules]
    if untils != sorted(set(untils)):
        raise BadDefinition(str(path), "rules", "the entries stand oldest `until` first, and only the last has none")
    return rules


def _check_rules(entry: dict[str, Any], number: int, path: Path) -> None:
    if "until" in entry and type(entry["until"]) is not date:
        raise BadDefinition(str(path), f"rules.{number}.until", "write a day like 2022-12-31, without quotes or time")
    try:
        Rules.model_validate(entry)
    except ValidationError as error:
        raise _definition_error(path, error, "rules", number) from None


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
