"""An article as JSON: one shape for `show`, `export` and `extract`. docs/fields.md explains each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from storage import items, models
from storage.dating import iso_day, iso_time
from storage.observations import find_observation
from storage.overlays import overlaid, overlay_of
from storage.readings import reading_values
from storage.revising.holding import last_shown
from storage.states import page_json
from storage.turns import turns_of

CONTRIBUTOR = (
    "name", "kind", "role", "affiliation", "credit", "credentials", "honorific", "location", "source",
)  # fmt: skip
BLOCK = ("kind", "text", "level", "speaker")
NOTICE = ("kind", "label", "time_printed", "text", "block")
EDIT = ("kind", "field", "rule")
LEAD_IMAGE = ("url", "caption", "credit")


def article_json(session: Session, article: models.Article) -> dict[str, Any]:
    """An archived article, its current reading and what was last observed around it; keys in a fixed order."""
    if article.reading is None:
        raise ValueError(f"article {article.public_id} has no reading")
    number = last_shown((one.number, [edit.kind for edit in one.edits]) for one in article.revisions)
    return _article(session, article, article.reading, article.observation, number)


def revision_json(
    session: Session,
    article: models.Article,
    revision: models.Revision,
    *,
    reading: models.Reading | None = None,
    as_read: bool = False,
) -> dict[str, Any]:
    """An article as one of its revisions had it, with what had been observed around it by then; in the same shape.

    `reading` is another one of the revision's capture, where it is to be compared. `as_read` leaves out what people
    put in place of what was read, but not what they redacted.
    """
    seen = find_observation(session, article, by=revision.seen_at)
    return _article(session, article, reading or revision.reading, seen, revision.number, as_read=as_read)


def _article(
    session: Session,
    article: models.Article,
    reading: models.Reading,
    seen: models.Observation | None,
    number: int | None,
    *,
    as_read: bool = False,
) -> dict[str, Any]:
    capture = reading.capture
    publication = session.get_one(models.Publication, article.publication)
    shown = {
        "id": article.public_id,
        "publication": article.publication,
        "url": article.url,
        **_reading(_columns(reading), publication.timezone, reading.contributors),
        "related": [_story(story, story.leads_to) for story in seen.related] if seen else [],
        "related_seen_at": iso_time(seen.observed_at) if seen else None,
        "captured_at": iso_time(capture.captured_at),
        "capture": _capture(capture, _address(capture)),
        "extractor": reading.extractor.identity,
        "archived_at": iso_time(article.archived_at),
        "pages": [page_json(page) for page in article.pages],
        "revision": number,
        "revisions": [history_entry(revision) for revision in article.revisions],
    }
    overlay = overlay_of(article.corrections, article.takedowns)
    return overlaid(shown, overlay, publication.timezone, is_current=reading is article.reading and not as_read)


def capture_json(capture: models.Capture) -> dict[str, Any]:
    """A capture of an article: when it was made, and where its record lies."""
    return {"captured_at": iso_time(capture.captured_at), **_capture(capture, _address(capture))}


def item_json(item: items.PageItem, *, timezone: str = "UTC") -> dict[str, Any]:
    """A page that went through all stages and is not stored, in the same shape; what only the archive gives is null.

    `timezone` is the publication's.
    """
    capture = item.capture
    return {
        "id": None,
        "publication": item.publication,
        "url": item.url,
        **_reading(reading_values(item), timezone, item.contributors),
        "related": [_story(story, None) for story in item.related],
        "related_seen_at": iso_time(capture.captured_at),
        "captured_at": iso_time(capture.captured_at),
        "capture": _capture(capture, str(capture.address)),
        "extractor": item.extractor,
        "archived_at": None,
        "pages": [],
        "revision": None,
        "revisions": [],
        "corrections": [],
        "redacted": [],
    }


def _columns(reading: models.Reading) -> dict[str, Any]:
    return {column.key: getattr(reading, column.key) for column in models.Reading.__table__.columns}


def _reading(
    values: Mapping[str, Any], zone: str, contributors: Sequence[models.Contributor | items.Contributor]
) -> dict[str, Any]:
    return {
        "canonical_url": values["canonical_url"],
        "title": values["title"],
        "standfirst": values["standfirst"],
        "kicker": values["kicker"],
        "genre": values["genre"],
        "genre_reason": values["genre_reason"],
        "byline_printed": values["byline_printed"],
        "contributors": [_attributes(person, CONTRIBUTOR) for person in contributors],
        "sign_offs": _sign_offs(values),
        **_dates("published", values, zone),
        **_dates("modified", values, zone),
        "section": values["section"],
        "language": values["language"],
        "tags": list(values["tags"]),
        "lead_image": _members(values["lead_image"], LEAD_IMAGE) if values["lead_image"] else None,
        "body": values["text"],
        "blocks": [_members(block, BLOCK) for block in values["blocks"]],
        "turns": _turns(values),
        "notices": [_members(notice, NOTICE) for notice in values["notices"]],
        "text_state": values["text_state"],
        "text_reason": values["text_reason"],
        "paywalled": values["paywalled"],
    }


def _sign_offs(values: Mapping[str, Any]) -> list[str]:
    return [claim["printed"] for claim in values["byline_claims"] if claim["source"] == "sign-off"]


def _turns(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The turns without the notices and sign-offs that stand after the last answer."""
    blocks, signed = values["blocks"], _sign_offs(values)
    apart = {notice["block"] for notice in values["notices"]}
    apart |= {index for index, block in enumerate(blocks) if block["text"] in signed}
    typed = [items.Block(items.BlockKind(block["kind"]), block["text"], speaker=block["speaker"]) for block in blocks]
    return [asdict(turn) for turn in turns_of(typed, apart)]


def _members(value: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: value.get(name) for name in names}


def _dates(name: str, values: Mapping[str, Any], zone: str) -> dict[str, Any]:
    at, precision = values[f"{name}_at"], values[f"{name}_precision"]
    return {
        f"{name}_at": iso_time(at, values[f"{name}_offset"]),
        f"{name}_on": iso_day(at, precision, zone),
        f"{name}_printed": values[f"{name}_printed"],
        f"{name}_precision": precision,
    }


def _attributes(value: Any, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(value, name) for name in names}
    return {name: None if value is None else str(value) for name, value in found.items()}


def _story(story: models.RelatedStory | items.RelatedStory, article_id: str | None) -> dict[str, Any]:
    return {
        "position": story.position,
        **_attributes(story, ("kind", "heading", "label", "text", "url", "canonical_url")),
        "article_id": article_id,
    }


def _capture(capture: models.Capture | items.Capture, address: str) -> dict[str, Any]:
    return {
        "address": address,
        "record_id": capture.record_id,
        "record_type": str(capture.record_type),
        "url": capture.url,
        "status": capture.status,
        "payload_digest": capture.payload_digest,
    }


def _address(capture: models.Capture) -> str:
    return f"{capture.warc_file.name}:{capture.offset}"


def history_entry(revision: models.Revision) -> dict[str, Any]:
    """A revision of an article's history, with its edits."""
    return {
        "number": revision.number,
        "seen_at": iso_time(revision.seen_at),
        "changed": list(revision.changed),
        "edits": [_attributes(edit, EDIT) for edit in revision.edits],
        "is_stealth": revision.is_stealth,
    }
