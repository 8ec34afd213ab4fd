"""The sample has a story that is printed twice, and a writer with two names: what the examples of the docs find."""

from __future__ import annotations

from storage.archive import Archive
from storage.people.suggesting import suggest
from storage.queries.copies import GroupFilters, list_groups
from tests.crawler.conftest import FirstCrawl


def test_the_sample_has_a_copy_and_a_name_in_two_forms(first_crawl: FirstCrawl) -> None:
    assert first_crawl.ended.code == 0, first_crawl.ended.said
    archive = Archive(first_crawl.directory)
    with archive.read() as session:
        (group,) = list_groups(session, GroupFilters(), limit=10)
        assert [article.title for article in group.articles] == [
            "Tour Halts After Ferry Strands Four Trucks of Scenery",
            "Ferry Strands Four Trucks of Scenery for a Third Night",
        ]
        assert group.lead.credit == "Lakehead News Agency"
        (suggestion,) = suggest(session)
        assert {suggestion.one.name, suggestion.other.name} == {"Siân Pemberthy", "Sian Pemberthy"}
    archive.close()
