from __future__ import annotations

import pytest

from crawler.sample import expected
from crawler.sample.announcements import announcements_of
from crawler.sample.faults import one_page_pdf
from crawler.sample.masthead import ORIGIN

STATUS = {
    "archived": 200, "stub": 200, "soft-404": 200, "empty": 200, "not-html": 200, "robots": 200, "not-found": 404,
    "server-error": 500, "redirect-loop": 302, "moved": 301, "gone": 410,
}  # fmt: skip


def the_fault(outcome: str) -> str:
    urls = [url for url, what in expected.expected_outcomes().items() if what == outcome]
    assert len(urls) == 1
    return urls[0]


@pytest.mark.parametrize("edition", [1, 2, 3])
def test_every_announced_address_answers_as_expected(ask, server, edition):
    server.edition = edition
    outcomes = expected.expected_outcomes(edition)
    assert {url: ask(url).status for url in outcomes} == {url: STATUS[outcome] for url, outcome in outcomes.items()}


def test_the_soft_404_is_the_page_of_a_true_one(ask):
    soft, true = ask(the_fault("soft-404")), ask("/nowhere/")
    assert b"Page not found" in soft.body
    assert (soft.status, true.status) == (200, 404)
    assert soft.body == true.body


def test_the_loop_comes_back_to_where_it_began(ask):
    url = the_fault("redirect-loop")
    there = ask(url).header("Location")
    assert there != url
    assert ask(there).header("Location") == url


def test_the_stub_ends_at_a_gate(ask):
    page = ask(the_fault("stub")).body.decode()
    assert "Unlock this article" in page
    assert "in most of these…" in page


def test_the_empty_page_is_empty(ask):
    got = ask(the_fault("empty"))
    assert (got.body, got.header("Content-Length")) == (b"", "0")
    assert got.header("Content-Type").startswith("text/html")


def test_the_survey_is_a_pdf(ask):
    got = ask(the_fault("not-html"))
    assert got.header("Content-Type") == "application/pdf"
    assert got.body.startswith(b"%PDF-1.4\n")
    assert got.body.endswith(b"%%EOF\n")


def test_the_cross_reference_table_of_a_pdf_is_right():
    body = one_page_pdf("A line")
    start = int(body.split(b"startxref\n")[1].split()[0])
    assert body[start:].startswith(b"xref\n0 7\n")
    offsets = [int(row.split()[0]) for row in body[start:].splitlines()[3:9]]
    assert [body[offset:].split()[0] for offset in offsets] == [b"1", b"2", b"3", b"4", b"5", b"6"]


def test_utf_8_called_latin_1(ask):
    article = next(one for one in expected.articles() if one.fault == "utf-8-called-latin-1")
    got = ask(article.url)
    assert got.header("Content-Type") == "text/html; charset=ISO-8859-1"
    assert b'<meta charset="windows-1252"' in got.body
    assert article.closing in got.body.decode("utf-8")


def test_windows_1252_called_utf_8(ask):
    article = next(one for one in expected.articles() if one.fault == "windows-1252-called-utf-8")
    got = ask(article.url)
    assert got.header("Content-Type") == "text/html; charset=UTF-8"
    assert b'<meta charset="UTF-8"' in got.body
    assert "façade" in got.body.decode("windows-1252")
    with pytest.raises(UnicodeDecodeError):
        got.body.decode("utf-8")


def test_a_control_character_stands_in_one_page_only(ask):
    marked = [one.url for one in announcements_of(1) if b"&#1;" in ask(one.url).body]
    article = next(one for one in expected.articles() if one.fault == "control-character")
    assert marked == [article.url]
    assert any("amber. It is lit" in text for text in article.prose)


def test_unknown_addresses_are_not_found(ask):
    assert ask("/2026/stage/news/never-written-13999999/").status == 404
    assert ask(ORIGIN + "/%00").status == 404
