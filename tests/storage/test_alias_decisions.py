"""Merging and splitting by a human's word: all that was read stays, and an undo gives back what there was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.aliases import Evidence
from storage.archive import Archive
from storage.article_json import article_json
from storage.captures.reader import iter_records
from storage.decisions import deciding
from storage.errors import NotFound, UsageError
from storage.identity_decisions import get_decision, merge_articles, redo, split_page, undo
from storage.queries.articles import get_article
from storage.queries.filters import Filters, select_articles
from storage.verification.articles import check_articles
from storage.verification.findings import CheckResult
from storage.verification.search import check_search
from tests.storage.builders import (
    address,
    announce_pages,
    begin,
    capture_page,
    get_page,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)

WHO = {"actor": "Ines Vale", "reason": "they are two stories"}
KILN = ("The kiln of the old works was lit on Monday and will burn through the winter, the owners of it said.",)
DOCK = ("The docks of Port Ansel reopened on Monday after a storm had closed them for a week, the harbour said.",)


def visit(archive: Archive, number: int, *, at: float = 0, hop: int | None = None, **values: Any) -> str:
    """A visit that found a page, after a redirect from another where `hop` names one."""
    asked = address(number if hop is None else hop)
    with writing(archive) as session:
        begin(session)
        page_id = announce_pages(session, [asked])[asked]
    with warc_writer(archive) as warc:
        hops = [
            capture_page(warc, asked, b"", status=301, at=later(at), headers=((b"Location", address(number).encode()),))
        ] if hop is not None else []  # fmt: skip
        body = repr((number, at)).encode()
        answer = capture_page(warc, address(number), body, at=later(at), requested_url=asked)
    item = page_item(answer, url=asked, page_id=page_id, hops=hops, **values)
    return settle(archive, item).article or ""


def shown(archive: Archive) -> dict[str, Any]:
    """All articles that lists name, as JSON, and what a search finds."""
    with archive.read() as session:
        connection = session.connection()
        ids = session.scalars(select_articles(connection, Filters())).all()
        found = session.scalars(select_articles(connection, Filters("kiln OR docks"))).all()
        articles = [article_json(session, session.get_one(models.Article, id_)) for id_ in sorted(ids)]
        return {"articles": articles, "found": sorted(found)}


def is_sound(archive: Archive) -> list[str]:
    result = CheckResult("articles")
    check_articles(archive, result)
    check_search(archive, result)
    return [f"{finding}" for finding in result.damage]


def pages_of(session: Session, public_id: str) -> list[str]:
    article = session.scalars(select(models.Article).where(models.Article.public_id == public_id)).one()
    return [page.url for page in article.pages]


def test_a_merged_article_leads_to_the_other(archive: Archive) -> None:
    one, other = visit(archive, 1, paragraphs=KILN), visit(archive, 2, paragraphs=DOCK)
    with deciding(archive) as session:
        merge_articles(session, get_article(session, one), get_article(session, other), now=later(5), **WHO)
    with archive.read() as session:
        assert get_article(session, one).public_id == get_article(session, other).public_id == other
        assert get_article(session, address(1)).public_id == other
        assert pages_of(session, other) == [address(1), address(2)]
    assert [article["id"] for article in shown(archive)["articles"]] == [other]
    assert len(shown(archive)["found"]) == 1
    assert is_sound(archive) == []


def test_undoing_a_merge_gives_back_what_there_was(archive: Archive) -> None:
    one, other = visit(archive, 1, paragraphs=KILN), visit(archive, 2, paragraphs=DOCK)
    third = visit(archive, 3, title="Cranes", paragraphs=("Cranes came back to the quay in spring.",))
    before = shown(archive)
    for merged, into in ((third, one), (one, other)):
        with deciding(archive) as session:
            merge_articles(session, get_article(session, merged), get_article(session, into), now=later(5), **WHO)
    with archive.read() as session:
        assert get_article(session, third).public_id == other
        events = session.scalars(select(models.Event).where(models.Event.kind == "merge").order_by(models.Event.id))
        ids = [event.public_id for event in events]
    for event in reversed(ids):
        with deciding(archive) as session:
            undo(session, get_decision(session, event), now=later(6), **WHO)
    assert shown(archive) == before
    assert is_sound(archive) == []


def test_articles_of_two_publications_are_not_merged(archive: Archive) -> None:
    one = visit(archive, 1)
    with writing(archive) as session:
        begin(session, "tide-weekly")
    with warc_writer(archive) as warc:
        capture = capture_page(warc, "https://tide-weekly.test/1", publication="tide-weekly")
    other = settle(archive, page_item(capture, url="https://tide-weekly.test/1")).article or ""
    with pytest.raises(UsageError, match="tide-weekly's"), deciding(archive) as session:
        merge_articles(session, get_article(session, one), get_article(session, other), now=later(5), **WHO)


def moved(archive: Archive) -> str:
    """An article that moved from 1 to 2, where it was changed, and changed again."""
    one = visit(archive, 1, post_id="7", paragraphs=DOCK)
    assert visit(archive, 2, hop=1, at=1, post_id="7", paragraphs=DOCK) == one
    assert visit(archive, 2, at=2, post_id="7", title="Docks shut", paragraphs=DOCK) == one
    return one


def test_what_was_read_at_a_page_goes_with_it(archive: Archive) -> None:
    one = moved(archive)
    with deciding(archive) as session:
        event = split_page(session, get_page(session, address(2)), now=later(5), **WHO)
        own = (event.details or {})["to"]
    with archive.read() as session:
        assert (pages_of(session, one), pages_of(session, own)) == ([address(1)], [address(2)])
        titles = {name: article_json(session, get_article(session, name))["title"] for name in (one, own)}
        assert titles == {one: "Docks reopen", own: "Docks shut"}
        rows = session.scalars(select(models.Alias).order_by(models.Alias.id)).all()
        assert [(row.evidence, row.ended_by is not None) for row in rows if row.page.url == address(2)] == [
            (Evidence.REDIRECT, True),
            (Evidence.SPLIT, False),
        ]
    assert is_sound(archive) == []


def test_undoing_a_split_gives_back_what_there_was(archive: Archive) -> None:
    moved(archive)
    before = shown(archive)
    with deciding(archive) as session:
        event = split_page(session, get_page(session, address(2)), now=later(5), **WHO).public_id
    assert len(shown(archive)["articles"]) == 2
    with deciding(archive) as session:
        undo(session, get_decision(session, event), now=later(6), **WHO)
    assert shown(archive) == before
    assert is_sound(archive) == []
    with pytest.raises(UsageError, match="was undone"), deciding(archive) as session:
        undo(session, get_decision(session, event), now=later(7), **WHO)


def test_no_evidence_joins_what_was_split(archive: Archive) -> None:
    one = moved(archive)
    with deciding(archive) as session:
        own = (split_page(session, get_page(session, address(2)), now=later(5), **WHO).details or {})["to"]
    assert visit(archive, 2, hop=1, at=6, post_id="7", paragraphs=DOCK) == own
    with archive.read() as session:
        assert get_page(session, address(1)).outcome == "redirected-away"
        assert pages_of(session, one) == [address(1)]


def test_a_page_found_unchanged_gets_a_copy_of_what_was_shown(archive: Archive) -> None:
    one = visit(archive, 1, paragraphs=DOCK)
    assert visit(archive, 2, hop=1, at=1, paragraphs=DOCK) == one
    before = shown(archive)
    with deciding(archive) as session:
        event = split_page(session, get_page(session, address(2)), now=later(5), **WHO)
        own, made = (event.details or {})["to"], event.public_id
    with archive.read() as session:
        copy, original = (article_json(session, get_article(session, name)) for name in (own, one))
        assert (copy["body"], copy["contributors"]) == (original["body"], original["contributors"])
        assert copy["capture"]["url"] == address(2)
    assert is_sound(archive) == []
    with deciding(archive) as session:
        undo(session, get_decision(session, made), now=later(6), **WHO)
    assert shown(archive) == before
    assert is_sound(archive) == []


def test_a_page_where_nothing_was_read_is_no_articles_then(archive: Archive) -> None:
    one = visit(archive, 2, hop=1, paragraphs=DOCK)
    with deciding(archive) as session:
        event = split_page(session, get_page(session, address(1)), now=later(5), **WHO).public_id
    with archive.read() as session:
        assert get_page(session, address(1)).article_id is None
    assert visit(archive, 2, hop=1, at=6, paragraphs=DOCK) == one
    with archive.read() as session:
        assert get_page(session, address(1)).article_id is None
    with deciding(archive) as session:
        undo(session, get_decision(session, event), now=later(7), **WHO)
    with archive.read() as session:
        assert pages_of(session, one) == [address(1), address(2)]


def test_a_page_gets_back_the_article_it_was(archive: Archive) -> None:
    one, other = visit(archive, 1, paragraphs=KILN), visit(archive, 2, paragraphs=DOCK)
    before = shown(archive)
    with deciding(archive) as session:
        merge_articles(session, get_article(session, other), get_article(session, one), now=later(5), **WHO)
    with deciding(archive) as session:
        assert (split_page(session, get_page(session, address(2)), now=later(6), **WHO).details or {})["to"] == other
    assert shown(archive) == before


def test_all_there_is_of_an_article_is_not_split_off(archive: Archive) -> None:
    visit(archive, 1, paragraphs=DOCK)
    with pytest.raises(UsageError, match="it has no other address"), deciding(archive) as session:
        split_page(session, get_page(session, address(1)), now=later(5), **WHO)


def test_decisions_are_kept_as_records(archive: Archive) -> None:
    one, other = visit(archive, 1, paragraphs=KILN), visit(archive, 2, paragraphs=DOCK)
    with deciding(archive) as session:
        merge_articles(session, get_article(session, one), get_article(session, other), now=later(5), **WHO)
    records = [summary for path in archive.warc_directory.glob("*.warc.gz") for summary in iter_records(path)]
    (decision,) = [summary.decision for summary in records if summary.decision]
    assert (decision["kind"], decision["article"], decision["details"]["into"]) == ("merge", one, other)
    assert datetime.fromisoformat(decision["decided_at"]) == later(5)
    assert decision["details"]["urls"] == [address(1)]


def test_decisions_are_carried_out_again_where_articles_are_made_anew(new_archive: Callable[[], Archive]) -> None:
    decided, made_anew = new_archive(), new_archive()
    one, other = visit(decided, 4, paragraphs=KILN), visit(decided, 5, title="Cranes", paragraphs=("Cranes came.",))
    moved(decided)
    with deciding(decided) as session:
        merge_articles(session, get_article(session, other), get_article(session, one), now=later(5), **WHO)
        split = split_page(session, get_page(session, address(2)), now=later(6), **WHO).public_id
    with deciding(decided) as session:
        undo(session, get_decision(session, split), now=later(7), **WHO)
        split_page(session, get_page(session, address(2)), now=later(8), **WHO)
    visit(made_anew, 4, paragraphs=KILN)
    visit(made_anew, 5, title="Cranes", paragraphs=("Cranes came.",))
    moved(made_anew)
    with decided.read() as session:
        events = session.scalars(select(models.Event).where(models.Event.kind.in_(["merge", "split"])))
        rows = [
            {column.key: getattr(event, column.key) for column in models.Event.__table__.columns} for event in events
        ]
    assert len(rows) == 4
    for row in rows:
        with writing(made_anew) as session:
            event = models.Event(**{name: value for name, value in row.items() if name != "id"})
            session.add(event)
            session.flush()
            redo(session, event)
    assert without_records(shown(made_anew)) == without_records(shown(decided))
    assert is_sound(made_anew) == []


def without_records(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What is shown of each article, without the records, which two archives do not share."""
    return [
        (article["id"], article["title"], article["body"], [page["url"] for page in article["pages"]],
         [revision["changed"] for revision in article["revisions"]])
        for article in found["articles"]
    ]  # fmt: skip


def test_only_identity_is_undone_here(archive: Archive) -> None:
    visit(archive, 1)
    with archive.read() as session:
        capture = session.scalars(select(models.Event.public_id).where(models.Event.kind == "capture")).first() or ""
    with pytest.raises(UsageError, match="no merge and no split"), deciding(archive) as session:
        undo(session, get_decision(session, capture), now=later(5), **WHO)
    with pytest.raises(NotFound, match="no event"), archive.read() as session:
        get_decision(session, "zzzz")
