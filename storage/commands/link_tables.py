"""Links as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from storage.commands.printing import counted, print_line, print_table
from storage.links.dangling import Dangling
from storage.links.graph import Linked
from storage.links.seen import Link

COLUMNS = ("kind", "heading", "label", "text", "first seen (UTC)", "last seen (UTC)")


def print_links(out: Sequence[Link], into: Sequence[Link]) -> None:
    """What an article links to, and what links to it."""
    print_line((counted(len(out), "link"), "bold"), " to others")
    if out:
        print_table(("to", *COLUMNS), [(link.target or link.url, *_cells(link)) for link in out])
    print_line()
    print_line((counted(len(into), "link"), "bold"), " from others")
    if into:
        print_table(("from", *COLUMNS), [(link.origin, *_cells(link)) for link in into])


def _cells(link: Link) -> tuple[str | None, ...]:
    seen = (f"{at:%Y-%m-%d %H:%M}" for at in (link.first_seen_at, link.last_seen_at))
    return (link.kind, link.heading, link.label, link.text, *seen)


def print_most_linked(found: Sequence[Linked]) -> None:
    """The articles that others link to most."""
    if not found:
        print_line("No article is linked to.")
        return
    articles = [(one.links, one.article) for one in found]
    rows = [(links, one.id, one.publication, one.published_on, one.title) for links, one in articles]
    print_table(("links", "article", "publication", "published", "title"), rows)


def print_dangling(found: Sequence[Dangling]) -> None:
    """What is linked to and not archived."""
    if not found:
        print_line("Every link leads to an article of the archive.")
        return
    print_table(("links", "state", "publication", "address", "text"), [_row(one) for one in found])


def _row(one: Dangling) -> tuple[int | str | None, ...]:
    return (one.links, _state(one), one.publication, one.url, one.text)


def _state(one: Dangling) -> str:
    if one.url is None:
        return "no address"
    return one.outcome or "not visited yet" if one.is_known else "not announced"
