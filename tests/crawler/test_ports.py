"""What a crawl shows of itself: no open port, its name and contact, and nothing of one host to another."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.crawler.crawling import finish
from tests.crawler.site import HOST, Exchange, Site, answer, define, redirect, story
from tests.crawler.site_crawl import crawl_site, site_words
from tests.servers.commands import Command

OTHER = f"away.{HOST}"
LISTEN = "0A"


def listening_ports(pid: int) -> set[int]:
    """TCP ports on which a process and its children listen (proc(5))."""
    pids = {pid}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _parent_of(int(entry.name)) in pids:
            pids.add(int(entry.name))
    inodes = {link for each in pids for link in _sockets_of(each)}
    ports = set()
    for table in ("tcp", "tcp6"):
        for line in (Path(f"/proc/{pid}/net") / table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTEN and f"socket:[{fields[9]}]" in inodes:
                ports.add(int(fields[1].rpartition(":")[2], 16))
    return ports


def _parent_of(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return None


def _sockets_of(pid: int) -> set[str]:
    found = set()
    for number in range(256):
        with suppress(OSError):
            found.add(str(Path(f"/proc/{pid}/fd/{number}").readlink()))
    return found


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs proc(5)")
def test_a_crawl_listens_on_no_port(tmp_path: Path) -> None:
    seen: list[set[int]] = []
    with Site() as site:

        def look(exchange: Exchange) -> None:
            seen.append(listening_ports(process.pid))
            answer(story("Kiln"))(exchange)

        site.routes |= {"/story/a": look, "/story/b": look}
        site.announce("/story/a", "/story/b")
        assert listening_ports(os.getpid()) >= {site.port}
        process = Command(*site_words(site, tmp_path))
        assert finish(process).code == 0
    assert seen == [set(), set()]


def test_a_crawl_says_who_it_is_and_carries_nothing_to_another_host(tmp_path: Path) -> None:
    define(tmp_path / "titles", include=rf"^http://(?:[^/@]*@)?{HOST}/story/|^http://{OTHER}/story/")
    with Site() as site:
        cookie = {"Set_Cookie": "session=secret; Domain=trade.example; Path=/"}
        site.routes |= {
            "/story/a": answer(story("Kiln"), **cookie),
            "/story/b": redirect(f"http://{OTHER}/story/c"),
            f"{OTHER}/story/c": answer(story("Clay")),
        }
        site.announce("/story/a", f"http://someone:secret@{HOST}/story/b")
        ended = crawl_site(site, tmp_path, "--contact", "archive@library.example", hosts=(OTHER,))
        asked = site.requests
    assert ended.code == 0, ended.said
    assert f"http://{OTHER}/story/c" in [one.url for one in asked]
    for one in asked:
        agent = one.headers["User-Agent"]
        assert agent.startswith("Backfile/")
        assert "contact: archive@library.example" in agent
        assert "Cookie" not in one.headers
        if OTHER in one.url:
            assert "secret" not in str(one.headers)
            assert "Referer" not in one.headers
