"""Groups: what links join, each known by its lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.copies.leads import choose_lead
from storage.copies.links import add_links, find_alike, parts_of, remove_links, texts_of
from storage.copies.wording import words_of
from storage.upsert import insert_all_if_new


def find_lead(session: Session, article_id: int) -> int | None:
    """The id of the lead of an article's group; None where it has no copies."""
    row = models.CopyMember
    return session.scalar(select(row.lead_id).where(row.article_id == article_id))


def join(session: Session, article_id: int, alike: Mapping[int, float]) -> None:
    """Links an article with those that are alike, which makes all their groups one."""
    add_links(session, article_id, alike)
    _join_groups(session, {article_id, *alike})


def _join_groups(session: Session, article_ids: set[int]) -> None:
    """Makes articles and all that are in a group with one of them one group.

    Another process may do so with one of them at the same moment: its rows are waited for, and then read.
    """
    row = models.CopyMember
    lead = min(article_ids)
    insert_all_if_new(session, row, [{"article_id": id_, "lead_id": lead} for id_ in sorted(article_ids)])
    leads = set(session.scalars(select(row.lead_id).where(row.article_id.in_(article_ids))))
    lead = min(leads)
    if others := leads - {lead}:
        session.execute(update(row).where(row.lead_id.in_(others)).values(lead_id=lead))
    choose_lead(session, lead)


def leave(session: Session, article_id: int) -> None:
    """Takes an article out of its group, with its links; what only it joined falls apart."""
    if (lead := find_lead(session, article_id)) is None:
        return
    remove_links(session, article_id)
    row = models.CopyMember
    members = set(session.scalars(select(row.article_id).where(row.lead_id == lead))) - {article_id}
    session.execute(delete(row).where(row.article_id == article_id))
    parts = parts_of(session, members)
    if len(parts) > 1:
        _link_anew(session, set().union(*parts[1:]))
        parts = parts_of(session, members)
    session.execute(delete(row).where(row.article_id.in_(members)))
    for part in parts:
        if len(part) > 1:
            _join_groups(session, part)


def _link_anew(session: Session, article_ids: Iterable[int]) -> None:
    """Compares again articles that one joined that was among those that are looked at first."""
    for id_, text in texts_of(session, article_ids).items():
        own = session.get_one(models.Fingerprint, id_)
        link = models.CopyLink
        known = set(session.scalars(select(link.other_id).where(link.article_id == id_)))
        alike = find_alike(session, own, words_of(text))
        if new := {other: likeness for other, likeness in alike.items() if other not in known}:
            add_links(session, id_, new)
