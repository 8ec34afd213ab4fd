"""A definition is refused with file, key and reason; families join; rules are dated by the day of capture."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

from crawler.definitions import load, load_all, load_file
from crawler.publication import Crawl, Expectations, Pages, Publication, Revisit, Source
from pipelines.rules import RelatedRule, Rules
from storage.errors import BadDefinition, UnknownPublication

SOUND = """
name = "The Gazette"
home = "https://gazette.example/"
timezone = "America/Los_Angeles"
[[sources]]
kind = "feed"
url = "https://gazette.example/feed/"
[pages]
include = ['^https://gazette\\.example/\\d{4}/']
"""


def write(directory: Path, text: str, *, name: str = "gazette.toml") -> Path:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


BROKEN = {
    "no TOML": ("name = ", "", "not TOML"),
    "no name": (SOUND.replace('name = "The Gazette"', ""), "name", "required"),
    "empty name": (SOUND.replace("The Gazette", ""), "name", "at least 1"),
    "unknown key": ("colour = 'red'\n" + SOUND, "colour", "not permitted"),
    "slug inside": ("slug = 'x'\n" + SOUND, "slug", "file's name"),
    "no web address": (SOUND.replace("https://gazette.example/feed/", "gazette.example"), "sources.0.url", "no http"),
    "home of another scheme": (SOUND.replace('home = "https:', 'home = "ftp:'), "home", "no http"),
    "unknown kind": (SOUND.replace('"feed"', '"telex"'), "sources.0.kind", "feed"),
    "no sources": (SOUND[: SOUND.index("[[sources]]")] + SOUND[SOUND.index("[pages]") :], "sources", "required"),
    "no patterns": (SOUND[: SOUND.index("include")] + "include = []\n", "pages.include", "at least 1"),
    "broken pattern": (SOUND[: SOUND.index("include")] + "include = ['(']\n", "pages.include.0", "regular expression"),
    "broken selector": (SOUND + "section_links = ['a[']\n", "pages.section_links.0", "not a CSS selector"),
    "unknown zone": (SOUND.replace("America/Los_Angeles", "PST8"), "timezone", "IANA"),
    "no length of time": (SOUND.replace('feed/"', 'feed/"\nevery = "often"'), "sources.0.every", "15 minutes"),
    "negative delay": (SOUND + "[crawl]\ndelay = -1\n", "crawl.delay", "greater than or equal to 0"),
    "too many at once": (SOUND + "[crawl]\nconcurrency = 99\n", "crawl.concurrency", "less than or equal to 16"),
    "share above one": (SOUND + "[expect]\nbyline = 95\n", "expect.byline", "less than or equal to 1"),
    "rules as one table": (SOUND + "[rules]\nbody = ['p']\n", "rules", "[[rules]]"),
    "broken rule": (SOUND + "[[rules]]\nbody = ['p >']\n", "rules.0.body.0", "not a CSS selector"),
    "selector without XPath": (SOUND + "[[rules]]\nbody = ['p::before']\n", "rules.0.body.0", "not a CSS selector"),
    "broken box": (SOUND + "[[rules]]\nrelated = [{ box = '.a[' }]\n", "rules.0.related.0.box", "not a CSS selector"),
    "unknown kind of related": (
        SOUND + "[[rules]]\nrelated = [{ box = '.a', kind = 'paid' }]\n",
        "rules.0.related.0.kind",
        "editorial",
    ),
    "id without group": (SOUND + "[[rules]]\npost_id = '\\d+'\n", "rules.0.post_id", "brackets"),
    "unknown rule": (SOUND + "[[rules]]\nheadline = ['h1']\n", "rules.0.headline", "not permitted"),
    "zone of rules": (SOUND + "[[rules]]\ntimezone = 'Pacific'\n", "rules.0.timezone", "IANA"),
    "until in quotes": (SOUND + "[[rules]]\nuntil = '2022-12-31'\n[[rules]]\n", "rules.0.until", "without quotes"),
    "until with a time": (SOUND + "[[rules]]\nuntil = 2022-12-31T00:00:00\n", "rules.0.until", "or time"),
    "newest first": (
        SOUND + "[[rules]]\nuntil = 2022-12-31\n[[rules]]\nuntil = 2020-12-31\n",
        "rules",
        "oldest `until` first",
    ),
    "two open ends": (SOUND + "[[rules]]\n[[rules]]\n", "rules", "only the last has none"),
    "no such family": ("family = 'royal'\n" + SOUND, "family", "no royal.toml"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "key", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_wrong_definition_is_refused_with_file_key_and_reason(
    tmp_path: Path, text: str, key: str, reason: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(BadDefinition) as refusal:
        load_file(path)
    assert refusal.value.file == str(path)
    assert refusal.value.key == key
    assert reason in refusal.value.reason


def test_a_definition_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazette.toml"
    path.write_bytes(b"name = '\xff'")
    with pytest.raises(BadDefinition, match="not TOML"):
        load_file(path)


@pytest.mark.parametrize("slug", ["nowhere", "../gazette", "families/pmc", ""])
def test_a_slug_without_a_file_is_unknown(tmp_path: Path, slug: str) -> None:
    with pytest.raises(UnknownPublication, match="there is no publication"):
        load(slug, directory=tmp_path)


def test_the_file_name_is_the_slug(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    assert load("gazette", directory=tmp_path).slug == "gazette"


def test_publications_come_by_slug_and_families_are_none(tmp_path: Path) -> None:
    for name in ("zeta.toml", "alpha.toml"):
        write(tmp_path, SOUND, name=name)
    write(tmp_path, "about = 'x'", name="families/royal.toml")
    assert [publication.slug for publication in load_all(directory=tmp_path)] == ["alpha", "zeta"]


FAMILY = """
[[rules]]
until = 2022-12-31
body = [".old"]
remove = [".ad"]
[[rules]]
body = [".new"]
remove = [".ad"]
timezone = "UTC"
"""


def family_rules(tmp_path: Path, own: str, day: date) -> Rules:
    write(tmp_path, FAMILY, name="families/royal.toml")
    publication = load_file(write(tmp_path, 'family = "royal"\n' + SOUND + own))
    return publication.rules_at(datetime(day.year, day.month, day.day, 20, tzinfo=UTC))


def test_a_family_gives_what_the_title_leaves_out(tmp_path: Path) -> None:
    assert family_rules(tmp_path, "", date(2024, 1, 1)).body == (".new",)


def test_lists_of_the_title_come_before_those_of_the_family(tmp_path: Path) -> None:
    own = "[[rules]]\nremove = ['.promo', '.ad']\n"
    assert family_rules(tmp_path, own, date(2024, 1, 1)).remove == (".promo", ".ad")


def test_single_values_of_the_title_replace_those_of_the_family(tmp_path: Path) -> None:
    assert family_rules(tmp_path, "[[rules]]\ntimezone = 'Europe/Paris'\n", date(2024, 1, 1)).timezone == "Europe/Paris"


@pytest.mark.parametrize(
    ("day", "body"),
    [(date(2019, 6, 1), (".first", ".old")), (date(2021, 6, 1), (".old",)), (date(2024, 1, 1), (".new",))],
)
def test_dates_of_title_and_family_are_kept_apart(tmp_path: Path, day: date, body: tuple[str, ...]) -> None:
    assert family_rules(tmp_path, "[[rules]]\nuntil = 2019-12-31\nbody = ['.first']\n", day).body == body


def test_a_wrong_family_is_named_as_the_wrong_file(tmp_path: Path) -> None:
    family = write(tmp_path, "[[rules]]\nbody = ['p[']\n", name="families/royal.toml")
    with pytest.raises(BadDefinition) as refusal:
        load_file(write(tmp_path, 'family = "royal"\n' + SOUND))
    assert (refusal.value.file, refusal.value.key) == (str(family), "rules.0.body.0")


def test_a_family_holds_rules_only(tmp_path: Path) -> None:
    write(tmp_path, "name = 'x'\n", name="families/royal.toml")
    with pytest.raises(BadDefinition, match="`about` and `rules` only"):
        load_file(write(tmp_path, 'family = "royal"\n' + SOUND))


DATED = SOUND + "[[rules]]\nuntil = 2022-12-31\nbody = ['.old']\n[[rules]]\nbody = ['.new']\n"


@pytest.mark.parametrize(
    ("captured_at", "body"),
    [
        (datetime(2022, 12, 31, 12, tzinfo=UTC), ".old"),
        (datetime(2023, 1, 1, 7, 59, tzinfo=UTC), ".old"),
        (datetime(2023, 1, 1, 8, 0, tzinfo=UTC), ".new"),
    ],
    ids=["on the last day", "still the last day in Los Angeles", "the next day in Los Angeles"],
)
def test_rules_hold_until_the_end_of_their_last_day_in_the_publications_zone(
    tmp_path: Path, captured_at: datetime, body: str
) -> None:
    assert load_file(write(tmp_path, DATED)).rules_at(captured_at).body == (body,)


def test_after_the_last_dated_rules_general_ones_hold(tmp_path: Path) -> None:
    publication = load_file(write(tmp_path, SOUND + "[[rules]]\nuntil = 2022-12-31\nbody = ['.old']\n"))
    assert publication.rules_at(datetime(2024, 1, 1, tzinfo=UTC)).body == ()


def test_rules_know_name_zone_and_language_of_their_publication(tmp_path: Path) -> None:
    rules = load_file(write(tmp_path, SOUND)).rules_at(datetime(2024, 1, 1, tzinfo=UTC))
    assert (rules.mastheads, rules.timezone, rules.language) == (("The Gazette",), "America/Los_Angeles", "en")


def test_the_rules_of_one_span_are_one_object(tmp_path: Path) -> None:
    publication = load_file(write(tmp_path, DATED))
    first, second = (publication.rules_at(datetime(2024, 1, day, tzinfo=UTC)) for day in (1, 2))
    assert first is second


def test_rules_that_are_closed_keep_their_digest() -> None:
    today = Rules(body=(".old",))
    assert Rules(until=date(2026, 11, 30), body=(".old",)).digest == today.digest


def test_rules_that_read_otherwise_have_another_digest() -> None:
    digests = {Rules(body=(".a",)).digest, Rules(body=(".b",)).digest, Rules(remove=(".a",)).digest, Rules().digest}
    assert len(digests) == 4


def test_the_first_revisit_that_fits_counts(tmp_path: Path) -> None:
    own = "[[revisit]]\nurl = '/vip/'\nafter = ['90 days']\n[[revisit]]\nafter = ['1 day']\n"
    publication = load_file(write(tmp_path, SOUND + own))
    assert publication.schedule_of("https://gazette.example/vip/a").after == (timedelta(days=90),)
    assert publication.schedule_of("https://gazette.example/2024/a").after == (timedelta(days=1),)


def test_an_excluded_page_is_not_accepted(tmp_path: Path) -> None:
    publication = load_file(write(tmp_path, SOUND + "exclude = ['/gallery/']\n"))
    assert publication.accepts("https://gazette.example/2024/a-story/")
    assert not publication.accepts("https://gazette.example/2024/gallery/a-story/")


PAGE = Path(__file__).parents[2] / "docs" / "add-a-publication.md"


@pytest.mark.parametrize(
    "part",
    [Publication, Source, Pages, Crawl, Revisit, Expectations, Rules, RelatedRule],
    ids=lambda part: part.__name__,
)
def test_every_key_is_explained(part: type[BaseModel]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    explained = {key for line in text.splitlines() if line.startswith("|") for key in re.findall(r"`(\w+)`", line)}
    headed = set(re.findall(r"^### `\[+(\w+)\]+`", text, re.MULTILINE))
    assert part.model_fields.keys() - explained - headed - {"slug"} == set()
