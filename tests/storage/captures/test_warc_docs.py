from __future__ import annotations

import gzip
import re
from pathlib import Path

from storage.items import CaptureRole

DOCS = Path(__file__).parents[3] / "docs" / "captures.md"


def test_every_field_of_ours_is_explained(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0, requested_url="https://harbour-gazette.test/", http_version="h2"))
    writer.write_exchange(make_exchange(1, body=make_exchange(0).body), known=first)
    moment = make_exchange().captured_at
    writer.write_resource(None, b"A dump", "text/plain", moment, "gazette", CaptureRole.PAGE, given_title="A Title")
    writer.close()
    text = gzip.decompress((tmp_path / first.address.file).read_bytes()).decode()
    ours = set(re.findall(r"^(Backfile-[A-Za-z-]+):", text, re.MULTILINE))
    explained = set(re.findall(r"`(Backfile-[A-Za-z-]+)`", DOCS.read_text()))
    assert ours == explained
    assert len(ours) == 6


def test_the_example_of_reading_runs(tmp_path, make_writer, make_exchange, monkeypatch, capsys):
    writer = make_writer(tmp_path / "warc")
    writer.write_exchange(
        make_exchange(0, body=gzip.compress(b"text"), response_headers=((b"Content-Encoding", b"gzip"),))
    )
    writer.close()
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    for example in examples:
        exec(compile(f"from pathlib import Path\n{example}", str(DOCS), "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "https://harbour-gazette.test/docks-0/?page=1&sort=a%20b 200 4 None"
    assert printed[1] == "RepairReport(repaired=(), living=())"
    assert re.fullmatch(r"[0-9a-f]{64} BACKFILE-.*\.warc\.gz", printed[2])
    assert len(examples) == 3
