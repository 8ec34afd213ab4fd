"""Copies found as articles are settled: groups and leads, whatever comes first, and as texts change."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import islice, permutations
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import func, select

from storage import models
from storage.archive import Archive
from storage.decisions import deciding
from storage.items import Genre
from storage.overlays import Level
from storage.settlement import Visit, settle_page
from storage.takedowns import take_down, undo
from tests.storage.builders import AT, dump, get_article, later, settle, warc_writer, writing
from tests.storage.copies.press import Story, groups_of, item_of, print_stories, print_story
from tests.storage.copies.texts import change_words, invent_text

STRIKE, FAIR = invent_text(1), invent_text(2)
FIRST = Story("first", "kiln-review", STRIKE, later(2))
SISTER = Story("sister", "dock-weekly", change_words(STRIKE, 0.1), later(5))
EXCERPT = Story("excerpt", "harbour-gazette", STRIKE[:2], None, later(9))
OTHER = Story("other", "dock-weekly", FAIR, later(1))
TABLES = ("fingerprint", "fingerprint_band", "copy_link", "copy_member")


def copies(archive: Archive) -> dict[str, object]:
    tables = dump(archive)
    return {name: tables[name] for name in TABLES}


def test_copies_are_grouped_with_what_was_published_first(archive: Archive) -> None:
    print_stories(archive, [SISTER, OTHER, EXCERPT, FIRST])
    assert groups_of(archive) == {"first": {"first", "sister", "excerpt"}}


@pytest.mark.parametrize(
    "line", ["This article first appeared in The Dock Weekly.", "Originally published by Dock Weekly"]
)
def test_the_publication_that_others_credit_leads(archive: Archive, line: str) -> None:
    print_stories(archive, [FIRST, SISTER, replace(EXCERPT, paragraphs=[*STRIKE, line])])
    assert groups_of(archive) == {"sister": {"first", "sister", "excerpt"}}


def test_without_dates_the_first_capture_leads(archive: Archive) -> None:
    undated = [replace(story, published_at=None) for story in (SISTER, FIRST)]
    print_stories(archive, [replace(undated[0], captured_at=later(3)), replace(undated[1], captured_at=later(1))])
    assert groups_of(archive) == {"first": {"first", "sister"}}


def test_short_notices_are_copies_and_texts_of_a_line_are_not(archive: Archive) -> None:
    notice, line = invent_text(3, 40), invent_text(4, 20)
    stories = [
        Story("notice", "kiln-review", notice),
        Story("again", "dock-weekly", change_words(notice, 0.05), later(1)),
    ]
    print_stories(archive, [*stories, Story("line", "kiln-review", line), Story("same line", "dock-weekly", line)])
    assert groups_of(archive) == {"notice": {"notice", "again"}}


def test_credits_are_kept(archive: Archive) -> None:
    stories = [replace(FIRST, agency="Port Ansel Press"), replace(SISTER, genre=Genre.PRESS_RELEASE), OTHER]
    print_stories(archive, stories)
    with archive.read() as session:
        kept = session.scalars(select(models.Fingerprint).order_by(models.Fingerprint.article_id)).all()
    said = [(row.credit, row.credit_source) for row in kept]
    assert said == [("Port Ansel Press", "agency"), ("press release", "press-release"), (None, None)]


def test_whatever_comes_first_the_groups_are_the_same(new_archive: Callable[[], Archive]) -> None:
    bridge = Story("bridge", "kiln-review", [*STRIKE[1:], *invent_text(5, 40)], later(8))
    far = Story("far", "dock-weekly", [STRIKE[2], *invent_text(5, 40)], later(9))
    credited = replace(EXCERPT, paragraphs=[*STRIKE[:2], "First published in Dock Weekly."])
    stories = [FIRST, SISTER, credited, bridge, far, OTHER]
    orders = islice(permutations(stories), 0, None, 151)
    found = []
    for order in orders:
        archive = new_archive()
        print_stories(archive, order)
        found.append(groups_of(archive))
    assert found[0] == {"sister": {"first", "sister", "excerpt", "bridge", "far"}}
    assert all(groups == found[0] for groups in found)


def test_an_edit_moves_a_copy_from_one_group_to_another(archive: Archive) -> None:
    print_stories(archive, [FIRST, SISTER, EXCERPT, OTHER])
    with warc_writer(archive) as warc:
        print_story(archive, warc, replace(SISTER, paragraphs=change_words(FAIR, 0.05), captured_at=later(20)))
    assert groups_of(archive) == {"first": {"first", "excerpt"}, "other": {"other", "sister"}}


def test_what_one_article_joined_falls_apart_without_it(archive: Archive) -> None:
    both = Story("both", "kiln-review", [*STRIKE, *FAIR], later(7))
    print_stories(archive, [FIRST, SISTER, both, OTHER])
    assert groups_of(archive) == {"other": {"first", "sister", "both", "other"}}
    with warc_writer(archive) as warc:
        print_story(archive, warc, replace(both, paragraphs=invent_text(6), captured_at=later(20)))
    assert groups_of(archive) == {"first": {"first", "sister"}}


def test_an_article_of_which_there_are_many_can_leave(archive: Archive) -> None:
    stories = [Story(f"run {n}", "dock-weekly", change_words(STRIKE, 0.05, n), later(n)) for n in range(30)]
    ids = print_stories(archive, stories)
    assert groups_of(archive) == {"run 0": set(ids)}
    with warc_writer(archive) as warc:
        print_story(archive, warc, replace(stories[0], paragraphs=invent_text(6), captured_at=later(99)))
    assert groups_of(archive) == {"run 1": set(ids) - {"run 0"}}


def test_what_is_hidden_has_no_copies_until_that_is_undone(archive: Archive) -> None:
    ids = print_stories(archive, [FIRST, SISTER, EXCERPT])
    before = copies(archive)
    said = {"actor": "Ines Vale", "reason": "a court says so", "now": later(100)}
    with deciding(archive) as session:
        event = take_down(session, get_article(session, ids["first"]), Level.HIDE, **said).event
    assert groups_of(archive) == {"sister": {"sister", "excerpt"}}
    with deciding(archive) as session:
        undo(session, event, **said)
    assert copies(archive) == before


def test_an_unchanged_visit_writes_nothing(archive: Archive) -> None:
    print_stories(archive, [FIRST, SISTER])
    before = copies(archive)
    with warc_writer(archive) as warc:
        print_story(archive, warc, replace(SISTER, captured_at=later(30)))
    assert copies(archive) == before


def test_each_text_is_found_by_as_many_numbers(archive: Archive) -> None:
    print_stories(archive, [FIRST, SISTER, OTHER])
    with writing(archive) as session:
        rows = session.execute(select(func.count()).select_from(models.FingerprintBand)).scalar_one()
    assert rows == 3 * 40


def test_two_processes_may_add_copies_of_one_article_at_the_same_moment(postgresql_url: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "shared", postgresql_url)
    archive.prepare()
    print_stories(archive, [FIRST])
    with warc_writer(archive) as warc:
        items = [
            item_of(warc, replace(SISTER, name=f"sister {n}", paragraphs=change_words(STRIKE, 0.1, n))) for n in (1, 2)
        ]
    is_settled, may_commit = Event(), Event()

    def settle_slowly() -> None:
        with writing(archive) as session:
            settle_page(session, items[0], Visit(AT))
            is_settled.set()
            may_commit.wait(10)

    with ThreadPoolExecutor() as threads:
        slow = threads.submit(settle_slowly)
        assert is_settled.wait(10)
        quick = threads.submit(settle, archive, items[1])
        wait([quick], timeout=0.5)
        may_commit.set()
        slow.result()
        quick.result()
    found = groups_of(archive)
    archive.close()
    assert found == {"first": {"first", "sister 1", "sister 2"}}
