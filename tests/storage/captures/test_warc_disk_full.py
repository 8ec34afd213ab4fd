from __future__ import annotations

import json
import subprocess
import sys

import pytest

from storage.captures.fixity import check_file
from storage.captures.reader import iter_records, read_capture
from storage.items import RecordAddress

FILL = """
import json, random, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from storage.captures.exchange import Exchange
from storage.captures.writer import WarcWriter
from storage.errors import DiskFull

def exchange(number):
    body = random.Random(number).randbytes(30_000)
    return Exchange("GET", f"https://gazette.test/{number}", (), "HTTP/1.1", 200, "OK", (), body, datetime.now(UTC))

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, unlimited))
writer = WarcWriter(Path(sys.argv[1]), software="test", operator=None, min_free=0)
captures, refused, size = [], [], None
for number in range(5):
    try:
        captures.append(writer.write_exchange(exchange(number)))
    except DiskFull as error:
        refused.append((number, str(error)))
        size = size or next(Path(sys.argv[1]).iterdir()).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (unlimited, unlimited))
captures.append(writer.write_exchange(exchange(5)))
writer.close()
print(json.dumps({
    "refused": refused,
    "size": size,
    "captures": [(c.url, c.address.file, c.address.offset, c.address.length) for c in captures],
}))
"""

NO_ROOM_AT_ALL = """
import random, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from storage.captures.writer import WarcWriter
from storage.errors import DiskFull
from storage.items import CaptureRole

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
writer = WarcWriter(Path(sys.argv[1]), software="test", operator=None, min_free=0)
try:
    writer.write_resource(None, random.Random(1).randbytes(2000), None, datetime.now(UTC), None, CaptureRole.PAGE)
except DiskFull:
    print("refused")
writer.close()
"""


def run(script: str, directory, *values: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, str(directory), *values], capture_output=True, text=True, check=True
    ).stdout


def test_a_full_disk_leaves_whole_records_and_goes_on_when_there_is_room(tmp_path):
    result = json.loads(run(FILL, tmp_path))
    assert [number for number, _ in result["refused"]] == [3, 4]
    assert all(message.startswith("No room to write ") for _, message in result["refused"])
    addresses = [RecordAddress(file, offset, length) for _, file, offset, length in result["captures"]]
    assert result["size"] == addresses[2].offset + addresses[2].length
    assert [read_capture(tmp_path, address).url for address in addresses] == [url for url, *_ in result["captures"]]
    [path] = tmp_path.iterdir()
    assert check_file(path) == []
    assert len(list(iter_records(path))) == 1 + 2 * 4


@pytest.mark.parametrize("limit", ["100", "1500"], ids=["not-even-warcinfo", "warcinfo-alone"])
def test_no_room_for_the_first_capture_leaves_no_file(tmp_path, limit):
    assert run(NO_ROOM_AT_ALL, tmp_path, limit) == "refused\n"
    assert list(tmp_path.iterdir()) == []
