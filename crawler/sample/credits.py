"""The printed byline as HTML, and the people in it as their pages know them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from html import escape
from pathlib import Path

from crawler.sample.article import SampleArticle
from storage.items import Contributor, ContributorKind

_AUTHORS = Path(__file__).parent / "authors.toml"


@cache
def roles() -> dict[str, str]:
    """What each of the title's writers is, by name."""
    return tomllib.loads(_AUTHORS.read_text(encoding="utf-8"))


def author_path(name: str) -> str:
    """The path of an author's page."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"/author/{re.sub(r'[^a-z]+', '-', folded).strip('-')}/"


def writers_of(article: SampleArticle) -> list[Contributor]:
    """Who wrote, as structured data name them: without photographers and those in a sign-off."""
    return [one for one in article.contributors if one.credit in {None, "compiled"}]


def linked_byline(byline: str, article: SampleArticle, link: str) -> str:
    """The byline with `link`, a format of name and address, in the place of each person's name."""
    marked = escape(byline, quote=False)
    for one in article.contributors:
        if one.kind is ContributorKind.PERSON:
            marked = marked.replace(one.name, link.format(name=one.name, address=author_path(one.name)), 1)
    return marked
