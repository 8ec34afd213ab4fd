"""Which articles share numbers of a signature: look-ups whose cost does not grow with the archive."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sqlalchemy import TextClause, delete, text
from sqlalchemy.orm import Session

from storage import models
from storage.copies.signature import bands_of

MOST_HOLDERS = 20
"""Articles of one number that are looked at, those archived first: of a phrase that all print, no more are."""

LEAST_SHARED = 2
"""Numbers that two articles share before they are compared: one is shared by chance, or by a phrase."""

MOST_CANDIDATES = 20
"""Articles that one is compared with, those that share most."""

_GIVEN = {
    "sqlite": "SELECT value FROM json_each(:bands)",
    "postgresql": "SELECT unnest(CAST(:bands AS bigint[])) AS value",
}
_HOLDERS = {
    "sqlite": (
        "given CROSS JOIN fingerprint_band AS band ON band.value = given.value AND band.article_id <= coalesce(("
        " SELECT article_id FROM fingerprint_band WHERE value = given.value"
        " ORDER BY article_id LIMIT 1 OFFSET :holders - 1), 9223372036854775807)"
    ),
    "postgresql": (
        "given CROSS JOIN LATERAL (SELECT article_id FROM fingerprint_band WHERE value = given.value"
        " ORDER BY article_id LIMIT :holders) AS band"
    ),
}
_FIND = """
WITH given AS ({given}), sharing AS (
    SELECT band.article_id, count(*) AS shared FROM {holders} GROUP BY band.article_id HAVING count(*) >= :least
)
SELECT sharing.article_id FROM sharing JOIN fingerprint ON fingerprint.article_id = sharing.article_id
WHERE sharing.article_id <> :article AND fingerprint.scheme = :scheme AND fingerprint.words BETWEEN :fewest AND :most
ORDER BY sharing.shared DESC, sharing.article_id LIMIT :candidates
"""
_ADD = "INSERT INTO fingerprint_band (value, article_id) SELECT value, :article FROM ({given}) AS given"


def find_candidates(session: Session, own: models.Fingerprint, *, fewest: int, most: int) -> list[int]:
    """The ids of the articles that share most with one and have so many words, at most `MOST_CANDIDATES`."""
    found = session.scalars(
        _statement(session, _FIND),
        {
            "bands": _bands(session, own),
            "article": own.article_id,
            "scheme": own.scheme,
            "fewest": fewest,
            "most": most,
            "holders": MOST_HOLDERS,
            "least": LEAST_SHARED,
            "candidates": MOST_CANDIDATES,
        },
    )
    return list(found)


def add_bands(session: Session, own: models.Fingerprint) -> None:
    """Makes an article one that is found by its numbers."""
    session.execute(_statement(session, _ADD), {"bands": _bands(session, own), "article": own.article_id})


def remove_bands(session: Session, own: models.Fingerprint) -> None:
    """Undoes `add_bands`."""
    row = models.FingerprintBand
    session.execute(delete(row).where(row.article_id == own.article_id, row.value.in_(bands_of(own.signature))))


def _statement(session: Session, pattern: str) -> TextClause:
    return _parsed(session.get_bind().dialect.name, pattern)


@cache
def _parsed(kind: str, pattern: str) -> TextClause:
    return text(pattern.format(given=_GIVEN[kind], holders=_HOLDERS[kind]))


def _bands(session: Session, own: models.Fingerprint) -> Any:
    bands = bands_of(own.signature)
    return json.dumps(bands) if session.get_bind().dialect.name == "sqlite" else bands
