"""Imports run, and what came of them printed: the runs' reports, then what is not in the archive and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.commands.report import print_reports, run_as_json
from crawler.importing.delivery import Refusal
from crawler.importing.intake import Brought, Intake, Refusals
from crawler.process import Crawled, CrawlOptions, crawl
from crawler.publication import Publication
from crawler.spiders.stored import StoredCaptureSpider
from storage import models
from storage.archive import Archive
from storage.commands.printing import print_line
from storage.errors import UnreadableInput
from storage.identity import find_article_id

_PRINTED = 20


@dataclass(frozen=True, slots=True)
class _Article:
    """An article that a file was brought in as."""

    label: str
    public_id: str
    title: str | None


def bring(
    intakes: Sequence[tuple[Publication, Intake]], refusals: Refusals, options: CrawlOptions, *, as_json: bool
) -> int:
    """Brings what there is into the archive and prints the account; gives the exit code.

    Where there is nothing to bring, no archive is made.
    """
    ready = {title.slug: (title, intake) for title, intake in intakes if intake.has_any()}
    ended: list[Crawled] = []
    code = 0
    if ready:
        ended, code = crawl(
            [title for title, _ in ready.values()],
            options,
            spider_of=lambda title: StoredCaptureSpider.bringing(title, ready[title.slug][1]),
        )
    accounts = [refusals, *(intake.misses for _, intake in ready.values())]
    articles = _identify([page for _, intake in ready.values() for page in intake.brought], options)
    if as_json:
        _print_json(ended, accounts, articles, options)
    else:
        _print(ended, accounts, articles, options)
    said = max(account.exit_code for account in accounts)
    if code or any(intake.has_kept for _, intake in ready.values()):
        return code or said
    if ready or not said:
        why = (
            "every page was left out, as the reasons say" if _counts(accounts) else "there is no page in what was given"
        )
        typer.echo(f"backfile: nothing was imported: {why}", err=True)
    return said or UnreadableInput.exit_code


def _identify(brought: list[Brought], options: CrawlOptions) -> list[_Article]:
    """The article of every page brought in."""
    if not brought:
        return []
    archive = Archive(options.archive, options.database_url)
    try:
        with archive.read() as session:
            return [found for page in brought if (found := _find_article(session, page))]
    finally:
        archive.close()


def _find_article(session: Session, page: Brought) -> _Article | None:
    public_id = find_article_id(session, page.publication, page.url, page.payload_digest)
    if public_id is None:
        return None
    titles = select(models.Reading.title).join(models.Article, models.Article.reading_id == models.Reading.id)
    return _Article(page.label, public_id, session.scalar(titles.where(models.Article.public_id == public_id)))


def _print(ended: list[Crawled], accounts: list[Refusals], articles: list[_Article], options: CrawlOptions) -> None:
    print_reports(ended, quiet=False, as_json=False, archive=options.archive)
    for article in articles:
        print_line(f"{article.public_id}  {article.label}  {article.title or '(no title: give --title)'}")
    named = _named(accounts)
    unexpected = [refusal for refusal in named if refusal.exit_code]
    for reason, count in (_counts(accounts) - Counter(refusal.reason for refusal in unexpected)).most_common():
        typer.echo(f"left out: {count} × {reason}{_example(named, reason)}")
    for refusal in unexpected[:_PRINTED]:
        typer.echo(f"backfile: {refusal}", err=True)
    if len(unexpected) > _PRINTED:
        typer.echo(f"backfile: and {len(unexpected) - _PRINTED} more; --json names them", err=True)


def _example(named: list[Refusal], reason: str) -> str:
    """The first thing left out for a reason that is to be expected; others have a sentence of their own."""
    first = next((refusal for refusal in named if refusal.reason == reason and not refusal.exit_code), None)
    return f", such as {first.label}" if first else ""


def _print_json(
    ended: list[Crawled], accounts: list[Refusals], articles: list[_Article], options: CrawlOptions
) -> None:
    print_reports(ended, quiet=True, as_json=False, archive=options.archive)
    answer = {
        "runs": [run_as_json(run) for run in ended],
        "articles": [{"file": found.label, "id": found.public_id, "title": found.title} for found in articles],
        "left_out": dict(_counts(accounts).most_common()),
        "named": [{"file": r.label, "reason": r.reason, "detail": r.detail} for r in _named(accounts)],
    }
    typer.echo(json.dumps(answer, ensure_ascii=False))


def _counts(accounts: list[Refusals]) -> Counter[str]:
    return sum((account.counts for account in accounts), Counter[str]())


def _named(accounts: list[Refusals]) -> list[Refusal]:
    return [refusal for account in accounts for refusal in account.named]
