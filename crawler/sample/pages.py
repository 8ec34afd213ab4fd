"""The pages of articles: each by the templates of its section's family, some with a wrong charset on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from crawler.sample import dive, head, larva, plain
from crawler.sample.announcements import articles_of
from crawler.sample.article import SampleArticle
from crawler.sample.manuscripts import read_manuscripts
from crawler.sample.related import Target, targets_of
from crawler.sample.templating import fill

LATEST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a page's bytes are made, and what header and meta element say of them."""

    actual: str = "utf-8"
    header: str = "UTF-8"
    meta: str = "UTF-8"


ENCODINGS = {
    "utf-8-called-latin-1": Encoding("utf-8", "ISO-8859-1", "windows-1252"),
    "windows-1252-called-utf-8": Encoding("windows-1252", "UTF-8", "UTF-8"),
}


def encoding_of(article: SampleArticle) -> Encoding:
    """How an article's page is encoded."""
    return ENCODINGS.get(article.fault or "", Encoding())


def render(article: SampleArticle) -> bytes:
    """The page of an article. What it shows of other articles is as the first edition has them."""
    encoding = encoding_of(article)
    targets = targets_of((*read_manuscripts(2), *read_manuscripts(1)))
    family = article.section.family
    if family == "larva":
        own = {**larva.fields(article, targets, _latest(article)), "head": head.larva_head(article)}
    elif family == "dive":
        own = {**dive.fields(article, targets), "head": head.dive_head(article)}
    else:
        own = {**plain.fields(article, targets, _neighbours(article)), "head": head.plain_head(article)}
    page = fill(
        family,
        charset=encoding.meta,
        title=escape(article.title, quote=False),
        url=article.url,
        post_id=str(article.post_id),
        front=article.section.front,
        section=escape(article.section.name),
        **own,
    )
    return page.encode(encoding.actual, "xmlcharrefreplace")


def _latest(article: SampleArticle) -> dict[str, list[Target]]:
    """Of each of its authors the latest articles when it was published, itself first."""
    until = [one for one in articles_of(1) if one.published_at <= article.published_at]
    return {
        writer.name: [
            Target(one.title, one.path, one.is_premium)
            for one in reversed(until)
            if any(writer.name == other.name for other in one.contributors)
        ][:LATEST_SHOWN]
        for writer in article.contributors
        if writer.kind.value == "person"
    }


def _neighbours(article: SampleArticle) -> tuple[Target | None, Target | None]:
    """The articles of its section before and after it, by the first edition."""
    section = [one for one in articles_of(1) if one.section_slug == article.section_slug]
    before = [one for one in section if one.published_at < article.published_at]
    after = [one for one in section if one.published_at > article.published_at]
    return (_target(before[-1]) if before else None, _target(after[0]) if after else None)


def _target(article: SampleArticle) -> Target:
    return Target(article.title, article.path, article.is_premium)
