"""Recipes of true aliases: forms of the address of one article, as sites make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.aliases.stories import SITE, Found, Press, Story

Recipe = Callable[[Press], Iterator[Found]]


def by_itself(story: Story, asked: str, *, declares: str | None = None, shows: Story | None = None) -> Found:
    """A page that answers itself."""
    return Found(story.number, asked, shows or story, canonical=declares)


def by_redirect(
    story: Story,
    asked: str,
    answered: str,
    *,
    shows: Story | None = None,
    announced: str | None = None,
    status: int = 301,
) -> Found:
    """A page that leads to another, which declares itself."""
    shown = shows or story
    return Found(story.number, asked, shown, answered, canonical=answered, status=status, announced=announced)


def tracking(press: Press) -> Iterator[Found]:
    """Parameters and fragments that tell how a reader came."""
    story = press.story()
    url = story.address()
    endings = [
        "?utm_source=feed&utm_medium=rss",
        "?fbclid=IwAR0",
        "#comments",
        "?cx_testId=1#cxrecs_s",
        "?share=x",
        "?gclid=1",
    ]
    for ending in press.chance.sample(endings, 3):
        yield by_itself(story, f"{url}{ending}", declares=url)
    yield by_itself(story, url, declares=url)


def hosts(press: Press) -> Iterator[Found]:
    """Schemes, hosts and slashes."""
    story = press.story(post_id=press.chance.random() < 0.5)
    url = story.address()
    bare = url.removeprefix("https://www.")
    forms = [
        f"http://{bare}",
        f"https://{bare}",
        f"https://m.{bare}",
        url.rstrip("/"),
        f"https://WWW.{bare}",
        f"//www.{bare}",
    ]
    for form in press.chance.sample(forms, 4):
        yield by_itself(story, form, declares=url)
    yield by_itself(story, url, declares=url)


def amp(press: Press) -> Iterator[Found]:
    """AMP forms that the rules know, with a little less text."""
    story = press.story()
    url = story.address()
    less = replace(story, paragraphs=story.paragraphs)
    host = url.removeprefix("https://www.")
    forms = [f"{url}amp/", f"{url}?amp=1", f"https://amp.{host}", f"{url}?outputType=amp"]
    for form in press.chance.sample(forms, 2):
        yield by_itself(story, form, declares=url, shows=less)
    yield by_itself(story, url, declares=url)


def foreign_amp(press: Press) -> Iterator[Found]:
    """AMP and print forms that no rule knows: only the canonical address tells."""
    story = press.story(post_id=press.chance.random() < 0.5)
    url = story.address()
    name = story.post_id or story.slug
    forms = [f"{SITE}/a/{name}", f"{SITE}/accelerated/story.php?story={name}", f"{SITE}/printing/{name}.html"]
    for form in press.chance.sample(forms, 2):
        yield by_itself(story, form, declares=url, shows=press.edited(story, share=0.03))
    yield by_itself(story, url, declares=url)


def print_forms(press: Press) -> Iterator[Found]:
    """Print forms that the rules know."""
    story = press.story()
    url = story.address()
    for form in (f"{url}print/", f"{url}?print=1"):
        yield by_itself(story, form, declares=url)
    yield by_itself(story, url, declares=url)


def new_slug(press: Press) -> Iterator[Found]:
    """A new slug with the same id: the old address redirects, before and after it was archived."""
    story = press.story()
    old, new = story.address(), story.address(slug="quite-another-name")
    yield by_itself(story, old, declares=old)
    yield by_redirect(story, old, new, shows=press.edited(story, title=True))
    yield by_redirect(story, story.address(slug="a-third-name"), new)


def new_slug_without_redirect(press: Press) -> Iterator[Found]:
    """A new slug or date with the same id, and both addresses answer."""
    story = press.story()
    year = press.chance.choice([2025, 2026])
    old, new = story.address(), story.address(slug="quite-another-name", year=year)
    yield by_itself(story, old, declares=new)
    yield by_itself(story, new, declares=new, shows=press.edited(story, share=0.04, title=True))


def new_date(press: Press) -> Iterator[Found]:
    """Another date in the address, the same id and the same words."""
    story = press.story()
    yield by_itself(story, story.address(), declares=story.address())
    yield by_itself(story, story.address(year=2027), declares=story.address(year=2027))


def two_sections(press: Press) -> Iterator[Found]:
    """One story in two sections, one of which is declared."""
    story = press.story(post_id=press.chance.random() < 0.5)
    url = story.address()
    yield by_itself(story, story.address(section="features"), declares=url)
    yield by_itself(story, url, declares=url)
    yield by_itself(story, story.address(section="markets"), declares=url)


def redirect_without_id(press: Press) -> Iterator[Found]:
    """A new slug on a site without ids, after the old one was archived; the story was edited as well."""
    story = press.story(post_id=False)
    old, new = story.address(), story.address(slug=f"{story.slug}-and-more")
    yield by_itself(story, old, declares=old)
    yield by_redirect(story, old, new, shows=press.edited(story, share=0.1, title=True), status=302)


def redirect_before_archiving(press: Press) -> Iterator[Found]:
    """An address that redirected from the first visit on: what was announced tells, or its words."""
    story = press.story(post_id=press.chance.random() < 0.5)
    url = story.address()
    yield by_redirect(story, f"{SITE}/?p={story.number}", url, announced=story.title)
    yield by_redirect(story, f"{SITE}/old/{story.slug}.html", url, status=302)
    yield by_redirect(story, f"{SITE}/go/{story.number}", url, status=308)


def late_redirect(press: Press) -> Iterator[Found]:
    """Two addresses archived as two articles, before one redirects to the other."""
    story = press.story(post_id=False)
    old, new = story.address(), story.address(slug=f"{story.slug}-and-more")
    yield by_itself(story, old, declares=old)
    yield by_itself(story, new, declares=new)
    yield by_redirect(story, old, new, shows=press.edited(story, share=0.05))


def late_canonical(press: Press) -> Iterator[Found]:
    """Two addresses archived as two articles, before one declares the other."""
    story = press.story(post_id=False)
    first, second = story.address(), story.address(section="features")
    yield by_itself(story, first, declares=first)
    yield by_itself(story, second, declares=second)
    yield by_itself(story, second, declares=first)


def rewritten_after_move(press: Press) -> Iterator[Found]:
    """A story that moved and was then rewritten from the first word to the last at its new address."""
    story = press.story(post_id=press.chance.random() < 0.5)
    old, new = story.address(), story.address(slug=f"{story.slug}-and-more")
    yield by_itself(story, old, declares=old)
    yield by_redirect(story, old, new)
    yield by_itself(story, new, declares=new, shows=press.edited(story, share=1.0, title=True))


def captions(press: Press) -> Iterator[Found]:
    """Forms of a page with a caption for a text, under one title and date."""
    story = replace(press.story(post_id=False), paragraphs=press.caption())
    url = story.address()
    yield by_itself(story, f"{SITE}/player/{story.number}", declares=url)
    yield by_itself(story, url, declares=url)


FORMS: tuple[Recipe, ...] = (
    tracking, hosts, amp, foreign_amp, print_forms, new_slug, new_slug_without_redirect, new_date, two_sections,
    redirect_without_id, redirect_before_archiving, late_redirect, late_canonical,
    rewritten_after_move, captions,
)  # fmt: skip
IN_ORDER = frozenset((new_slug, redirect_without_id, late_redirect, late_canonical, rewritten_after_move))
"""Recipes whose visits are a history; those of the others may come in any order."""
