"""The genre of a page, with the sign that decides it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.document import parse_document
from pipelines.genre import judge_genre, judge_genre_of_text
from pipelines.metadata import extract_metadata
from pipelines.rules import NO_RULES
from storage.items import Block, BlockKind, Genre, Metadata

HOST = "https://quay.example"
PROSE = "The harbour board met on Monday and agreed to lease the northern quay to the rope makers for nine years. "


def paragraphs(*texts: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, text) for text in texts]


def judge(
    head: str = "",
    *,
    title: str = "Board leases quay",
    path: str = "/news/board-leases-quay",
    body: str = "",
    blocks: list[Block] | None = None,
    **said: str,
) -> tuple[Genre, str | None]:
    markup = f"<html><head>{head}</head>{body or '<body>'}<h1>{title}</h1><p>{PROSE}</p>"
    document = parse_document(markup.encode(), HOST + path, "text/html; charset=utf-8")
    metadata = Metadata(title=title, **said)  # type: ignore[arg-type]
    return judge_genre(document, metadata, blocks if blocks is not None else paragraphs(PROSE, PROSE))


def json_ld(kind: str, **keys: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, **keys})}</script>'


@pytest.mark.parametrize(
    ("head", "genre", "reason"),
    [
        (json_ld("NewsArticle"), Genre.ARTICLE, None),
        (json_ld("LiveBlogPosting"), Genre.LIVE_BLOG, "schema.org: liveblogposting"),
        (json_ld("AdvertiserContentArticle"), Genre.SPONSORED, "schema.org: advertisercontentarticle"),
        (json_ld("OpinionNewsArticle"), Genre.OPINION, "schema.org: opinionnewsarticle"),
        (json_ld("Review", reviewRating={"ratingValue": 4}), Genre.REVIEW, "schema.org: review"),
        (json_ld("PodcastEpisode"), Genre.PODCAST, "schema.org: podcastepisode"),
        (json_ld("ImageGallery"), Genre.GALLERY, "schema.org: imagegallery"),
        (json_ld("NewsArticle") + json_ld("ImageGallery"), Genre.ARTICLE, None),
        (json_ld("VideoObject"), Genre.VIDEO, "declared: videoobject"),
        (json_ld("NewsArticle") + json_ld("VideoObject"), Genre.ARTICLE, None),
        (json_ld("Review", reviewRating={"r": 1}) + json_ld("Review", reviewRating={"r": 2}), Genre.ARTICLE, None),
        (json_ld("NewsArticle", genre="Obituaries"), Genre.OBITUARY, "schema.org: Obituaries"),
        (json_ld("NewsArticle", articleSection="Film Reviews"), Genre.REVIEW, "section: Film Reviews"),
        ('<meta property="og:type" content="video.other">', Genre.VIDEO, "declared: video.other"),
        ('<meta name="quay:branded-content" content="True">', Genre.SPONSORED, "meta: quay:branded-content"),
        ('<meta name="quay:branded-content" content="False">', Genre.ARTICLE, None),
        ('<meta name="branded-content-for-a-box" content="True">', Genre.ARTICLE, None),
        ('<meta property="article:section" content="Press Releases">', Genre.PRESS_RELEASE, "section: Press Releases"),
    ],
)  # fmt: skip
def test_what_a_page_declares(head: str, genre: Genre, reason: str | None) -> None:
    assert judge(head) == (genre, reason)


@pytest.mark.parametrize(
    ("path", "genre", "reason"),
    [
        ("/opinion/quay-lease", Genre.OPINION, "address: opinion"),
        ("/sponsored/quay-lease", Genre.SPONSORED, "address: sponsored"),
        ("/press-releases/2026/quay-lease", Genre.PRESS_RELEASE, "address: press-releases"),
        ("/de/pressemitteilungen/kai", Genre.PRESS_RELEASE, "address: pressemitteilungen"),
        ("/film-reviews/the-rope", Genre.REVIEW, "address: film-reviews"),
        ("/film/the-rope-review", Genre.REVIEW, "address: review"),
        ("/film/the-rope-review-1234567", Genre.REVIEW, "address: review-1234567"),
        ("/business/quay-under-review", Genre.ARTICLE, None),
        ("/obituaries/ida-brand", Genre.OBITUARY, "address: obituaries"),
        ("/galleries/regatta", Genre.GALLERY, "address: galleries"),
        ("/video/regatta", Genre.VIDEO, "address: video"),
        ("/podcasts/ropes-and-sails", Genre.PODCAST, "address: podcasts"),
        ("/news/regatta-live-updates", Genre.LIVE_BLOG, "address: live-updates"),
        ("/live/regatta-concert", Genre.ARTICLE, None),
        ("/interviews/ida-brand", Genre.INTERVIEW, "address: interviews"),
        ("/news/video-rental-closes", Genre.ARTICLE, None),
        ("/news/opinion-poll-on-the-quay", Genre.ARTICLE, None),
        ("/news/opinion-lease-the-quay", Genre.OPINION, "address: opinion"),
        ("/", Genre.ARTICLE, None),
    ],
)
def test_what_an_address_says(path: str, genre: Genre, reason: str | None) -> None:
    assert judge(path=path) == (genre, reason)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("‘The Rope’ Review: A Knot Too Many", Genre.REVIEW),
        ("The Rope review – you can smell the tar", Genre.REVIEW),
        ("Die Winde im Test", Genre.REVIEW),
        ("Board to put lease under review", Genre.ARTICLE),
        ("The year in review", Genre.ARTICLE),
        ("Rope makers: a global review", Genre.ARTICLE),
        ("Opinion: Lease the quay", Genre.OPINION),
        ("Gastkommentar: Der Kai gehört allen", Genre.OPINION),
        ("Board hears opinion on the quay", Genre.ARTICLE),
        ("Ida Brand, Rope Maker of the North, Dies at 91", Genre.OBITUARY),
        ("Three dead at quay", Genre.ARTICLE),
        ("Q&A: Ida Brand on hemp", Genre.INTERVIEW),
        ("Interview mit Ida Brand", Genre.INTERVIEW),
        ("What we learned from the Brand interview tapes", Genre.ARTICLE),
        ("Regatta 2026 live updates: wind from the west", Genre.LIVE_BLOG),
        ("Sailors live longer", Genre.ARTICLE),
        ("Episode 12: Hemp", Genre.PODCAST),
        ("Best podcast equipment", Genre.ARTICLE),
        ("In pictures: the regatta", Genre.GALLERY),
        ("Watch: The regatta from above", Genre.VIDEO),
        ("Board leases quay (VIDEO)", Genre.ARTICLE),
        ("Sponsored: A better rope", Genre.SPONSORED),
    ],
)
def test_what_a_headline_says(title: str, genre: Genre) -> None:
    assert judge(title=title)[0] is genre


def test_a_kicker_and_a_section_name_the_genre() -> None:
    assert judge(kicker="Sponsored Content") == (Genre.SPONSORED, "kicker: Sponsored Content")
    assert judge(section="Nachrufe") == (Genre.OBITUARY, "section: Nachrufe")
    assert judge(section="Reviewers meet in Oslo to discuss the prize, and stay for a week or two") == (
        Genre.ARTICLE,
        None,
    )


@pytest.mark.parametrize(
    ("body", "genre"),
    [
        ('<body class="post category-reviews">', Genre.REVIEW),
        ('<body class="single single-press-release">', Genre.PRESS_RELEASE),
        ('<body><article class="post category-interviews">', Genre.INTERVIEW),
        ('<body class="single-column layout-video">', Genre.ARTICLE),
        ('<body class="reviews">', Genre.ARTICLE),
    ],
)
def test_what_classes_say(body: str, genre: Genre) -> None:
    assert judge(body=body)[0] is genre


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        (paragraphs(f"PORT ANSEL, May 4, 2026 (BUSINESS WIRE) -- {PROSE}"), "text: BUSINESS WIRE"),
        (paragraphs(f"PORT ANSEL, May 4, 2026 /PRNewswire/ -- {PROSE}"), "text: PRNewswire"),
        (paragraphs(f"Ansel (ots) - {PROSE}"), "text: ots"),
        (paragraphs("FOR IMMEDIATE RELEASE", PROSE), "text: FOR IMMEDIATE RELEASE"),
        (paragraphs(PROSE, "Pressekontakt:"), "text: Pressekontakt:"),
        (paragraphs(PROSE, "SOURCE Ansel Ropes"), "text: SOURCE A"),
    ],
)
def test_a_press_release_is_signed_by_its_wire(blocks: list[Block], reason: str) -> None:
    assert judge(blocks=blocks) == (Genre.PRESS_RELEASE, reason)


def test_a_text_about_a_wire_is_no_press_release() -> None:
    assert judge(blocks=paragraphs(f"{PROSE * 4} The firm said so through Business Wire.", PROSE))[0] is Genre.ARTICLE


def test_a_text_that_calls_itself_paid_is_sponsored() -> None:
    assert judge(blocks=paragraphs("This article is sponsored by Ansel Ropes.", PROSE))[0] is Genre.SPONSORED
    assert judge(blocks=paragraphs("Sponsored by Ansel Ropes", PROSE))[0] is Genre.ARTICLE


def turns(question: str, answer: str, count: int, *, speaker: str | None = None) -> list[Block]:
    return [
        block
        for _ in range(count)
        for block in (Block(BlockKind.QUESTION, question), Block(BlockKind.ANSWER, answer, speaker=speaker))
    ]


LONG = "When the board leased the northern quay, many said that ropes were of the past. What did they overlook?"


@pytest.mark.parametrize(
    ("blocks", "genre"),
    [
        (turns(LONG, PROSE, 3), Genre.INTERVIEW),
        (turns("Why hemp?", PROSE, 4, speaker="Brand"), Genre.INTERVIEW),
        (turns("Why do you like hemp?", "I like my ropes as I like my tea. I never changed.", 4), Genre.INTERVIEW),
        (turns("Why did you stop?", "Ich wollte nicht mehr, und mein Bruder auch nicht.", 4), Genre.INTERVIEW),
        (turns("What is hemp?", PROSE, 6), Genre.ARTICLE),
        (turns("How do you splice a rope?", "Open the strands and tuck each of them under the next one.", 6), Genre.ARTICLE),
        (turns(LONG, PROSE, 2), Genre.ARTICLE),
        (turns(LONG, PROSE, 3) + paragraphs(*[PROSE] * 12), Genre.ARTICLE),
        (turns("麻はどこから来たのか、そして誰がそれを最初に育てて縄にしたのでしょうか。？", "北の岸から来ました。" * 9, 3), Genre.INTERVIEW),
    ],
)  # fmt: skip
def test_an_interview_is_told_from_questions_that_readers_ask(blocks: list[Block], genre: Genre) -> None:
    assert judge(blocks=blocks)[0] is genre


@pytest.mark.parametrize(
    "line",
    [
        "This interview has been edited and condensed.",
        "This conversation, held on the quay, was lightly edited for length.",
        "Das Gespräch führte Ida Brand.",
        "Propos recueillis par Ida Brand",
    ],
)
def test_an_interview_says_that_it_was_edited(line: str) -> None:
    assert judge(blocks=paragraphs(PROSE, PROSE, line))[0] is Genre.INTERVIEW
    assert judge(blocks=paragraphs(PROSE, f"{PROSE} {line}"))[0] is Genre.ARTICLE


def items(count: int, kind: BlockKind = BlockKind.HEADING) -> list[Block]:
    made = []
    for number in range(1, count + 1):
        made += [Block(kind, f"{number}. Knot", 2), *paragraphs(PROSE)]
    return made


@pytest.mark.parametrize(
    ("title", "blocks", "genre"),
    [
        ("10 knots for the quay", items(10), Genre.LIST),
        ("The 25 Best Knots", items(25), Genre.LIST),
        ("Seven ropes to know", items(7, BlockKind.PARAGRAPH), Genre.LIST),
        ("Top 5 knots", items(5, BlockKind.LIST_ITEM), Genre.LIST),
        ("Want a knot? Here are the 20 best ropes", items(18), Genre.LIST),
        ("Die besten Knoten", items(6), Genre.LIST),
        ("10 knots for the quay", items(3), Genre.ARTICLE),
        ("12 people hurt at quay", items(12), Genre.ARTICLE),
        ("2026 budget agreed", items(8), Genre.ARTICLE),
        ("Here comes the splice: 9 knots for sailors", items(9), Genre.LIST),
        ("Best practices for ropes", items(6), Genre.ARTICLE),
        ("Why ropes are best", items(6), Genre.ARTICLE),
        ("How to tie a knot", items(9), Genre.ARTICLE),
    ],
)
def test_a_list_is_counted_in_headline_and_text(title: str, blocks: list[Block], genre: Genre) -> None:
    assert judge(title=title, blocks=blocks)[0] is genre


def test_a_long_text_below_a_heading_for_videos_is_an_article() -> None:
    assert judge(path="/video/regatta", blocks=paragraphs(*[PROSE] * 40))[0] is Genre.ARTICLE


def test_a_player_with_few_words_is_a_podcast() -> None:
    assert judge(body="<body><audio src=a.mp3></audio>") == (Genre.PODCAST, "markup: audio")
    assert judge(body="<body><audio src=a.mp3></audio>", blocks=paragraphs(*[PROSE] * 20))[0] is Genre.ARTICLE


def test_who_paid_comes_before_the_form() -> None:
    assert judge(path="/sponsored/interviews/ida-brand", title="Interview: Ida Brand")[0] is Genre.SPONSORED


def test_a_text_alone_has_a_genre_too() -> None:
    assert judge_genre_of_text(None, turns(LONG, PROSE, 3)) == (Genre.INTERVIEW, "text: 3 questions")
    assert judge_genre_of_text("10 knots", items(10)) == (Genre.LIST, "headline: 10")
    assert judge_genre_of_text(None, []) == (Genre.ARTICLE, None)


@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=6), st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_page_has_a_genre(title: str, texts: list[str], path: str) -> None:
    genre, reason = judge(title=title, path=f"/{path}", blocks=paragraphs(*texts))
    assert (genre is Genre.ARTICLE) == (reason is None)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["@type", "genre", "reviewRating", "itemReviewed", "articleSection", "@graph"]), inner, max_size=4), max_leaves=12))  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_any_structured_data_is_read(data: object) -> None:
    document = parse_document(f"<html>{json_ld('Review', extra=data)}<p>x".encode(), HOST, "text/html")
    document.json_ld += [{"@type": data, "genre": data, "reviewRating": data}]
    assert judge_genre(document, extract_metadata(document, NO_RULES), paragraphs(PROSE))[0] in Genre


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["best ", "10 ", "review ", "sponsored-", "live ", "category-", "a"])
def test_long_runs_end(unit: str) -> None:
    run = unit * 20_000
    document = parse_document(f"<html><body class='{run}'><p>x".encode(), f"{HOST}/{run}/{run}", "text/html")
    said = Metadata(title=run, section=run, kicker=run)
    assert judge_genre(document, said, [Block(BlockKind.QUESTION, run)] * 4)[0] in Genre
