"""The publication's name in its titles, and titles without it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipelines.document import Document
from pipelines.rules import Rules
from pipelines.structured import find_text, iter_nodes, node_types

SEPARATOR = re.compile(r"\s+[|·•»«‹›:—–-]+\s+|\s*[|»]\s*|:\s+|(?<=[\u3040-\u9fff！？。」』])[-_](?=[\u3040-\u9fff])")
"""What sets a masthead, a kicker or a section off from a headline."""

_ORGANISATIONS = {"organization", "newsmediaorganization", "website", "corporation"}
_SHORTEST_LABEL = 4
_LONGEST_NAME = 2.5
"""How many times as long as the host's label a name that contains it may be."""


def masthead_names(document: Document, rules: Rules) -> frozenset[str]:
    """The publication's names in folded case: by the rules, og:site_name and the publisher of structured data."""
    names = [*rules.mastheads, document.meta("og:site_name", "application-name") or ""]
    for node in iter_nodes(document):
        names.append(find_text(node, "publisher") or "")
        if node_types(node) & _ORGANISATIONS:
            names.append(find_text(node, "name") or "")
    return frozenset(name.casefold().strip() for name in names if name.strip())


def remove_masthead(title: str, mastheads: frozenset[str], url: str = "") -> str:
    """`title` without what stands before or after it, set off by a dash, bar or the like, and names the publication.

    Such a part is one of `mastheads`, or the name of the host of `url` written out: `Harbour News` at
    harbournews.example.
    """
    label = find_label(url)
    for _ in range(3):
        parts = list(SEPARATOR.finditer(title))
        if parts and _names_site(title[parts[-1].end() :], mastheads, label):
            title = title[: parts[-1].start()].rstrip()
        elif parts and _names_site(title[: parts[0].start()], mastheads, label):
            title = title[parts[0].end() :].lstrip()
        else:
            break
    return title


def find_label(url: str) -> str:
    """The longest label of the host of `url` but its last: its name; "" where there is none."""
    try:
        host = urlsplit(url[:4000]).hostname or ""
    except ValueError:
        return ""
    return max(host.split(".")[:-1], key=len, default="").replace("-", "")


def _names_site(part: str, mastheads: frozenset[str], label: str) -> bool:
    folded = part.casefold().strip()
    if folded in mastheads:
        return True
    letters = "".join(filter(str.isalnum, folded))
    if len(label) < _SHORTEST_LABEL or len(letters) < _SHORTEST_LABEL:
        return False
    return letters == label or (label in letters and len(letters) <= len(label) * _LONGEST_NAME)
