"""Digest labels such as `sha256:0a1b…` (WARC 1.1 §5.8).

Backfile writes SHA-256 in lower-case hex: the padding that Base 32 would need is no token, warcio and FastWARC verify
hex, and it equals `Capture.payload_digest`.
Other crawlers write Base 32 (Heritrix, wget, warcio) and other algorithms; those are verified too.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

_ALGORITHMS = {"md5", "sha1", "sha256", "sha384", "sha512"}


def sha256_hex(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


NOTHING = sha256_hex(b"")
"""The digest of an empty payload."""


def sha256_label(data: bytes) -> str:
    """The digest label of `data`."""
    return f"sha256:{sha256_hex(data)}"


def find_sha256(label: str) -> str | None:
    """The SHA-256 of a label in lower-case hex; None when it names another algorithm or cannot be read."""
    algorithm, value = _split(label)
    digest = _decode(value, hashlib.sha256().digest_size) if algorithm == "sha256" else None
    return digest.hex() if digest is not None else None


def is_verifiable(label: str) -> bool:
    """Whether the label names an algorithm that is known here."""
    return _split(label)[0] in _ALGORITHMS


def digest_problem(label: str, data: bytes) -> str | None:
    """Why `data` does not have the digest of `label`; None when it has it, or when the algorithm is not known here."""
    algorithm, value = _split(label)
    if algorithm not in _ALGORITHMS:
        return None
    found = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    expected = _decode(value, len(found))
    if expected is None:
        return f"digest cannot be read ({label[:40]!r})"
    return None if found == expected else f"{algorithm} is {found.hex()}, not {expected.hex()}"


def _split(label: str) -> tuple[str, str]:
    algorithm, _, value = label.strip().partition(":")
    return algorithm.lower().replace("-", ""), value


def _decode(value: str, size: int) -> bytes | None:
    """Digest bytes of a value in hex, Base 32 or Base 64 (RFC 4648), told apart by their length."""
    plain = value.rstrip("=")
    try:
        if len(plain) == 2 * size:
            return bytes.fromhex(plain)
        if len(plain) == (8 * size + 4) // 5:
            return base64.b32decode(plain + "=" * (-len(plain) % 8), casefold=True)
        digest = base64.urlsafe_b64decode(plain.replace("+", "-").replace("/", "_") + "=" * (-len(plain) % 4))
    except (ValueError, binascii.Error):
        return None
    return digest if len(digest) == size else None
