from __future__ import annotations

from crawler.sample import expected
from crawler.sample.announcements import announcements_of
from crawler.sample.site import Site, addresses_of


def changed(before: int, after: int) -> set[str]:
    """Paths whose status, body or validators differ between two editions."""
    old, new = Site(before), Site(after)
    paths = {*addresses_of(before), *addresses_of(after)}
    return {path for path in paths if seen(old, path) != seen(new, path)}


def seen(site: Site, path: str) -> tuple[object, ...]:
    answer = site.answer(path)
    return answer.status, answer.body, answer.modified_at, answer.headers


def test_the_second_edition_changes_exactly_what_it_says():
    moved, new = expected.moved_article(), expected.new_article()
    moved_now = next(one for one in expected.articles(2) if one.post_id == moved.post_id)
    articles = {expected.edited_article().path, expected.removed_article().path}
    articles |= {f"{one.path}{feed}" for one in (moved, moved_now, new) for feed in ("", "feed/")}
    articles.add(f"{expected.removed_article().path}feed/")
    sources = {
        "/feed/", "/news-sitemap.xml", "/sitemap_index.xml", "/post-sitemap202605.xml", "/post-sitemap202606.xml",
        "/c/breaking/", "/c/business/", "/c/business/page/2/",
    }  # fmt: skip
    assert changed(1, 2) == articles | sources


def test_the_third_edition_changes_nothing():
    assert changed(2, 3) == set()


def test_the_edited_article_says_so(ask, server):
    before = expected.edited_article()
    first = ask(before.url)
    server.edition = 2
    second = ask(before.url, If_None_Match=first.header("ETag"))
    after = next(one for one in expected.articles(2) if one.post_id == before.post_id)
    assert second.status == 200
    assert after.modified_at > before.modified_at
    assert set(after.prose) - set(before.prose)
    assert (after.title, after.byline, after.published_at) == (before.title, before.byline, before.published_at)
    assert after.modified_at.isoformat() not in ask("/post-sitemap202605.xml").body.decode()
    assert "2026-06-30T14:20:00+00:00" in ask("/post-sitemap202605.xml").body.decode()


def test_the_moved_article_is_sent_on_and_announced_anew(ask, server):
    moved = expected.moved_article()
    assert ask(moved.url).status == 200
    server.edition = 2
    answer = ask(moved.url)
    assert answer.status == 301
    assert answer.header("Location") != moved.url
    assert answer.header("Location").endswith(f"-{moved.post_id}/")
    assert ask(answer.header("Location")).status == 200
    feed = ask("/feed/").body.decode()
    assert answer.header("Location") in feed
    assert moved.url not in feed


def test_the_removed_article_is_gone_everywhere(ask, server):
    removed = expected.removed_article()
    assert removed.url in ask("/feed/").body.decode()
    server.edition = 2
    assert ask(removed.url).status == 410
    for source in ("/feed/", "/post-sitemap202606.xml", "/c/breaking/", "/news-sitemap.xml"):
        assert removed.url not in ask(source).body.decode()


def test_the_new_article_is_announced(ask, server):
    new = expected.new_article()
    assert ask(new.url).status == 404
    server.edition = 2
    assert ask(new.url).status == 200
    for source in ("/feed/", "/post-sitemap202606.xml", "/c/business/", "/news-sitemap.xml"):
        assert new.path in ask(source).body.decode()


def test_moved_and_removed_are_breaking_stories():
    for article in (expected.moved_article(), expected.removed_article()):
        assert article.path.startswith("/breaking/")


def test_unchanged_sources_answer_304_to_the_validators_of_the_first_edition(ask, server):
    paths = ("/robots.txt", "/post-sitemap202604.xml", "/c/stage/", "/c/tech/page/2/", "/c/interviews/")
    tags = {path: ask(path).header("ETag") for path in paths}
    for edition in (2, 3):
        server.edition = edition
        assert {ask(path, If_None_Match=tag).status for path, tag in tags.items()} == {304}


def test_outcomes_account_for_every_address_of_both_editions():
    first, second = expected.expected_outcomes(1), expected.expected_outcomes(2)
    assert second.keys() - first.keys() == {expected.new_article().url, moved_to()}
    assert first.keys() <= second.keys()
    assert second[expected.moved_article().url] == "moved"
    assert second[expected.removed_article().url] == "gone"
    assert second == expected.expected_outcomes(3)


def moved_to() -> str:
    moved = expected.moved_article()
    return next(one.url for one in announcements_of(2) if one.post_id == moved.post_id)
