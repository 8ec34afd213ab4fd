from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

import pytest

from storage.captures.fixity import check_file, file_digest
from storage.captures.reader import iter_records


@pytest.fixture
def closed(tmp_path, make_writer, make_exchange) -> Path:
    """A closed file of eleven records, one of them a revisit and one an import."""
    writer = make_writer(tmp_path / "warc")
    captures = [writer.write_exchange(make_exchange(number)) for number in range(3)]
    writer.write_exchange(make_exchange(9, body=make_exchange(0).body), known=captures[0])
    body = random.Random(7).randbytes(3000)
    writer.write_exchange(make_exchange(10, body=body))
    writer.close()
    return tmp_path / "warc" / captures[0].address.file


def test_a_good_file_has_no_defect(closed):
    size, digest = closed.stat().st_size, file_digest(closed)
    assert check_file(closed, expected_size=size, expected_records=11, expected_digest=digest) == []


def test_a_hundred_of_a_hundred_truncations_are_found(closed):
    data = closed.read_bytes()
    for length in random.Random(2).sample(range(len(data)), 100):
        closed.write_bytes(data[:length])
        assert check_file(closed, expected_size=len(data)), length


def test_truncations_are_found_without_a_remembered_size_but_for_whole_exchanges(closed):
    data = closed.read_bytes()
    summaries = list(iter_records(closed))
    ends = [*(summary.address.offset + summary.address.length for summary in summaries if summary.kind != "request")]
    near = {end + step for end in ends for step in range(-12, 13)} & set(range(len(data)))
    missed = []
    for length in sorted(near | set(range(0, len(data), 23))):
        closed.write_bytes(data[:length])
        if not check_file(closed):
            missed.append(length)
    assert missed == ends[:-1]


def test_whole_exchanges_cut_off_are_found_by_size_or_number(closed):
    data = closed.read_bytes()
    cut = [summary.address.offset for summary in iter_records(closed)][-2]
    closed.write_bytes(data[:cut])
    assert check_file(closed) == []
    [defect] = check_file(closed, expected_records=11)
    assert str(defect) == f"{closed.name}: records: 9, not 11 as remembered"
    [defect] = check_file(closed, expected_size=len(data))
    assert str(defect) == f"{closed.name}: bytes: {cut}, not {len(data)} as remembered"


def test_every_flipped_bit_is_found(closed):
    data = closed.read_bytes()
    digest = file_digest(closed)
    for bit in random.Random(3).sample(range(8 * len(data)), 100):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        closed.write_bytes(flipped)
        assert check_file(closed, expected_digest=digest), bit


def test_flips_that_only_the_file_digest_shows_change_no_record(closed):
    data = closed.read_bytes()
    digest = file_digest(closed)
    good = [replace_address(summary) for summary in iter_records(closed)]
    starts = [summary.address.offset for summary in iter_records(closed)]
    silent = set()
    for place in [
        *range(starts[2], starts[2] + 20),
        *range(starts[2] + 20, starts[3] - 8, 17),
        *range(starts[3] - 8, starts[3]),
    ]:
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            closed.write_bytes(flipped)
            if not check_file(closed):
                silent.add(place - starts[2])
                assert [replace_address(summary) for summary in iter_records(closed)] == good
                assert check_file(closed, expected_digest=digest)
    # the text flag, the time, the extra flags and the system of a gzip header (RFC 1952 §2.3)
    assert silent <= {3, 4, 5, 6, 7, 8, 9}


def replace_address(summary):
    return (summary.kind, summary.record_id, summary.capture, summary.defect)


@pytest.mark.parametrize("field", ["WARC-Block-Digest", "WARC-Payload-Digest"])
def test_a_record_without_a_digest_is_a_defect(closed, field):
    data = closed.read_bytes()
    start = [summary.address.offset for summary in iter_records(closed)][-1]
    record = re.sub(rb"%s: [^\r]+\r\n" % field.encode(), b"", gzip.decompress(data[start:]))
    closed.write_bytes(data[:start] + gzip.compress(record))
    [defect] = check_file(closed)
    assert str(defect) == f"{closed.name}:{start}: response record without {field}"
    assert check_file(closed, require_digests=False) == []


def test_garbage_after_the_last_record_is_a_defect(closed):
    size = closed.stat().st_size
    with closed.open("ab") as file:
        file.write(b"garbage")
    [defect] = check_file(closed)
    assert (defect.offset, defect.problem) == (size, "neither a gzip member nor a WARC record")


def test_a_file_that_is_missing_or_empty_is_a_defect(tmp_path):
    path = tmp_path / "none.warc.gz"
    assert [defect.problem for defect in check_file(path)] == ["cannot be read (No such file or directory)"]
    path.write_bytes(b"")
    assert [defect.problem for defect in check_file(path)] == ["holds no record"]
