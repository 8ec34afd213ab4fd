"""How addresses that are announced and hold no article are served."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from crawler.sample.announcements import Announcement
from crawler.sample.answers import Answer, redirect
from crawler.sample.templating import notice

DETOUR = "?session=1"
NOT_FOUND = Answer(
    notice("Page not found", "<p>There is nothing at this address. It may have been struck.</p>").encode(), status=404
)
GONE = Answer(notice("Gone", "<p>This article has been withdrawn.</p>").encode(), status=410)


def answers_of(fault: Announcement) -> dict[str, Answer]:
    """Path, with its query, to answer: one for most faults, two for the loop."""
    if fault.answer == "redirect-loop":
        detour = fault.path + DETOUR
        return {fault.path: redirect(fault.url + DETOUR, 302), detour: redirect(fault.url, 302)}
    serve = _SERVED[fault.answer or ""]
    return {fault.path: serve(fault.published_at)}


def _not_found(_: datetime) -> Answer:
    return NOT_FOUND


def _soft_404(published_at: datetime) -> Answer:
    return Answer(NOT_FOUND.body, modified_at=published_at)


def _server_error(_: datetime) -> Answer:
    return Answer(notice("Something went wrong", "<p>The lamp has blown. Try again later.</p>").encode(), status=500)


def _empty(published_at: datetime) -> Answer:
    return Answer(b"", modified_at=published_at)


def _partner_page(published_at: datetime) -> Answer:
    text = "<p>Sponsored by Corvane</p><p>Robots are asked to leave this page alone.</p>"
    return Answer(notice("Light Your Lobby for Less", text).encode(), modified_at=published_at)


def _pdf(published_at: datetime) -> Answer:
    return Answer(one_page_pdf("Touring Survey 2026"), "application/pdf", modified_at=published_at)


_SERVED: dict[str, Callable[[datetime], Answer]] = {
    "not-found": _not_found,
    "soft-404": _soft_404,
    "server-error": _server_error,
    "empty": _empty,
    "pdf": _pdf,
    "partner-page": _partner_page,
}


def one_page_pdf(line: str) -> bytes:
    """A PDF of one line that viewers open (ISO 32000-1 §7.5); `line` is ASCII without brackets and backslashes."""
    content = f"BT /F1 24 Tf 72 720 Td ({line}) Tj ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    )
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, held in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + table
    out += b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
