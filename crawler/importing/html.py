"""Saved HTML pages: files and folders of them, with a manifest for what they do not say themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from crawler.importing.delivery import Delivery, Found, Refusal
from crawler.importing.files import is_binary, iter_files, read_file
from crawler.importing.manifest import Entry, Manifest
from crawler.importing.moments import parse_moment
from crawler.publication import Publication
from pipelines.document import Document, parse_document
from pipelines.metadata.identity import extract_declared_canonical
from pipelines.sniffing import find_refusal
from storage.errors import UnreadableInput
from storage.items import PageKind

SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")
_CONTENT_TYPE = "text/html"


def iter_pages(paths: Iterable[Path], publication: Publication, manifest: Manifest) -> Iterator[Found]:
    """A delivery or the reason against it for every file, then the entries of the manifest that named none of them."""
    given = list(paths)
    for path, root in iter_files(given, SUFFIXES):
        yield _read_page(path, publication, manifest.find(path, root), is_given=path in given)
    for entry in manifest.iter_unused():
        yield Refusal(entry.path, "is in the manifest and not among the files", f"line {entry.line}")


def find_problem(payload: bytes) -> str | None:
    """Why bytes are no HTML page, or None; what a file's name says is not believed."""
    kind, what = find_refusal(payload, None)
    if kind is PageKind.EMPTY:
        return "is empty"
    if kind is None and is_binary(payload):
        what = "binary"
    return f"is no HTML: {what}" if what else None


def _read_page(path: Path, publication: Publication, entry: Entry | None, *, is_given: bool) -> Found:
    try:
        payload = read_file(path)
        captured_at = _captured_at(entry, publication)
    except UnreadableInput as error:
        return Refusal(str(path), str(error), exit_code=error.exit_code if is_given else 0)
    except ValueError as error:
        return Refusal(str(path), "has no valid captured_at in the manifest", str(error), exit_code=2)
    if problem := find_problem(payload):
        return Refusal(str(path), problem, exit_code=UnreadableInput.exit_code if is_given else 0)
    urls = [entry.url] if entry and entry.url else _declared_urls(parse_document(payload, "", _CONTENT_TYPE))
    url = next((url for url in urls if publication.accepts(url)), None)
    if url is None:
        return _without_url(path, publication, urls)
    return Delivery(str(path), payload, _CONTENT_TYPE, url, captured_at)


def _captured_at(entry: Entry | None, publication: Publication) -> datetime | None:
    return parse_moment(entry.captured_at, publication.zone) if entry and entry.captured_at else None


def _declared_urls(document: Document) -> list[str]:
    declared = (extract_declared_canonical(document), document.meta("og:url"))
    return [url for url in declared if url]


def _without_url(path: Path, publication: Publication, urls: list[str]) -> Refusal:
    if not urls:
        return Refusal(str(path), "says no URL", "no rel=canonical, no og:url: list it in a manifest")
    return Refusal(str(path), f"has a URL that is no article of {publication.slug}", urls[0][:200])
