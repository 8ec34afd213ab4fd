import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract import extract_page, extractor_identity
from pipelines.rules import NO_RULES, Rules
from storage.items import BlockKind, DateRole, Extraction, PageKind, TextState
from storage.normal_form import text_of

URL = "https://weekly.example/2024/05/quay-approved-1234/"

SENTENCES = (
    "The harbour board of Nordhaven approved a second container terminal on Tuesday after a debate of nine hours.",
    "Construction is to begin next spring, and the first ships are expected to berth there three years later.",
    "Two of the eleven members voted against the plan because the dredging, they said, had not been costed.",
    "Hauliers welcomed the decision, although the road to the site has one lane and floods every winter.",
)

ARTICLE = f"""<!doctype html><html lang="en-GB"><head><title>Quay approved | Port Weekly</title>
<link rel="canonical" href="{URL}"><meta property="og:type" content="article"><meta name="author" content="Ada Quist">
<script type="application/ld+json"><![CDATA[{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Quay approved", "datePublished": "2024-05-14T08:30:00+02:00",
"author": {{"@type": "Person", "name": "Ada Quist"}}}}]]></script></head><body>
<article><h1>Quay approved</h1><p class="byline">By <a rel="author" href="/author/ada-quist/">Ada Quist</a></p>
<div class="entry-content"><p>{SENTENCES[0]}</p><h2 class="wp-block-heading">Who pays for it?</h2><p>{SENTENCES[1]}</p>
<div class="injected-related-story"><h3 class="c-title">Related Stories</h3>
<h3 class="c-title"><a class="c-title__link" href="/2024/04/dredger-sinks-1200/">Dredger sinks off Nordhaven</a></h3></div>
<div class="pmc-contextual-player"><h3>Popular on Port Weekly</h3></div>
<h2 class="wp-block-heading">When do ships come?</h2><p>{SENTENCES[2]}</p><p>{SENTENCES[3]}</p></div></article>
<footer><p class="c-tagline">The business of the sea</p></footer></body></html>"""


def extract(
    markup: str | bytes, content_type: str | None = "text/html", url: str = URL, rules: Rules = NO_RULES
) -> Extraction:
    payload = markup.encode() if isinstance(markup, str) else markup
    return extract_page(payload, url=url, content_type=content_type, rules=rules)


def test_title_and_standfirst_come_from_the_page() -> None:
    found = extract(ARTICLE)
    assert (found.kind, found.metadata.title, found.metadata.language) == (PageKind.ARTICLE, "Quay approved", "en-GB")
    assert found.metadata.declared_canonical == URL


def test_who_wrote_it_is_claimed_with_its_source() -> None:
    claims = extract(ARTICLE).byline_claims
    assert {"json-ld", "meta:author"} <= {claim.source for claim in claims}
    assert {claim.names or (claim.printed,) for claim in claims if claim.source == "json-ld"} == {("Ada Quist",)}


def test_when_it_was_published_is_claimed() -> None:
    claims = extract(ARTICLE).date_claims
    assert "2024-05-14T06:30:00+00:00" in {claim.at.isoformat() for claim in claims if claim.role is DateRole.PUBLISHED}


def test_related_stories_are_read_and_leave_the_text() -> None:
    found = extract(ARTICLE)
    assert [(story.text, story.url) for story in found.related] == [
        ("Dredger sinks off Nordhaven", "https://weekly.example/2024/04/dredger-sinks-1200/")
    ]
    text = text_of(found.blocks)
    assert "Related Stories" not in text
    assert "Dredger" not in text
    assert "Popular on" not in text
    assert "business of the sea" not in text


def test_questions_keep_their_place() -> None:
    found = extract(ARTICLE)
    assert [(block.kind, block.text) for block in found.blocks] == [
        (BlockKind.PARAGRAPH, SENTENCES[0]),
        (BlockKind.QUESTION, "Who pays for it?"),
        (BlockKind.ANSWER, SENTENCES[1]),
        (BlockKind.QUESTION, "When do ships come?"),
        (BlockKind.ANSWER, SENTENCES[2]),
        (BlockKind.ANSWER, SENTENCES[3]),
    ]
    assert found.text_state is TextState.COMPLETE


def test_plain_text_is_read_as_a_dump() -> None:
    found = extract(f"By Ada Quist\n\n\t{SENTENCES[0]}\n\n\t{SENTENCES[1]}\n", "text/plain; charset=utf-8", "")
    assert found.kind is PageKind.ARTICLE
    assert [block.text for block in found.blocks] == list(SENTENCES[:2])


LINKS = "".join(
    f'<li><a href="/2024/05/story-{number}/">Ships and quays, part {number}</a></li>' for number in range(80)
)


@pytest.mark.parametrize(
    ("markup", "content_type", "url", "kind", "reason"),
    [
        (ARTICLE, "text/html", URL, PageKind.ARTICLE, None),
        ("<title>Page not found | Port Weekly</title><h1>Oops!</h1><p>Try the search.", "text/html", URL, PageKind.SOFT_404, "title-says-not-found"),
        ("<title>Port Weekly</title><h1>404</h1><p>Try the search.", "text/html", URL, PageKind.SOFT_404, "title-says-not-found"),
        ("<title>404 Media buys a quay</title><p>It did so on Monday.", "text/html", URL, PageKind.ARTICLE, None),
        (f"<title>Ports</title><ul>{LINKS}</ul>", "text/html", "https://weekly.example/ports/", PageKind.INDEX, "mostly-links"),
        (f"<title>Port Weekly</title><p>{SENTENCES[0]}", "text/html", "https://weekly.example/", PageKind.INDEX, "front-page"),
        (
            f"<title>Port Weekly</title><link rel=canonical href='https://weekly.example/'><p>{SENTENCES[0]}",
            "text/html",
            URL,
            PageKind.INDEX,
            "front-page",
        ),
        ('<script type="application/ld+json">{"@type": "CollectionPage"}</script><p>x', "text/html", URL, PageKind.INDEX, "declared-index"),
        ("%PDF-1.7", "text/html", URL, PageKind.NOT_HTML, "pdf"),
        ("", "text/html", URL, PageKind.EMPTY, "no-bytes"),
    ],
)  # fmt: skip
def test_kind_of_page(markup: str, content_type: str, url: str, kind: PageKind, reason: str | None) -> None:
    found = extract(markup, content_type, url)
    assert (found.kind, found.kind_reason) == (kind, reason)


@pytest.mark.parametrize(
    "payload", [b"", b"%PDF-1.7", b"<html></html>", b"<html><body><script>1</script></body></html>"]
)
def test_no_text_is_never_silent(payload: bytes) -> None:
    found = extract(payload)
    assert (found.text_state, found.blocks) == (TextState.NONE, [])
    assert found.text_reason


@pytest.mark.parametrize("inserted", ["&#0;", "&#1;", "&#xFFFF;", "&#xD800;", "\x00", "\x01", "\ufffe", "\ufeff"])
def test_one_bad_character_does_not_lose_the_article(inserted: str) -> None:
    found = extract(ARTICLE.replace("harbour", f"har{inserted}bour"))
    assert text_of(found.blocks).replace("\ufffd", "").startswith(SENTENCES[0])


def test_wrong_charset_gives_the_same_text() -> None:
    markup = ARTICLE.replace("harbour", "“Håfen”")
    assert extract(markup, "text/html; charset=iso-8859-1") == extract(markup)
    assert extract(markup.encode("cp1252"), "text/html; charset=utf-8") == extract(markup)


def test_the_same_page_gives_the_same_extraction() -> None:
    assert extract(ARTICLE) == extract(ARTICLE)


HOSTILE = {
    "nested": "<div>" * 5000 + "<p>" + SENTENCES[0],
    "nested lists": "<ul><li>" * 3000 + SENTENCES[0],
    "nested tables": "<table><tr><td>" * 1000 + SENTENCES[0],
    "nested buttons": "<button><p>x" * 1000,
    "links": "<a href='/2024/05/x'>a story of ships</a> " * 10_000,
    "paragraphs": "<p>a short line of text</p>" * 10_000,
    "rows": "<table>" + "<tr><td>1</td><td>2</td></tr>" * 10_000 + "</table>",
    "headings": "<h2>Who pays?</h2>" * 5000,
    "breaks": "x<br>" * 20_000,
    "word": "<p>" + "w" * 1_000_000,
    "names": "<p>" + "A. " * 100_000,
    "digits": "<p>" + "1" * 200_000,
    "blanks": "<p>x" + " \n" * 500_000 + "y",
    "attribute": "<p class='" + "related " * 100_000 + "'>x",
    "metas": "<meta name=author content='" + "A B, " * 50_000 + "'><p>x",
    "speakers": "<p>Ada: Who? </p>" * 5000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_time(name: str) -> None:
    assert isinstance(extract(HOSTILE[name]), Extraction)


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_markup_gives_an_extraction(markup: str) -> None:
    assert isinstance(extract(f"<html><p>{markup}"), Extraction)


def test_identity_names_versions_and_rules() -> None:
    identity = extractor_identity(NO_RULES)
    assert identity.startswith("backfile ")
    assert " / trafilatura 2." in identity
    assert identity.endswith(NO_RULES.digest)
    assert identity != extractor_identity(Rules(body=("article",)))


def test_extraction_imports_neither_scrapy_nor_twisted() -> None:
    program = (
        "import sys\n"
        "from pipelines.extract import extract_page\n"
        "from pipelines.rules import NO_RULES\n"
        "assert extract_page(sys.stdin.buffer.read(), url='', content_type=None, rules=NO_RULES).metadata.title\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], input=ARTICLE.encode(), capture_output=True, check=True)
    assert not {"scrapy", "twisted", "itemadapter"} & set(done.stdout.decode().split())
