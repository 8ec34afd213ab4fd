"""Other extractors, each called as its documentation says. Stands alone: it runs in the environment of the peers too.

Run as a program it answers requests, one JSON object a line: `{peer, url, html}` by what `read` returns. Its first
line says which peers are installed, with their versions.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

Answer = dict[str, Any]
"""title, authors, published, body, and cpu: seconds of user and system time."""


def read(peer: str, url: str, html: str) -> Answer:
    """What a peer says of a page; a page at which it fails counts as one of which it says nothing."""
    reader = READERS[peer]
    began = time.process_time()
    try:
        said = reader(url, html)
    except Exception as error:  # noqa: BLE001 - what a peer raises is its answer
        said = {"title": None, "authors": [], "published": None, "body": None, "error": type(error).__name__}
    return {**said, "cpu": time.process_time() - began}


def _read_by_trafilatura(url: str, html: str) -> Answer:
    found = importlib.import_module("trafilatura").bare_extraction(html, url=url or None, with_metadata=True)
    if found is None:
        return {"title": None, "authors": [], "published": None, "body": None}
    authors = [name for name in (found.author or "").split("; ") if name]
    return {"title": found.title, "authors": authors, "published": found.date, "body": found.text}


def _read_by_newspaper4k(url: str, html: str) -> Answer:
    article = importlib.import_module("newspaper").Article(url or "https://unknown.example/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return _of_article(article.title, article.authors, article.publish_date, article.text)


def _read_by_news_please(url: str, html: str) -> Answer:
    article = importlib.import_module("newsplease").NewsPlease.from_html(html, url=url or None, fetch_images=False)
    return _of_article(article.title, article.authors, article.date_publish, article.maintext)


def _of_article(title: str | None, authors: list[str] | None, published: object, body: str | None) -> Answer:
    return {
        "title": title,
        "authors": list(authors or []),
        "published": str(published) if published else None,
        "body": body,
    }


READERS: dict[str, Callable[[str, str], Answer]] = {
    "trafilatura": _read_by_trafilatura,
    "newspaper4k": _read_by_newspaper4k,
    "news-please": _read_by_news_please,
}
"""By the name of the distribution."""


def find_versions() -> dict[str, str]:
    """The peers that are installed here."""
    found = {}
    for peer in READERS:
        try:
            found[peer] = version(peer)
        except PackageNotFoundError:
            continue
    return found


def serve() -> None:
    """Answers requests until there are no more."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    print(json.dumps(find_versions()), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(read(**json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    serve()
