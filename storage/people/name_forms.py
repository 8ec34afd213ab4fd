"""Name forms: every distinct name that is printed in a byline, once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.search import name_key
from storage.types import storable
from storage.upsert import insert_all_if_new

LONGEST_KEY = 200
"""Characters of a name that are looked up: PostgreSQL indexes no value of over 2,700 bytes."""


def key_of(name: str) -> str:
    """The folded form by which a name is looked up."""
    return name_key(name)[:LONGEST_KEY]


def digest_of_name(name: str) -> str:
    """SHA-256, lower-case hex, of a name as it is stored."""
    return hashlib.sha256(storable(name).encode()).hexdigest()


def get_name_forms(session: Session, names: Iterable[str]) -> dict[str, int]:
    """The name forms' ids, by name; those that are new are added, and another process may do so at the same moment."""
    digests = {name: digest_of_name(name) for name in names}
    known = _find_ids(session, digests.values())
    # In one order, so that two processes do not wait for one another's names.
    new = sorted({(digest, name) for name, digest in digests.items() if digest not in known})
    if new:
        rows = [{"name": name, "name_digest": digest, "name_key": key_of(name)} for digest, name in new]
        insert_all_if_new(session, models.NameForm, rows)
        known |= _find_ids(session, [digest for digest, _ in new])
    return {name: known[digest] for name, digest in digests.items()}


def _find_ids(session: Session, digests: Iterable[str]) -> dict[str, int]:
    wanted = list(digests)
    if not wanted:
        return {}
    form = models.NameForm
    return dict(session.execute(select(form.name_digest, form.id).where(form.name_digest.in_(wanted))).all())
