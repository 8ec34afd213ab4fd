"""Ids that leave the archive: of articles, deterministic, short, and the same in every database; and what is typed."""

from __future__ import annotations

import base64
import hashlib

from storage.errors import NotFound

SHORTEST = 4
"""Characters of an id that may stand for it: of an article, a person, an event or a decision."""


def mint(publication: str, identity: str) -> str:
    """Twelve characters (60 bits of SHA-256 in RFC 4648 base32, lower case).

    `identity` is what the article was first known by: the key of its URL, or the digest of its payload where it came
    without one. An id is minted once and never changes.
    """
    digest = hashlib.sha256(f"{publication}\n{identity}".encode()).digest()
    return base64.b32encode(digest[:8])[:12].decode().lower()


def parse_beginning(typed: str) -> str:
    """An id, or the beginning of one, as it is looked for.

    Raises:
        NotFound: it has fewer than `SHORTEST` characters, so that a slip would name something.
    """
    beginning = typed.strip().lower()
    if len(beginning) < SHORTEST:
        raise NotFound(f"{typed!r} is too short for an id: type at least {SHORTEST} characters of it")
    return beginning
