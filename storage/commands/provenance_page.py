"""Where an article's values come from, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storage.commands.printing import print_line

Json = Mapping[str, Any]


def print_provenance(article: Json, rows: Sequence[Json]) -> None:
    """Prints each value with its claim and correction below it, and the captures and extractors once."""
    print_line((article["title"] or "(no title)", "bold"))
    print_line(article["id"], "  ", article["url"] or "(no URL)", wrap=False)
    print_line()
    origins = list(dict.fromkeys((row["captured_at"], row["capture"], row["extractor"]) for row in rows))
    for row in rows:
        number = origins.index((row["captured_at"], row["capture"], row["extractor"])) + 1
        source = f"  {row['source']}" if row["source"] else ""
        print_line((f"{row['field']:<22}", "dim"), row["value"], (f"{source}  [{number}]", "cyan"))
        _print_others(row)
    if article["redacted"]:
        print_line(("redacted              ", "dim"), ", ".join(article["redacted"]))
    print_line()
    for number, (captured_at, capture, extractor) in enumerate(origins, 1):
        print_line((f"[{number}] ", "cyan"), f"{captured_at}  {capture}", wrap=False)
        print_line(f"read by {extractor}", indent=4, wrap=False)


def _print_others(row: Json) -> None:
    for claim in row["claims"]:
        if claim["source"] != row["source"]:
            print_line(f"{claim['source']} says {claim['said']}", indent=22)
    given = row["correction"]
    if given is not None:
        print_line(f"corrected by {given['by']}: {given['reason']} ({given['id']})", indent=22)
        print_line(f"as read: {given['as_read'] or 'nothing'}", indent=22)
