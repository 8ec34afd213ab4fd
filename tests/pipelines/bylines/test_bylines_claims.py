"""Claims from page skeletons as they are found; every name is invented."""

from __future__ import annotations

import pytest
from lxml import etree

from pipelines.bylines import extract_byline_claims
from pipelines.document import Document, parse_document
from pipelines.rules import NO_RULES, Rules
from storage.items import BylineClaim

URL = "https://planet.example/2024/film/quill-opens-1234567/"


def page(body: str, head: str = "") -> Document:
    markup = f"<html><head><title>Quill Opens</title>{head}</head><body>{body}</body></html>"
    return parse_document(markup.encode(), URL, "text/html; charset=utf-8")


def claims(body: str, head: str = "", rules: Rules = NO_RULES) -> list[BylineClaim]:
    return [claim for claim in extract_byline_claims(page(body, head), rules) if claim.source != "publisher"]


def printed(found: list[BylineClaim], source: str) -> list[str]:
    return [claim.printed for claim in found if claim.source == source]


def test_theme_byline_is_read_without_its_popover() -> None:
    body = """<h1>Quill Opens</h1><div class="author"><button class="author-button js-PopOver"><p class="author-name //">By
      <a class="c-link" href="/author/ada-quill/">Ada Quill</a></p></button>
      <div class="author-detail-outer js-PopOver-target"><section class="author-details">
      <a href="/author/ada-quill/">View all posts by Ada Quill</a><ul><li>Bridge Falls</li></ul></section></div></div>"""
    first = claims(body)[0]
    assert (first.source, first.printed) == ("printed", "By Ada Quill")
    assert first.names == ("Ada Quill",)
    assert not any("Bridge Falls" in claim.printed or "View all" in claim.printed for claim in claims(body))


LATEST = {
    '<h4 class="x">Latest from Ada Quill</h4><ul><li><a href="/1/">Bridge Falls</a></li></ul>': "",
    "<h4>Ada Quill’s Most Recent Stories</h4><ul><li>Bridge Falls</li></ul>": "",
    "<p>More by Ada Quill</p><ol><li>Bridge Falls</li></ol>": "",
    "<h5>Recent posts</h5><ul><li>Bridge Falls</li></ul>": "",
    '<div class="c-author__posts">Bridge Falls</div>': "",
    '<a href="/author/ada-quill/">View All</a>': "",
    "<h4>Special Correspondents</h4><ul><li>Bridge Falls</li></ul>": "\nSpecial Correspondents\nBridge Falls",
}


@pytest.mark.parametrize(("list_below", "read"), LATEST.items())
def test_byline_is_read_without_its_authors_latest_posts(list_below: str, read: str) -> None:
    body = f"""<h1>Q</h1><div class="c-byline">By <a href="/author/ada-quill/">Ada Quill</a>
      <div>{list_below}</div> &amp; <a href="/author/roy-wyatt/">Roy Wyatt</a></div>"""
    first = claims(body)[0]
    assert first.printed == f"By Ada Quill{read}\n& Roy Wyatt"
    assert first.names == ("Ada Quill", "Roy Wyatt")


@pytest.mark.parametrize("rules", [Rules(furniture=(".detail",)), Rules(remove=(".detail",))])
def test_byline_is_read_without_the_boxes_of_the_rules(rules: Rules) -> None:
    body = """<h1>Q</h1><div class="c-byline">By <a href="/author/ada-quill/">Ada Quill</a>
      <div class="detail">Bridge Falls <a href="/author/lea/">Léa Montclar</a></div></div>"""
    first = claims(body, rules=rules)[0]
    assert (first.printed, first.names) == ("By Ada Quill", ("Ada Quill",))


def test_byline_in_a_box_that_the_rules_remove_from_the_text_is_read() -> None:
    body = '<h1>Q</h1><div class="meta"><p class="byline">By Ada Quill</p></div>'
    assert printed(claims(body, rules=Rules(remove=(".meta",))), "printed") == ["By Ada Quill"]


ADA = '<p class="article-byline">By <a href="/author/ada-quill/">Ada Quill</a></p>'
BESIDE = {
    f'{ADA}<p class="author-role">Senior Reporter</p>': ("Senior Reporter",),
    '<p class="article-byline">By Ada Quill</p><p class="author-role">Senior Reporter</p>': ("Senior Reporter",),
    f'<div>{ADA}</div> • <span class="c-author__title">Editor, Bridges</span>': ("Editor, Bridges",),
    f'{ADA}<p class="job-title">Head of the Bridge Desk and Editor</p>': ("Head of the Bridge Desk and Editor",),
    f'{ADA}<p class="post-title">Senior Reporter</p>': (),
    f'{ADA}<p class="author-role">Bridge Falls</p>': (),
    f'{ADA}<p class="author-role">Ada is the editor of bridges</p>': (),
    f'{ADA} in Oslo <p class="author-role">Senior Reporter</p>': (),
    f'{ADA}<p class="x"></p><p class="author-role">Senior Reporter</p>': (),
    f'{ADA}<aside class="author-role">Senior Reporter</aside>': (),
}


@pytest.mark.parametrize(("body", "roles"), BESIDE.items())
def test_role_in_the_element_behind_a_byline_is_read(body: str, roles: tuple[str, ...]) -> None:
    first = claims(f"<h1>Q</h1>{body}<p>x</p>")[0]
    assert (first.printed.split("\n")[0][:2], first.roles) == ("By", roles)
    assert "Senior" not in first.printed


def test_role_behind_a_byline_of_two_is_nobodys() -> None:
    body = f'<h1>Q</h1>{ADA.replace("</p>", """ and <a href="/author/roy-wyatt/">Roy Wyatt</a></p>""")}'
    first = claims(f'{body}<p class="author-role">Senior Reporter</p>')[0]
    assert (first.names, first.roles) == (("Ada Quill", "Roy Wyatt"), ())


def test_slogan_of_the_rules_is_a_byline_with_an_author_link_and_nothing_in_the_footer() -> None:
    body = """<h1>Quill Opens</h1><div class="slogan">By <a href="/author/ada-quill/"><span>Ada Quill</span></a></div>
      <footer><p class="slogan">The Business of Bridges</p></footer>"""
    found = claims(body, rules=Rules(byline=(".slogan:has(a[href*='/author/'])",)))
    assert printed(found, "printed") == ["By Ada Quill"]
    assert not any("Bridges" in claim.printed for claim in found)


def test_names_in_elements_that_touch_stay_apart() -> None:
    body = '<h1>Quill Opens</h1><div class="byline"><a href="/author/a/">Ada Quill</a><a href="/author/r/">Roy Wyatt</a></div>'
    first = claims(body)[0]
    assert first.names == ("Ada Quill", "Roy Wyatt")
    assert first.printed == "Ada Quill\nRoy Wyatt"


def test_role_in_an_element_of_its_own_is_a_line_of_its_own() -> None:
    body = '<h1>Q</h1><div class="byline"><span>Ada Quill</span><span>Senior Editor</span></div>'
    assert printed(claims(body), "printed") == ["Ada Quill\nSenior Editor"]


@pytest.mark.parametrize(
    "strange",
    [
        '<figure><figcaption class="author">Roy Wyatt</figcaption></figure>',
        '<div class="comments"><span class="comment-author">Roy Wyatt</span><cite class="author">Roy Wyatt</cite></div>',
        '<section class="related-posts"><p class="byline">By Roy Wyatt</p></section>',
        '<div class="trending"><a rel="author" href="/author/roy/">Roy Wyatt</a></div>',
        '<div id="most-popular"><span class="author">Roy Wyatt</span></div>',
        '<footer><p class="byline">By Roy Wyatt</p></footer>',
        '<p class="byline" hidden>By Roy Wyatt</p>',
    ],
)
def test_names_of_other_things_are_not_read(strange: str) -> None:
    found = claims(f'<article><h1>Quill Opens</h1><p class="byline">By Ada Quill</p></article>{strange}')
    assert printed(found, "printed") == ["By Ada Quill"]
    assert not any("Roy Wyatt" in claim.printed for claim in found)


def test_line_that_begins_as_a_byline_is_read_near_the_headline_only() -> None:
    filler = "<p><span>x</span></p>" * 400
    body = (
        f"<h1>Quill Opens</h1><p>By <em>Ada Quill</em></p><p>By all accounts it rained.</p>{filler}<p>By Roy Wyatt</p>"
    )
    assert printed(claims(body), "by-text") == ["By Ada Quill"]


def test_lead_alone_takes_the_name_beside_it() -> None:
    body = "<h1>Quill Opens</h1><div><p>Written by</p><p>Ada Quill</p></div>"
    assert printed(claims(body), "by-text") == ["Written by\nAda Quill"]


def test_rules_come_first() -> None:
    rules = Rules(byline=(".x-sig",))
    found = claims('<h1>Q</h1><p class="byline">By Roy Wyatt</p><p class="x-sig">Ada Quill</p>', rules=rules)
    assert found[0] == BylineClaim("printed", "Ada Quill")


JSON_LD = {
    '"author": "Ada Quill"': (("Ada Quill",), (None,)),
    '"author": {"@type": "Person", "name": "Ada Quill", "jobTitle": "Editor"}': (("Ada Quill",), ("Person",)),
    '"author": [{"@type": "Person", "name": "Ada Quill"}, "Roy Wyatt"]': (("Ada Quill", "Roy Wyatt"), ("Person", None)),
    '"author": {"@type": "Person", "name": ["Ada Quill", "Roy Wyatt"]}': (("Ada Quill", "Roy Wyatt"), ("Person", "Person")),
    '"author": {"@id": "#ada"}': (("Ada Quill",), ("Person",)),
    '"creator": ["Ada Quill"]': (("Ada Quill",), (None,)),
}  # fmt: skip


@pytest.mark.parametrize(("author", "expected"), JSON_LD.items())
def test_json_ld_is_read_in_its_shapes(author: str, expected: tuple[tuple[str, ...], tuple[str | None, ...]]) -> None:
    graph = (
        f'{{"@graph": [{{"@type": "NewsArticle", "url": "{URL}", {author}}},'
        ' {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},'
        ' {"@type": "NewsArticle", "url": "https://planet.example/other/", "author": "Léa Montclar"}]}'
    )
    found = claims("<h1>Q</h1>", f'<script type="application/ld+json">{graph}</script>')
    (claim,) = [one for one in found if one.source == "json-ld"]
    assert (claim.names, claim.kinds) == expected


def test_metas_are_read_each_under_its_name() -> None:
    head = """<meta name="author" content="Ada Quill"><meta name="sailthru.author" content="By Ada Quill ">
      <meta name="cXenseParse:author" content="Ada Quill, Roy Wyatt" data-separator=",">
      <meta name="citation_author" content="Quill, Ada"><meta name="citation_author" content="Wyatt, Roy">
      <meta property="article:author" content="https://social.example/planet">
      <meta name="twitter:creator" content="@adaquill">"""
    found = {claim.source: claim for claim in claims("<h1>Q</h1>", head)}
    assert found["meta:author"].printed == "Ada Quill"
    assert found["meta:cxenseparse:author"].printed == "Ada Quill, Roy Wyatt"
    assert found["meta:citation_author"].names == ("Quill, Ada", "Wyatt, Roy")
    assert found["twitter:creator"].printed == "@adaquill"


def test_labelled_card_data_is_an_author_only_under_its_label() -> None:
    labelled = '<meta name="twitter:label1" content="{}"><meta name="twitter:data1" content="Ada Quill">'
    assert printed(claims("<h1>Q</h1>", labelled.format("Written by")), "meta:twitter:data1") == ["Ada Quill"]
    assert not printed(claims("<h1>Q</h1>", labelled.format("Reading time")), "meta:twitter:data1")


def test_sign_off_is_read_at_the_end_of_the_text() -> None:
    body = "<h1>Q</h1><p>Reporting by others was not enough, the court held, and went on for a long while about it.</p>"
    body += "<p>x</p>" * 20 + "<p>(Reporting by Ada Quill; Editing by Roy Wyatt)</p>"
    assert printed(claims(body), "sign-off") == ["(Reporting by Ada Quill; Editing by Roy Wyatt)"]


def test_publisher_is_told_apart() -> None:
    head = '<meta property="og:site_name" content="The Planet - Film News">'
    found = [
        claim for claim in extract_byline_claims(page("<h1>Q</h1>", head), NO_RULES) if claim.source == "publisher"
    ]
    assert {"The Planet", "planet.example", "planet"} <= set(found[0].names)


def test_tree_is_left_as_it_was() -> None:
    document = page(
        '<h1>Q</h1><div class="byline">By <a href="/author/a/">Ada Quill</a> <b>x</b> tail</div><aside>y</aside>'
    )
    before = etree.tostring(document.tree)
    extract_byline_claims(document, Rules(byline=(".byline",)))
    assert etree.tostring(document.tree) == before


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "body",
    [
        '<div class="author">' * 3000 + "Ada",
        '<p class="byline">By <a href="/author/a/">Ada</a></p>' * 5000,
        '<span rel="author">' + "<b></b>" * 20000 + "</span>",
        "By " * 100_000,
        "",
    ],
)
def test_hostile_pages_are_read_in_bounded_time(body: str) -> None:
    document = page(body)
    assert isinstance(extract_byline_claims(document, NO_RULES), list)
