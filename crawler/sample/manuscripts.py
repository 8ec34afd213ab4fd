"""Manuscripts: files of TOML between two `+++` lines and a body in a small mark-up, read as articles of an edition."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from crawler.sample.article import PartKind, SampleArticle
from crawler.sample.manuscript_body import parse_body
from crawler.sample.masthead import SECTIONS
from storage.items import Contributor, ContributorKind

DIRECTORY = Path(__file__).parent / "articles"
_NAME = re.compile(r"(\d{8})-(.+)")


@cache
def read_manuscripts(edition: int) -> tuple[SampleArticle, ...]:
    """Every article as it stands in `edition`, oldest first, its related links not yet resolved."""
    read = (_read_manuscript(path, edition) for path in sorted(DIRECTORY.glob("*.md")))
    return tuple(sorted((article for article in read if article), key=lambda a: (a.published_at, a.post_id)))


def _read_manuscript(path: Path, edition: int) -> SampleArticle | None:
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    said = tomllib.loads(front)
    if edition < said.get("since", 1) or (edition > 1 and said.get("removed", False)):
        return None
    match = _NAME.fullmatch(path.stem)
    if match is None:
        raise ValueError(f"{path.name} is not named like 13004101-slug.md")
    return _article(int(match[1]), match[2], said, body, edition)


def _article(post_id: int, named: str, said: dict[str, Any], body: str, edition: int) -> SampleArticle:
    slug = said.get("moved_to", named) if edition > 1 else named
    section = SECTIONS[said["section"]]
    published_at = said["published"]
    contributors = tuple(_contributor(one) for one in said.get("contributors", ()))
    parts = parse_body(body, edition)
    linked = {part.post_id for part in parts if part.kind is not PartKind.VARIANT}
    return SampleArticle(
        post_id=post_id,
        slug=slug,
        section_slug=section.slug,
        path=section.path_of(slug, post_id, published_at, said.get("category", "news")),
        title=said["title"],
        standfirst=said.get("standfirst"),
        byline=said.get("byline") or _byline(contributors),
        photographs=said.get("photographs"),
        contributors=contributors,
        published_at=published_at,
        modified_at=said.get("modified_again", published_at) if edition > 1 else published_at,
        tags=tuple(said["tags"]),
        box=tuple(chosen for chosen in said.get("box", ()) if chosen not in linked),
        author_style=said.get("author_style", "name"),
        fault=said.get("fault"),
        lazy_image=said.get("lazy_image", False),
        related_box_by_script=said.get("related_box_by_script", False),
        parts=parts,
    )


def _contributor(said: str | dict[str, str]) -> Contributor:
    if isinstance(said, str):
        return Contributor(said, ContributorKind.PERSON)
    return Contributor(**{**said, "kind": ContributorKind(said["kind"])})  # type: ignore[arg-type]


def _byline(contributors: tuple[Contributor, ...]) -> str | None:
    """`By A, Role and B, Role` of those who wrote, where the manuscript does not print another."""
    names = [f"{c.name}, {c.role}" if c.role else c.name for c in contributors if c.credit is None]
    return "By " + " and ".join(names) if names else None
