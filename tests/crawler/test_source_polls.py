"""What a crawl makes of its sources' answers: parts, conditions, and indexes of indexes."""

from __future__ import annotations

from pathlib import Path

from tests.crawler.site import HOST, ORIGIN, Exchange, Route, Site, answer, define, story
from tests.crawler.site_crawl import crawl_site, outcomes

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(*paths: str, end: str = "</urlset>") -> Route:
    urls = "".join(f"<url><loc>{ORIGIN}{path}</loc></url>" for path in paths)
    return conditional(f"<urlset {NAMESPACE}>{urls}{end}")


def index(*children: str) -> Route:
    """Children with their date of change behind a blank."""
    parts = (child.split() for child in children)
    listed = "".join(f"<sitemap><loc>{ORIGIN}{path}</loc><lastmod>{day}</lastmod></sitemap>" for path, day in parts)
    return conditional(f"<sitemapindex {NAMESPACE}>{listed}</sitemapindex>")


def conditional(body: str) -> Route:
    """One entity tag for ever, as of a server whose tags say nothing."""

    def send(exchange: Exchange) -> None:
        known = exchange.headers.get("If-None-Match") == '"1"'
        answer("" if known else body, status=304 if known else 200, content_type="application/xml", ETag='"1"')(
            exchange
        )

    return send


def define_sitemap(directory: Path, *, since: str = "", **keys: str) -> None:
    since = f"\nsince = {since}" if since else ""
    define(directory / "titles", sources=f'[[sources]]\nkind = "sitemap"\nurl = "{ORIGIN}/sitemap.xml"{since}', **keys)


def test_a_broken_sitemap_is_asked_for_again_until_it_is_whole(tmp_path: Path) -> None:
    define_sitemap(tmp_path)
    with Site({"/sitemap.xml": sitemap("/story/a", end="<url><loc>/x & y</loc></url></urlset>")}) as site:
        site.routes |= {f"/story/{name}": answer(story(name)) for name in "ab"}
        ended = crawl_site(site, tmp_path)
        assert (ended.code, ended.report["sources"]) == (0, {"partial": 1})
        assert [failure.split(": ")[:2] for failure in ended.report["failures"]] == [
            [f"{ORIGIN}/sitemap.xml", "broken-xml"]
        ]
        site.routes["/sitemap.xml"] = sitemap("/story/a", "/story/b")
        ended = crawl_site(site, tmp_path)
        assert (ended.report["sources"], ended.report["failures"]) == ({"changed": 1}, [])
        assert crawl_site(site, tmp_path).report["sources"] == {"unchanged": 1}
    assert {path: outcome for path, (outcome, _) in outcomes(tmp_path).items()} == {
        "/story/a": "archived",
        "/story/b": "archived",
    }


def test_since_and_include_hold_for_indexes_of_indexes_and_may_be_widened(tmp_path: Path) -> None:
    define_sitemap(tmp_path, since="2026-01-01", include=rf"^http://{HOST}/story/")
    routes = {
        "/sitemap.xml": index("/middle.xml 2026-03-01"),
        "/middle.xml": index("/posts-2025-12.xml 2025-12-31", "/posts-2026-02.xml 2026-02-28"),
        "/posts-2025-12.xml": sitemap("/story/old"),
        "/posts-2026-02.xml": sitemap("/story/new", "/brief/new"),
    }
    pages = {path: answer(story(path[-3:])) for path in ("/story/old", "/story/new", "/brief/new")}
    with Site({**routes, **pages}) as site:
        assert crawl_site(site, tmp_path).report["announced"] == 1
        assert "/posts-2025-12.xml" not in site.paths()
        assert crawl_site(site, tmp_path).report["sources"] == {"unchanged": 1}
        define_sitemap(tmp_path, include=rf"^http://{HOST}/(?:story|brief)/")
        assert crawl_site(site, tmp_path).report["announced"] == 2
    assert set(outcomes(tmp_path)) == {"/story/old", "/story/new", "/brief/new"}
