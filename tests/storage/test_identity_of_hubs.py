"""An address that shows each day's newest story, and declares that story's own address."""

from __future__ import annotations

import pytest

from storage.archive import Archive
from storage.decisions import deciding
from storage.overlays import Level
from storage.purging.purge import purge
from storage.queries.articles import get_article
from storage.takedowns import take_down
from tests.storage.addresses import shown_at, text_of, texts_of, visit
from tests.storage.builders import SITE, address, later

LATEST = f"{SITE}/brief/latest/"
SAID = {"actor": "Ines Vale", "reason": "a court's order"}


def story(day: int) -> str:
    return f"{SITE}/brief/day-{day}/"


def show(archive: Archive, day: int) -> tuple[str | None, str | None]:
    """The articles of a day's story, as the hub and then the story's own page show it."""
    first, second = (
        visit(archive, url, day, at=24 * day + hour, declares=story(day), published_at=later(24 * day)).article
        for hour, url in enumerate((LATEST, story(day)))
    )
    return first, second


def test_purge_takes_the_story_of_one_day(archive: Archive) -> None:
    (one, _), (two, _) = show(archive, 1), show(archive, 2)
    done = purge(archive, str(two), now=later(100), **SAID)
    assert done.articles == (two,)
    assert texts_of(archive, str(one)) == [text_of(1)]


def test_page_that_once_showed_another_story_does_not_take_it_along(archive: Archive) -> None:
    one = visit(archive, address(1), 1, at=1, declares=address(1)).article
    other = visit(archive, address(1), 3, at=40, declares=address(3)).article
    visit(archive, address(1), 1, at=50, declares=address(1), published_at=later(1))
    visit(archive, address(3), 3, at=51, declares=address(3), published_at=later(40))
    assert purge(archive, str(one), now=later(100), **SAID).articles == (one,)
    assert texts_of(archive, str(other)) == [text_of(3)]


def test_purged_story_is_not_filled_with_the_next(archive: Archive) -> None:
    one, _ = show(archive, 1)
    show(archive, 2)
    purge(archive, str(one), now=later(60), **SAID)
    three, own = show(archive, 3)
    assert three == own != one


@pytest.mark.parametrize(("level", "fields"), [(Level.HIDE, []), (Level.REDACT, ["byline"])])
def test_story_taken_down_keeps_the_next_ones_apart(archive: Archive, level: Level, fields: list[str]) -> None:
    one, _ = show(archive, 1)
    with deciding(archive) as session:
        take_down(session, get_article(session, str(one)), level=level, fields=fields, now=later(30), **SAID)
    articles = {show(archive, day)[1] for day in (2, 3)} | {one}
    assert len(articles) == 3
    assert shown_at(archive, story(1)) == one


def test_two_editions_of_one_mould_are_two_articles(archive: Archive) -> None:
    found = []
    for edition, hour in (("am", 8), ("pm", 17)):
        url, text = f"{SITE}/brief/{edition}/", f"{text_of(0)[:260]} {text_of(hour)[:300]}"
        for at, asked in enumerate((LATEST, url), start=hour):
            settled = visit(archive, asked, text, title="Market wrap", at=at, declares=url, published_at=later(hour))
            found.append(settled.article)
    assert found[0] == found[1] != found[2] == found[3]


def test_round_up_that_quotes_a_story_is_another(archive: Archive) -> None:
    one, _ = show(archive, 1)
    url, text = f"{SITE}/brief/week-1/", " ".join(text_of(day) for day in (1, 2, 3))
    for at, asked in enumerate((LATEST, url), start=48):
        week = visit(archive, asked, text, title="The week", at=at, declares=url, published_at=later(48)).article
        assert week != one
    assert texts_of(archive, str(one)) == [text_of(1)]


@pytest.mark.parametrize("post_id", [None, "77"])
def test_first_report_that_grew_and_moved_is_one_article(archive: Archive, post_id: str | None) -> None:
    old, new = f"{SITE}/a-breaking/", f"{SITE}/a-full/"
    whole = " ".join(text_of(number) for number in (1, 101, 102, 103))
    one = visit(archive, old, 1, at=1, declares=old, post_id=post_id, published_at=later(0)).article
    moved = visit(
        archive, new, whole, at=3, asked=old, declares=new, title="In full", post_id=post_id, published_at=later(0)
    )
    assert moved.article == one


def test_texts_without_blanks_are_compared_by_their_characters(archive: Archive) -> None:
    old, new, title = f"{SITE}/a/", f"{SITE}/b/", "岸壁が三年ぶりに再開"
    text = "港の岸壁が月曜日に再び開いた。市長は式典で港の歴史を語った。会社は冬までに二百人を雇う。費用は三十億円と見込まれる。"
    one = visit(archive, old, text, at=1, title=title, declares=old, published_at=later(0)).article
    edited = text.replace("二百人", "三百人")
    two = visit(archive, new, edited, at=3, asked=old, title=f"{title}(更新)", declares=new, published_at=later(0))
    assert two.article == one
