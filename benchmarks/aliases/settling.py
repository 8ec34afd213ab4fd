"""Sets of addresses settled as a crawl settles them, and what the archive made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.aliases import forms, lookalikes
from benchmarks.aliases.stories import FIRST, SISTER_SLUG, SLUG, AliasSet, Found, Press
from storage import models
from storage.announcing import announce
from storage.archive import Archive
from storage.captures.exchange import Exchange
from storage.captures.writer import WarcWriter
from storage.decisions import writing
from storage.items import (
    Block,
    BlockKind,
    Capture,
    DateClaim,
    DateRole,
    Extraction,
    Metadata,
    PageItem,
    Precision,
    Sighting,
    SourceKind,
    TextState,
)  # fmt: skip
from storage.ledger import find_page
from storage.runs import begin_run
from storage.settlement import Visit, settle_page
from storage.sources import ListedSource, list_sources

_AT_ONCE = 100


@dataclass(slots=True)
class Score:
    """What became of the pairs of addresses of one recipe.

    Attributes:
        sets: how many were made.
        addresses: how many they hold.
        true: pairs of addresses of one story.
        joined: those of them that are one article.
        false: pairs of addresses of two stories that are one article.
        missed: pairs of one story that are not.
    """

    sets: int = 0
    addresses: int = 0
    true: int = 0
    joined: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def make_sets(seed: int, rounds: int) -> Iterator[AliasSet]:
    """Every recipe once in each round, every time another way."""
    for number in range(rounds):
        press = Press(seed * 10_000 + number)
        for recipe in (*forms.FORMS, *lookalikes.LOOKALIKES):
            made = AliasSet(recipe.__name__, list(recipe(press)))
            if recipe not in forms.IN_ORDER | lookalikes.IN_ORDER:
                press.chance.shuffle(made.visits)
            yield made


def settle_sets(archive: Archive, sets: Iterable[AliasSet]) -> dict[str, Score]:
    """Settles all visits, with their captures in WARC files, and counts pairs by recipe."""
    with writing(archive) as session:
        for slug in (SLUG, SISTER_SLUG):
            begin_run(session, slug, name=slug, timezone="UTC", kind="crawl", version="0", definition=None, now=FIRST)
            list_sources(session, slug, [ListedSource(SourceKind.FEED, f"https://{slug}.test/feed")], now=FIRST)
    scores: defaultdict[str, Score] = defaultdict(Score)
    warc = WarcWriter(archive.warc_directory, software="Backfile/benchmark", operator=None, min_free=0)
    try:
        _settle_in_batches(archive, warc, sets, scores)
    finally:
        warc.close()
    return dict(scores)


def _settle_in_batches(
    archive: Archive, warc: WarcWriter, sets: Iterable[AliasSet], scores: defaultdict[str, Score]
) -> None:
    pending = list(sets)
    for start in range(0, len(pending), _AT_ONCE):
        with writing(archive) as session:
            for made in pending[start : start + _AT_ONCE]:
                for number, found in enumerate(made.visits):
                    _settle(session, warc, found, FIRST + timedelta(days=400, hours=number))
                _count(session, made, scores[made.recipe])


def _settle(session: Session, warc: WarcWriter, found: Found, at: datetime) -> None:
    source = session.scalars(select(models.Source).where(models.Source.publication == found.publication)).one()
    announce(session, source, [Sighting(found.asked, found.announced)], now=at, post_id_of=_post_id)
    page = find_page(session, found.publication, found.asked)
    if page is None:
        return
    settle_page(session, _item(warc, found, page.id, at), Visit(at))


def _item(warc: WarcWriter, found: Found, page_id: int, at: datetime) -> PageItem:
    story = found.shows
    answered = found.answered or found.asked
    body = "\n".join(story.paragraphs).encode()
    hops: tuple[Capture, ...] = ()
    if found.answered is not None:
        hops = (_capture(warc, found, found.asked, b"", at, found.status, found.answered),)
    capture = _capture(warc, found, answered, body, at, 200, None)
    published = DateClaim("meta", DateRole.PUBLISHED, "", story.published_at, Precision.SECOND, 0)
    metadata = Metadata(
        title=story.title, declared_canonical=found.canonical, post_id=_post_id(answered) or story.post_id
    )
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in story.paragraphs]
    return PageItem(
        publication=found.publication,
        url=found.asked,
        capture=capture,
        page_id=page_id,
        hops=hops,
        extraction=Extraction(metadata=metadata, blocks=blocks, text_state=TextState.COMPLETE),
        extractor="backfile benchmark",
        title=story.title,
        published=published,
        outcome="archived",
    )


def _capture(
    warc: WarcWriter, found: Found, url: str, body: bytes, at: datetime, status: int, location: str | None
) -> Capture:
    fields = ((b"Location", location.encode()),) if location else ((b"Content-Type", b"text/html"),)
    exchange = Exchange(
        method="GET",
        url=f"https:{url}" if url.startswith("//") else url,
        request_headers=(),
        http_version="HTTP/1.1",
        status=status,
        reason="",
        response_headers=fields,
        body=body,
        captured_at=at,
        publication=found.publication,
        requested_url=found.asked,
    )
    return warc.write_exchange(exchange)


def _post_id(url: str) -> str | None:
    """The trailing id of an address, as a definition's pattern gives it."""
    number = url.split("?", maxsplit=1)[0].rstrip("/").rpartition("-")[2]
    return number if number.isdigit() and len(number) >= 8 else None


def _count(session: Session, made: AliasSet, score: Score) -> None:
    """Compares every two addresses of a set; an address is the story's that was asked for there last."""
    truth: dict[str, int] = {}
    articles: dict[str, int | None] = {}
    for found in made.visits:
        for url, story in ((found.asked, found.story), (found.answered, found.shows.number)):
            if url is None:
                continue
            page = find_page(session, found.publication, url)
            truth[url] = story
            articles[url] = page.article_id if page is not None else None
    score.sets += 1
    score.addresses += len(articles)
    for one, other in combinations(articles, 2):
        is_joined = articles[one] is not None and articles[one] == articles[other]
        pair = f"{made.recipe}: {one} {other}"
        if truth[one] == truth[other]:
            score.true += 1
            score.joined += is_joined
            score.missed += [] if is_joined else [pair]
        elif is_joined:
            score.false.append(pair)
