"""What a page calls its publisher, so that nobody takes it for the author."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from pipelines.document import Document
from pipelines.printed_text import read_printed
from pipelines.structured import iter_nodes
from storage.items import BylineClaim

_DIVIDED = re.compile(r"\s[-–—|:]\s")
_SITES = ("Organization", "NewsMediaOrganization", "WebSite", "Corporation")


def extract_publisher(document: Document) -> list[BylineClaim]:
    """One claim whose names are the publisher's: site name, schema.org publisher, and the host without its ending."""
    names = [
        document.meta("og:site_name"),
        document.meta("application-name"),
        *_linked(document),
        *_hosts(document.url),
    ]
    printed = [read_printed(name) for name in names if name]
    unique = dict.fromkeys([*printed, *(part.strip() for name in printed for part in _DIVIDED.split(name))])
    return [BylineClaim("publisher", ", ".join(unique), names=tuple(unique))] if unique else []


def _linked(document: Document) -> list[str]:
    found = []
    for node in iter_nodes(document):
        publisher: Any = node.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        if (
            isinstance(publisher, dict)
            and isinstance(publisher.get("name"), str)
            and publisher.get("@type") != "Person"
        ):
            found.append(publisher["name"])
        if node.get("@type") in _SITES and isinstance(node.get("name"), str):
            found.append(str(node["name"]))
    return found


def _hosts(url: str) -> list[str]:
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return []
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)] + [label for label in labels[:-1] if len(label) > 3]
