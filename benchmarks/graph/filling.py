"""An archive of invented articles that link to one another and are written by a few thousand people."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from benchmarks.invented.rows import (
    NOW,
    Row,
    article_row,
    capture_row,
    count_rows,
    digest_of,
    reading_row,
    start_archive,
)
from storage import models
from storage.archive import Archive
from storage.people.name_forms import digest_of_name, key_of
from storage.urls import CANONICAL_RULES, url_key

BATCH = 2000
LINKS = 5
ARCHIVED = 0.8
"""The share of links that lead to an article of the archive."""

SLUGS = ("harbour-gazette", "tide-weekly", "crane-review")
_GIVEN = (
    "Mira",
    "Mats",
    "Ode",
    "Ida",
    "Kim",
    "Bo",
    "Søren",
    "Ana",
    "Cato",
    "Iva",
    "Hugh",
    "Ines",
    "Jon",
    "Lea",
    "Nils",
)


def fill(archive: Archive, articles: int, people: int) -> None:
    """Puts articles into an archive that is empty: one capture, one observation of five links, and one name each."""
    chance = random.Random(4)
    engine = archive.engine.execution_options(writes=True)
    names = [_name(chance) for _ in range(people)]
    with Session(engine) as session, session.begin():
        start_archive(session, SLUGS)
        forms = [
            {"name": name, "name_digest": digest_of_name(name), "name_key": key_of(name)} for name in sorted(set(names))
        ]
        session.execute(insert(models.NameForm), [{"id": number, **form} for number, form in enumerate(forms, 1)])
    rows = _iter_rows(chance, articles, len(set(names)), sorted(set(names)))
    while batch := list(islice(rows, BATCH)):
        with Session(engine) as session, session.begin():
            _add(session, batch)
    count_rows(engine)


def _add(session: Session, batch: list[dict[type[models.Base], list[Row]]]) -> None:
    for model in batch[0]:
        session.execute(
            insert(model), [row for rows in batch for row in rows[model]], execution_options={"render_nulls": True}
        )
    numbers = [rows[models.Article][0]["id"] for rows in batch]
    shown = models.Article.id.between(numbers[0], numbers[-1])
    session.execute(
        update(models.Article).where(shown).values(reading_id=models.Article.id, observation_id=models.Article.id)
    )


def _iter_rows(
    chance: random.Random, articles: int, people: int, names: list[str]
) -> Iterator[dict[type[models.Base], list[Row]]]:
    """The rows of one article after the other; they refer to one another by its number."""
    for number in range(1, articles + 1):
        slug, url = SLUGS[number % len(SLUGS)], _url(number)
        at = NOW + timedelta(minutes=number)
        digest = digest_of(url)
        who = chance.randint(1, people)
        yield {
            models.Capture: [capture_row(number, slug, url, at=at)],
            models.Article: [article_row(number, slug, url, "", at=at) | {"published_at": at, "title_key": digest}],
            models.Page: [{
                "id": number, "publication": slug, "url": url, "url_key": url_key(url), "key_rules": CANONICAL_RULES,
                "announced_at": at, "outcome": "archived", "visited_at": at, "article_id": number,
            }],
            models.Visit: [{"page_id": number, "capture_id": number, "visited_at": at, "outcome": "archived"}],
            models.Reading: [
                reading_row(number, "", at=at)
                | {"title": f"Story {number}", "title_key": digest, "section": f"Section {number % 7}"}
            ],
            models.Contributor: [{
                "reading_id": number, "position": 0, "name": names[who - 1], "name_key": key_of(names[who - 1]),
                "name_form_id": who, "kind": "person",
            }],
            models.Observation: [{
                "id": number, "article_id": number, "capture_id": number, "extractor_id": 1, "observed_at": at,
                "digest": digest,
            }],
            models.RelatedStory: [_link(chance, number, position, articles) for position in range(LINKS)],
        }  # fmt: skip


def _link(chance: random.Random, number: int, position: int, articles: int) -> Row:
    """Some articles are linked to much more often than others."""
    there = chance.random() < ARCHIVED
    to = int(articles * chance.random() ** 3) + 1 if there else articles + chance.randint(1, articles)
    url = _url(to)
    return {
        "observation_id": number, "position": position, "kind": "editorial", "heading": "Related",
        "text": f"Story {to}", "url": url, "canonical_url": url, "url_key": url_key(url),
    }  # fmt: skip


def _url(number: int) -> str:
    return f"https://{SLUGS[number % len(SLUGS)]}.test/{number}/"


def _name(chance: random.Random) -> str:
    """A given name or its initial, and one of many family names."""
    given = chance.choice(_GIVEN)
    family = "".join(chance.choice("bdhklmnrst") + chance.choice("aeiou") for _ in range(2)).title()
    return f"{given[0]}. {family}" if chance.random() < 0.2 else f"{given} {family}"
