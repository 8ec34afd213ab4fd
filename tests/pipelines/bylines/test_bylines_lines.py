"""Bylines in lines of particulars, beside dates and in the text, from page skeletons; every name is invented."""

from __future__ import annotations

import pytest

from pipelines.bylines import decide_byline, extract_byline_claims
from pipelines.document import Document, parse_document
from pipelines.rules import NO_RULES

URL = "https://planet.example/2024/film/quill-opens-1234567/"
HEADLINE = "<h1>Quill Opens a Bridge</h1>"
LONG = "It had been a long winter on the river, and nobody in the town spoke of the bridge without a sigh. " * 4


def page(body: str) -> Document:
    markup = f"<html><head><title>Quill Opens a Bridge</title></head><body>{body}</body></html>"
    return parse_document(markup.encode(), URL, "text/html; charset=utf-8")


def authors(body: str) -> list[str]:
    _, contributors = decide_byline(extract_byline_claims(page(body), NO_RULES))
    return [one.name for one in contributors if one.credit in (None, "writing")]


POSTED = {
    '<div class="meta">Posted in <a href="/b/">Bridges</a> by adaquill on May 3, 2024</div>': ["adaquill"],
    "<p>Published on May 3, 2024 by Ada Quill</p>": ["Ada Quill"],
    "<p>Veröffentlicht in Brücken von Heike Sommerfeld am 3. Mai 2024</p>": ["Heike Sommerfeld"],
    "<div>Filed under: Bridges — adaquill @ 10:42</div>": ["adaquill"],
    "<p>Posted in Bridges, 3 comments</p>": [],
    "<p>Created in the valley by people who never saw a bridge of any kind on May 3</p>": [],
    f"<p>Written in a hurry. {LONG} by Ada Quill on May 3</p>": [],
}


@pytest.mark.parametrize(("line", "names"), POSTED.items())
def test_name_in_the_middle_of_a_posts_particulars_is_read(line: str, names: list[str]) -> None:
    assert authors(f"{HEADLINE}{line}<p>{LONG}</p>") == names


def test_posters_of_embedded_posts_are_not_read() -> None:
    post = "<p>Rain again.</p>Posted by <a href='https://social.example/roy'>Roy Wyatt</a> on Monday, February 7, 2022"
    for name in ("fb-xfbml-parse-ignore", "twitter-tweet", "instagram-media"):
        assert authors(f'{HEADLINE}<blockquote class="{name}">{post}</blockquote>') == []


DATED = {
    "<p>11.12.2019 - Ada Quill</p>": ["Ada Quill"],
    "<p>3 May 2024 | Ada Quill, Roy Wyatt</p>": ["Ada Quill", "Roy Wyatt"],
    "<p>11.12.2019 - Bridge opened by the mayor</p>": [],
    '<div><img class="avatar avatar-19" src="a.png"> <a href="/u/7">adaquill</a> 17.10.2019, 13:56</div>': ["adaquill"],
    '<div><img class="avatar avatar-19" src="a.png"> <a href="/u/7">adaquill</a> likes this</div>': [],
    '<div><img class="photo" src="a.png"> <a href="/u/7">adaquill</a> 17.10.2019, 13:56</div>': [],
}


@pytest.mark.parametrize(("line", "names"), DATED.items())
def test_name_beside_a_date_is_read(line: str, names: list[str]) -> None:
    assert authors(f"{HEADLINE}<div>{line}</div><p>{LONG}</p>") == names


def test_link_to_somebody_in_the_text_is_no_byline() -> None:
    link = '<a href="/profile/roy-wyatt/">Roy Wyatt</a>'
    assert authors(f"{HEADLINE}<p>{LONG} <b>{link}</b> built it. {LONG}</p>") == []
    assert authors(f"{HEADLINE}<p>{link}</p><p>{LONG}</p>") == ["Roy Wyatt"]


LED = {
    "Text von Heike Sommerfeld Illustration von Jörg Wieland": ["Heike Sommerfeld"],
    "Text & Fotos: Heike Sommerfeld": ["Heike Sommerfeld"],
    "Autoren Heike Sommerfeld und Jörg Wieland": ["Heike Sommerfeld", "Jörg Wieland"],
    "Autores: Inés Vega y Raúl Soto": ["Inés Vega", "Raúl Soto"],
}


@pytest.mark.parametrize(("line", "names"), LED.items())
def test_line_that_begins_as_a_byline_is_read(line: str, names: list[str]) -> None:
    assert authors(f"{HEADLINE}<p><em>{line}</em></p><p>{LONG}</p>") == names


@pytest.mark.parametrize("button", ["Afficher mon profil complet", "Ver todo mi perfil", "View my complete profile"])
def test_link_to_a_profile_names_nobody(button: str) -> None:
    assert authors(f'{HEADLINE}<a rel="author" href="/profile/7">{button}</a>') == []


def test_box_that_is_called_an_author_box_in_one_word_is_read() -> None:
    assert authors(f'{HEADLINE}<div class="authorbox"><span>Ada Quill</span></div><p>{LONG}</p>') == ["Ada Quill"]


def test_account_named_as_the_host_is_read_behind_a_lead_only() -> None:
    assert authors(f"{HEADLINE}<p>Posted in Bridges by planet on May 3</p><p>{LONG}</p>") == ["planet"]
    assert authors(f'{HEADLINE}<p class="authors-list">planet</p><p>{LONG}</p>') == []


INTRODUCED = {
    "<p>Ada Quill is a writer who lives by the river.</p>": ["Ada Quill"],
    "<p>Ada Quill schreibt über Brücken.</p>": ["Ada Quill"],
    "<p>Ada Quill was not there.</p>": [],
    "<p>Roy Wyatt is a writer who lives by the river.</p>": [],
}


@pytest.mark.parametrize(("about", "names"), INTRODUCED.items())
def test_name_alone_under_the_headline_is_read_where_a_paragraph_introduces_it(about: str, names: list[str]) -> None:
    assert authors(f"{HEADLINE}<div><p>Ada Quill</p></div><p>{LONG}</p>{about}") == names


SUBJECTS = (
    '<span class="byline__category">Bridges &amp; Rivers</span>',
    '<span class="post-cats">Bridges</span>',
    '<a href="/topic/bridges/" rel="category tag">Bridge Falls</a>',
)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subjects_in_a_bylines_element_are_not_read(subject: str) -> None:
    byline = '<div class="byline"><span>{}</span><time>May 3, 2024</time> {}</div>'
    assert authors(f"{HEADLINE}{byline.format('', subject)}<p>{LONG}</p>") == []
    assert authors(f"{HEADLINE}{byline.format('By Ada Quill', subject)}<p>{LONG}</p>") == ["Ada Quill"]


def test_line_that_begins_as_a_byline_is_read_right_before_the_headline() -> None:
    filler = "<span>x</span>" * 30
    assert authors(f"<p>Text &amp; Fotos: Ada Quill</p>{HEADLINE}<p>{LONG}</p>") == ["Ada Quill"]
    assert authors(f"<p>Text &amp; Fotos: Ada Quill</p><div>{filler}</div>{HEADLINE}<p>{LONG}</p>") == []


def test_bylines_element_that_holds_a_box_of_the_author_alone_is_read() -> None:
    box = '<div class="header-author"><div class="the-author">Ada Quill</div></div>'
    assert authors(f"{HEADLINE}{box}<p>{LONG}</p>") == ["Ada Quill"]
