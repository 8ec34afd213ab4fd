"""No name is made up: each stands in the page, but for the changes that docs/bylines.md lists."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.bylines import decide_byline, extract_byline_claims
from pipelines.bylines.words.agencies import ALIASES
from pipelines.document import Document, parse_document
from pipelines.rules import NO_RULES
from storage.items import BylineClaim, Contributor

CASES = sorted((Path(__file__).parents[2] / "publications").glob("*/*/page.html"))
NAMES = ("Mira Halvorsen", "K.L. Orbison", "TOBIN O'MALLORY", "Inés de la Vega", "ada quince", "Orbison, Mira", "quill",
         "Perry Wyatt Jr.", "Dr. Léa Montclar", "Olena Ставок", "梧桐 李", "The Daily Herring", "Herring Staff", "AP",
         "Reuters", "admin", "mira@herring.example", "https://herring.example/mira", "Quill & Wyatt")  # fmt: skip
LEADS = ("By {}", "Von {}", "{}", "Written by {}", "{}, Senior Editor", "Photographs by {}", "{} and Roy Wyatt",
         "{} | 3 May 2024", "(Reporting by {}; Editing by Roy Wyatt)", "{} contributed to this report.")  # fmt: skip
PLACES = ('<p class="byline">{}</p>', '<a rel="author" href="/author/x/">{}</a>', '<span itemprop="author">{}</span>',
          "<p>{}</p>", '<div class="meta"><h5>Author:</h5>{}<br></div>', '<div class="author-box"><b>{}</b> is busy.</div>',
          '<div class="post-meta"><span>{}</span><time>3 May 2024</time></div>', '<aside class="about-author">{}</aside>',
          '<article class="card"><h3><a href="/other/">The bridge that never was built</a></h3><i class="by">{}</i></article>',
          '<figure><figcaption class="author">{}</figcaption></figure>')  # fmt: skip
HEADS = ('<meta name="author" content="{}">', '<meta name="citation_author" content="{}">',
         '<meta property="og:site_name" content="{}">', '<meta name="twitter:creator" content="{}">')  # fmt: skip

printed = st.builds(lambda lead, name: lead.format(name), st.sampled_from(LEADS), st.sampled_from(NAMES))
bodies = st.lists(st.builds(lambda place, text: place.format(html.escape(text)), st.sampled_from(PLACES), printed))
heads = st.lists(
    st.builds(lambda head, name: head.format(html.escape(name)), st.sampled_from(HEADS), st.sampled_from(NAMES))
)
linked = st.lists(st.sampled_from(NAMES), max_size=3)


def page_of(head: list[str], authors: list[str], body: list[str]) -> Document:
    article = {"@type": "NewsArticle", "author": [{"@type": "Person", "name": name} for name in authors]}
    script = f'<script type="application/ld+json">{json.dumps(article)}</script>'
    markup = f"<html><head>{''.join(head)}{script}</head><body><h1>The bridge falls</h1>{''.join(body)}</body></html>"
    return parse_document(markup.encode(), "https://herring.example/bridge/", "text/html; charset=utf-8")


LEAD_WORDS = frozenset({"By", "BY", "Von"})
"""Words that begin in a capital and lead in a name without a mark between."""

Contributors = Sequence[Contributor]


def texts_of(claims: Sequence[BylineClaim]) -> list[str]:
    """What the claims print, line by line, and the names their markup keeps apart; runs of blanks are one."""
    printed = [line for claim in claims for text in (claim.printed, *claim.names) for line in text.split("\n")]
    return [" ".join(line.split()) for line in printed]


def iter_printings(text: str, name: str) -> Iterator[tuple[str, str, str]]:
    """(before, printed, behind) for every place of a text where a name's letters stand, whatever their case."""
    for found in re.finditer(re.escape(name), text, re.IGNORECASE):
        yield text[: found.start()], found[0], text[found.end() :]


def is_whole(before: str, behind: str, entry: Contributor) -> bool:
    """Whether a name ends where it is cut: no letter and no word in a capital touches it, but for known ones."""
    said = f"{entry.honorific or ''} {entry.role or ''} {entry.affiliation or ''} {entry.credentials or ''}".split()
    if re.search(r"[\w'’-]$", before) or re.match(r"[\w’-]|'\w", behind):
        return False
    last, first = re.findall(r"(\S+) $", before), re.findall(r"^ (\w\S*)", behind)
    leads = all(word in {*LEAD_WORDS, *said} or not word[-1].isalnum() or word[0].islower() for word in last)
    return leads and all(word.strip(",;") in said or word[0].islower() for word in first)


def is_same(printed: str, name: str) -> bool:
    """Whether each word is the printed one, or has its usual case where all of it was printed in capitals."""
    pairs = list(zip(printed.split(), name.split(), strict=True))
    recased = (named[:1].isupper() or named.islower() for was, named in pairs if was != named)
    return all(was == named or was.isupper() for was, named in pairs) and all(recased)


def is_printed(entry: Contributor, texts: Sequence[str]) -> bool:
    """Whether a contributor's name stands in a claim as it is, or changed by a rule of docs/bylines.md alone."""
    for text in texts:
        for before, printed, behind in iter_printings(text, entry.name):
            if is_same(printed, entry.name) and is_whole(before, behind, entry):
                return True
        if any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in ALIASES.get(entry.name, ())):
            return True
        given, _, surname = entry.name.rpartition(" ")
        if any(is_whole(before, behind, entry) for before, _, behind in iter_printings(text, f"{surname}, {given}")):
            return True
    return False


def made_up(claims: Sequence[BylineClaim], contributors: Contributors) -> list[str]:
    """The names that no claim prints so."""
    texts = texts_of(claims)
    return [entry.name for entry in contributors if not is_printed(entry, texts)]


def made_up_on(document: Document) -> list[str]:
    claims = extract_byline_claims(document, NO_RULES)
    return made_up(claims, decide_byline(claims)[1])


@given(heads, linked, bodies)
@settings(max_examples=150, deadline=None)
def test_every_name_of_a_generated_page_stands_in_it(head: list[str], authors: list[str], body: list[str]) -> None:
    assert made_up_on(page_of(head, authors, body)) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_every_name_of_a_recorded_page_stands_in_it(path: Path) -> None:
    document = parse_document(path.read_bytes(), "https://herring.example/a/", "text/html; charset=utf-8")
    assert made_up_on(document) == []


def by_word(change: Callable[[list[str]], list[str]]) -> Callable[[Contributors], Contributors]:
    return lambda read: [replace(one, name=" ".join(change(one.name.split()))) for one in read]


def by_name(change: Callable[[str], str]) -> Callable[[Contributors], Contributors]:
    return lambda read: [replace(one, name=change(one.name)) for one in read]


def with_surnames_swapped(read: Contributors) -> Contributors:
    surnames = [one.name.split()[-1] for one in read]
    return [
        replace(one, name=" ".join([*one.name.split()[:-1], surname]))
        for one, surname in zip(read, reversed(surnames), strict=True)
    ]


SPOILED = {
    "first word alone": (by_word(lambda words: words[:1]), "By Mira Halvorsen"),
    "last word alone": (by_word(lambda words: words[-1:]), "By Mira Halvorsen"),
    "last word dropped": (by_word(lambda words: words[:-1]), "By Perry Wyatt Orbison"),
    "suffix dropped": (by_word(lambda words: words[:-1]), "By Perry Wyatt Jr."),
    "words reversed": (by_word(lambda words: words[::-1]), "By Mira Halvorsen"),
    "surname first kept": (by_word(lambda words: words[::-1]), "Orbison, Mira"),
    "last letter dropped": (by_name(lambda name: name[:-1]), "By Mira Halvorsen"),
    "first letter dropped": (by_name(lambda name: name[1:]), "By Mira Halvorsen"),
    "title case": (by_name(str.title), "By ada quince"),
    "capitals": (by_name(str.upper), "By Mira Halvorsen"),
    "lower case of capitals": (by_name(lambda name: name.swapcase()), "By Mira Halvorsen"),
    "full stops stripped": (by_name(lambda name: name.replace(".", "")), "By K.L. Orbison"),
    "apostrophe stripped": (by_name(lambda name: name.replace("'", "")), "By Tobin O'Malley"),
    "hyphen stripped": (by_name(lambda name: name.replace("-", " ")), "By Anne-Lise Quill"),
    "diacritics stripped": (by_name(lambda name: name.replace("é", "e")), "By Inés Vega"),
    "blank stripped": (by_name(lambda name: name.replace(" ", "")), "By Mira Halvorsen"),
    "word added": (by_name(lambda name: f"The {name}"), "By Mira Halvorsen"),
    "lead kept": (by_name(lambda name: f"{name} And"), "By Mira Halvorsen and Roy Wyatt"),
    "surnames swapped": (with_surnames_swapped, "By Mira Halvorsen and Roy Wyatt"),
}


@pytest.mark.parametrize(("spoil", "printed"), SPOILED.values(), ids=SPOILED)
def test_name_that_is_spoiled_is_noticed(spoil: Callable[[Contributors], Contributors], printed: str) -> None:
    claims = extract_byline_claims(page_of([], [], [f'<p class="byline">{printed}</p>']), NO_RULES)
    read = decide_byline(claims)[1]
    assert read
    assert made_up(claims, read) == []
    assert made_up(claims, spoil(read)) != []


def test_there_are_recorded_pages() -> None:
    assert CASES
