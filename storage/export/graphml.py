"""The graph of related stories as GraphML (http://graphml.graphdrawing.org), for programs that draw and measure graphs.

Nodes are articles by public id, and addresses that no archived article has, in their canonical form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from storage.links.nodes import Node
from storage.links.seen import Link
from storage.urls import canonicalise

NODE_KEYS = {
    "archived": "boolean",
    "publication": "string",
    "title": "string",
    "url": "string",
    "published_on": "string",
}
EDGE_KEYS = {
    "kind": "string", "heading": "string", "label": "string", "text": "string",
    "first_seen_at": "string", "last_seen_at": "string",
}  # fmt: skip

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
_TAIL = "</graph>\n</graphml>\n"
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) does not allow."""


def iter_graphml(nodes: Iterable[Node], addresses: Iterable[str], links: Iterable[Link]) -> Iterator[str]:
    """The document in pieces: articles, addresses, links; a link to what only a title is known of is left out."""
    yield _HEAD
    for name, kind in NODE_KEYS.items():
        yield f'<key id="node-{name}" for="node" attr.name="{name}" attr.type="{kind}"/>\n'
    for name, kind in EDGE_KEYS.items():
        yield f'<key id="edge-{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for node in nodes:
        yield f"<node id={_quoted(node.id)}>{_data('node', NODE_KEYS, node.as_json() | {'archived': 'true'})}</node>\n"
    for url in addresses:
        values = {"archived": "false", "url": url}
        yield f"<node id={_quoted(canonicalise(url))}>{_data('node', NODE_KEYS, values)}</node>\n"
    for link in links:
        if target := link.target or canonicalise(link.url or ""):
            ends = f"source={_quoted(link.origin)} target={_quoted(target)}"
            yield f"<edge {ends}>{_data('edge', EDGE_KEYS, link.as_json())}</edge>\n"
    yield _TAIL


def _data(of: str, keys: Iterable[str], values: Mapping[str, str | None]) -> str:
    """What is known, each in an element of its own."""
    known = ((key, value) for key in keys if (value := values.get(key)) is not None)
    return "".join(f'<data key="{of}-{key}">{escape(_legal(value))}</data>' for key, value in known)


def _quoted(value: str) -> str:
    return quoteattr(_legal(value))


def _legal(value: str) -> str:
    return _REFUSED.sub("\N{REPLACEMENT CHARACTER}", value)
