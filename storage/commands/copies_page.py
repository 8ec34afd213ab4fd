"""Groups of copies as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storage.commands.printing import counted, print_line, print_table
from storage.copies.comparison import Comparison
from storage.queries.copies import Copy, CopyGroup

EXCERPT = 0.8
"""Below this share of the other's words the shorter text is called an excerpt of it."""


def group_json(group: CopyGroup | None, compared: Mapping[str, Comparison]) -> dict[str, Any]:
    """The group for programs; without copies, the same shape with nothing in it."""
    if group is None:
        return {"lead": None, "articles": []}
    return group.as_json() | {"articles": [one.as_json() | _measures(compared.get(one.id)) for one in group.articles]}


def _measures(compared: Comparison | None) -> dict[str, float | None]:
    if compared is None:
        return {"likeness": None, "length": None}
    return {"likeness": round(compared.share, 3), "length": round(compared.length, 3)}


def print_group(public_id: str, group: CopyGroup | None, compared: Mapping[str, Comparison]) -> None:
    """The articles that carry the text of one."""
    if group is None:
        print_line(f"The archive has no copy of {public_id}.")
        return
    columns = ("article", "publication", "published", "likeness", "words", "credit", "title")
    print_table(columns, [_row(one, group.lead, compared.get(one.id)) for one in group.articles])


def _row(one: Copy, lead: Copy, compared: Comparison | None) -> tuple[str | int | None, ...]:
    return (one.id, one.publication, one.published_on, _likeness(one, lead, compared), one.words, one.credit, one.title)


def _likeness(one: Copy, lead: Copy, compared: Comparison | None) -> str:
    if compared is None:
        return "lead"
    if compared.length >= EXCERPT:
        return f"{compared.share:.0%}"
    return f"{compared.share:.0%}, {'excerpt' if one.words < lead.words else 'longer'}"


def print_groups(groups: Sequence[CopyGroup]) -> None:
    """The groups, each by its lead."""
    if not groups:
        print_line("No such copies.")
        return
    rows = [
        (len(group.articles), group.lead.id, group.lead.publication, group.lead.published_on, _also_in(group), title)
        for group in groups
        for title in [group.lead.title]
    ]
    print_table(("articles", "lead", "publication", "published", "also in", "title"), rows)
    print_line(f"{counted(len(groups), 'group')}.")


def _also_in(group: CopyGroup) -> str:
    return ", ".join(dict.fromkeys(one.publication for one in group.articles if one is not group.lead))


def lead_line(group: CopyGroup, public_id: str) -> str:
    """What the page of an article says of its copies, in one line."""
    others = counted(len(group.articles) - 1, "other article")
    lead = group.lead
    if lead.id == public_id:
        return f"lead of {others} with this text: `backfile copies {public_id}`"
    day = f", {lead.published_on}" if lead.published_on else ""
    return f"of {lead.id} ({lead.publication}{day}); {others} with this text: `backfile copies {public_id}`"
