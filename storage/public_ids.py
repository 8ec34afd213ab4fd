"""Ids of articles that leave the archive: deterministic, short, and the same in every database."""

from __future__ import annotations

import base64
import hashlib


def mint(publication: str, identity: str) -> str:
    """Twelve characters (60 bits of SHA-256 in RFC 4648 base32, lower case).

    `identity` is what the article was first known by: the key of its URL, or the digest of its payload where it came
    without one. An id is minted once and never changes.
    """
    digest = hashlib.sha256(f"{publication}\n{identity}".encode()).digest()
    return base64.b32encode(digest[:8])[:12].decode().lower()
