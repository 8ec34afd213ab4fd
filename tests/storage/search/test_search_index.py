"""The same query finds the same articles on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from storage.models import Article
from storage.search import (
    SearchDocument,
    check_index,
    create_index_objects,
    drop_index_objects,
    index_article,
    matching,
    parse_query,
    rebuild,
    remake_index,
)
from storage.search.table import SearchDocumentRow

NOW = datetime(2024, 5, 2, tzinfo=UTC)
CORPUS = {
    1: SearchDocument(
        title="Steel price rises", body="Mills said the price of steel rose 3.5 per cent in the U.S. market."
    ),
    2: SearchDocument(title="Prices of aluminium", body="Aluminium prices fell to $1,200 a tonne, or 1e5 in lots."),
    3: SearchDocument(title="The Who return", byline="By K.J. Quill", body="The band plays Łódź and Ørsted hall."),
    4: SearchDocument(
        title="Who pays the piper", body="Nobody does. Streamer Disney+ might; write to desk@example.org."
    ),
    5: SearchDocument(
        title="O’Brien’s box-office hit", standfirst="A studio’s gamble", body="It wasn’t cheap: C++ coders 東京タワー."
    ),
    6: SearchDocument(
        title="Lodz festival", body="Box office receipts for Disney grew; email the desk. Part #2, C and 2,5."
    ),
    7: SearchDocument(title="ends with steel", body="price of nothing"),
    8: SearchDocument(),
}
EVERYTHING = set(CORPUS)
FOUND = {
    "price": {1, 2, 7},
    "PRICES": {1, 2, 7},
    "steel prices": {1, 7},
    "steel -aluminium": {1, 7},
    '"steel price"': {1},
    '"price of steel"': {1},
    '"the who"': {3},
    "the who": {3, 4},
    "“the who”": {3},
    '"who the"': set(),
    "-the": {2, 5, 7, 8},
    '-"the who"': EVERYTHING - {3},
    "who -band": {4},
    "the -who": {1, 6},
    "lodz": {3, 6},
    "Łódź": {3, 6},
    "orsted": {3},
    "ØRSTED": {3},
    "obrien": {5},
    "O'Brien": {5},
    "O’Brien's": {5},
    "brien": set(),
    "wasnt": {5},
    "box-office": {5, 6},
    "box office": {5, 6},
    '"box office"': {5, 6},
    "boxoffice": set(),
    "disney": {4, 6},
    "Disney+": {4},
    '"disney+ might"': {4},
    "C++": {5},
    "c": {5, 6},
    "us": {1},
    "U.S.": {1},
    "kj": {3},
    "K.J. Quill": {3},
    "3.5": {1},
    "3": set(),
    "2,5": {6},
    "1200": {2},
    "1,200": {2},
    "1e5": {2},
    "desk@example.org": {4},
    "example.org": {4},
    "alumin*": {2},
    "al* pric*": {2},
    "pri* -prices": set(),
    "prices*": {2},
    "-pri*": {3, 4, 5, 6, 8},
    "steel-pri*": {1, 7},
    "p*": set(),
    "東京": {5},
    "京東": set(),
    "タワー": {5},
    "東京*": {5},
    "aluminium OR orsted": {2, 3},
    "aluminium OR lodz OR quill": {2, 3, 6},
    'the aluminium OR "box office"': {6},
    'receipts OR "the who" OR alum*': {2, 3, 6},
    "steel AND price": {1, 7},
    "steel NOT mills": {7},
    "steel OR": {1, 7},
    "OR steel": {1, 7},
    "steel OR -mills": {7},
    "-steel -the": {2, 5, 8},
    "not": set(),
    "": EVERYTHING,
    "  ": EVERYTHING,
    "!!!": EVERYTHING,
    "*": EVERYTHING,
    "steel & price": {1, 7},
    '"steel price': {1},
    "'; drop table article; --": set(),
    "tokens : price": set(),
    "NEAR(steel price)": set(),
    "steel:* | price": {1, 7},
}


@pytest.fixture
def corpus(session: Session) -> Session:
    for number, document in CORPUS.items():
        index_article(session, number, document)
    return session


def found(session: Session, query: str) -> set[int]:
    ids = session.scalars(matching(session, parse_query(query))).all()
    assert len(ids) == len(set(ids))
    return set(ids)


def test_a_query_finds_its_articles(corpus: Session) -> None:
    assert {query: found(corpus, query) for query in FOUND} == FOUND


def test_a_query_is_part_of_a_larger_one(corpus: Session) -> None:
    ids = matching(corpus, parse_query('price OR "the who" -aluminium'))
    articles = select(Article.id).where(Article.id.in_(ids), Article.publication == "trade")
    assert corpus.scalars(articles.order_by(Article.id.desc()).limit(2)).all() == [7, 3]


def test_a_selection_can_be_joined(corpus: Session) -> None:
    hits = matching(corpus, parse_query("price -steel")).subquery()
    assert corpus.scalars(select(Article.public_id).join(hits, hits.c.article_id == Article.id)).all() == ["a2"]


def test_a_new_revision_replaces_the_old_words(corpus: Session) -> None:
    index_article(corpus, 1, SearchDocument(title="Copper rises", body="The price of copper."))
    assert found(corpus, "steel") == {7}
    assert found(corpus, "copper") == {1}
    assert check_index(corpus) == []


def test_indexing_twice_changes_nothing(corpus: Session) -> None:
    index_article(corpus, 1, CORPUS[1])
    assert found(corpus, "mills") == {1}
    assert check_index(corpus) == []


def remove_document(session: Session, article_id: int) -> None:
    session.execute(delete(SearchDocumentRow).where(SearchDocumentRow.article_id == article_id))


def test_an_article_whose_document_is_removed_is_not_found(corpus: Session) -> None:
    remove_document(corpus, 3)
    remove_document(corpus, 99)
    assert found(corpus, '"the who"') == set()
    assert found(corpus, "") == EVERYTHING - {3}
    assert check_index(corpus) == ["1 articles are not indexed"]
    assert check_index(corpus, select(Article.id).where(Article.id != 3)) == []


def test_a_deleted_article_takes_its_document_along(corpus: Session) -> None:
    corpus.execute(delete(Article).where(Article.id == 3))
    assert found(corpus, "lodz") == {6}
    assert check_index(corpus) == []


def test_a_transaction_that_fails_leaves_the_index_as_it_was(corpus: Session) -> None:
    corpus.commit()
    index_article(corpus, 1, SearchDocument(title="Copper"))
    corpus.rollback()
    assert found(corpus, "copper") == set()
    assert found(corpus, "mills") == {1}
    assert check_index(corpus) == []


def test_what_another_analyser_indexed_is_reported(corpus: Session) -> None:
    corpus.execute(update(SearchDocumentRow).where(SearchDocumentRow.article_id < 3).values(analyser=0))
    assert check_index(corpus) == ["2 articles are indexed by another analyser"]
    assert check_index(corpus, select(Article.id).where(Article.id > 1)) == [
        "1 articles are indexed and should not be",
        "2 articles are indexed by another analyser",
    ]


def test_rebuilding_mends_everything(corpus: Session) -> None:
    corpus.execute(
        update(SearchDocumentRow).where(SearchDocumentRow.article_id == 2).values(analyser=0, tokens=" lead ")
    )
    remove_document(corpus, 3)
    wanted = [(number, document) for number, document in CORPUS.items() if number != 7]
    assert rebuild(corpus, iter(wanted)) == len(wanted)
    assert found(corpus, "price") == {1, 2}
    assert found(corpus, "lead") == set()
    assert check_index(corpus, select(Article.id).where(Article.id != 7)) == []


def test_a_lost_index_is_reported_and_rebuilt(corpus: Session) -> None:
    drop_index_objects(corpus.connection())
    assert len(check_index(corpus)) == 1
    rebuild(corpus, CORPUS.items())
    assert check_index(corpus) == []
    assert found(corpus, "price") == {1, 2, 7}


def test_making_and_dropping_twice_is_no_error(corpus: Session) -> None:
    create_index_objects(corpus.connection())
    assert found(corpus, "price") == {1, 2, 7}
    drop_index_objects(corpus.connection())
    drop_index_objects(corpus.connection())
    create_index_objects(corpus.connection())
    assert found(corpus, "price") == {1, 2, 7}
    assert check_index(corpus) == []


def test_a_remade_index_finds_the_same(corpus: Session) -> None:
    remake_index(corpus)
    assert found(corpus, "price") == {1, 2, 7}


def test_sqlite_a_lost_trigger_is_reported_and_made_again(sqlite_session: Session) -> None:
    rebuild(sqlite_session, CORPUS.items())
    sqlite_session.execute(text("DROP TRIGGER search_index_update"))
    sqlite_session.execute(text("UPDATE search_document SET tokens = ' lead ' WHERE article_id = 1"))
    assert check_index(sqlite_session) == ["the index lacks search_index_update"]
    rebuild(sqlite_session, {**CORPUS, 1: SearchDocument(title="Lead")}.items())
    assert check_index(sqlite_session) == []
    assert found(sqlite_session, "lead") == {1}
    assert found(sqlite_session, "price") == {2, 7}


def test_sqlite_an_index_that_lacks_a_row_is_damage(sqlite_session: Session) -> None:
    rebuild(sqlite_session, CORPUS.items())
    sqlite_session.execute(text("INSERT INTO search_index (search_index) VALUES ('delete-all')"))
    assert "does not agree" in check_index(sqlite_session)[0]
    remake_index(sqlite_session)
    assert check_index(sqlite_session) == []
    assert found(sqlite_session, "price") == {1, 2, 7}


def test_an_index_that_cannot_be_looked_at_is_not_damaged(sqlite_session: Session) -> None:
    rebuild(sqlite_session, CORPUS.items())
    sqlite_session.execute(text("PRAGMA query_only = ON"))
    try:
        with pytest.raises(OperationalError, match="readonly"):
            check_index(sqlite_session)
    finally:
        sqlite_session.execute(text("PRAGMA query_only = OFF"))


def test_postgresql_uses_the_index(postgresql_session: Session) -> None:
    """For a word that every article holds too: reading all rows would unpack all of them."""
    session = postgresql_session
    ids = range(100, 200)
    values = {"publication": "trade", "text_digest": "", "archived_at": NOW}
    session.execute(insert(Article), [{"id": each, "public_id": f"b{each}", **values} for each in ids])
    rebuild(session, ((each, SearchDocument(title="The", body=f"word{each}")) for each in ids))
    session.execute(text("ANALYZE search_document"))
    for query in ("the", '"the word7"', "wor*", "the OR word1", "-word1", '-"the word"'):
        sql = matching(session, parse_query(query)).compile(session.get_bind())
        plan = session.connection().exec_driver_sql(f"EXPLAIN {sql}", sql.params).scalars().all()
        assert any("on search_index " in line for line in plan), plan
