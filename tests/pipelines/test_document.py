import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.document import MAX_PAGE_BYTES, Document, parse_document
from pipelines.sanitise import MAX_ATTRIBUTES, MAX_DEPTH, flatten_markup, sanitise_markup
from storage.items import PageKind

URL = "https://weekly.example/2024/story"


def parse(markup: str | bytes, content_type: str | None = "text/html") -> Document:
    payload = markup.encode() if isinstance(markup, str) else markup
    return parse_document(payload, URL, content_type)


def text(document: Document) -> str:
    return " ".join(document.tree.text_content().split())


@pytest.mark.parametrize(
    ("payload", "content_type", "encoding"),
    [
        ("\ufeff<p>Köln – “ja”".encode(), "text/html; charset=iso-8859-1", "utf-8"),
        ("\ufeff<p>Köln – “ja”".encode("utf-16-le"), "text/html", "utf-16-le"),
        ("\ufeff<p>Köln – “ja”".encode("utf-16-be"), None, "utf-16-be"),
        ("<p>Köln – “ja”".encode(), "text/html; charset=iso-8859-1", "utf-8"),
        ("<meta charset=latin1><p>Köln – “ja”".encode(), None, "utf-8"),
        ("<p>Köln – “ja”".encode("cp1252"), "text/html; charset=latin1", "cp1252"),
        ("<p>Köln – “ja”".encode("cp1252"), "text/html; charset=utf-8", "cp1252"),
        ("<meta charset='windows-1252'><p>Köln – “ja”".encode("cp1252"), "text/html", "cp1252"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><html><p>Köln – “ja”".encode("cp1252"), None, "cp1252"),
        ("<p>Köln – “ja”".encode("cp1252"), "text/html; charset=rot13", "cp1252"),
    ],
)
def test_charset_is_found(payload: bytes, content_type: str | None, encoding: str) -> None:
    document = parse(payload, content_type)
    assert (document.encoding, text(document), document.replaced) == (encoding, "Köln – “ja”", 0)


@pytest.mark.parametrize(
    ("charset", "sentence", "encoding"),
    [
        ("gb2312", "报纸今天刊登了一篇文章", "gb18030"),
        ("shift_jis", "新聞は今日記事を載せた", "cp932"),
        ("euc-kr", "신문은 오늘 기사를 실었다", "cp949"),
        ("koi8-r", "Газета напечатала статью", "koi8-r"),
    ],
)
def test_declared_charsets_of_other_scripts(charset: str, sentence: str, encoding: str) -> None:
    document = parse(f"<meta charset={charset}><p>{sentence}".encode(charset))
    assert (document.encoding, text(document)) == (encoding, sentence)


def test_undeclared_charset_is_detected() -> None:
    sentence = "Газета напечатала сегодня статью о большом заводе и его рабочих. " * 6
    assert text(parse(f"<p>{sentence}".encode("cp1251"))) == sentence.strip()


def test_undecodable_characters_are_counted() -> None:
    document = parse(
        "<p>Grüße aus Zürich, schöne Bücher, größer, kühner, süßer, über Köln, Fürth, Möwen".encode() + b"\xff"
    )
    assert (document.encoding, document.replaced) == ("utf-8", 1)


@pytest.mark.parametrize("reference", ["&#0;", "&#1;", "&#xFFFF;", "&#xD800;", "&#x110000;", "&#99999999999999999999;"])
def test_control_references_do_not_lose_the_text(reference: str) -> None:
    found = text(parse(f"<p>before{reference}after</p><p>end</p>"))
    assert found.replace("\ufffd", "") == "beforeafterend"
    assert all(character.isprintable() for character in found)


def test_references_to_windows_characters_are_read_as_such() -> None:
    assert text(parse("<p>it&#146;s &#38; &amp; &#x2014;")) == "it’s & & —"


def test_characters_that_no_text_has_are_dropped() -> None:
    assert text(parse("<p>\U0001fffe\U0010ffffa\x00b\x01c\x7fd\ufffee\x9bf")) == "abcdef"


@given(st.text(alphabet=st.characters(), max_size=60))
@settings(max_examples=60, deadline=None)
def test_sanitising_twice_changes_nothing(markup: str) -> None:
    once = sanitise_markup(markup)
    assert sanitise_markup(once) == once


@pytest.mark.parametrize("opening", ["<div>", "<b><i>", "<ul><li>", "<table><tr><td>", "<font>", "<blockquote>"])
@pytest.mark.parametrize("times", [300, 3000])
def test_deep_nesting_loses_no_text(opening: str, times: int) -> None:
    document = parse("<p>before</p>" + opening * times + "<p>inside</p><p>after</p>")
    assert text(document).split() == ["before", "inside", "after"] or text(document) == "beforeinsideafter"
    assert max(sum(1 for _ in element.iterancestors()) for element in document.tree.iter()) <= 256


def test_flattening_keeps_what_is_shallow() -> None:
    markup = "<div class='a'><p>x<p>y</div><br>" + "<div>" * MAX_DEPTH + "</div>" * MAX_DEPTH
    assert flatten_markup(markup) == markup


def test_json_ld_is_read_through_its_wrappings() -> None:
    document = parse(
        """<script type="application/ld+json">//<![CDATA[
        {"@context": "https://schema.org", "@graph": [{"@type": "Person", "name": "A,}\nB"}, {"@type": "WebPage",}]}
        //]]></script>
        <script type='application/ld+json; charset=utf-8'><!-- [{"@type": "NewsArticle", "headline": "x\\ud83d"},] --></script>
        <script type="application/ld+json">{"@type": broken}</script><p>text"""
    )
    assert [found["@type"] for found in document.json_ld] == ["Person", "WebPage", "NewsArticle"]
    assert document.json_ld[0]["name"] == "A,}\nB"
    assert document.json_ld[2]["headline"] == "x\ufffd"


def test_graph_with_properties_of_its_own_is_kept_too() -> None:
    document = parse(
        """<script type="application/ld+json">{"@type": "WebPage", "@graph": [{"@type": "Person"}]}</script>"""
    )
    assert [found["@type"] for found in document.json_ld] == ["Person", "WebPage"]


def test_metas_have_lower_case_keys() -> None:
    document = parse("<meta name=Author content='A B'><meta property='OG:Title' itemprop=name content=T><meta name=x>")
    assert document.metas == [("author", "A B"), ("og:title", "T"), ("name", "T")]
    assert document.meta("missing", "author") == "A B"


def test_base_is_joined_to_the_address() -> None:
    assert parse("<base href='/2024/'><p>x").base == "https://weekly.example/2024/"
    assert parse("<p>x").base == URL
    assert parse("<base href='http://[broken'><p>x").base == URL


def test_scripts_styles_and_comments_are_out_and_the_text_around_them_stays() -> None:
    assert (
        text(parse("<p>one <script>var a</script>two<!-- no --> <style>p{}</style>three<svg><title>t</title></svg>"))
        == "one two three"
    )


@pytest.mark.parametrize(
    ("payload", "content_type", "kind", "reason"),
    [
        (b"", "text/html", PageKind.EMPTY, "no-bytes"),
        (b" \r\n\t", None, PageKind.EMPTY, "no-bytes"),
        (b"%PDF-1.7 ...", "text/html", PageKind.NOT_HTML, "pdf"),
        (b"\x89PNG\r\n\x1a\n....", None, PageKind.NOT_HTML, "image"),
        (b'{"a": 1}', "application/json", PageKind.NOT_HTML, "json"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "text/xml", PageKind.NOT_HTML, "feed"),
        (b"anything", "video/mp4", PageKind.NOT_HTML, "video/mp4"),
        (b"no tag at all", None, PageKind.NOT_HTML, "no-markup"),
        (b"<!doctype html><p>x", "application/pdf", None, None),
        (b"<html><p>x", None, None, None),
        (b"plain words", "text/html", None, None),
    ],
)
def test_bytes_that_are_no_page(
    payload: bytes, content_type: str | None, kind: PageKind | None, reason: str | None
) -> None:
    document = parse(payload, content_type)
    assert (document.refusal, document.refusal_reason) == (kind, reason)


HOSTILE = {
    "one word": b"<p>" + b"w" * 2_000_000,
    "attribute": b"<p title='" + b"x" * 1_000_000 + b"'>x",
    "paragraphs": b"<p>x" * 50_000,
    "links": b"<a href='/x'>x</a>" * 20_000,
    "nested": b"<div>" * 50_000 + b"x",
    "open quotes": b"before" + b"<div>" * 300 + b"<p '" * 200_000 + b"'>x",
    "comment": b"<p>x<!--" + b"-" * 1_000_000 + b"--><p>y",
    "references": b"<p>" + b"&#1;" * 200_000 + b"x",
    "deep JSON-LD": b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>x",
    "long JSON-LD": b"<script type='application/ld+json'>{" + b'"a":1,' * 300_000 + b"}</script><p>x",
    "open JSON-LD": b"<script type='application/ld+json'>{" + b'"\\' * 300_000 + b"</script><p>x",
    "blank JSON-LD": b"<script type='application/ld+json'>{," + b" " * 900_000 + b"</script><p>x",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_parsed_in_bounded_time(name: str) -> None:
    document = parse(HOSTILE[name])
    assert text(document).strip("\ufffd")


def test_a_page_is_cut_at_its_bound() -> None:
    document = parse(b"<p>start</p><p>" + b"x " * (MAX_PAGE_BYTES // 2) + b"<p>end")
    assert document.cut
    assert text(document).startswith("start")
    assert "end" not in text(document)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_a_document(payload: bytes) -> None:
    assert isinstance(parse(payload, None), Document)
    assert isinstance(parse(b"<p>" + payload, "text/html; charset=gbk"), Document)


def test_characters_lost_before_the_page_was_sent_say_nothing_of_its_charset() -> None:
    document = parse("<html lang=pl><p>" + "ż\ufffdółć " * 20)
    assert (document.encoding, document.replaced) == ("utf-8", 20)


@pytest.mark.parametrize(
    ("language", "charset", "sentence"),
    [
        ("pl", "cp1250", "Gazeta napisała dziś o nowej zajezdni"),
        ("ru", "cp1251", "Газета написала"),
        ("en", "cp1252", "“Håfen”"),
    ],
)
def test_undeclared_charset_is_what_is_usual_for_the_language(language: str, charset: str, sentence: str) -> None:
    document = parse(f"<html lang='{language}'><p>{sentence}".encode(charset))
    assert (document.encoding, text(document)) == (charset, sentence)


def test_attributes_beyond_a_bound_are_left_out() -> None:
    many = " ".join(f'data-stop-{number}="Pier {number}"' for number in range(5000))
    markup = f"<p>Ferries</p><div {many} id=last>run &amp; rest</div><p class='x'>again</p>"
    cut = sanitise_markup(markup)
    assert cut.count("data-stop-") == MAX_ATTRIBUTES
    assert cut.startswith("<p>Ferries</p><div data-stop-0=")
    assert cut.endswith(">run &amp; rest</div><p class='x'>again</p>")


def test_a_long_attribute_stays() -> None:
    markup = f"<div data-state='{{&quot;a&quot;: &quot;{'x' * 9000}&quot;}}' id=\"one\">Ferries run</div>"
    assert sanitise_markup(markup) == markup


def test_what_follows_an_early_end_of_the_page_is_read() -> None:
    markup = b"<html><body><header>Quay</header></body></html><main><p>Ferries run.</p></main></BODY ></html>"
    assert parse_document(markup, "", "text/html").tree.text_content() == "QuayFerries run."
