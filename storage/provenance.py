"""Where each value of an article comes from: capture, extractor, claim, or a person (docs/provenance.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from storage import models
from storage.article_json import article_json
from storage.dating import iso_time

Json = Mapping[str, Any]

CORRECTED = {"title": "title", "byline_printed": "byline", "contributors": "byline", "published_at": "published"}
"""Fields of an article's JSON that a correction of the second name gives."""

READ = (
    "title", "standfirst", "kicker", "byline_printed", "contributors", "published_at", "modified_at", "section",
    "language", "tags", "genre", "lead_image", "body", "notices", "text_state", "paywalled", "canonical_url",
)  # fmt: skip


def provenance_json(session: Session, article: models.Article) -> list[dict[str, Any]]:
    """A row for each value that is shown, in the order of the article's fields; values that are not there are left out.

    Each has `field`, `value` as it is shown (of long ones what identifies them), `source` (the claim of the page, the
    sign, or None where the extractor's own rules decide), `claims` that stood against it, `capture`, `captured_at`,
    `record_id`, `extractor` and `correction`.
    """
    reading, seen = article.reading, article.observation
    if reading is None:
        raise ValueError(f"article {article.public_id} has no reading")
    shown = article_json(session, article)
    read = _origin(reading.capture, reading.extractor)
    rows = [
        {
            "field": field,
            "value": value,
            **_claimed(field, reading, shown),
            **read,
            "correction": _correction(field, shown),
        }
        for name in READ
        for field, value in _values(name, shown)
    ]
    if seen is not None and shown["related"]:
        extractor = session.get_one(models.Extractor, seen.extractor_id)
        value = f"{len(shown['related'])} links"
        rows.append(
            {"field": "related", "value": value, "source": None, "claims": [], **_origin(seen.capture, extractor)}
            | {"correction": None}
        )
    return rows


def _origin(capture: models.Capture, extractor: models.Extractor) -> dict[str, Any]:
    return {
        "capture": f"{capture.warc_file.name}:{capture.offset}",
        "captured_at": iso_time(capture.captured_at),
        "record_id": capture.record_id,
        "extractor": extractor.identity,
    }


def _values(name: str, shown: Json) -> Iterator[tuple[str, str]]:
    """The field, or its parts, with their values in a line each."""
    value = shown[name]
    if value is None or value in ("", []):
        return
    if name == "contributors":
        yield from ((f"contributors[{place}].name", person["name"]) for place, person in enumerate(value))
    elif name == "body":
        yield name, f"{len(value.split())} words"
    elif name == "notices":
        yield from ((f"notices[{place}]", notice["label"] or notice["kind"]) for place, notice in enumerate(value))
    elif name == "lead_image":
        yield name, value["url"]
    elif name == "tags":
        yield name, ", ".join(value)
    else:
        yield name, str(value)


def _claimed(field: str, reading: models.Reading, shown: Json) -> dict[str, Any]:
    """The claim that won and the others; those of redacted fields are not told."""
    if field.startswith("contributors["):
        person = shown["contributors"][int(field.partition("[")[2].partition("]")[0])]
        return {"source": person["source"], "claims": []}
    if field == "byline_printed":
        return _byline(reading.byline_claims, reading.byline_printed)
    if field in {"published_at", "modified_at"}:
        return _date(field.removesuffix("_at"), reading)
    told = {"genre": shown["genre_reason"], "text_state": shown["text_reason"]}
    return {"source": told.get(field), "claims": []}


def _byline(claims: Sequence[Json], printed: str | None) -> dict[str, Any]:
    said = [{"source": claim["source"], "said": claim["printed"]} for claim in claims]
    won = next((claim["source"] for claim in said if claim["said"] == printed), None)
    return {"source": won, "claims": said}


def _date(name: str, reading: models.Reading) -> dict[str, Any]:
    """A date of the last change may stand for that of publication, where the page has no other."""
    role = reading.published_role or name if name == "published" else name
    claims = [claim for claim in reading.date_claims if claim["role"] == role]
    printed = getattr(reading, f"{name}_printed")
    won = next((claim["source"] for claim in claims if claim["printed"] == printed), None)
    return {"source": won, "claims": [{"source": claim["source"], "said": claim["printed"]} for claim in claims]}


def _correction(field: str, shown: Json) -> dict[str, Any] | None:
    """The correction whose value is shown: the last one of the field."""
    name = CORRECTED.get(field.partition("[")[0])
    given = [one for one in shown["corrections"] if one["field"] == name and name not in shown["redacted"]]
    return given[-1] if given else None
