from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from crawler.sample import expected
from crawler.sample.article import PartKind, SampleArticle
from crawler.sample.masthead import SECTIONS
from storage.items import ContributorKind, RelatedKind
from storage.outcomes import Outcome


def sentences(article: SampleArticle) -> set[str]:
    return {sentence for text in article.prose for sentence in re.split(r"(?<=[.?!”]) ", text) if len(sentence) > 12}


def test_there_are_about_sixty_over_three_months():
    articles = expected.articles()
    assert 50 <= len(articles) <= 60
    assert len(expected.expected_outcomes()) >= len(articles) + 7
    assert {article.published_at.strftime("%Y-%m") for article in articles} == {"2026-04", "2026-05", "2026-06"}
    assert {article.section.family for article in articles} == {"larva", "dive", "plain"}
    assert {article.section_slug for article in articles} == SECTIONS.keys()


def test_no_two_bodies_but_the_copies_share_their_sentences():
    for one, other in combinations(expected.articles(2), 2):
        shared = sentences(one) & sentences(other)
        is_copy = {one.post_id, other.post_id} == {13004107, 13004115}
        assert (len(shared) > 4) if is_copy else (len(shared) <= 1), (one.slug, other.slug, shared)


def test_articles_are_little_articles():
    words = {one.slug: sum(len(text.split()) for text in one.prose) for one in expected.articles() if not one.fault}
    assert min(words.values()) >= 40
    assert max(words.values()) <= 500
    assert sum(count >= 100 for count in words.values()) >= 40
    assert len({one.title for one in expected.articles()}) == len(expected.articles())


def test_bylines_are_of_every_sort():
    articles = expected.articles()
    kinds = Counter(one.kind for article in articles for one in article.contributors)
    assert kinds[ContributorKind.AGENCY] == 3
    assert kinds[ContributorKind.STAFF] == 2
    assert sum(article.byline is None for article in articles) == 2
    assert sum(len(article.contributors) > 1 for article in articles) >= 6
    credits_given = {one.credit for article in articles for one in article.contributors}
    assert credits_given == {None, "photography", "additional-reporting", "compiled"}
    assert {one.role for article in articles for one in article.contributors if one.role} >= {"Senior Reporter"}


def test_every_contributor_is_printed():
    for article in expected.articles(2):
        printed = " ".join(filter(None, (article.byline, article.photographs, article.find_text(PartKind.SIGNOFF))))
        for one in article.contributors:
            assert one.name in printed, article.slug
            assert not one.role or one.role in printed, article.slug


def test_interviews_have_questions():
    interviews = [article for article in expected.articles() if article.questions]
    assert len(interviews) == 6
    for article in interviews:
        assert len(article.questions) >= 5
        assert all(question.endswith("?") for question in article.questions)


def test_related_stories_are_of_both_kinds_and_never_the_article_itself():
    articles = expected.articles(2)
    links = [(article, link) for article in articles for link in article.related]
    kinds = Counter(link.kind for _, link in links)
    assert min(kinds[RelatedKind.EDITORIAL], kinds[RelatedKind.AUTOMATIC]) >= 20
    assert {link.label for _, link in links} == {None, "QC+"}
    assert {link.heading for _, link in links} >= {"RELATED", "RELATED:", "Related Stories", "Related Articles"}
    assert all(link.url.partition("#")[0] != article.url for article, link in links)
    assert any("#icn=" in link.url for _, link in links)
    for article in articles:
        urls = [link.url.partition("#")[0] for link in article.related]
        assert len(urls) == len(set(urls)), article.slug


def test_opening_and_closing_are_words_of_the_text():
    article = next(one for one in expected.articles() if one.post_id == 13004101)
    assert article.opening == "Every counterweight house in the province built before"
    assert article.closing == "arrives, a compromise the insurers accepted on Monday."


def test_outcomes_are_those_of_the_ledger():
    for edition in (1, 2, 3):
        for url, outcome in expected.expected_outcomes(edition).items():
            assert Outcome(outcome).is_explained, url


def test_an_article_that_is_seen_is_archived_but_for_the_stub():
    outcomes = expected.expected_outcomes()
    for article in expected.articles():
        assert outcomes[article.url] == ("stub" if article.fault == "stub" else "archived")
