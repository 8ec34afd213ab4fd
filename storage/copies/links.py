"""Links: pairs of articles whose texts were compared and are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from storage import models
from storage.copies.bands import find_candidates
from storage.copies.comparison import LEAST_LENGTH, compare_words
from storage.copies.wording import words_of
from storage.upsert import insert_all_if_new


def find_alike(session: Session, own: models.Fingerprint, words: Sequence[str]) -> dict[int, float]:
    """The articles whose text is one with this, and how alike each is (`Comparison.share`)."""
    fewest, most = int(own.words * LEAST_LENGTH), int(own.words / LEAST_LENGTH) + 1
    candidates = find_candidates(session, own, fewest=fewest, most=most)
    compared = {id_: compare_words(words, words_of(text)) for id_, text in texts_of(session, candidates).items()}
    return {id_: found.share for id_, found in compared.items() if found.is_copy}


def texts_of(session: Session, article_ids: Iterable[int]) -> dict[int, str]:
    """The texts of articles as they are shown."""
    wanted = list(article_ids)
    if not wanted:
        return {}
    article, reading = models.Article, models.Reading
    rows = select(article.id, reading.text).join(reading, reading.id == article.reading_id)
    return dict(session.execute(rows.where(article.id.in_(wanted))).all())


def add_links(session: Session, article_id: int, alike: Mapping[int, float]) -> None:
    """Links an article with others, both ways."""
    rows = [
        {"article_id": one, "other_id": other, "likeness": likeness}
        for id_, likeness in alike.items()
        for one, other in ((article_id, id_), (id_, article_id))
    ]
    insert_all_if_new(session, models.CopyLink, rows)


def remove_links(session: Session, article_id: int) -> None:
    """Parts an article from all others."""
    link = models.CopyLink
    session.execute(delete(link).where(or_(link.article_id == article_id, link.other_id == article_id)))


def parts_of(session: Session, article_ids: Iterable[int]) -> list[set[int]]:
    """The articles by what links join, the largest part first."""
    left = set(article_ids)
    link = models.CopyLink
    pairs = session.execute(select(link.article_id, link.other_id).where(link.article_id.in_(left))).all()
    joined: dict[int, list[int]] = {id_: [] for id_ in left}
    for one, other in pairs:
        joined[one].append(other)
    parts = []
    while left:
        part = _reach(min(left), joined)
        parts.append(part)
        left -= part
    return sorted(parts, key=len, reverse=True)


def _reach(start: int, joined: Mapping[int, Sequence[int]]) -> set[int]:
    reached, waiting = {start}, [start]
    while waiting:
        for other in joined.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached
