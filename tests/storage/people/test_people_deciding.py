"""Joining names to persons and parting them: everything can be taken back, and is then as it was."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.corrections import byline_value, correct, withdraw
from storage.decisions import deciding
from storage.errors import BackfileError, NotFound, UsageError
from storage.overlays import Field
from storage.people.deciding import Said, Scope, last_merge, merge, split, undo
from storage.people.listing import list_people
from storage.people.naming import get_person
from storage.people.portrait import describe, find_subject
from storage.queries.filters import Filters, select_articles
from tests.storage.builders import dump
from tests.storage.people.newsroom import ARTICLES, GAZETTE, WEEKLY, Article, fill

MOMENTS = (datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=number) for number in itertools.count())
NAMES = ("Mira Holt", "M. Holt", "Holt Mira", "Ode Rask", "Søren Ås", "Soren Aas")


@pytest.fixture
def newsroom(archive: Archive) -> Archive:
    fill(archive)
    return archive


@contextmanager
def decided(archive: Archive) -> Iterator[tuple[Session, Said]]:
    with deciding(archive) as session:
        yield session, Said("Iva Bell", "They told me so", next(MOMENTS))


def joined(
    archive: Archive, *names: str, preferred: str | None = None, publication: str | None = None
) -> tuple[str, str]:
    """Joins names; gives the decision and the person."""
    with decided(archive) as (session, said):
        event = merge(session, names, Scope(publication), said, preferred=preferred)
        return event.public_id, (event.details or {})["person"]


def taken_back(archive: Archive, event: str) -> None:
    with decided(archive) as (session, said):
        undo(session, event[:12], said)


def living(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but events, WARC files, and what has ended."""
    rows = dump(archive)
    for table in ("event", "warc_file"):
        del rows[table]
    for model in (models.Person, models.PersonForm):
        place = list(model.__table__.columns.keys()).index("ended_at")
        rows[model.__tablename__] = [row for row in rows[model.__tablename__] if row[place] is None]
    return rows


def shown(archive: Archive) -> list[Any]:
    """All that is listed and shown of anybody."""
    with archive.read() as session:
        people = list_people(session, name=None, publication=None, limit=100)
        return [people, [describe(session, find_subject(session, one.id or one.name)) for one in people]]


def articles_of(archive: Archive, who: str) -> list[int]:
    """The days of the articles that somebody is shown with."""
    with archive.read() as session:
        return sorted(int(str(one.article.url)[-1]) for one in describe(session, find_subject(session, who)).articles)


def test_a_name_stands_for_itself_until_somebody_joins_it(newsroom: Archive) -> None:
    assert articles_of(newsroom, "Mira Holt") == [1, 3, 6]
    _, person = joined(newsroom, "Mira Holt", "M. Holt", "Holt Mira", preferred="Mira Holt")
    assert articles_of(newsroom, person) == [1, 2, 3, 4, 6]
    assert articles_of(newsroom, "M. Holt") == [1, 2, 3, 4, 6]
    with newsroom.read() as session:
        (first, *_) = list_people(session, name=None, publication=None, limit=1)
        assert (first.id, first.name, first.articles, first.publications) == (person, "Mira Holt", 5, 2)
        assert first.forms == ("Holt Mira", "M. Holt", "Mira Holt")


def test_a_decision_says_who_and_why_and_is_a_record(newsroom: Archive) -> None:
    event_id, person = joined(newsroom, "Mira Holt", "M. Holt", preferred="Mira Holt")
    with newsroom.read() as session:
        event = session.scalars(select(models.Event).where(models.Event.public_id == event_id)).one()
        assert (event.kind, event.actor, event.reason) == ("person-merge", "Iva Bell", "They told me so")
        assert event.record_id is not None
        assert event.details == {
            "person": person, "name": "Mira Holt",
            "forms": [{"name": name, "publication": None, "article": None} for name in ("Mira Holt", "M. Holt")],
        }  # fmt: skip


def test_taking_a_join_back_restores_exactly(newsroom: Archive) -> None:
    rows, page = living(newsroom), shown(newsroom)
    _, person = joined(newsroom, "Mira Holt", "M. Holt", preferred="Mira Holt")
    assert (living(newsroom), shown(newsroom)) != (rows, page)
    with decided(newsroom) as (session, said):
        undo(session, last_merge(session, get_person(session, person)), said)
    assert living(newsroom) == rows
    assert shown(newsroom) == page


def test_two_persons_become_one_and_two_again(newsroom: Archive) -> None:
    _, first = joined(newsroom, "Mira Holt", "M. Holt", preferred="Mira Holt")
    joined(newsroom, "Holt Mira", preferred="Holt Mira")
    with newsroom.read() as session:
        second = find_subject(session, "Holt Mira").person
        assert second is not None
        name = second.public_id
    rows, page = living(newsroom), shown(newsroom)
    event, kept = joined(newsroom, first, name, preferred="M. J. Holt")
    assert kept == first
    assert articles_of(newsroom, first) == [1, 2, 3, 4, 6]
    with newsroom.read() as session, pytest.raises(NotFound):
        get_person(session, name)
    taken_back(newsroom, event)
    assert living(newsroom) == rows
    assert shown(newsroom) == page


def test_two_people_of_one_name_stay_two(newsroom: Archive) -> None:
    """The narrower decision decides: an article's before a publication's before that for everywhere."""
    _, everywhere = joined(newsroom, "Mira Holt", preferred="Mira Holt")
    _, weekly = joined(newsroom, "Mira Holt", preferred="Mira Holt of the Weekly", publication=WEEKLY)
    assert (articles_of(newsroom, everywhere), articles_of(newsroom, weekly)) == ([1, 3], [6])
    with decided(newsroom) as (session, said):
        third = session.scalars(select(models.Article).where(models.Article.url == ARTICLES[2].url)).one()
        event = merge(session, ["Mira Holt"], Scope(article=third), said, preferred="Another Holt")
        other = (event.details or {})["person"]
    assert (articles_of(newsroom, everywhere), articles_of(newsroom, weekly), articles_of(newsroom, other)) == (
        [1],
        [6],
        [3],
    )
    with newsroom.read() as session, pytest.raises(NotFound, match="more than one person") as several:
        find_subject(session, "Mira Holt")
    assert all(person in str(several.value) for person in (everywhere, weekly, other))
    taken_back(newsroom, event.public_id)
    assert (articles_of(newsroom, everywhere), articles_of(newsroom, weekly)) == ([1, 3], [6])


def test_a_name_that_is_somebody_in_one_publication_stands_for_itself_elsewhere(newsroom: Archive) -> None:
    _, weekly = joined(newsroom, "Ode Rask", preferred="Ode Rask", publication=WEEKLY)
    assert (articles_of(newsroom, weekly), articles_of(newsroom, "Ode Rask")) == ([5], [1])
    with newsroom.read() as session:
        assert describe(session, find_subject(session, "Ode Rask")).others == ((weekly, "Ode Rask"),)
        listed = {
            (one.id, one.name, one.articles) for one in list_people(session, name="rask", publication=None, limit=9)
        }
        assert listed == {(weekly, "Ode Rask", 1), (None, "Ode Rask", 1)}


def test_a_name_is_parted_and_stands_for_itself_again(newsroom: Archive) -> None:
    _, person = joined(newsroom, "Mira Holt", "M. Holt", "Ode Rask", preferred="Mira Holt")
    before = living(newsroom), shown(newsroom)
    with decided(newsroom) as (session, said):
        event = split(session, get_person(session, person), ["Ode Rask"], said)
    assert articles_of(newsroom, person) == [1, 2, 3, 6]
    assert articles_of(newsroom, "Ode Rask") == [1, 5]
    taken_back(newsroom, event.public_id)
    assert (living(newsroom), shown(newsroom)) == before


def test_a_person_ends_with_its_last_name(newsroom: Archive) -> None:
    rows = living(newsroom)
    _, person = joined(newsroom, "Mira Holt", preferred="Mira Holt")
    with decided(newsroom) as (session, said):
        split(session, get_person(session, person), ["Mira Holt"], said)
    assert living(newsroom) == rows


def test_a_portrait_has_posts_over_time_and_companions(newsroom: Archive) -> None:
    _, person = joined(newsroom, "Mira Holt", "M. Holt", preferred="Mira Holt")
    with newsroom.read() as session:
        portrait = describe(session, find_subject(session, person))
    assert [(span.publication, span.articles, span.first_on, span.last_on) for span in portrait.publications] == [
        (GAZETTE, 3, "2026-05-01", "2026-05-03"),
        (WEEKLY, 1, "2026-05-06", "2026-05-06"),
    ]
    assert [(span.role, span.first_on, span.last_on) for span in portrait.roles] == [
        ("Reporter", "2026-05-01", "2026-05-01"),
        ("Senior Reporter", "2026-05-02", "2026-05-03"),
        (None, "2026-05-06", "2026-05-06"),
    ]
    assert [(one.name, one.articles) for one in portrait.companions] == [("Ode Rask", 1), ("Søren Ås", 1)]
    assert [one.printed for one in portrait.articles] == ["Mira Holt", "Mira Holt", "M. Holt", "Mira Holt"]
    assert [one.article.published_on for one in portrait.articles] == [f"2026-05-0{day}" for day in (6, 3, 2, 1)]


@pytest.mark.parametrize("level", ["hide", "purge"])
def test_an_article_that_is_taken_down_credits_nobody(newsroom: Archive, level: str) -> None:
    from tests.storage.builders import writing

    with writing(newsroom) as session:
        session.scalars(select(models.Article).where(models.Article.url == ARTICLES[0].url)).one().taken_down = level
    assert articles_of(newsroom, "Ode Rask") == [5]


def article_of(session: Session, day: int) -> models.Article:
    return session.scalars(select(models.Article).where(models.Article.url == ARTICLES[day - 1].url)).one()


def test_a_decision_that_made_a_person_stays_while_a_later_one_is_about_that_person(newsroom: Archive) -> None:
    rows = living(newsroom)
    first, person = joined(newsroom, "Mira Holt", preferred="Mira Holt")
    second, _ = joined(newsroom, person, "M. Holt")
    with pytest.raises(UsageError, match=f"{first} cannot be taken back before {second}"):
        taken_back(newsroom, first)
    with decided(newsroom) as (session, said):
        third = split(session, get_person(session, person), ["M. Holt"], said).public_id
    with pytest.raises(UsageError, match=f"{first} cannot be taken back before {second}"):
        taken_back(newsroom, first)
    for event in (third, second, first):
        taken_back(newsroom, event)
    assert living(newsroom) == rows


def test_the_beginning_of_an_id_names_a_person(newsroom: Archive) -> None:
    event, person = joined(newsroom, "Mira Holt", "M. Holt", preferred="Mira Holt")
    assert articles_of(newsroom, person[:5]) == articles_of(newsroom, person)
    with newsroom.read() as session:
        assert get_person(session, person[:5].upper()).public_id == person
    taken_back(newsroom, event)
    with newsroom.read() as session, pytest.raises(NotFound, match=f"{person} is no person any more, by decision"):
        get_person(session, person[:5])


def test_somebody_who_stands_in_a_byline_twice_wrote_one_article(archive: Archive) -> None:
    fill(archive, (Article(GAZETTE, 1, ("Mira Holt", "M. Holt")), Article(GAZETTE, 2, ("M. Holt",))))
    _, person = joined(archive, "Mira Holt", "M. Holt", preferred="Mira Holt")
    with archive.read() as session:
        portrait = describe(session, find_subject(session, person))
    assert [span.articles for span in (*portrait.publications, *portrait.roles)] == [2, 2]


def test_a_corrected_byline_counts_as_it_is_shown(newsroom: Archive) -> None:
    _, person = joined(newsroom, "Mira Holt", preferred="Mira Holt")
    with decided(newsroom) as (session, said):
        value = {Field.BYLINE: byline_value(None, ["Mira Holt", "Nell Tarn"])}
        made = correct(session, article_of(session, 5), value, actor=said.actor, reason=said.reason, now=said.now)
        event = made[0].event
    assert articles_of(newsroom, person) == [1, 3, 5, 6]
    assert articles_of(newsroom, "Nell Tarn") == [5]
    assert articles_of(newsroom, "Ode Rask") == [1]
    with newsroom.read() as session:
        companions = describe(session, find_subject(session, "Nell Tarn")).companions
        assert [(one.id, one.name, one.articles) for one in companions] == [(person, "Mira Holt", 1)]
        found = select_articles(session.connection(), Filters(person=person))
        assert len(session.scalars(found).all()) == 4
    with decided(newsroom) as (session, said):
        withdraw(session, article_of(session, 5), event, actor=said.actor, reason=said.reason, now=said.now)
    assert articles_of(newsroom, person) == [1, 3, 6]
    assert articles_of(newsroom, "Nell Tarn") == []


def test_a_name_is_joined_in_one_article_only_where_its_byline_has_it(newsroom: Archive) -> None:
    with (
        pytest.raises(UsageError, match=r"the byline of article .* has no 'M\. Holt'"),
        decided(newsroom) as (session, said),
    ):
        merge(session, ["Ode Rask", "M. Holt"], Scope(article=article_of(session, 1)), said, preferred="Ode")
    with decided(newsroom) as (session, said):
        merge(session, ["Ode Rask"], Scope(article=article_of(session, 1)), said, preferred="Ode")


Wrong = Callable[[Session, Said, dict[str, str]], object]
WRONG: dict[str, tuple[Wrong, type[BackfileError], str]] = {
    "no such name": (lambda s, said, _: merge(s, ["Nobody"], Scope(), said, preferred="N"), NotFound, "no byline of this archive prints 'Nobody'"),
    "a new person without a name": (lambda s, said, _: merge(s, ["Ode Rask"], Scope(), said), UsageError, "give --name"),
    "an empty name": (lambda s, said, _: merge(s, ["Ode Rask"], Scope(), said, preferred=" "), UsageError, "--name is empty"),
    "joined already": (lambda s, said, known: merge(s, ["Mira Holt", known["person"]], Scope(), said), UsageError, "already"),
    "not a name of the person": (lambda s, said, known: split(s, get_person(s, known["person"]), ["Ode Rask"], said), UsageError, "'Ode Rask' is no name of"),
    "no such person": (lambda s, said, _: get_person(s, "aaaaaaaaaaaa"), NotFound, "there is no person 'aaaaaaaaaaaa'"),
    "no such decision": (lambda s, said, _: undo(s, "xxxx", said), NotFound, "no event has the id 'xxxx'"),
    "a later decision": (lambda s, said, known: undo(s, known["first"], said), UsageError, "cannot be taken back before"),
    "taken back already": (lambda s, said, known: undo(s, known["gone"][:9], said), UsageError, "was taken back already, by"),
    "another decision": (lambda s, said, known: undo(s, known["other"], said), NotFound, "is no decision about names"),
    "an undo": (lambda s, said, known: undo(s, known["undo"], said), UsageError, "took back another decision"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_decided_is_one_sentence_and_changes_nothing(newsroom: Archive, wrong: str) -> None:
    first, person = joined(newsroom, "Mira Holt", "M. Holt", preferred="Mira Holt")
    with decided(newsroom) as (session, said):
        split(session, get_person(session, person), ["M. Holt"], said)
    gone, _ = joined(newsroom, "Soren Aas", preferred="S. A.")
    with decided(newsroom) as (session, said):
        known = {"person": person, "first": first, "gone": gone, "undo": undo(session, gone, said).public_id}
        known["other"] = session.scalars(
            select(models.Event.public_id).where(models.Event.kind == "extraction")
        ).first()
    before = dump(newsroom)
    act, error, sentence = WRONG[wrong]
    with pytest.raises(error, match=sentence), decided(newsroom) as (session, said):
        act(session, said, known)
    assert dump(newsroom) == before


Step = tuple[list[str], str | None]


@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=st.lists(
        st.tuples(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), st.sampled_from((None, GAZETTE, WEEKLY))),
        min_size=1,
        max_size=5,
    )
)  # fmt: skip
def test_taking_decisions_back_in_turn_goes_back_step_by_step(newsroom: Archive, steps: list[Step]) -> None:
    states, events = [living(newsroom)], []
    for names, publication in steps:
        try:
            event, _ = joined(newsroom, *names, preferred=f"Person {len(events)}", publication=publication)
        except UsageError:
            continue
        events.append(event)
        states.append(living(newsroom))
    for event in reversed(events):
        assert living(newsroom) == states.pop()
        taken_back(newsroom, event)
    assert living(newsroom) == states.pop()
    assert not states
