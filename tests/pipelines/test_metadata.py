"""What a page says of its article: title, standfirst, section, language, identity, free access."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipelines.document import Document, parse_document
from pipelines.metadata import extract_metadata
from pipelines.metadata.classification import parse_language
from pipelines.metadata.paywall import parse_free
from pipelines.rules import NO_RULES, Rules
from storage.items import Metadata

URL = "https://fair.example/news/harbour-fair-moves-1236130001/"


def page(head: str = "", body: str = "", url: str = URL, lang: str = "") -> Document:
    return parse_document(
        f"<html {lang}><head>{head}</head><body>{body}</body></html>".encode(), url, "text/html; charset=utf-8"
    )


def json_ld(**keys: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **keys})}</script>'


def read(head: str = "", body: str = "", rules: Rules = NO_RULES, url: str = URL, lang: str = "") -> Metadata:
    return extract_metadata(page(head, body, url, lang), rules)


def test_printed_headline_wins_where_it_agrees() -> None:
    head = '<title>Harbour Fair Moves Indoors – The Ledger</title><meta property="og:title" content="Fair moves indoors at the harbour">'
    found = read(head, "<h1> Harbour Fair\n <em>Moves</em>   Indoors </h1>")
    assert (found.title, found.title_source) == ("Harbour Fair Moves Indoors", "h1")


def test_masthead_as_headline_is_passed_over() -> None:
    head = '<title>Harbour Fair Moves Indoors – The Ledger</title><meta property="og:site_name" content="The Ledger">'
    body = "<h1>The Ledger</h1><div class='article-title'>Harbour Fair Moves Indoors</div>"
    assert read(head, body).title == "Harbour Fair Moves Indoors"


def test_rules_decide_the_title() -> None:
    body = "<h1>Harbour Fair</h1><h2 class='real'>Herons Take the Stage</h2>"
    found = read("<title>Harbour Fair</title>", body, Rules(title=("h2.real",)))
    assert (found.title, found.title_source) == ("Herons Take the Stage", "rules")


@pytest.mark.parametrize(
    ("declared", "rules", "extra"),
    [
        ("Herons Take the Stage – Ledger", Rules(mastheads=("Ledger",)), ""),
        ("Herons Take the Stage | Ledger", NO_RULES, '<meta property="og:site_name" content="LEDGER">'),
        ("Ledger: Herons Take the Stage", Rules(mastheads=("Ledger",)), ""),
        ("Herons Take the Stage - News - Ledger", Rules(mastheads=("Ledger", "News")), ""),
        ("Herons Take the Stage | Ledger", NO_RULES, json_ld(publisher={"@type": "Organization", "name": "Ledger"})),
    ],
)
def test_masthead_is_no_part_of_the_title(declared: str, rules: Rules, extra: str) -> None:
    assert read(f"<title>{declared}</title>{extra}", rules=rules).title == "Herons Take the Stage"


@pytest.mark.parametrize(
    ("escaped", "title"),
    [
        ("Heron&#8217;s Stage", "Heron’s Stage"),
        ("Heron&amp;#8217;s Stage", "Heron’s Stage"),
        ("Heron&amp;amp;#8217;s Stage", "Heron’s Stage"),
        ("Fish &amp;amp; Chips", "Fish & Chips"),
        ("&lt;em&gt;Salt&lt;/em&gt; House", "Salt House"),
        ("Three < Four", "Three < Four"),
    ],
)
def test_entities_escaped_twice(escaped: str, title: str) -> None:
    assert read(f'<meta property="og:title" content="{escaped}">').title == title


def test_title_of_a_teaser_is_not_the_page_s() -> None:
    teaser = json_ld(headline="Another Story", url="https://fair.example/news/another-story-1/")
    own = json_ld(headline="Herons Take the Stage", mainEntityOfPage={"@id": URL})
    assert read(teaser + own).title == "Herons Take the Stage"
    assert read(own + teaser).title == "Herons Take the Stage"


@pytest.mark.parametrize(
    ("heading", "kicker"),
    [
        ("<h1><span>Theatre</span> Herons Take the Stage</h1>", "Theatre"),
        ("<h1><a href='/t'>Theatre</a> | <b>Herons Take the Stage</b></h1>", "Theatre"),
        ("<h1><time>2 May 2024</time> Herons Take the Stage</h1>", None),
        ("<h1>Herons Take the Stage <small>A winter of carving</small></h1>", None),
    ],
)
def test_what_stands_beside_the_title_in_its_heading(heading: str, kicker: str | None) -> None:
    head = "<title>Herons Take the Stage – The Ledger</title><meta property='og:title' content='Herons take the Stage'>"
    found = read(head, heading)
    assert (found.title, found.title_source, found.kicker) == ("Herons Take the Stage", "h1", kicker)


def test_first_words_of_a_headline_are_no_kicker() -> None:
    found = read(
        "<meta property='og:title' content='Herons Take the Stage'>", "<h1>Theatre: Herons Take the Stage</h1>"
    )
    assert (found.title, found.kicker) == ("Theatre: Herons Take the Stage", None)


def test_page_without_any_title() -> None:
    assert read(body="<p>Text.</p>").title is None


def test_standfirst_beside_the_headline() -> None:
    body = """<header><h1>Herons Take the Stage</h1><div class="article-excerpt larva">A winter's worth of carving.</div>
      </header><div class="content"><p>The play follows a keeper.</p></div>"""
    assert read("<title>Herons Take the Stage</title>", body).standfirst == "A winter's worth of carving."


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="description" content="The Ledger brings you all news of the fair.">',
        '<meta property="og:description" content="The play follows a keeper […]">',
    ],
)
def test_description_is_no_standfirst(head: str) -> None:
    assert read(head, "<h1>Herons Take the Stage</h1><p>The play follows a keeper.</p>").standfirst is None


def test_standfirst_and_kicker_by_rules() -> None:
    rules = Rules(standfirst=(".below",), kicker=(".over",))
    found = read(body="<b class=over>Theatre</b><h1>Herons</h1><p class=below>A winter.</p>", rules=rules)
    assert (found.standfirst, found.kicker) == ("A winter.", "Theatre")


def test_section_by_each_source() -> None:
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"name": "Home"}, {"item": {"name": "Stage"}}, {"name": "Herons"}],
    }
    script = f'<script type="application/ld+json">{json.dumps(crumbs)}</script>'
    assert read(script).section == "Stage"
    assert read(script + json_ld(articleSection=["Theatre", "Stage"])).section == "Theatre"
    assert (
        read(
            json_ld(articleSection="Stage") + '<meta property="article:section" content="Arts &amp;amp; Crafts">'
        ).section
        == "Arts & Crafts"
    )
    assert read(body="<i class=s>Puppets</i>", rules=Rules(section=("i.s",))).section == "Puppets"


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("en-us", "en-US"),
        ("en_GB", "en-GB"),
        ("DE", "de"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("pt_BR.UTF-8", "pt-BR"),
        ("es-419", "es-419"),
        ("English", None),
        ("", None),
        ("12", None),
    ],
)
def test_language_tags(printed: str, tag: str | None) -> None:
    assert parse_language(printed) == tag


def test_language_of_the_page_before_that_of_the_rules() -> None:
    assert read(lang='lang="de-at"', rules=Rules(language="en")).language == "de-AT"
    assert read('<meta property="og:locale" content="fr_FR">').language == "fr-FR"
    assert read(rules=Rules(language="en")).language == "en"


def test_tags_once_and_in_order() -> None:
    head = "".join(f'<meta property="article:tag" content="{tag}">' for tag in ("Herons", "Lamps", "Herons"))
    assert read(head).tags == ("Herons", "Lamps")
    assert read(json_ld(keywords="Herons, Lamps,")).tags == ("Herons", "Lamps")
    assert read(json_ld(keywords=["Herons", 3, "Lamps"])).tags == ("Herons", "Lamps")
    assert read(body="<ul class=t><li>Herons,<li>Lamps</ul>", rules=Rules(tags=(".t li",))).tags == ("Herons", "Lamps")


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="/news/herons/">', "https://fair.example/news/herons/"),
        (
            '<link rel="CANONICAL" href="https://fair.example/a"><meta property="og:url" content="https://fair.example/b">',
            "https://fair.example/a",
        ),
        ('<meta property="og:url" content="https://fair.example/b">', "https://fair.example/b"),
        ('<meta property="og:url" content="https://fair.example/">', None),
        ('<link rel="canonical" href="javascript:void(0)">', None),
        ('<link rel="canonical" href="http://[bad">', None),
        ('<link rel="canonical" href="">', None),
        ("", None),
    ],
)
def test_declared_canonical(head: str, canonical: str | None) -> None:
    assert read(head).declared_canonical == canonical


@pytest.mark.parametrize(
    ("head", "body", "post_id"),
    [
        ('<link rel="shortlink" href="https://fair.example/?p=1236130001">', "", "1236130001"),
        ('<meta name="cXenseParse:articleid" content="77">', "", "77"),
        ("", '<article class="hentry post-4711 type-post"></article>', "4711"),
        ("", '<article class="post-1"></article><article class="post-2"></article>', None),
        ('<link rel="shortlink" href="https://fair.example/?p=12ab">', "", None),
    ],
)
def test_post_id(head: str, body: str, post_id: str | None) -> None:
    assert read(head, body).post_id == post_id


def test_post_id_by_rules_comes_first() -> None:
    rules = Rules.model_validate({"post_id": r"-(\d+)/$"})
    assert read('<link rel="shortlink" href="/?p=5">', rules=rules).post_id == "1236130001"
    declared = '<link rel="canonical" href="https://fair.example/news/herons-99/">'
    assert read(declared, rules=rules, url="https://fair.example/?x=1").post_id == "99"


@pytest.mark.parametrize(
    ("printed", "free"),
    [
        (True, True),
        (False, False),
        ("True", True),
        ("false", False),
        ("http://schema.org/False", False),
        (["no"], False),
        (1, True),
        ("maybe", None),
        (None, None),
        ({}, None),
        ([], None),
    ],
)
def test_forms_of_free_access(printed: object, free: bool | None) -> None:
    assert parse_free(printed) is free


def test_declared_paywall_is_a_signal() -> None:
    assert read(json_ld(isAccessibleForFree="False")).paywalled is True
    assert read(json_ld(isAccessibleForFree=True)).paywalled is False
    assert read('<meta property="article:content_tier" content="locked">').paywalled is True
    assert read().paywalled is None


def test_tree_is_left_as_it_is() -> None:
    document = page(
        json_ld(headline="Herons"), "<h1>Herons <!-- x --></h1><aside>Related</aside><p>Text.</p>", lang='lang="en"'
    )
    before = etree.tostring(document.tree)
    extract_metadata(document, Rules(title=("h1",), standfirst=("p",)))
    assert etree.tostring(document.tree) == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@id", "name", "@value", "url", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = [
    "@type",
    "headline",
    "url",
    "mainEntityOfPage",
    "keywords",
    "articleSection",
    "inLanguage",
    "isAccessibleForFree",
    "publisher",
    "itemListElement",
    "@graph",
]


@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_structured_data_gives_metadata(node: dict[str, Any]) -> None:
    document = page("<title>Herons</title>")
    document.json_ld = [{"@type": "NewsArticle"} | node, node]
    assert isinstance(extract_metadata(document, NO_RULES), Metadata)


@given(st.text(alphabet=st.sampled_from("<>/h1 titlemeta=\"'&;#classa\n"), max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_markup_gives_metadata(markup: str) -> None:
    assert isinstance(extract_metadata(parse_document(markup.encode(), URL, None), NO_RULES), Metadata)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", ["a", "a ", " – ", "&amp;", "<b>", "<h1>a</h1>", "<h2 class='headline'>a b</h2>", "<span>"]
)
def test_megabytes_are_read_in_seconds(unit: str) -> None:
    filled = unit * (300_000 // len(unit))
    escaped = filled.replace("&", "&amp;").replace("<", "&lt;").replace('"', "")
    found = read(f'<title>{escaped}</title><meta property="og:title" content="{escaped}">', f"<h1>{filled}</h1>")
    assert found.title is None or len(found.title) <= 5000
