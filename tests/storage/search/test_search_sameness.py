"""Both databases find what a plain reading of the documents finds, whatever they hold and whatever is asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from storage.search import (
    Query,
    SearchDocument,
    Term,
    analyse,
    fold,
    index_article,
    matching,
    parse_query,
    rebuild,
)

WORDS = [
    "the", "The", "who", "WHO", "price", "prices", "pricing", "steel", "steel’s", "Łódź", "lodz", "Disney", "Disney+",
    "C++", "c", "U.S.", "us", "3.5", "1,200", "box-office", "box", "office", "O’Brien", "東京", "京", "タ", "e\u0301", "É",
    "a.b", "—", ".", "¶", "1e5", "%", "_", "\\", "'", '"', "*", "-", "OR", "NOT", "AND", "\x00", "\ud800", "ǅ", "\u0378",
]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=12)
documents = st.builds(SearchDocument, title=texts, byline=st.none() | texts, body=texts)
parts = st.builds(
    lambda minus, text, style: f"{minus}{style.format(text)}",
    st.sampled_from(["", "", "-"]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.sampled_from(["{}", '"{}"', "{}*", "{} OR", "{} OR pri* OR"]),
)
queries = st.lists(parts, max_size=4).map(" ".join) | st.text(max_size=20)


@cache
def readings(document: SearchDocument) -> list[tuple[list[str], list[str]]]:
    """Stems and surface forms of each field."""
    fields = [document.title, document.standfirst, document.byline, document.body]
    return [(analyse(field or ""), fold(field or "")) for field in fields]


def holds(document: SearchDocument, term: Term) -> bool:
    if term.prefix and not any(word.startswith(term.prefix) for _, words in readings(document) for word in words):
        return False
    wanted = list(term.tokens)
    return not wanted or any(
        tokens[start : start + len(wanted)] == wanted
        for tokens, _ in readings(document)
        for start in range(len(tokens))
    )


def expected(corpus: list[SearchDocument], query: Query) -> list[int]:
    return [
        number
        for number, document in enumerate(corpus, start=1)
        if all(any(holds(document, term) for term in clause) for clause in query.clauses)
        and not any(holds(document, term) for term in query.excluded)
    ]


@contextmanager
def taken_back(session: Session) -> Iterator[None]:
    with session.begin_nested() as savepoint:
        yield
        savepoint.rollback()


@given(corpus=st.lists(documents, min_size=1, max_size=5), asked=st.lists(queries, min_size=1, max_size=6))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_both_find_what_reading_finds(
    sqlite_session: Session, postgresql_session: Session, corpus: list[SearchDocument], asked: list[str]
) -> None:
    for session in (sqlite_session, postgresql_session):
        with taken_back(session):
            for number, document in enumerate(corpus, start=1):
                index_article(session, number, document)
            for text in asked:
                query = parse_query(text)
                assert sorted(session.scalars(matching(session, query))) == expected(corpus, query), (text, query)


FRAGMENTS = [
    *WORDS, *'"\'\\*:^()[]{}|&!<>~@#$%;,.?/+=`', "NEAR(", "tokens:", "{tokens} :", " AND ", " NOT ", " OR ", "<->", "':*",
    "'; DROP TABLE article; --", "\n", "\t", "\u202e", "😀", "a" * 300, "((((", "))))", "%s", "%(x)s", ":x", "?", "\ufdfa",
]  # fmt: skip


def test_no_string_is_an_error(sqlite_session: Session, postgresql_session: Session) -> None:
    corpus = [SearchDocument(title="Steel prices", body=" ".join(WORDS[:30])), SearchDocument(body="The Who")]
    for session in (sqlite_session, postgresql_session):
        rebuild(session, enumerate(corpus, start=1))
    choice = random.Random(20240501)
    for _ in range(2_000):
        text = "".join(choice.choices(FRAGMENTS, k=choice.randint(1, 12)))
        query = parse_query(text)
        wanted = expected(corpus, query)
        assert sorted(sqlite_session.scalars(matching(sqlite_session, query))) == wanted, text
        assert sorted(postgresql_session.scalars(matching(postgresql_session, query))) == wanted, text


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "ab " * 10_000, '"' + "ab " * 10_000, "ab* " * 5_000, "-ab " * 5_000, "ab OR " * 5_000, "(" * 9_000,
     "ab-cd* OR " * 900, "東" * 9_000, '"' * 9_000, "- " * 9_000, " ".join(f"w{number}*" for number in range(900))],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_long_queries_are_cut(session: Session, text: str) -> None:
    index_article(session, 1, SearchDocument(title="ab"))
    assert set(session.scalars(matching(session, parse_query(text)))) <= {1}


SIZES = {
    "ten megabytes": SearchDocument(title="Long needle", body="steel prices rose again " * 430_000),
    "distinct words": SearchDocument(title="needle", body=" ".join(f"w{number:x}" for number in range(200_000))),
    "distinct letters": SearchDocument(title="needle", body="".join(chr(code) for code in range(0x20000, 0x2A000)) * 8),
    "four bytes each": SearchDocument(
        title="needle", body=" ".join(chr(0x10330 + number % 26) * 199 for number in range(9_000))
    ),
    "long title": SearchDocument(title="needle " + "x" * 20_000, body="needle"),
    "long word": SearchDocument(title="needle", body="y" * 3_000 + " " + "é" * 3_000),
    "expanding": SearchDocument(title="needle", body="\ufdfa" * 300_000),
    "nothing": SearchDocument(title="needle", body="\x00" * 1_000),
}


@pytest.mark.parametrize("size", SIZES)
def test_sizes_are_no_error(session: Session, size: str) -> None:
    index_article(session, 1, SIZES[size])
    assert session.scalars(matching(session, parse_query("needle"))).all() == [1]


def test_the_limits_are_the_same_on_both(session: Session) -> None:
    index_article(session, 1, SearchDocument(body="steel " * 50_000 + "needle"))
    index_article(session, 2, SearchDocument(body="ab cd " * 20_000 + "needle in hay"))
    index_article(session, 3, SearchDocument(body="y" * 3_000))
    assert session.scalars(matching(session, parse_query("needle"))).all() == [2]
    assert session.scalars(matching(session, parse_query('"needle in hay"'))).all() == [2]
    assert session.scalars(matching(session, parse_query("y" * 1_000))).all() == [3]
