from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from storage.captures.fixity import check_file
from storage.captures.reader import iter_records, read_capture
from storage.captures.repair import repair_directory
from storage.errors import CannotWrite
from storage.items import RecordAddress

WRITE_FOR_EVER = """
import itertools, random, sys
from datetime import UTC, datetime
from pathlib import Path
from storage.captures.exchange import Exchange
from storage.captures.writer import WarcWriter

writer = WarcWriter(Path(sys.argv[1]), software="test", operator=None, min_free=0, rotate_at=2_000_000)
for number in itertools.count():
    body = random.Random(number).randbytes(50_000)
    capture = writer.write_exchange(Exchange(
        "GET", f"https://gazette.test/{number}", (), "HTTP/1.1", 200, "OK", (), body, datetime.now(UTC)))
    writer.sync()
    print(capture.url, capture.address.file, capture.address.offset, capture.address.length, flush=True)
    if number == int(sys.argv[2]):
        sys.stdin.read()
"""


def start_writing(directory: Path, pause_after: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITE_FOR_EVER, str(directory), str(pause_after)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def write_open_file(directory: Path, make_writer, make_exchange, count: int = 3):
    """A file as a killed process leaves it, and its captures."""
    writer = make_writer(directory / "source")
    captures = [writer.write_exchange(make_exchange(number)) for number in range(count)]
    writer.close()
    closed = directory / "source" / captures[0].address.file
    return closed.name, closed.read_bytes(), captures


def leave(directory: Path, name: str, data: bytes) -> Path:
    directory.mkdir(exist_ok=True)
    path = directory / f"{name}.open"
    path.write_bytes(data)
    return path


def test_every_truncation_of_the_last_exchange_is_cut_before_it(tmp_path, make_writer, make_exchange):
    name, data, _ = write_open_file(tmp_path, make_writer, make_exchange)
    records = [summary.address for summary in iter_records(tmp_path / "source" / name)]
    begin, end = records[-2].offset, len(data)
    assert end == records[-1].offset + records[-1].length
    for length in range(begin, end):
        directory = tmp_path / str(length)
        leave(directory, name, data[:length])
        [repaired] = repair_directory(directory).repaired
        assert (repaired.kept_bytes, repaired.cut_bytes, repaired.kept_records) == (begin, length - begin, 5)
        assert (directory / name).read_bytes() == data[:begin]
    assert end - begin > 500


def test_a_whole_file_is_only_closed(tmp_path, make_writer, make_exchange):
    name, data, captures = write_open_file(tmp_path, make_writer, make_exchange)
    directory = tmp_path / "warc"
    leave(directory, name, data)
    [repaired] = repair_directory(directory).repaired
    assert (repaired.file, repaired.kept_bytes, repaired.cut_bytes, repaired.defects) == (name, len(data), 0, ())
    assert [path.name for path in directory.iterdir()] == [name]
    assert [read_capture(directory, c.address).url for c in captures] == [c.url for c in captures]


def test_a_repair_done_twice_changes_nothing(tmp_path, make_writer, make_exchange):
    name, data, _ = write_open_file(tmp_path, make_writer, make_exchange)
    directory = tmp_path / "warc"
    leave(directory, name, data[:-5])
    assert len(repair_directory(directory).repaired) == 1
    after = (directory / name).read_bytes()
    report = repair_directory(directory)
    assert (report.repaired, report.living) == ((), ())
    assert (directory / name).read_bytes() == after


@pytest.mark.parametrize("length", [0, 1, 100, "warcinfo", "request"])
def test_a_file_without_a_capture_is_deleted(tmp_path, make_writer, make_exchange, length):
    name, data, _ = write_open_file(tmp_path, make_writer, make_exchange)
    records = [summary.address for summary in iter_records(tmp_path / "source" / name)]
    ends = {"warcinfo": records[1].offset, "request": records[2].offset}
    directory = tmp_path / "warc"
    leave(directory, name, data[: ends.get(length, length)])
    [repaired] = repair_directory(directory).repaired
    assert (repaired.kept_bytes, repaired.cut_bytes) == (0, ends.get(length, length))
    assert list(directory.iterdir()) == []


def test_a_tail_of_zeros_from_a_power_failure_is_cut(tmp_path, make_writer, make_exchange):
    name, data, _ = write_open_file(tmp_path, make_writer, make_exchange)
    directory = tmp_path / "warc"
    leave(directory, name, data + bytes(70_000))
    [repaired] = repair_directory(directory).repaired
    assert (repaired.kept_bytes, repaired.cut_bytes) == (len(data), 70_000)


def test_damage_before_the_tail_is_named_and_the_records_after_it_stay(tmp_path, make_writer, make_exchange):
    name, data, captures = write_open_file(tmp_path, make_writer, make_exchange)
    damaged = bytearray(data)
    damaged[captures[1].address.offset + 50] ^= 0x55
    directory = tmp_path / "warc"
    leave(directory, name, bytes(damaged) + b"\x1f\x8b torn")
    [repaired] = repair_directory(directory).repaired
    assert repaired.kept_bytes == len(data)
    assert [defect.offset for defect in repaired.defects] == [captures[1].address.offset]
    assert read_capture(directory, captures[2].address).url == captures[2].url


def test_closed_files_are_never_touched(tmp_path, make_writer, make_exchange):
    name, data, _ = write_open_file(tmp_path, make_writer, make_exchange)
    directory = tmp_path / "warc"
    directory.mkdir()
    (directory / name).write_bytes(data[:-5])
    repair_directory(directory)
    assert (directory / name).read_bytes() == data[:-5]
    leave(directory, name, data)
    with pytest.raises(CannotWrite, match="there already"):
        repair_directory(directory)
    assert (directory / name).read_bytes() == data[:-5]


def test_a_living_process_keeps_its_file_and_a_killed_one_does_not(tmp_path):
    process = start_writing(tmp_path, pause_after=1)
    try:
        lines = [process.stdout.readline().split() for _ in range(2)]
        name = lines[0][1]
        report = repair_directory(tmp_path)
        assert (report.repaired, report.living) == ((), (name,))
        assert [path.name for path in tmp_path.iterdir()] == [f"{name}.open"]
    finally:
        process.kill()
        process.communicate()
    report = repair_directory(tmp_path)
    assert [file.file for file in report.repaired] == [name]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_writer_of_this_process_is_living_too(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    capture = writer.write_exchange(make_exchange())
    assert repair_directory(tmp_path).living == (capture.address.file,)
    writer.write_exchange(make_exchange(1))
    writer.close()
    assert check_file(tmp_path / capture.address.file, expected_records=5) == []


def test_a_repair_at_any_moment_takes_nothing_from_a_writer(tmp_path, make_writer, make_exchange):
    done = threading.Event()
    repaired = []

    def repair() -> None:
        while not done.is_set():
            repaired.extend(repair_directory(tmp_path).repaired)

    thread = threading.Thread(target=repair)
    thread.start()
    writer = make_writer(rotate_at=1)
    captures = [writer.write_exchange(make_exchange(number)) for number in range(120)]
    writer.close()
    done.set()
    thread.join()
    assert [read_capture(tmp_path, capture.address).url for capture in captures] == [c.url for c in captures]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(capture.address.file for capture in captures)
    assert all(file.kept_records == 0 for file in repaired)


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.35])
def test_nothing_that_was_synced_is_lost_by_kill_9(tmp_path, seconds):
    process = start_writing(tmp_path, pause_after=10**9)
    first = "".join(process.stdout.readline() for _ in range(3))
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    synced = [line.split() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    repair_directory(tmp_path)
    for url, file, offset, length in synced:
        assert read_capture(tmp_path, RecordAddress(file, int(offset), int(length))).url == url
    assert all(path.suffix == ".gz" for path in tmp_path.iterdir())
    assert [check_file(path) for path in tmp_path.iterdir()] == [[]] * len(list(tmp_path.iterdir()))
    assert len(synced) >= 3
