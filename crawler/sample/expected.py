"""The truth of the sample publication, which its pages are rendered from and an archive of it is compared with."""

from __future__ import annotations

from crawler.sample.announcements import announcements_of, articles_of
from crawler.sample.article import SampleArticle


def articles(edition: int = 1) -> list[SampleArticle]:
    """Every article of an edition, oldest first. The stub is among them: its `fault` says so."""
    return list(articles_of(edition))


def expected_outcomes(edition: int = 1) -> dict[str, str]:
    """What the last visit of every announced address comes to, as values of `storage.outcomes.Outcome`.

    From the second edition on that means an archive that was crawled at the first one too: the old address of the
    article that moved and that of the one that was removed are still accounted for. An article that was visited again
    and had not changed counts as archived.
    """
    outcomes = {announced.url: announced.outcome for announced in announcements_of(edition)}
    if edition == 1:
        return outcomes
    moved, removed = moved_article().url, removed_article().url
    return {**outcomes, moved: "moved", removed: "gone"}


def edited_article() -> SampleArticle:
    """The article whose text the second edition changes, as the first has it."""
    return next(one for one in articles_of(1) if _same(one).modified_at != one.modified_at)


def moved_article() -> SampleArticle:
    """The article that the second edition moves to a new address, as the first has it."""
    return next(one for one in articles_of(1) if one != removed_article() and _same(one).path != one.path)


def removed_article() -> SampleArticle:
    """The article that the second edition no longer has."""
    left = {one.post_id for one in articles_of(2)}
    return next(one for one in articles_of(1) if one.post_id not in left)


def new_article() -> SampleArticle:
    """The article that the second edition is the first to have."""
    known = {one.post_id for one in articles_of(1)}
    return next(one for one in articles_of(2) if one.post_id not in known)


def _same(article: SampleArticle) -> SampleArticle:
    return next((one for one in articles_of(2) if one.post_id == article.post_id), article)
