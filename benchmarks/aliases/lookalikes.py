"""Hostile recipes: addresses of several articles that share an id, a slug, a canonical address or a redirect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.aliases.forms import Recipe, by_itself, by_redirect
from benchmarks.aliases.stories import SISTER, SISTER_SLUG, SITE, Found, Press, Story


def same_slug_in_two_years(press: Press) -> Iterator[Found]:
    """The same title and slug every year, and all else new."""
    first = press.story(post_id=False, day=10)
    second = press.story(post_id=False, day=375, title=first.title)
    for story, year in ((first, 2026), (second, 2027)):
        yield by_itself(story, story.address(year=year), declares=story.address(year=year))


def same_id_in_another_section(press: Press) -> Iterator[Found]:
    """Two kinds of pages numbered alike."""
    story = press.story()
    other = replace(press.story(), post_id=story.post_id)
    yield by_itself(story, story.address(), declares=story.address())
    yield by_itself(other, other.address(section="gallery"), declares=other.address(section="gallery"))


def paginated(press: Press) -> Iterator[Found]:
    """Further pages of a story: own text, one title, one id, and a canonical address that is the first page's."""
    story = press.story(post_id=press.chance.random() < 0.5)
    url = story.address()
    yield by_itself(story, url, declares=url)
    for form in (f"{url}?page=2", f"{url}page/3/"):
        part = replace(press.story(), title=story.title, day=story.day, post_id=story.post_id)
        yield by_itself(part, form, declares=url)


def selected_by_parameter(press: Press) -> Iterator[Found]:
    """The parameter is the page."""
    for _ in range(3):
        story = press.story(post_id=False)
        yield by_itself(story, f"{SITE}/?p={story.number}", declares=f"{SITE}/?p={story.number}")


def canonical_home(press: Press) -> Iterator[Found]:
    """Every page declares the front page."""
    title = press.story().title if press.chance.random() < 0.5 else None
    for _ in range(3):
        story = press.story(post_id=False, title=title)
        yield by_itself(story, story.address(slug=f"{story.slug}-{story.number}-x"), declares=f"{SITE}/")


def canonical_section(press: Press) -> Iterator[Found]:
    """Every issue of a column declares its section; the titles are one, the texts from one mould."""
    mould = press.story(post_id=False, day=0)
    for day in range(3):
        share = press.chance.choice([0.3, 0.4, 1.0])
        issue = replace(press.edited(mould, share=share), number=press.story().number, day=day)
        yield by_itself(issue, f"{SITE}/prices/{issue.number}/", declares=f"{SITE}/prices/")


def canonical_other(press: Press) -> Iterator[Found]:
    """A template's fault: all pages declare one story's address."""
    story = press.story(post_id=False)
    yield by_itself(story, story.address(), declares=story.address())
    for _ in range(2):
        other = press.story(post_id=False)
        yield by_itself(other, other.address(), declares=story.address())


def canonical_crosswise(press: Press) -> Iterator[Found]:
    """Two stories that declare each other."""
    one, other = press.story(post_id=False), press.story(post_id=False)
    yield by_itself(one, one.address(), declares=other.address())
    yield by_itself(other, other.address(), declares=one.address())


def editions(press: Press) -> Iterator[Found]:
    """Two editions of a story: one id, one title, and half of the text of its own; or another language."""
    story = press.story()
    title = story.title if press.chance.random() < 0.5 else press.story().title
    other = replace(
        press.edited(story, share=press.chance.choice([0.5, 1.0])), number=press.story().number, title=title
    )
    for one, section in ((story, "uk"), (other, "us")):
        yield by_itself(one, one.address(section=section), declares=one.address(section=section))


def syndicated(press: Press) -> Iterator[Found]:
    """A copy at a sister title that declares the original's address, and the other way round."""
    story = press.story(post_id=False)
    copy = replace(story, number=press.story().number)
    there = story.address(site=SISTER)
    yield by_itself(story, story.address(), declares=story.address())
    yield Found(copy.number, there, copy, canonical=story.address(), publication=SISTER_SLUG)
    third = press.story(post_id=False)
    yield by_itself(third, third.address(), declares=there)


def removed_to_another(press: Press) -> Iterator[Found]:
    """Removed stories lead to another one: archived before or never, with ids or without."""
    has_id = press.chance.random() < 0.5
    target = press.story(post_id=has_id)
    removed = [press.story(post_id=has_id) for _ in range(3)]
    yield by_itself(removed[0], removed[0].address(), declares=removed[0].address())
    yield by_itself(target, target.address(), declares=target.address())
    for story in removed:
        yield _led(story, target, press.chance.choice([301, 302]))


def removed_issue_to_the_newest(press: Press) -> Iterator[Found]:
    """Old issues of a column lead to the newest: one title, texts from one mould, a day apart."""
    mould = press.story(post_id=False, day=0)
    issues = [
        replace(press.edited(mould, share=share), number=press.story().number, day=day)
        for day, share in enumerate((0.05, 0.2, 1.0))
    ]
    for issue in issues:
        url = f"{SITE}/prices/{issue.slug}-of-day-{issue.day}/"
        yield by_itself(issue, url, declares=url)
    newest = issues[-1] if press.chance.random() < 0.5 else issues[0]
    for issue in issues:
        if issue is not newest:
            urls = [f"{SITE}/prices/{one.slug}-of-day-{one.day}/" for one in (issue, newest)]
            yield by_redirect(issue, urls[0], urls[1], shows=newest)


def newest_story(press: Press) -> Iterator[Found]:
    """An address of each day's newest story, with that story's own canonical address; visited before it or after."""
    first = press.story(post_id=False, day=0)
    hub, mould = f"{SITE}/newest/{first.number}/", press.chance.random() < 0.5
    for day in range(4):
        story = press.story(post_id=False, day=day)
        if mould:
            story = replace(press.edited(first, share=0.3), number=story.number, day=day)
        url = f"{SITE}/newest/{first.number}/{day}/"
        visits = [by_itself(story, hub, declares=url), by_itself(story, url, declares=url)]
        yield from visits if press.chance.random() < 0.5 else reversed(visits)


def once_another(press: Press) -> Iterator[Found]:
    """A page that once serves another story, archived or not, with that story's canonical address."""
    one, other = press.story(post_id=False), press.story(post_id=False)
    visits = [by_itself(story, story.address(), declares=story.address()) for story in (one, other)]
    glitch = by_itself(one, one.address(), declares=other.address(), shows=other)
    yield from (visits[0], glitch, visits[1]) if press.chance.random() < 0.5 else (*visits, glitch)
    if press.chance.random() < 0.5:
        yield visits[0]


def used_again(press: Press) -> Iterator[Found]:
    """An address that led to a story, and has one of its own later."""
    old, new = press.story(post_id=False), press.story(post_id=False)
    short = f"{SITE}/?p={old.number}"
    yield by_itself(old, old.address(), declares=old.address())
    yield by_redirect(old, short, old.address(), announced=old.title)
    yield by_itself(new, short, declares=short)


def short_texts(press: Press) -> Iterator[Found]:
    """Pages with one caption for a text: in one section, numbered alike, or one of which leads to the next."""
    text, how = press.caption(), press.chance.choice(["canonical", "post-id", "redirect"])
    clips = [replace(press.story(post_id=False), paragraphs=text) for _ in range(3)]
    if how == "post-id":
        clips = [replace(clip, post_id=str(10_000_000 + clips[0].number)) for clip in clips]
    for clip in clips:
        yield by_itself(
            clip, clip.address(), declares=f"{SITE}/videos/{clips[0].number}/" if how == "canonical" else None
        )
    if how == "redirect":
        yield by_redirect(clips[0], clips[0].address(), clips[1].address(), shows=clips[1], status=302)


def same_id_redirected(press: Press) -> Iterator[Found]:
    """A removed story leads to another one with the same id."""
    story = press.story()
    other = replace(press.story(), post_id=story.post_id)
    yield by_itself(story, story.address(), declares=story.address())
    yield by_redirect(story, story.address(), other.address(section="gallery"), shows=other)


def _led(story: Story, target: Story, status: int) -> Found:
    return by_redirect(story, story.address(), target.address(), shows=target, announced=story.title, status=status)


LOOKALIKES: tuple[Recipe, ...] = (
    same_slug_in_two_years, same_id_in_another_section, paginated, selected_by_parameter, canonical_home,
    canonical_section, canonical_other, canonical_crosswise, editions, syndicated, removed_to_another,
    removed_issue_to_the_newest, newest_story, once_another, used_again, short_texts, same_id_redirected,
)  # fmt: skip
IN_ORDER = frozenset(
    (removed_to_another, removed_issue_to_the_newest, newest_story, once_another, used_again, short_texts,
     same_id_redirected)
)  # fmt: skip
"""Recipes whose visits are a history."""
