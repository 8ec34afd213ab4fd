"""Addresses that show another story than before: nothing is joined that is not alike, and nothing overwritten."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.decisions import deciding
from storage.errors import TakenDown
from storage.identity_decisions import get_decision, merge_articles, undo
from storage.overlays import Level
from storage.queries.articles import get_article
from storage.takedowns import take_down
from storage.verification.articles import check_articles
from storage.verification.books import check_books
from storage.verification.findings import CheckResult
from tests.storage.addresses import shown_at, text_of, texts_of, visit
from tests.storage.builders import SITE, address, get_page, later

LATEST = f"{SITE}/brief/latest/"
WHO: dict[str, Any] = {"actor": "Ines Vale", "reason": "as the paper says"}


def brief(day: int) -> str:
    return f"{SITE}/brief/day-{day}/"


def is_sound(archive: Archive) -> bool:
    result = CheckResult("")
    check_articles(archive, result)
    check_books(archive, result)
    return result.damage == []


@pytest.mark.parametrize("is_hub_first", [False, True])
@pytest.mark.parametrize("is_of_one_mould", [False, True])
def test_an_address_of_the_newest_story_joins_no_stories(
    archive: Archive, is_hub_first: bool, is_of_one_mould: bool
) -> None:
    found: dict[int, set[str | None]] = {}
    for day in range(1, 5):
        text = f"{text_of(0)} {text_of(day)[:200]}" if is_of_one_mould else text_of(day)
        title = "Prices" if is_of_one_mould else f"Story {day}"
        values = {"title": title, "published_at": later(24 * day), "declares": brief(day)}
        hub, own = (24 * day, 24 * day + 1) if is_hub_first else (24 * day + 1, 24 * day)
        visits = sorted([(hub, LATEST), (own, brief(day))])
        found[day] = {visit(archive, url, text, at=at, **values).article for at, url in visits}
    assert [len(articles) for articles in found.values()] == [1, 1, 1, 1]
    assert len(set.union(*found.values())) == 4
    assert all(len(texts_of(archive, article)) == 1 for articles in found.values() for article in articles)
    assert [{shown_at(archive, brief(day))} for day in found] == list(found.values())
    assert {shown_at(archive, LATEST)} == found[4]
    assert is_sound(archive)


def test_a_page_that_once_serves_another_story_stays_what_it_is(archive: Archive) -> None:
    one, other = (visit(archive, address(n), n, at=n, declares=address(n)).article for n in (1, 2))
    glitch = visit(archive, address(1), 2, at=30, declares=address(2), published_at=later(2))
    assert (glitch.outcome, glitch.article) == ("redirected-away", other)
    third = visit(archive, address(1), 3, at=40, declares=address(3)).article
    with archive.read() as session:
        page = get_page(session, address(1))
        assert (page.outcome, page.reason) == ("redirected-away", f"it shows article {third}")
    assert visit(archive, address(3), 3, at=41, declares=address(3), published_at=later(40)).article == third
    assert visit(archive, address(1), 1, at=50, declares=address(1), published_at=later(1)).outcome == "unchanged"
    assert (shown_at(archive, address(1)), shown_at(archive, address(2))) == (one, other)
    assert [texts_of(archive, article) for article in (one, other)] == [[text_of(1)], [text_of(2)]]
    assert len(articles_of(archive)) == 3
    assert is_sound(archive)


def articles_of(archive: Archive) -> list[str]:
    with archive.read() as session:
        return list(session.scalars(select(models.Article.public_id).order_by(models.Article.id)))


def test_an_alias_with_a_story_of_its_own_is_detached(archive: Archive) -> None:
    short = f"{SITE}/?p=123"
    one = visit(archive, address(1), 1, at=1, declares=address(1)).article
    visit(archive, address(1), 1, at=5, asked=short, declares=address(1), published_at=later(1))
    assert shown_at(archive, short) == one
    own = visit(archive, short, 7, at=9, declares=short)
    assert own.is_new
    assert (shown_at(archive, short), shown_at(archive, address(1))) == (own.article, one)
    assert [texts_of(archive, article) for article in (one, own.article)] == [[text_of(1)], [text_of(7)]]
    with archive.read() as session:
        page = get_page(session, short)
        rows = session.execute(
            select(models.Alias.evidence, models.Alias.ended_at, models.Alias.ended_by)
            .where(models.Alias.page_id == page.id)
            .order_by(models.Alias.id)
        ).all()
        assert [tuple(row) for row in rows] == [("redirect", later(9), None), ("archived", None, None)]
        (event,) = session.scalars(select(models.Event).where(models.Event.kind == "split"))
        assert (event.article, event.details["to"], event.details["url"]) == (one, own.article, short)
        name = event.public_id
    assert visit(archive, short, 8, at=12, declares=short).article == own.article
    with deciding(archive) as session:
        undo(session, get_decision(session, name), now=later(20), **WHO)
    assert shown_at(archive, short) == one
    assert visit(archive, short, 9, at=24, declares=short).article == one
    assert is_sound(archive)


@pytest.mark.parametrize(
    ("before", "rewritten"),
    [
        ([(address(1), None, address(1))], address(1)),
        ([(address(1), None, None)], address(1)),
        ([(address(1), None, address(1)), (address(2), address(1), address(2))], address(2)),
        ([(f"{SITE}/amp/1", None, address(1)), (address(1), None, address(1))], address(1)),
        ([(address(1), None, f"{SITE}/news/")], address(1)),
    ],
    ids=["declared", "undeclared", "moved", "amp-first", "section"],
)
def test_an_article_rewritten_at_its_own_address_is_revised(
    archive: Archive, before: list[tuple[str, str | None, str | None]], rewritten: str
) -> None:
    article = None
    for at, (url, asked, declares) in enumerate(before):
        settled = visit(archive, url, 1, at=at, asked=asked, declares=declares, title="Docks", published_at=later(0))
        assert article in {None, settled.article}
        article = settled.article
    settled = visit(archive, rewritten, 2, at=9, declares=before[-1][2], title="Docks open", published_at=later(9))
    assert (settled.outcome, settled.article) == ("archived", article)
    with archive.read() as session:
        assert [revision.number for revision in get_article(session, article or "").revisions] == [1, 2]


def test_another_form_of_a_rewritten_story_comes_back_to_it(archive: Archive) -> None:
    """The rewrite is seen at one address, while the other shows the story as it was, or the other way round."""
    for number, first in enumerate(("own", "form")):
        own, form = f"{SITE}/{number}/docks/", f"{SITE}/{number}/player/"
        values: dict[str, Any] = {"title": "Docks", "declares": own, "published_at": later(0)}
        one = visit(archive, own, 10 * number, at=1, **values).article
        assert visit(archive, form, 10 * number, at=2, **values).article == one
        rewritten = values | {"title": "Docks open"}
        if first == "own":
            visit(archive, own, 10 * number + 1, at=3, **rewritten)
            assert visit(archive, form, 10 * number, at=4, **values).article != one
        else:
            assert visit(archive, form, 10 * number + 1, at=3, **rewritten).article != one
            visit(archive, own, 10 * number + 1, at=4, **rewritten)
        assert visit(archive, form, 10 * number + 1, at=5, **rewritten).article == one
        assert shown_at(archive, form) == shown_at(archive, own) == one
        assert texts_of(archive, one) == [text_of(10 * number), text_of(10 * number + 1)]
    assert is_sound(archive)


def test_what_a_human_merged_stays_one_whatever_it_shows(archive: Archive) -> None:
    one, other = (visit(archive, address(n), n, at=n, declares=address(n)).article or "" for n in (1, 2))
    with deciding(archive) as session:
        merge_articles(session, get_article(session, other), get_article(session, one), now=later(5), **WHO)
    assert visit(archive, address(2), 3, at=9, declares=address(2)).article == one


def test_captions_tell_nothing(archive: Archive) -> None:
    captions = (("Watch the full video above.", None), ("", later(1)))
    for number, (evidence, (text, published_at)) in enumerate(product(("canonical", "redirect", "post-id"), captions)):
        one, other, third = (f"{SITE}/{number}/clip-{name}/" for name in ("storm", "mayor", "fish"))
        values: dict[str, Any] = {"published_at": published_at}
        if evidence == "canonical":
            values["declares"] = f"{SITE}/{number}/"
        if evidence == "post-id":
            values["post_id"] = f"{number + 1}"
        visit(archive, one, text, at=1, title="Storm over Ansel", **values)
        visit(archive, other, text, at=2, title="Mayor resigns", **values)
        asked = one if evidence == "redirect" else None
        visit(archive, third, text, at=3, title="Fish is dear", asked=asked, status=302, **values)
        assert len({shown_at(archive, url) for url in (one, other, third)}) == 3, (evidence, text, published_at)


def test_an_address_of_the_newest_clip_joins_no_clips(archive: Archive) -> None:
    found = []
    for day in (1, 2, 3):
        values: dict[str, Any] = {"title": f"Clip {day}", "published_at": later(24 * day), "declares": brief(day)}
        urls = (LATEST, brief(day)) if day == 2 else (brief(day), LATEST)
        found.append(
            {visit(archive, url, "Watch it.", at=24 * day + n, **values).article for n, url in enumerate(urls)}
        )
    assert [len(articles) for articles in found] == [1, 1, 1]
    assert len(set.union(*found)) == 3


def test_captions_of_one_title_and_day_are_one(archive: Archive) -> None:
    found = [
        visit(archive, address(n), "Watch it.", at=n, title="Storm", published_at=later(1), declares=address(9)).article
        for n in (1, 2)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize(("second", "is_one"), [(9, False), (text_of(1, share=0.7), True)])
def test_a_redirect_with_the_same_id_needs_the_text(archive: Archive, second: str | int, is_one: bool) -> None:
    one = visit(archive, address(1), 1, at=1, post_id="77", title="Docks").article
    moved = visit(archive, address(9), second, at=90, asked=address(1), post_id="77", title="Docks open")
    assert (moved.article == one) is is_one


@pytest.mark.parametrize("ids", [(None, None), ("77", "88")])
def test_an_old_address_is_the_same_article_in_any_order(archive: Archive, ids: tuple[str | None, str | None]) -> None:
    """The old address captured, the new one captured, and the redirect seen, in every order."""
    found = {}
    for place, (share, order) in enumerate(product((0.7, 0.4), ("old led", "led old", "old new led", "new old led"))):
        old, new = f"{SITE}/{place}/old-name/", f"{SITE}/{place}/another/"
        at_old, at_new = ({"post_id": name and f"{name}{place}", "published_at": later(0)} for name in ids)
        text = text_of(place, share=share)
        for at, step in enumerate(order.split()):
            if step == "old":
                visit(archive, old, place, at=at, title="Docks", **at_old)
            else:
                asked = old if step == "led" else None
                visit(archive, new, text, at=at, asked=asked, status=302, title="Cranes", **at_new)
        found.setdefault(share, set()).add(shown_at(archive, old) == shown_at(archive, new))
    assert [len(answers) for answers in found.values()] == [1, 1]
    assert found[0.4] == {False}


@pytest.mark.parametrize("level", [Level.HIDE, Level.REDACT])
def test_what_was_taken_down_is_joined_to_nothing(archive: Archive, level: Level) -> None:
    one = visit(archive, address(1), 1, at=1, declares=address(1)).article or ""
    other = visit(archive, address(2), 2, at=2, declares=address(2)).article or ""
    fields = ["body"] if level is Level.REDACT else []
    with deciding(archive) as session:
        take_down(session, get_article(session, one), level, fields=fields, now=later(3), **WHO)
    for merged, into in ((one, other), (other, one)):
        with archive.read() as session:
            articles = [get_article(session, name, even_hidden=True) for name in (merged, into)]
            with pytest.raises(TakenDown, match=f"article {one} was taken down .*: undo that first"):
                merge_articles(session, *articles, now=later(5), **WHO)
    same = visit(archive, address(3), 1, at=1.5, declares=address(3)).article
    assert visit(archive, address(3), 1, at=9, declares=address(1), published_at=later(1)).article == same
    assert visit(archive, address(3), 1, at=10, asked=address(1), published_at=later(1)).article == same
    assert visit(archive, address(4), 1, at=11, declares=address(1), published_at=later(1)).article == one
    assert visit(archive, address(4), 6, at=12, declares=address(4)).article == one
    with archive.read() as session:
        kept = get_article(session, one, even_hidden=True)
        assert (kept.taken_down, kept.merged_into_id) == (level, None)
