"""Links between articles: found whatever comes first."""

from __future__ import annotations

import itertools

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from tests.storage.builders import (
    PUBLICATION,
    SITE,
    address,
    begin,
    capture_import,
    capture_page,
    get_article,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)


def links(session: Session) -> set[tuple[str | None, str | None, str | None]]:
    """The graph: from which article, by which URL or title, to which article."""
    story = models.RelatedStory
    rows = session.execute(
        select(models.Article.public_id, story.url, story.text, story.leads_to)
        .join(models.Observation, models.Observation.id == story.observation_id)
        .join(models.Article, models.Article.id == models.Observation.article_id)
    )
    return {(origin, url or text, found) for origin, url, text, found in rows}


def count_unresolved(session: Session) -> int | None:
    return session.scalar(select(func.count(models.RelatedStory.id)).where(models.RelatedStory.leads_to.is_(None)))


def prepare(archive: Archive, *slugs: str) -> None:
    with writing(archive) as session:
        for slug in slugs or (PUBLICATION,):
            begin(session, slug)


def test_a_link_waits_for_its_article(archive: Archive) -> None:
    prepare(archive)
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(number)) for number in (1, 2)]
    link = related_story(0, f"{address(2)}?utm_source=related", "Cranes return")
    first = settle(archive, page_item(captures[0], url=address(1), related=[link]))
    with archive.read() as session:
        assert count_unresolved(session) == 1
    second = settle(archive, page_item(captures[1], url=address(2), title="Cranes return"))
    with archive.read() as session:
        assert count_unresolved(session) == 0
        assert links(session) == {(first.article, link.url, second.article)}


def test_a_link_to_either_url_of_a_moved_page_leads_to_its_article(archive: Archive) -> None:
    prepare(archive)
    with warc_writer(archive) as warc:
        pointing = capture_page(warc, address(1))
        hop = capture_page(warc, address(2), b"", status=301)
        answer = capture_page(warc, address(9), requested_url=address(2))
    both = [related_story(0, address(2)), related_story(1, address(9))]
    first = settle(archive, page_item(pointing, url=address(1), related=both))
    moved = settle(archive, page_item(answer, url=address(2), title="Cranes return", hops=[hop]))
    with archive.read() as session:
        assert links(session) == {(first.article, url, moved.article) for url in (address(2), address(9))}


def test_a_title_alone_leads_to_the_one_article_that_has_it(archive: Archive) -> None:
    prepare(archive)
    with warc_writer(archive) as warc:
        pointing, target = capture_import(warc, b"Docks reopen"), capture_import(warc, b"Cranes return")
    first = settle(archive, page_item(pointing, related=[related_story(0, text="‘Cranes’ RETURN")]))
    second = settle(archive, page_item(target, title="Cranes return"))
    with archive.read() as session:
        assert links(session) == {(first.article, "‘Cranes’ RETURN", second.article)}


def test_a_title_that_two_articles_have_leads_to_none(archive: Archive) -> None:
    prepare(archive)
    with warc_writer(archive) as warc:
        captures = [capture_import(warc, b"%d" % number) for number in range(4)]
    link = [related_story(0, text="Cranes return")]
    settle(archive, page_item(captures[0], related=link))
    for capture, expected in ((captures[1], 0), (captures[2], 1)):
        settle(archive, page_item(capture, title="Cranes return"))
        with archive.read() as session:
            assert count_unresolved(session) == expected
    settle(archive, page_item(captures[3], title="Docks shut", related=link))
    with archive.read() as session:
        assert count_unresolved(session) == 2


RENAMED = "Cranes return after all"


def test_a_link_by_a_title_stays_when_its_article_gets_another(archive: Archive) -> None:
    """Links by the old title and by the new one, seen before and after, lead to the article under either."""
    prepare(archive)
    by_both = [related_story(0, text="Cranes return"), related_story(1, text=RENAMED)]
    with warc_writer(archive) as warc:
        before, after = capture_import(warc, b"before"), capture_import(warc, b"after")
        first, second = (capture_page(warc, address(1), b"%d" % number, at=later(number)) for number in (1, 2))
    pointing = settle(archive, page_item(before, title="Docks reopen", related=by_both))
    article = settle(archive, page_item(first, url=address(1), title="Cranes return"))
    with archive.read() as session:
        assert links(session) == {
            (pointing.article, "Cranes return", article.article),
            (pointing.article, RENAMED, None),
        }
    assert settle(archive, page_item(second, url=address(1), title=RENAMED)).article == article.article
    late = settle(archive, page_item(after, title="Docks shut", related=by_both))
    with archive.read() as session:
        assert links(session) == {
            (origin.article, title, article.article)
            for origin in (pointing, late)
            for title in ("Cranes return", RENAMED)
        }


def test_a_title_that_another_article_takes_over_leads_there(archive: Archive) -> None:
    prepare(archive)
    link = [related_story(0, text="Cranes return")]
    with warc_writer(archive) as warc:
        pointing = [capture_import(warc, b"%d" % number) for number in range(2)]
        first, second = (capture_page(warc, address(1), b"%d" % number, at=later(number)) for number in (1, 2))
        other = capture_page(warc, address(2))
    early = settle(archive, page_item(pointing[0], title="Docks reopen", related=link))
    settle(archive, page_item(first, url=address(1), title="Cranes return"))
    settle(archive, page_item(second, url=address(1), title=RENAMED))
    heir = settle(archive, page_item(other, url=address(2), title="Cranes return"))
    late = settle(archive, page_item(pointing[1], title="Docks shut", related=link))
    with archive.read() as session:
        assert links(session) == {
            (early.article, "Cranes return", heir.article),
            (late.article, "Cranes return", heir.article),
        }


def test_a_title_that_one_of_two_articles_gives_up_leads_to_the_other(archive: Archive) -> None:
    prepare(archive)
    with warc_writer(archive) as warc:
        pointing = capture_import(warc, b"Docks reopen")
        first, second = (capture_page(warc, address(1), b"%d" % number, at=later(number)) for number in (1, 2))
        other = capture_page(warc, address(2))
    origin = settle(archive, page_item(pointing, related=[related_story(0, text="Cranes return")]))
    settle(archive, page_item(first, url=address(1), title="Cranes return"))
    left = settle(archive, page_item(other, url=address(2), title="Cranes return"))
    with archive.read() as session:
        assert count_unresolved(session) == 1
    settle(archive, page_item(second, url=address(1), title=RENAMED))
    with archive.read() as session:
        assert links(session) == {(origin.article, "Cranes return", left.article)}


def test_a_title_leads_to_articles_of_its_own_publication_only(archive: Archive) -> None:
    prepare(archive, PUBLICATION, "tide-weekly")
    with warc_writer(archive) as warc:
        pointing = capture_import(warc, b"Docks reopen")
        target = capture_page(warc, f"{SITE}/tide", publication="tide-weekly")
    settle(archive, page_item(pointing, related=[related_story(0, text="Cranes return")]))
    settle(archive, page_item(target, url=f"{SITE}/tide", title="Cranes return"))
    with archive.read() as session:
        assert count_unresolved(session) == 1


def test_a_link_by_url_crosses_publications(archive: Archive) -> None:
    prepare(archive, PUBLICATION, "tide-weekly")
    with warc_writer(archive) as warc:
        pointing = capture_page(warc, address(1))
        target = capture_page(warc, f"{SITE}/tide", publication="tide-weekly")
    settle(archive, page_item(pointing, url=address(1), related=[related_story(0, f"{SITE}/tide")]))
    settled = settle(archive, page_item(target, url=f"{SITE}/tide", title="Cranes return"))
    with archive.read() as session:
        assert {found for _, _, found in links(session)} == {settled.article}


def test_the_order_of_related_stories_is_kept(archive: Archive) -> None:
    prepare(archive)
    stories = [related_story(position, address(9 - position)) for position in range(5)]
    with warc_writer(archive) as warc:
        settled = settle(archive, page_item(capture_page(warc, address(1)), url=address(1), related=stories))
    with archive.read() as session:
        observation = get_article(session, settled.article).observation
        assert observation is not None
        assert [story.url for story in observation.related] == [story.url for story in stories]


ARTICLES = 5
SLUGS = (f"gazette-{number}" for number in itertools.count())


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    order=st.permutations(range(ARTICLES)),
    pointers=st.lists(st.tuples(*[st.integers(0, ARTICLES - 1)] * 2, st.booleans()), max_size=12),
    titles=st.lists(st.integers(0, 3), min_size=ARTICLES, max_size=ARTICLES),
)
def test_any_order_of_arrival_gives_the_same_graph(
    archive: Archive, order: list[int], pointers: list[tuple[int, int, bool]], titles: list[int]
) -> None:
    """Articles link each other and themselves, by URL or by title; some share a title."""
    graphs = []
    for arrival in (list(range(ARTICLES)), order):
        slug = next(SLUGS)
        prepare(archive, slug)
        with warc_writer(archive) as warc:
            for number in arrival:
                url = f"{SITE}/{slug}/{number}"
                capture = capture_page(warc, url, b"<p>%d</p>" % number, publication=slug)
                stories = [
                    related_story(position, *((None, f"Story {titles[to]}") if by_title else (f"{SITE}/{slug}/{to}",)))
                    for position, (origin, to, by_title) in enumerate(pointers)
                    if origin == number
                ]
                settle(archive, page_item(capture, url=url, title=f"Story {titles[number]}", related=stories))
        with archive.read() as session:
            graphs.append(graph(session, slug))
    assert graphs[0] == graphs[1]


def graph(session: Session, slug: str) -> list[tuple[str, ...]]:
    """From which article, by what, to which: each by its URL, in which the publication does not stand."""
    target = models.Article.__table__.alias()
    rows = session.execute(
        select(models.Article.url, models.RelatedStory.url, models.RelatedStory.text, target.c.url)
        .join(models.Observation, models.Observation.id == models.RelatedStory.observation_id)
        .join(models.Article, models.Article.id == models.Observation.article_id)
        .outerjoin(target, target.c.public_id == models.RelatedStory.leads_to)
        .where(models.Article.publication == slug)
    )
    return sorted(tuple(str(value).replace(slug, "") for value in row) for row in rows)
