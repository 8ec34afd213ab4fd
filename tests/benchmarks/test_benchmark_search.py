"""Searches are measured in an archive that holds what a crawl would have left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.search.__main__ import main
from benchmarks.search.filling import fill
from benchmarks.search.texts import Vocabulary
from benchmarks.search.timing import list_searches, measure
from storage.archive import Archive
from storage.errors import UsageError
from storage.queries.filters import Filters
from storage.search import check_index
from storage.search.document import SearchDocument, indexed_form


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Make the words once; what is invented of them differs from test to test."""
    return Vocabulary()


def test_invented_articles_are_indexed_as_the_analyser_would(vocabulary: Vocabulary) -> None:
    for article in vocabulary.iter_articles(20):
        document = SearchDocument(title=article.title, byline=f"By {article.author}", body=article.text)
        assert article.form == indexed_form(document)


def test_a_filled_archive_is_sound_and_finds_its_articles(
    new_archive: Callable[[], Archive], vocabulary: Vocabulary
) -> None:
    archive = new_archive()
    articles = list(vocabulary.iter_articles(50))
    fill(archive, articles)
    with archive.read() as session:
        assert check_index(session) == []
    phrase = " ".join(articles[3].text.split()[:2])
    timings = {name: measure(archive, asked, 1) for name, asked in list_searches(vocabulary, phrase=phrase).items()}
    assert timings["a phrase"].found >= 1
    assert timings["a word of most articles"].found > timings["a rare word"].found
    assert measure(archive, Filters(by=articles[3].author), 1).found >= 1
    with pytest.raises(UsageError, match="holds an archive already"):
        fill(archive, articles)


def test_the_command_prints_one_row_for_each_search(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", "30", "--times", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("|")[1].strip() == "search for"
    assert [line.count("|") for line in lines if line.startswith("|")] == [6] * (2 + 15)


def test_an_archive_has_an_article_at_least(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", "0"]) == 2
    assert "at least 1" in capsys.readouterr().err
