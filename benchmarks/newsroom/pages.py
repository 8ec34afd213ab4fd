"""Drafts as pages of five systems: three of the sample publication's, Drupal, and WordPress with a block theme."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from benchmarks.newsroom.draft import Draft
from benchmarks.newsroom.surroundings import Surroundings
from crawler.sample import dive, head, larva, plain
from crawler.sample.article import Part, PartKind, SampleArticle
from crawler.sample.credits import author_path
from crawler.sample.masthead import SECTIONS, ZONE
from crawler.sample.plain import PlainFragments
from crawler.sample.templating import fill, list_items
from storage.items import Contributor, ContributorKind

FAMILIES = ("larva", "dive", "plain", "drupal", "blocks")
FIRST_ID = 13_200_000
SHOWN_BEFORE_GATE = 2
GATED = ("larva", "drupal", "blocks")
"""Systems with an element of their own for a gate; the others print a call to subscribe as a paragraph."""

CALL = "Subscribe to continue reading this article."

_SECTIONS = {"larva": "stage", "dive": "tech", "plain": "breaking", "drupal": "breaking", "blocks": "breaking"}
_TEMPLATES = Path(__file__).parent / "templates"


def family_of(number: int) -> str:
    """The system that publishes an article."""
    return FAMILIES[number % len(FAMILIES)]


def path_of(number: int) -> str:
    """The path of an article."""
    section = SECTIONS[_SECTIONS[family_of(number)]]
    return section.address.format(slug=f"story-{number}", id=FIRST_ID + number, category="news")


def render(draft: Draft, around: Surroundings) -> bytes:
    """The page of an article."""
    family = family_of(draft.number)
    article = _sample_article(draft, around, family)
    if family in ("drupal", "blocks"):
        return _fill_own(family, draft, article, around).encode()
    if family == "larva":
        own = {**larva.fields(article, around.targets, {}), "head": head.larva_head(article)}
    elif family == "dive":
        own = {**dive.fields(article, around.targets), "head": head.dive_head(article)}
    else:
        first, second = (around.targets[post_id] for post_id in around.box[:2])
        own = {**plain.fields(article, around.targets, (first, second)), "head": head.plain_head(article)}
    return fill(
        family,
        charset="utf-8",
        title=escape(article.title, quote=False),
        url=article.url,
        post_id=str(article.post_id),
        front=article.section.front,
        section=escape(article.section.name),
        **own,
    ).encode()


def _sample_article(draft: Draft, around: Surroundings, family: str) -> SampleArticle:
    contributors = tuple(Contributor(name, ContributorKind.PERSON, role=role) for name, role in draft.authors)
    printed = [f"{name}, {role}" if role else name for name, role in draft.authors]
    return SampleArticle(
        post_id=FIRST_ID + draft.number,
        slug=f"story-{draft.number}",
        section_slug=_SECTIONS[family],
        path=path_of(draft.number),
        title=draft.title_label + draft.title,
        standfirst=draft.standfirst,
        byline="By " + " and ".join(printed),
        photographs=None,
        contributors=contributors,
        published_at=draft.published_at,
        modified_at=draft.modified_at,
        tags=draft.tags,
        box=around.box,
        author_style="name",
        fault=None,
        lazy_image=False,
        related_box_by_script=False,
        parts=_parts(draft, around, family),
    )


def _parts(draft: Draft, around: Surroundings, family: str) -> tuple[Part, ...]:
    first, *rest = draft.texts()
    texts = [draft.label + first, *rest]
    if draft.is_gated:
        shown = [Part(PartKind.PARAGRAPH, (text,)) for text in texts[:SHOWN_BEFORE_GATE]]
        call = [] if family in GATED else [Part(PartKind.PARAGRAPH, (CALL,))]
        return (*_notices(draft.note), *shown, *call, Part(PartKind.CUT))
    paragraphs = around.furnish([Part(PartKind.PARAGRAPH, (text,)) for text in texts], family)
    below = () if _has_own_place(draft) else draft.notices
    return (*_notices(draft.note), *paragraphs, *_notices(*below))


def _notices(*texts: str) -> list[Part]:
    return [Part(PartKind.CORRECTION, (text,)) for text in texts if text]


def _has_own_place(draft: Draft) -> bool:
    """Drupal and the block theme print some corrections in an element of their own below the text."""
    own = bool(draft.notices) and draft.notices[0].startswith(("Correction", "Clarification"))
    return own and family_of(draft.number) in ("drupal", "blocks") and draft.number % 2 == 0


@cache
def _template(family: str) -> Template:
    return Template((_TEMPLATES / f"{family}.html").read_text(encoding="utf-8"))


def _fill_own(family: str, draft: Draft, article: SampleArticle, around: Surroundings) -> str:
    fragments = _Fragments(article, around.targets)
    popular, *box = (around.targets[post_id] for post_id in around.box)
    links = ((target.path, target.title) for target in box)
    published = article.published_at.astimezone(ZONE)
    corrections = draft.notices if _has_own_place(draft) and not draft.is_gated else ()
    return _template(family).substitute(
        title=escape(article.title),
        url=article.url,
        head=head.plain_head(article),
        standfirst=escape(draft.standfirst),
        byline=" and ".join(_author(name, role) for name, role in draft.authors),
        datetime=published.isoformat(),
        printed_date=f"{published:%B} {published.day}, {published.year}",
        body=fragments.body(),
        correction="".join(f'<div class="article-correction"><p>{escape(text)}</p></div>' for text in corrections),
        tags=", ".join(f'<a rel="tag" href="/t/{tag.lower()}/">{tag}</a>' for tag in draft.tags),
        navigation=list_items(("/news/", "News"), ("/opinion/", "Opinion")),
        box=list_items(*links),
        most_popular=f"<ol>{list_items((popular.path, popular.title))}</ol>",
        popular_href=popular.path,
        popular_title=escape(popular.title),
        ago=around.ago,
        counts=str(around.count),
        minutes=str(2 + around.count % 7),
        nonce=around.nonce,
    )


def _author(name: str, role: str | None) -> str:
    link = f'<a rel="author" href="{author_path(name)}">{name}</a>'
    return f"{link}, {role}" if role else link


class _Fragments(PlainFragments):
    def gate(self) -> str:
        """A call to subscribe, without a class that a rule could know."""
        return f'<div class="cta"><p>{CALL}</p><a href="/subscribe/">Subscribe</a></div>'

    def box(self) -> str:
        """The template has it."""
        return ""

    def ad(self) -> str:
        """An advertisement among the paragraphs."""
        return '<div class="ad-slot"><span>Advertisement</span></div>'
