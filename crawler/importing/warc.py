"""Responses of WARC files: which are pages of a publication, and how they are copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from crawler.importing.delivery import Delivery, Refusal, Revisited
from crawler.importing.moments import is_to_come
from crawler.importing.originals import Originals
from crawler.importing.warc_files import Found, iter_found
from crawler.publication import Publication
from storage.captures.capture_records import DECISION_ROLE
from storage.captures.exchange import Exchange
from storage.captures.http_message import HttpMessage, restore_received
from storage.captures.index import Reference, summarise
from storage.errors import BrokenRecord, UnreadableInput
from storage.items import Capture, CaptureRole

_HTML = {"text/html", "application/xhtml+xml", ""}
_TEXT = "text/plain"
_FETCHED_AS = {CaptureRole.SOURCE: "a source", CaptureRole.ROBOTS: "robots.txt"}
_LATER_PROTOCOLS = {"h2", "h3"}
_NOT_MODIFIED = 304


def iter_records(
    paths: Iterable[Path], titles: Sequence[Publication], originals: Originals
) -> Iterator[tuple[str, Delivery] | Refusal]:
    """Each page with the slug of the publication it belongs to, the first of `titles` that accepts it.

    Records that hold no response (requests, metadata, host names) are passed over; every other one is refused with
    its reason. `originals` gets to know every page, so that revisits find theirs once all files were gone through.
    """
    for path in paths:
        try:
            for found in iter_found(path):
                if (judged := _judge(found, titles, originals)) is not None:
                    yield judged
        except UnreadableInput as error:
            yield Refusal(str(path), str(error), exit_code=error.exit_code)


def iter_of(
    paths: Iterable[Path], publication: Publication, titles: Sequence[Publication], originals: Originals
) -> Iterator[Delivery]:
    """The pages of one publication alone."""
    for found in iter_records(paths, titles, originals):
        if not isinstance(found, Refusal) and found[0] == publication.slug:
            yield found[1]


def _judge(found: Found, titles: Sequence[Publication], originals: Originals) -> tuple[str, Delivery] | Refusal | None:
    if found.record.fields.get("backfile-role") == DECISION_ROLE:
        return Refusal(found.label, "is a decision about what another archive keeps")
    if found.record.kind not in {"response", "revisit", "resource"} and not found.record.defect:
        return None
    summary = summarise(found.record)
    if summary.defect:
        return Refusal(found.label, "is damaged", summary.defect, exit_code=BrokenRecord.exit_code)
    if summary.capture is None:
        is_revisit = summary.kind == "revisit"
        return Refusal(found.label, "is a revisit without an answer's headers", summary.target) if is_revisit else None
    if reason := _find_objection(summary.capture):
        return Refusal(found.label, reason, summary.capture.url[:200])
    is_visit = summary.capture.record_type == "revisit" or summary.capture.status == _NOT_MODIFIED
    if not is_visit:
        originals.note(found, summary.capture)
    slug = _find_publication(summary.capture, titles)
    if slug is None:
        whose = titles[0].slug if len(titles) == 1 else "any publication"
        return Refusal(found.label, f"has a URL that is no article of {whose}", summary.capture.url[:200])
    delivery = _deliver(found, summary.capture, slug)
    if is_visit:
        reference = summary.refers_to or Reference(None, None, None, None)
        return slug, replace(delivery, revisited=Revisited(reference, originals))
    return slug, delivery


def _find_objection(capture: Capture) -> str | None:
    media_type = (capture.content_type or "").split(";")[0].strip().lower()
    is_dump = capture.record_type == "resource" and media_type == _TEXT
    if capture.role is not CaptureRole.PAGE:
        return f"was fetched as {_FETCHED_AS[capture.role]}, not as a page"
    if is_to_come(capture.captured_at):
        return "is dated in the future"
    if capture.record_type != "resource" and capture.status == _NOT_MODIFIED:
        return None
    if capture.record_type != "resource" and capture.status != 200:
        return f"answers HTTP {capture.status}"
    if capture.truncated:
        return f"was cut short when it was captured: {capture.truncated[:40]}"
    return None if media_type in _HTML or is_dump else "is no HTML"


def _find_publication(capture: Capture, titles: Sequence[Publication]) -> str | None:
    if capture.url.startswith("urn:"):
        return next((title.slug for title in titles if title.slug == capture.publication), None)
    return next((title.slug for title in titles if title.accepts(capture.url)), None)


def _deliver(found: Found, capture: Capture, slug: str) -> Delivery:
    url = None if capture.url.startswith("urn:") else capture.url
    message = found.record.parse_http() if capture.record_type != "resource" else None
    payload = message.body if message else found.record.block
    exchange = _copy_exchange(found, capture, message, slug) if message else None
    return Delivery(found.label, payload, capture.content_type, url, capture.captured_at, exchange=exchange)


def _copy_exchange(found: Found, capture: Capture, message: HttpMessage, slug: str) -> Exchange:
    request = found.request.parse_http() if found.request else None
    protocol = found.record.fields.get("warc-protocol", "")
    version = message.start_line.split(b" ")[0].decode("latin-1")
    return Exchange(
        method=request.start_line.split(b" ")[0].decode("latin-1") if request else "GET",
        url=capture.url,
        request_headers=request.headers if request else (),
        http_version=protocol if protocol in _LATER_PROTOCOLS else version,
        status=capture.status,
        reason=message.reason,
        response_headers=restore_received(message.headers),
        body=message.body,
        captured_at=capture.captured_at,
        ip=found.record.fields.get("warc-ip-address"),
        publication=slug,
        requested_url=capture.requested_url,
    )
