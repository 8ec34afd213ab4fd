"""Which article a page is: by its URL where it has one, by its payload where it has none (docs/identity.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from storage import models
from storage.aliases import Evidence, are_parted, is_parted, living
from storage.declared import declared_key
from storage.items import PageItem
from storage.ledger import find_page
from storage.likeness import Likeness, likeness_between, likeness_of
from storage.moves import find_reason
from storage.outcomes import Outcome
from storage.overlays import Level
from storage.public_ids import mint
from storage.standing import NOW, Moment, is_held_back, shows_another
from storage.urls import url_key

MOST_CANDIDATES = 20
"""Articles of one piece of evidence that are compared with a page."""


@dataclass(frozen=True, slots=True)
class Identified:
    """The article that a page is.

    Attributes:
        evidence: what shows it; ARCHIVED where the page was known to be the article's.
        detail: which id, or which address.
        double: another article that the visit shows to be the same one.
    """

    article: models.Article
    evidence: Evidence = Evidence.ARCHIVED
    detail: str | None = None
    double: models.Article | None = None


def find_article_id(session: Session, publication: str, url: str | None, payload_digest: str | None) -> str | None:
    """The public id of the article of a page, or of an import without a URL; None when there is none."""
    if url is not None:
        page = find_page(session, publication, url)
        article = session.get(models.Article, page.article_id) if page and page.article_id else None
        return article.public_id if article else None
    minted = _find_minted(session, mint(publication, payload_digest or ""))
    return minted.public_id if minted else None


def find_article(session: Session, item: PageItem) -> models.Article | None:
    """The article a visited page is."""
    found = identify(session, item)
    return found.article if found is not None else None


def identify(session: Session, item: PageItem, moment: Moment = NOW) -> Identified | None:
    """The article a visited page is, and by what evidence; None where it is a new one.

    It is that of the page that answered, as long as this shows it; of the page that was asked, which after a redirect
    to another one takes evidence, for removed stories are redirected to others; of a page that this one declares as its
    address, or that declares this one; of a page with the publisher's same id. Each takes the likeness of the texts as
    well.
    """
    asked, answered = find_pages(session, item)
    if answered is None or answered.article_id is None:
        return _by_evidence(session, item, asked, answered)
    article = session.get_one(models.Article, answered.article_id)
    if item.outcome == Outcome.STUB:
        return Identified(article)
    own = likeness_of(article, item)
    if (other := _find_other(session, item, asked, answered, article)) is not None:
        if _is_double(session, item, asked, article, other, moment):
            return Identified(article, other.evidence, other.detail, double=other.article)
        if not own.is_edited:
            return other
    if shows_another(session, item, answered, article, own, moment):
        return _by_evidence(session, item, asked, answered, but=article)
    return Identified(article)


def _by_evidence(
    session: Session,
    item: PageItem,
    asked: models.Page | None,
    answered: models.Page | None,
    *,
    but: models.Article | None = None,
) -> Identified | None:
    """The article of a page that has none, or shows another than its own."""
    if (found := _by_redirect(session, item, asked, answered)) is not None and found.article is not but:
        return found
    for find in (_by_canonical, _by_post_id, _by_minted_id):
        if (found := find(session, item, answered)) is not None and found.article is not but:
            return found
    return None


def find_pages(session: Session, item: PageItem) -> tuple[models.Page | None, models.Page | None]:
    """The page that was asked, and the one that answered: another where a redirect led; None where there is no row."""
    asked = _find_asked(session, item)
    if is_answered_elsewhere(item, asked):
        return asked, find_page(session, item.publication, item.capture.url)
    return asked, asked


def is_answered_elsewhere(item: PageItem, asked: models.Page | None) -> bool:
    """Whether the capture's address is another page's than the one that was asked."""
    if item.capture.url.startswith("urn:") or (asked is None and item.url is None):
        return False
    key = asked.url_key if asked is not None else url_key(item.url or "")
    return url_key(item.capture.url) != key


def new_identity(session: Session, item: PageItem) -> str:
    """What a new article, first known by this item, is minted from."""
    _, answered = find_pages(session, item)
    free = (
        name for name in _iter_identities(item, answered) if _find_by_id(session, mint(item.publication, name)) is None
    )
    return next(free, f"{identity_of(item)}\n{item.capture.record_id}")


def identity_of(item: PageItem) -> str:
    """The key of the URL that answered, else the payload."""
    return item.capture.payload_digest if item.capture.url.startswith("urn:") else url_key(item.capture.url)


def _iter_identities(item: PageItem, answered: models.Page | None) -> Iterator[str]:
    """What an article that is found at a page may be minted from: at another article's, the address it declares first.

    An article of that page is then the same, whichever of both is visited first.
    """
    is_anothers = answered is not None and answered.article_id is not None
    if is_anothers and (declared := declared_key(item)) is not None:
        yield declared
    yield identity_of(item)
    yield f"{identity_of(item)}\n{item.capture.payload_digest}"


def _find_asked(session: Session, item: PageItem) -> models.Page | None:
    if item.page_id is not None:
        return session.get(models.Page, item.page_id)
    return find_page(session, item.publication, item.url) if item.url is not None else None


def _find_other(
    session: Session, item: PageItem, asked: models.Page | None, answered: models.Page, article: models.Article
) -> Identified | None:
    """Another article than that of the page that answered, which by the evidence and its text is what was found."""
    if asked is not None and asked is not answered and asked.article_id not in {None, article.id}:
        led = _by_redirect(session, item, asked, answered)
        if led is not None:
            return led
    if (key := declared_key(item)) is None or key == answered.url_key:
        return None
    named = find_by_key(session, item.publication, key)
    if named is None or named.article_id in {None, article.id}:
        return None
    other = session.get_one(models.Article, named.article_id)
    if not _is_declared(likeness_of(other, item)) or is_parted(session, answered, other):
        return None
    return Identified(other, Evidence.CANONICAL, _declared(item))


def _is_double(
    session: Session,
    item: PageItem,
    asked: models.Page | None,
    article: models.Article,
    other: Identified,
    moment: Moment,
) -> bool:
    """Whether two articles are one: the texts of both are alike, and nobody parted them or took one down."""
    likeness = likeness_between(article, other.article)
    if other.evidence is Evidence.REDIRECT and asked is not None:
        is_alike = find_reason(asked, item, likeness) is not None
    else:
        is_alike = _is_declared(likeness)
    is_free = not is_held_back(article, moment) and not is_held_back(other.article, moment)
    return is_alike and is_free and not are_parted(session, article, other.article)


def _is_declared(likeness: Likeness) -> bool:
    """Whether the text of a page agrees with that of the one it declares."""
    return likeness.is_same_text or likeness.is_one_moment or likeness.is_grown


def _by_redirect(
    session: Session, item: PageItem, asked: models.Page | None, answered: models.Page | None
) -> Identified | None:
    """The article of the page that was asked, or that the page led to before, where what answered is that story."""
    page = asked
    if asked is not None and asked is answered:
        page = session.get(models.Page, asked.moved_to_id) if asked.moved_to_id is not None else None
    if page is None or page.article_id is None:
        return None
    article = session.get_one(models.Article, page.article_id)
    reason = find_reason(page, item, likeness_of(article, item))
    if reason is None or _is_barred(session, answered, article):
        return None
    return Identified(article, Evidence.REDIRECT, reason)


def _by_canonical(session: Session, item: PageItem, answered: models.Page | None) -> Identified | None:
    """The article of a page that this one declares, that declares this one, or that declares the same as this one."""
    if item.capture.url.startswith("urn:"):
        return None
    own, declared = url_key(item.capture.url), declared_key(item)
    page = models.Page
    others = [(page.canonical_key == own, True)]
    if declared is not None and declared != own:
        others += [(page.url_key == declared, True), (page.canonical_key == declared, False)]
    for condition, is_direct in others:
        for article in _candidates(session, item.publication, condition, but=own):
            likeness = likeness_of(article, item)
            is_alike = _is_declared(likeness) if is_direct else likeness.is_same_text or likeness.is_of_one_day
            if is_alike and not _is_barred(session, answered, article):
                return Identified(article, Evidence.CANONICAL, _declared(item))
    return None


def _by_post_id(session: Session, item: PageItem, answered: models.Page | None) -> Identified | None:
    """The article of another URL with the publisher's same id, if its text is like this one's.

    An id in a URL is evidence of an alias, never proof: editions and languages of a title may number alike. Of two
    pages that each declare their own address, the texts must be one.
    """
    post_id = item.extraction.metadata.post_id if item.extraction else None
    if post_id is None:
        return None
    own = url_key(item.capture.url)
    condition = models.Page.post_id == post_id
    for article in _candidates(session, item.publication, condition, but=own):
        likeness = likeness_of(article, item)
        is_alike = likeness.is_same_text if declared_key(item) == own else likeness.is_edited
        if is_alike and not _is_barred(session, answered, article):
            return Identified(article, Evidence.POST_ID, post_id)
    return None


def _by_minted_id(session: Session, item: PageItem, answered: models.Page | None) -> Identified | None:
    """The article that was minted from the page, or from the address it declares, where it is this one.

    The tombstone of a purged article is never filled again.
    """
    is_payload = item.capture.url.startswith("urn:")
    for identity in _iter_identities(item, answered):
        article = _find_minted(session, mint(item.publication, identity))
        if article is None or article.taken_down == Level.PURGE or _is_barred(session, answered, article):
            continue
        if is_payload or article.reading is None or likeness_of(article, item).is_edited:
            return Identified(article)
    return None


def _candidates(
    session: Session, publication: str, condition: ColumnElement[bool], *, but: str
) -> Iterable[models.Article]:
    """Articles of the pages that meet a condition, in an order that a rebuild does not change."""
    page, article = models.Page, models.Article
    numbers = (
        select(page.article_id)
        .where(page.publication == publication, condition, page.article_id.is_not(None), page.url_key != but)
        .group_by(page.article_id)
        .order_by(func.min(page.id))
        .limit(MOST_CANDIDATES)
    )
    return session.scalars(
        select(article).where(article.id.in_(numbers)).order_by(article.archived_at, article.public_id)
    )


def find_by_key(session: Session, publication: str, key: str) -> models.Page | None:
    """The page of a URL's key."""
    page = models.Page
    return session.scalar(select(page).where(page.publication == publication, page.url_key == key))


def _is_barred(session: Session, page: models.Page | None, article: models.Article) -> bool:
    return page is not None and is_parted(session, page, article)


def _declared(item: PageItem) -> str | None:
    return item.extraction.metadata.declared_canonical if item.extraction else None


def _find_minted(session: Session, public_id: str) -> models.Article | None:
    article = _find_by_id(session, public_id)
    return living(session, article) if article is not None else None


def _find_by_id(session: Session, public_id: str) -> models.Article | None:
    return session.scalar(select(models.Article).where(models.Article.public_id == public_id))
