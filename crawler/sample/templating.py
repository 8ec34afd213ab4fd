"""The files below templates/, filled in."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from crawler.sample.masthead import NAME, SECTIONS, TAGLINE

_DIRECTORY = Path(__file__).parent / "templates"


@cache
def _template(name: str) -> Template:
    return Template((_DIRECTORY / f"{name}.html").read_text(encoding="utf-8").removesuffix("\n"))


def part(template: str, **fields: str) -> str:
    """A piece of a page; `fields` are HTML.

    Raises:
        KeyError: the template asks for a field that is not given.
    """
    return _template(f"parts/{template}").substitute(fields)


def link_part(template: str, title: str, href: str, **fields: str) -> str:
    """A piece of a page that is about one link; `title` is text."""
    return part(template, title=escape(title, quote=False), href=href, **fields)


def fill(template: str, **fields: str) -> str:
    """A page of the title; navigation and tagline are the same on all.

    Raises:
        KeyError: the template asks for a field that is not given.
    """
    return _template(template).substitute(fields, navigation=_navigation(), tagline=escape(TAGLINE)) + "\n"


def notice(title: str, text: str, *, head: str = "") -> str:
    """A page that is no article: a message, an author, a tag."""
    return fill("notice", title=escape(title), text=text, head=head)


def list_items(*links: tuple[str, str]) -> str:
    """List items of (path, title)."""
    return "".join(f'<li><a href="{href}">{escape(title, quote=False)}</a></li>' for href, title in links)


@cache
def _navigation() -> str:
    links = list_items(*((section.front, section.name) for section in SECTIONS.values()))
    return f'<header class="site-header"><a class="logo" href="/">{NAME}</a><nav><ul>{links}</ul></nav></header>'
