"""Addresses and payloads that are never fetched or imported again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, select
from sqlalchemy.orm import Session

from storage import models
from storage.items import PageItem
from storage.outcomes import Outcome
from storage.upsert import insert_if_new
from storage.urls import url_key

BARRED = "was taken down for good, and is not to be fetched or imported again"


def bar(session: Session, publication: str, urls: Iterable[str], *, event: str, now: datetime) -> None:
    """Puts addresses on the list; a payload without an address is there as `urn:sha256:…`."""
    for key, url in {url_key(url): url for url in urls}.items():
        insert_if_new(
            session, models.BarredUrl, publication=publication, url=url, url_key=key, barred_at=now, event=event
        )


def find_barred(session: Session, publication: str) -> frozenset[str]:
    """The keys of a publication's barred addresses."""
    return frozenset(session.scalars(_keys_barred(publication)))


def barred_among(session: Session, publication: str, keys: Collection[str]) -> frozenset[str]:
    """Those of some keys of addresses that are barred."""
    return frozenset(session.scalars(_keys_barred(publication).where(models.BarredUrl.url_key.in_(keys))))


def is_at_barred(key: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """The condition, on a column with keys of addresses, that one is barred, in whatever publication."""
    return exists().where(models.BarredUrl.url_key == key, models.BarredUrl.lifted_at.is_(None))


def _keys_barred(publication: str) -> Select[str]:
    barred = models.BarredUrl
    return select(barred.url_key).where(barred.publication == publication, barred.lifted_at.is_(None))


def refuse_barred(session: Session, item: PageItem) -> None:
    """Gives an item the outcome `barred` when its address, or its payload, is on the list."""
    if barred_among(session, item.publication, {url_key(url) for url in (item.url, item.capture.url) if url}):
        item.outcome, item.reason = str(Outcome.BARRED), BARRED


def is_barred(barred: frozenset[str], url: str | None, payload_digest: str | None = None) -> bool:
    """Whether an address, or an import by its payload, is on a publication's list."""
    named = [url, f"urn:sha256:{payload_digest}" if payload_digest else None]
    return bool(barred) and any(url_key(name) in barred for name in named if name)
