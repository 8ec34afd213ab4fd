from __future__ import annotations

import gzip
import tracemalloc
import zlib

import brotli
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.captures.codings import DecodedBody, decode_body

TEXT = b"<p>The ferry sails on Sundays.</p>" * 40


def compress_bare(data: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()


CODERS = {
    b"gzip": gzip.compress,
    b"X-GZip": gzip.compress,
    b"deflate": zlib.compress,
    b"deflate ": compress_bare,
    b"br": lambda data: brotli.compress(data, quality=4),
    b"zstd": zstd.compress,
    b"identity": bytes,
}


@pytest.mark.parametrize("coding", CODERS)
@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=3000))
def test_any_body_comes_back(coding, data):
    headers = ((b"content-encoding", coding),)
    assert decode_body(headers, CODERS[coding](data), 10_000) == DecodedBody(data)


def test_codings_are_undone_last_first():
    body = gzip.compress(brotli.compress(TEXT))
    assert decode_body(((b"Content-Encoding", b"br, gzip"),), body, 10_000).data == TEXT
    assert decode_body(((b"Content-Encoding", b"br"), (b"Content-Encoding", b"gzip")), body, 10_000).data == TEXT


def test_members_and_frames_one_after_the_other_are_one_body():
    assert decode_body(((b"Content-Encoding", b"gzip"),), gzip.compress(b"a") + gzip.compress(b"b") + b"\0", 9) == (
        b"ab",
        None,
    )
    assert decode_body(((b"Content-Encoding", b"zstd"),), zstd.compress(b"a") + zstd.compress(b"b"), 9) == (b"ab", None)


@pytest.mark.parametrize("coding", [b"gzip", b"deflate", b"br", b"zstd"])
def test_a_bomb_stops_at_the_limit(coding):
    bomb = CODERS[coding](bytes(50_000_000))
    tracemalloc.start()
    data, problem = decode_body(((b"Content-Encoding", coding),), bomb, 2_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(data), problem) == (2_000_000, "over-limit")
    assert peak < 12_000_000


def test_a_bomb_in_a_bomb_and_a_long_list_stop_too():
    bomb = gzip.compress(gzip.compress(bytes(50_000_000)))
    assert decode_body(((b"Content-Encoding", b"gzip, gzip"),), bomb, 1000).problem == "over-limit"
    assert decode_body(((b"Content-Encoding", b",".join([b"br"] * 9)),), b"x", 1000).problem == "too-many-codings"
    assert decode_body((), bytes(1001), 1000) == (bytes(1000), "over-limit")


@pytest.mark.parametrize("coding", [b"gzip", b"deflate", b"br", b"zstd"])
def test_what_was_cut_gives_what_there_is(coding):
    noise = bytes(zlib.crc32(b"%d" % number) & 0xFF for number in range(400_000))
    body = CODERS[coding](noise)
    data, problem = decode_body(((b"Content-Encoding", coding),), body[: len(body) // 2], 1_000_000)
    assert problem == f"cut-short: {coding.decode()}"
    assert len(data) > 20_000
    assert noise.startswith(data)


@pytest.mark.parametrize("coding", ["deflate", "br", "zstd"])
def test_what_is_not_coded_as_said_is_named(coding):
    assert (
        decode_body(((b"Content-Encoding", coding.encode()),), b"<!doctype html>", 100).problem == f"damaged: {coding}"
    )


def test_a_page_that_is_only_said_to_be_gzip_is_taken_as_it_is():
    assert decode_body(((b"Content-Encoding", b"gzip"),), TEXT, 10_000) == (TEXT, None)
    assert decode_body(((b"Content-Encoding", b"gzip"),), b"\x1f\x8bjunk", 100) == (b"", "damaged: gzip")


def test_an_unknown_coding_is_named():
    assert decode_body(((b"Content-Encoding", b"aes128gcm"),), b"x", 10) == (b"x", "unknown-coding: aes128gcm")


@settings(max_examples=200, deadline=None)
@given(
    coding=st.sampled_from([b"gzip", b"deflate", b"br", b"zstd", b"gzip, zstd", b"\xff"]), data=st.binary(max_size=300)
)
def test_any_bytes_give_a_value_or_a_reason(coding, data):
    for body in (data, b"\x1f\x8b\x08\0" + data, b"\x28\xb5\x2f\xfd" + data):
        decoded = decode_body(((b"Content-Encoding", coding),), body, 1000)
        assert len(decoded.data) <= 1000
