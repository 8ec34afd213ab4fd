"""An article's fingerprint, links and group, kept in step with its text as it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from storage import models
from storage.copies.bands import add_bands, remove_bands
from storage.copies.credits import CopyCredit, find_credit
from storage.copies.groups import find_lead, join, leave
from storage.copies.leads import choose_lead
from storage.copies.links import find_alike
from storage.copies.signature import sign, signature_scheme
from storage.copies.wording import FEWEST_WORDS, words_of
from storage.overlays import Field, Overlay


def note_copies(session: Session, article: models.Article, overlay: Overlay) -> None:
    """Finds an article's copies when its text is new or another; else only whether its date or credit tell otherwise.

    What is hidden, redacted, merged into another article or very short has no copies.
    """
    reading = article.reading
    if reading is None or overlay.is_hidden or "body" in overlay.redacted or article.merged_into_id is not None:
        forget_copies(session, article.id)
        return
    found = session.get(models.Fingerprint, article.id)
    credit = _credit_of(reading, overlay)
    if found is None or found.text_digest != reading.text_digest or found.scheme != signature_scheme():
        if found is not None:
            forget_copies(session, article.id)
        _note_text(session, article.id, reading, credit)
        return
    _set_credit(found, credit)
    session.flush()
    if (lead := find_lead(session, article.id)) is not None:
        choose_lead(session, lead)


def forget_copies(session: Session, article_id: int) -> None:
    """Takes an article out of its group and its fingerprint away."""
    found = session.get(models.Fingerprint, article_id)
    if found is None:
        return
    remove_bands(session, found)
    leave(session, article_id)
    session.delete(found)
    session.flush()


def _note_text(session: Session, article_id: int, reading: models.Reading, credit: CopyCredit | None) -> None:
    words = words_of(reading.text)
    if len(words) < FEWEST_WORDS:
        return
    own = models.Fingerprint(
        article_id=article_id,
        scheme=signature_scheme(),
        text_digest=reading.text_digest,
        words=len(words),
        signature=sign(words),
    )
    _set_credit(own, credit)
    session.add(own)
    session.flush()
    alike = find_alike(session, own, words)
    add_bands(session, own)
    if alike:
        join(session, article_id, alike)


def _set_credit(own: models.Fingerprint, credit: CopyCredit | None) -> None:
    own.credit = credit.name if credit is not None else None
    own.credit_source = str(credit.source) if credit is not None else None


def _credit_of(reading: models.Reading, overlay: Overlay) -> CopyCredit | None:
    paragraphs = [block["text"] for block in reading.blocks]
    return find_credit(paragraphs, _contributors(reading, overlay), reading.genre)


def _contributors(reading: models.Reading, overlay: Overlay) -> Iterable[Any]:
    """Who is named: as read, or as somebody corrected it."""
    if "byline" in overlay.redacted:
        return []
    given = overlay.find(Field.BYLINE)
    return [_Given(person) for person in given["contributors"]] if given else reading.contributors


class _Given:
    """A contributor of a correction."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.name, self.kind = str(values["name"]), str(values["kind"])
