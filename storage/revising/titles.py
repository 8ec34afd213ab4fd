"""Headlines: update labels in them, and what else changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.revising.kinds import EditKind, FoundEdit
from storage.revising.weight import weigh

_WORDS = r"(?:updat(?:ed?|ing)|correct(?:ed|ion)|developing|breaking|live updates?)"
_LABEL = re.compile(
    rf"^\s*(?:[\[(]{_WORDS}[\])]\s*[:|–—-]?|{_WORDS}(?:\s*[:|–—]|\s-))\s*|\s*[\[(]{_WORDS}[\])]\s*$", re.IGNORECASE
)
_LONGEST = 1000


def iter_title_edits(before: str | None, after: str | None) -> Iterator[FoundEdit]:
    """The edits of a headline: a label such as `UPDATED:` that came, went or changed, and the words beside it."""
    bare = _without_label(before), _without_label(after)
    labels = _label(before), _label(after)
    if labels[0] != labels[1]:
        yield FoundEdit(EditKind.UPDATE_LABEL, "title", "label: a label of the headline came, went or changed")
    if bare[0] != bare[1] or (before != after and labels[0] == labels[1]):
        yield FoundEdit(EditKind.HEADLINE, "title", describe_line(bare[0], bare[1]))


def describe_line(before: str | None, after: str | None) -> str:
    """How a line of the head changed, as a rule: `added`, `removed`, `marks`, `capitals`, `spelling` or `words`."""
    if not before or not after:
        return "added: there was none" if not before else "removed: there is none now"
    weight = weigh([before], [after], language="de")
    rule = weight.rule if weight else "marks: only blanks differ"
    return rule if rule.split(":")[0] in {"marks", "capitals", "spelling"} else "words: other words than before"


def _label(title: str | None) -> str:
    found = _LABEL.search(title[:_LONGEST]) if title else None
    return found[0].strip(" [](){}:|–—-").casefold() if found else ""


def _without_label(title: str | None) -> str | None:
    return _LABEL.sub("", title[:_LONGEST]).strip() if title else title
