from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.captures.digests import digest_problem, find_sha256, is_verifiable, sha256_label

DATA = b"the quay"


def encode(name: str, encoding: str) -> str:
    digest = hashlib.new(name, DATA).digest()
    return {
        "hex": digest.hex(),
        "HEX": digest.hex().upper(),
        "base32": base64.b32encode(digest).decode(),
        "base32-bare": base64.b32encode(digest).decode().rstrip("=").lower(),
        "base64": base64.b64encode(digest).decode(),
        "base64-url": base64.urlsafe_b64encode(digest).decode().rstrip("="),
    }[encoding]


@pytest.mark.parametrize("encoding", ["hex", "HEX", "base32", "base32-bare", "base64", "base64-url"])
@pytest.mark.parametrize(
    ("label", "name"),
    [("md5", "md5"), ("sha1", "sha1"), ("SHA-1", "sha1"), ("sha256", "sha256"), ("sha-512", "sha512")],
)
def test_every_writer_s_form_of_a_digest_is_verified(label, name, encoding):
    assert digest_problem(f"{label}:{encode(name, encoding)}", DATA) is None
    assert digest_problem(f"{label}:{encode(name, encoding)}", DATA + b".") is not None


def test_what_cannot_be_read_is_a_problem_and_an_unknown_algorithm_is_none():
    assert digest_problem("sha256:not a digest", DATA) == "digest cannot be read ('sha256:not a digest')"
    assert digest_problem("xxh3:0a1b", DATA) is None
    assert [is_verifiable(label) for label in ("sha256:x", "xxh3:0a1b", "", "sha256")] == [True, False, False, True]


def test_a_sha_256_is_found_in_any_form():
    assert find_sha256(sha256_label(DATA)) == find_sha256("sha-256:" + encode("sha256", "base32"))
    assert find_sha256("sha1:" + encode("sha1", "hex")) is None
    assert find_sha256("sha256:short") is None


@given(label=st.text(max_size=80))
def test_any_label_gives_an_answer(label):
    for text in (label, f"sha256:{label}", f"md5:{label}"):
        assert digest_problem(text, DATA) is None or find_sha256(text) is None
