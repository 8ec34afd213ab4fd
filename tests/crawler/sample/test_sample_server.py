from __future__ import annotations

import gzip
import socket
import time

import pytest

from crawler.sample.masthead import HOST, ORIGIN
from crawler.sample.server import Request, SampleServer

PAGE = "/2026/stage/news/counterweight-inspections-come-due-13004101/"


def test_absolute_form_and_origin_form_get_the_same_page(ask):
    by_proxy = ask(ORIGIN + PAGE)
    directly = ask(PAGE, origin_form=True)
    assert by_proxy.status == directly.status == 200
    assert by_proxy.body == directly.body
    assert by_proxy.header("ETag") == directly.header("ETag") != ""


@pytest.mark.parametrize("url", ["http://elsewhere.example/", f"https://{HOST}/", f"http://{HOST}:81/", "http://[/"])
def test_other_hosts_are_not_served(ask, url):
    assert ask(url).status == 502


def test_http_1_1_without_a_host_is_refused(server):
    host, port = server.address.split(":")
    with socket.create_connection((host, int(port)), timeout=120) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        assert connection.makefile("rb").readline().startswith(b"HTTP/1.1 400 ")


def test_one_connection_carries_many_requests(ask, server):
    for _ in range(3):
        ask(PAGE)
    assert [request.status for request in server.requests] == [200, 200, 200]


@pytest.mark.parametrize("path", [PAGE, "/feed/", "/sitemap_index.xml", "/robots.txt", "/c/stage/"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_validator_saves_the_body(ask, path, coding):
    first = ask(path, Accept_Encoding=coding)
    by_tag = ask(path, Accept_Encoding=coding, If_None_Match=f'"other", {first.header("ETag")}')
    weakly = ask(path, Accept_Encoding=coding, If_None_Match=f"W/{first.header('ETag')}")
    by_date = ask(path, Accept_Encoding=coding, If_Modified_Since=first.header("Last-Modified"))
    assert [first.status, by_tag.status, weakly.status, by_date.status] == [200, 304, 304, 304]
    assert by_tag.body == by_date.body == b""
    assert by_tag.header("ETag") == first.header("ETag")
    assert "Content-Length" not in by_tag.headers


def test_a_tag_decides_before_a_date(ask):
    modified = ask(PAGE).header("Last-Modified")
    assert ask(PAGE, If_None_Match='"old"', If_Modified_Since=modified).status == 200


def test_an_older_or_unreadable_date_gets_the_page(ask):
    assert ask(PAGE, If_Modified_Since="Thu, 01 Jan 2026 00:00:00 GMT").status == 200
    assert ask(PAGE, If_Modified_Since="yesterday").status == 200


def test_each_coding_has_its_own_tag(ask):
    plain = ask(PAGE)
    zipped = ask(PAGE, Accept_Encoding="br, gzip;q=0.5")
    refused = ask(PAGE, Accept_Encoding="gzip;q=0")
    assert zipped.header("Content-Encoding") == "gzip"
    assert gzip.decompress(zipped.body) == plain.body == refused.body
    assert zipped.header("ETag") != plain.header("ETag") == refused.header("ETag")
    assert plain.header("Vary") == zipped.header("Vary") == "Accept-Encoding"


@pytest.mark.parametrize("path", [PAGE, "/nowhere/", "/sitemap.xml"])
def test_head_has_the_headers_of_get_and_no_body(ask, path):
    got, head = ask(path), ask(path, method="HEAD")
    assert head.status == got.status
    assert head.body == b""
    for name in ("ETag", "Last-Modified", "Content-Length", "Content-Type", "Location"):
        assert head.header(name) == got.header(name)


def test_errors_and_redirects_have_no_validators(ask):
    for path in ("/nowhere/", "/sitemap.xml"):
        got = ask(path)
        assert "ETag" not in got.headers
        assert "Last-Modified" not in got.headers


def test_unknown_methods_are_not_implemented(ask):
    assert ask(PAGE, method="DELETE").status == 501


def test_requests_are_kept(ask, server):
    tag = ask(PAGE).header("ETag")
    ask(PAGE, method="HEAD", origin_form=True, If_None_Match=tag)
    assert server.requests == [
        Request("GET", ORIGIN + PAGE, 200, conditional=False),
        Request("HEAD", ORIGIN + PAGE, 304, conditional=True),
    ]


def test_a_delay_is_waited_for(ask, server):
    server.delay = 0.05
    began = time.monotonic()
    ask(PAGE)
    assert time.monotonic() - began >= 0.05


def test_a_stopped_server_frees_its_port():
    first = SampleServer().start()
    port = int(first.address.split(":")[1])
    first.stop()
    with SampleServer(port=port) as second:
        assert second.address == f"127.0.0.1:{port}"


def test_there_is_no_fourth_edition():
    with pytest.raises(ValueError, match="there is no edition 4"):
        SampleServer(edition=4)
