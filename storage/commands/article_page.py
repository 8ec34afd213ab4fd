"""An article as a page for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from storage.commands.article_text import print_text
from storage.commands.printing import print_line
from storage.items import Genre
from storage.outcomes import Outcome
from storage.revising.holding import last_shown

Json = Mapping[str, Any]


def print_article(
    article: Json, captures: Sequence[Json], copies: str | None = None, redactions: Sequence[str] = ()
) -> None:
    """Prints the article's JSON, the captures that led to it, what is said of its copies, and what is redacted."""
    _print_head(article)
    _print_field("copies", copies)
    _print_corrections(article)
    for redacted in redactions:
        _print_field("redacted", redacted)
    _print_state(article)
    print_text(article["blocks"], article["notices"])
    _print_related(article["related"], article["related_seen_at"])
    _print_pages(article["pages"])
    _print_captures(captures)
    _print_revisions(article)
    _print_origin(article)


def _print_head(article: Json) -> None:
    if article["kicker"]:
        print_line((article["kicker"], "dim"))
    print_line((article["title"] or "(no title)", "bold"))
    if article["standfirst"]:
        print_line((article["standfirst"], "italic"))
    print_line()
    _print_field("id", article["id"])
    _print_field("publication", article["publication"])
    _print_field("byline", article["byline_printed"])
    for person in article["contributors"]:
        _print_field("", _person(person))
    for line in article["sign_offs"]:
        _print_field("sign-off", line)
    for name in ("published", "modified"):
        _print_field(name, _date(article, name))
    if article["genre"] != Genre.ARTICLE:
        _print_field("genre", _join(article["genre"], article["genre_reason"]))
    _print_field("section", article["section"])
    _print_field("tags", ", ".join(article["tags"]))
    _print_image(article["lead_image"])
    _print_field("text", _join(article["text_state"], article["text_reason"]))
    if article["paywalled"]:
        _print_field("", "the page says that it is for subscribers")


def _print_corrections(article: Json) -> None:
    """What somebody gave in place of what was read, and that."""
    for given in article["corrections"]:
        _print_field("corrected", f"{given['field']}, by {given['by']} on {given['made_at'][:10]}: {given['reason']}")
        if given["field"] not in article["redacted"]:
            _print_field("", f"as read: {given['as_read'] or 'nothing'}")


def _print_image(image: Json | None) -> None:
    if image:
        _print_field("image", image["url"], wrap=False)
        _print_field("", ". ".join(said for said in (image["caption"], image["credit"]) if said))


def _print_state(article: Json) -> None:
    """What no longer is at its address, and which revision this is where it is not the last."""
    pages = article["pages"]
    for page in pages:
        if page["moved_to"]:
            _print_field("state", f"moved to {page['moved_to']}", wrap=False)
        elif page["outcome"] and not Outcome(page["outcome"]).is_good:
            _print_field("state", _miss(page, alone=len(pages) == 1), wrap=False)
    kinds = [(revision["number"], {edit["kind"] for edit in revision["edits"]}) for revision in article["revisions"]]
    number, last = article["revision"], last_shown(kinds)
    if number != last:
        _print_field("revision", f"{number} of {last}: what is shown here was changed later")
    print_line()


def _miss(page: Json, *, alone: bool) -> str:
    reason = f" ({page['reason']})" if page["reason"] else ""
    where = "" if alone else f": {page['url']}"
    return f"{page['outcome']} when last visited, {_utc(page['visited_at'])}{reason}; kept here{where}"


def _print_field(name: str, value: str | None, *, wrap: bool = True) -> None:
    if value:
        print_line((f"{name:<12}", "dim"), value, wrap=wrap)


def _person(person: Json) -> str:
    name = f"{person['name']}, {person['credentials']}" if person["credentials"] else person["name"]
    said = (person["kind"], person["role"], person["affiliation"], person["location"])
    credit = f"{person['credit']}: " if person["credit"] else ""
    return f"{credit}{name} ({', '.join(part for part in said if part)})"


def _date(article: Json, name: str) -> str | None:
    if article[f"{name}_at"] is None:
        return None
    precision = article[f"{name}_precision"]
    if precision in {"year", "month", "day"}:
        return f"{article[f'{name}_printed']} ({article[f'{name}_on']})"
    return f"{article[f'{name}_printed']} ({_utc(article[f'{name}_at'])})"


def _utc(iso: str) -> str:
    return f"{datetime.fromisoformat(iso).astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _print_related(stories: Sequence[Json], seen_at: str | None) -> None:
    if not stories or not seen_at:
        return
    print_line(("Related stories", "bold"), (f"  as seen {_utc(seen_at)}", "dim"))
    for story in stories:
        heading = f"{story['heading'].rstrip(': ')}: " if story["heading"] else ""
        label = f" [{story['label']}]" if story["label"] else ""
        print_line(f"{story['kind']:<10}", heading, (story["text"] or "(no title)", "bold"), label, indent=2)
        where = f"{story['article_id']}  " if story["article_id"] else ""
        print_line((where, "cyan"), story["url"] or "(no URL)", indent=12, wrap=False)
    print_line()


def _print_pages(pages: Iterable[Json]) -> None:
    """Each address with its state, since when, why, and where the record lies that shows it."""
    print_line(("Addresses", "bold"))
    for page in pages:
        since = f"since {_utc(page['since_at'])}" if page["since_at"] else ""
        print_line(f"{page['state']:<16}{since}", indent=2)
        print_line(page["url"], indent=18, wrap=False)
        said = (page["reason"], page["evidence"]["address"] if page["evidence"] else None)
        if any(said):
            print_line(", ".join(part for part in said if part), indent=18, wrap=False)
    print_line()


def _print_captures(captures: Iterable[Json]) -> None:
    print_line(("Captures", "bold"))
    for capture in captures:
        status = str(capture["status"]) if capture["status"] else ""
        print_line(
            f"{_utc(capture['captured_at'])}  {capture['address']}  {capture['record_type']} {status}",
            indent=2,
            wrap=False,
        )
    print_line()


def _print_revisions(article: Json) -> None:
    hint = f"  `backfile show {article['id']} --revision 1` shows the first" if len(article["revisions"]) > 1 else ""
    print_line(("Revisions", "bold"), (hint, "dim"))
    for revision in article["revisions"]:
        said = "as first archived" if revision["number"] == 1 else _edited(revision)
        print_line(f"{revision['number']:>3}  {_utc(revision['seen_at'])}  {said}", indent=2)
    print_line()


def _edited(revision: Json) -> str:
    kinds = ", ".join(dict.fromkeys(edit["kind"] for edit in revision["edits"]))
    stealth = "; stealth" if revision["is_stealth"] else ""
    return f"changed: {', '.join(revision['changed'])}{f' ({kinds}{stealth})' if kinds else ''}"


def _print_origin(article: Json) -> None:
    capture = article["capture"]
    _print_field("url", article["url"], wrap=False)
    if article["canonical_url"] != article["url"]:
        _print_field("canonical", article["canonical_url"], wrap=False)
    _print_field("captured", _utc(article["captured_at"]))
    _print_field("capture", f"{capture['address']} {capture['record_id']}", wrap=False)
    _print_field("digest", f"sha256:{capture['payload_digest']}", wrap=False)
    _print_field("extractor", article["extractor"], wrap=False)


def _join(state: str | None, reason: str | None) -> str | None:
    return f"{state}: {reason}" if reason else state
