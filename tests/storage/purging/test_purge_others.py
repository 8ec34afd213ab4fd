"""What a purge leaves: other articles whole, decisions without the names, and a way to be given again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.announcing import announce
from storage.archive import Archive
from storage.article_json import article_json
from storage.captures.reader import iter_records
from storage.decisions import deciding
from storage.errors import TakenDown
from storage.identity_decisions import split_page
from storage.items import CaptureRole, Sighting
from storage.people import deciding as people
from storage.purging.purge import Purged, purge
from storage.queries.articles import get_article
from storage.settlement import Visit, settle_page
from storage.sources import Poll, record_poll
from tests.storage.builders import (
    add_source,
    address,
    announce_pages,
    begin,
    capture_page,
    get_page,
    later,
    page_item,
    related_story,
    warc_writer,
    writing,
)
from tests.storage.purging.harbour import FEED, PASSAGE, PHRASE, SAID, TITLE, is_clean, is_sound, kept

WHO = {"actor": "Ines Vale", "reason": "they are two stories"}
OTHER = "The ferry of Port Ansel sails again since Monday, and the docks reopened with it."


def visit(archive: Archive, number: int, *paragraphs: str, at: float, hop: int | None = None, **said: Any) -> str:
    """A visit that found a page, after a redirect from another where `hop` names one; gives the article's id."""
    asked = address(number if hop is None else hop)
    with warc_writer(archive) as warc:
        hops = [
            capture_page(warc, asked, b"", status=301, at=later(at), headers=((b"Location", address(number).encode()),))
        ] if hop is not None else []  # fmt: skip
        body = repr((number, at, paragraphs)).encode()
        answer = capture_page(warc, address(number), body, at=later(at), requested_url=asked)
    item = page_item(answer, url=asked, hops=hops, paragraphs=paragraphs, **said)
    with writing(archive) as session:
        return settle_page(session, item, Visit(answer.captured_at)).article or ""


def shown(archive: Archive, article: str) -> dict[str, Any]:
    with archive.read() as session:
        found = article_json(session, get_article(session, article))
    found.pop("capture")
    return {**found, "pages": [page["url"] for page in found["pages"]]}


@pytest.fixture(params=["the one that was split off", "the one that it was split off from"])
def parted(archive: Archive, request: pytest.FixtureRequest) -> tuple[Archive, str, str]:
    """Two articles that were one, each edited while they were; gives the one that is to go and the other."""
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1), address(2)])
    goes_later = "off from" in str(request.param)
    texts = {True: (PASSAGE,), False: (OTHER,)}
    first, second = texts[goes_later], texts[not goes_later]
    article = visit(archive, 1, *first, at=0, title="Quay", related=[related_story(0, address(3), "Pier")])
    assert visit(archive, 2, *first, at=1, hop=1, title="Quay", byline=None) == article
    visit(archive, 2, *second, "More.", at=2, title="Quay", related=[related_story(0, address(4), "Mole")])
    visit(archive, 1, *first, "Lastly.", at=3, title="Quay")
    visit(archive, 2, *second, "More.", at=4, title="Quay", related=[related_story(0, address(5), "Jetty")])
    with deciding(archive) as session:
        event = split_page(session, get_page(session, address(2)), **WHO, now=later(9))
    own = str((event.details or {})["to"])
    goes, stays = (article, own) if goes_later else (own, article)
    return archive, goes, stays


def test_an_article_that_was_one_with_it_stays_whole(parted: tuple[Archive, str, str]) -> None:
    archive, goes, stays = parted
    before = shown(archive, stays)
    assert purge(archive, goes, **SAID).articles == (goes,)
    after = shown(archive, stays)
    assert {**after, "related": [], "related_seen_at": None} == {**before, "related": [], "related_seen_at": None}
    assert is_sound(archive)


def test_what_was_split_off_at_its_first_address_stays(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1), address(2)])
    article = visit(archive, 1, OTHER, at=0, title="Quay")
    assert visit(archive, 2, OTHER, PASSAGE, at=1, hop=1, title="Quay") == article
    visit(archive, 1, OTHER, "More.", at=2, title="Quay")
    with deciding(archive) as session:
        event = split_page(session, get_page(session, address(1)), **WHO, now=later(9))
    own = str((event.details or {})["to"])
    before = shown(archive, own)
    done = purge(archive, article, **SAID)
    assert (done.articles, done.barred) == ((article,), 1)
    assert shown(archive, own) == before
    assert PHRASE.encode() not in kept(archive)
    assert is_sound(archive)


def test_names_that_only_it_printed_are_taken_out_of_decisions(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    said = people.Said("Ines Vale", "one reporter", later(50))
    with deciding(archive) as session:
        people.merge(session, ["Orla Quillwort", "Mira Holt"], people.Scope(), said, preferred="Mira Holt-Quillwort")
        here = people.Scope(article=get_article(session, article))
        people.merge(session, ["Orla Quillwort"], here, said, preferred="Orla of the thimble")
    assert b"orla of the thimble" in kept(archive)
    purge(archive, article, **SAID)
    assert b"orla" not in kept(archive)
    with archive.read() as session:
        (person,) = session.scalars(select(models.Person))
        assert (person.name, [form.form.name for form in person.forms]) == ("Mira Holt-Quillwort", ["Mira Holt"])
        merges = session.scalars(select(models.Event).where(models.Event.kind == "person-merge")).all()
        records = {event.record_id: (event.details or {})["forms"] for event in merges}
    assert [[form["name"] for form in forms] for forms in records.values()] == [["Mira Holt"], []]
    paths = archive.warc_directory.glob("BACKFILE-DECISIONS*")
    written = [one for path in paths for one in iter_records(path) if one.record_id in records]
    assert {one.record_id: (one.decision or {})["details"]["forms"] for one in written} == records
    assert len(written) == 2
    assert is_sound(archive)


def poll(archive: Archive, url: str, title: str, *, at: float) -> None:
    """A poll of the feed, which still has the text."""
    with warc_writer(archive) as warc:
        feed = capture_page(warc, f"{url}?{at}", FEED, at=later(at), role=CaptureRole.SOURCE)
    with writing(archive) as session:
        source = add_source(session)
        sightings = (Sighting(address(1), title), Sighting(address(2), "Docks reopen"))
        record_poll(
            session, Poll(source.id, "changed", captures=(feed,), sightings=sightings), run_id=None, now=later(at)
        )


def test_a_title_is_kept_of_no_address_that_leads_there(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    with writing(archive) as session:
        announce(session, add_source(session), [Sighting(address(8), TITLE)], now=later(20))
        get_page(session, address(8)).moved_to_id = get_page(session, address(1)).id
    assert purge(archive, article, **SAID).barred == 1
    with writing(archive) as session:
        for _ in range(2):
            said = [Sighting(address(1), TITLE), Sighting(address(2), "Docks")]
            announce(session, add_source(session), said, now=later(600))
        titles = dict(session.execute(select(models.Page.url, models.Sighting.title).join(models.Sighting)).all())
    assert (titles[address(1)], titles[address(2)]) == (None, "Docks")
    assert is_clean(archive)


def test_what_came_since_goes_when_the_purge_is_given_again(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    first = purge(archive, address(1), **SAID)
    with archive.read() as session:
        (kept_of_it,) = session.scalars(select(models.Takedown.passages))
        assert {length: len(digests) for length, digests in (kept_of_it or {}).items()} == {"6": 1, "8": 2}
        with pytest.raises(TakenDown, match=f"article {article} was taken down"):
            get_article(session, address(1))
    poll(archive, f"{address(9)}feed", TITLE, at=600)
    assert not is_clean(archive)
    again = purge(archive, address(1), **SAID)
    assert (again.articles, again.captures, again.sources) == ((article,), 1, 1)
    assert again.event not in {None, first.event}
    assert is_clean(archive)
    assert is_sound(archive)
    assert purge(archive, article, **SAID) == Purged((article,), is_scrubbed=again.is_scrubbed)


def damaged(path: Path, offset: int) -> None:
    """Makes a gzip member unreadable somewhere after its beginning."""
    data = bytearray(path.read_bytes())
    data[offset + 60 : offset + 70] = b"\xff" * 10
    path.write_bytes(data)


def test_damage_is_named_and_the_rest_goes(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    with archive.read() as session:
        capture = models.Capture
        feed, page, other = (
            session.scalars(select(capture).where(capture.url.endswith(end), capture.record_type != "revisit")).first()
            for end in ("sitemap", "story-1/", "story-2/")
        )
        assert feed is not None
        assert page is not None
        assert other is not None
        path = archive.warc_directory / feed.warc_file.name
        for row in (feed, page):
            damaged(path, row.offset)
    done = purge(archive, article, **SAID)
    (unread,) = done.unread
    name, offset, problem = unread.split(":", 2)
    assert "damaged" in problem
    with archive.read() as session:
        row = session.get_one(models.Capture, feed.id)
        assert (row.warc_file.name, str(row.offset)) == (name, offset)
        assert session.get(models.Capture, page.id) is None
        still = session.get_one(models.Capture, other.id)
        moved = [
            one
            for one in iter_records(archive.warc_directory / still.warc_file.name)
            if one.record_id == still.record_id
        ]
        assert [one.address.offset for one in moved] == [still.offset]


def test_a_file_that_is_missing_is_named_and_the_rest_goes(harbour: tuple[Archive, str], tmp_path: Path) -> None:
    archive, article = harbour
    with archive.read() as session:
        first = session.scalars(select(models.Capture).order_by(models.Capture.id)).first()
        assert first is not None
        name = first.warc_file.name
    (archive.warc_directory / name).rename(tmp_path / name)
    done = purge(archive, article, **SAID)
    assert any(line.startswith(f"{name}:0: no such file") for line in done.unread)
    (tmp_path / name).rename(archive.warc_directory / name)
    again = purge(archive, article, **SAID)
    assert (again.unread, again.event is not None) == ((), True)
    assert is_clean(archive)
    assert is_sound(archive)
