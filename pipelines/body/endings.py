"""What stands after the end of a text without being part of it: sign-offs, authors' biographies, cards, notices.

Who reported and edited is read as a byline claim before the text is; here the line leaves the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.body.completeness import has_paywall_call
from pipelines.body.passages import Passage
from pipelines.bylines.claims.sign_off import is_credit_line
from pipelines.document import Document
from storage.items import BlockKind
from storage.normal_form import normalise_text

REACH = 0.7
"""Share of the text before which nothing is taken for its end."""

LAST = 6
"""Passages from the end in which a sign-off or a biography is looked for."""

MOSTLY = 0.8
"""Share of link text from which a heading is a link."""

MAX_LABEL = 80
"""Characters of the line that opens a section of the site at most."""

MAX_TEASER = 300
"""Characters of a card's teaser at most."""

MAX_NOTICE = 900
"""Characters of a notice, biography or sign-off at most."""

MAX_CALL = 200
"""Characters of the line by which a wall asks to log in at most; a longer passage has text beside it."""

MIN_NAME = 7
"""Characters of an author's name that a biography starts with."""

_SECTION = re.compile(
    r"(?:about the (?:author|writer|expert|reviewer)s?|about (?:us|me)|meet the author|(?:written|reviewed) by"
    r"|(?:share|send us|got) (?:your|a|an?) (?:story|tip|news)|get in touch|contact (?:us|info|details|information)"
    r"|pitch us|a message from|how to listen|connect with us|follow us"
    r"|(?:more|other|similar|recent|latest|related|suggested|recommended|featured)"
    r" (?:\S{1,20} ){0,2}(?:articles|stories|posts|reading|resources|news|recommendations|blogs?|content|videos"
    r"|topics|lists)"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested)|read (?:next|more|also)|(?:keep|continue) reading"
    r"|our services|our standards|share this|leave a (?:reply|comment)|join the (?:conversation|discussion)"
    r"|(?:die autorin|der autor|über (?:den autor|die autorin)|zur person|à propos de l['’]auteur|sobre el autor"
    r"|o autorze|om forfatteren|l['’]autore))\W{0,3}$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"[(\[—–-]{0,3}\s{0,2}(?:(?:additional |with )?(?:reporting|writing|research|editing)(?: and \w{5,10})? by\b"
    r"|(?:edited|compiled) by\b|with (?:files|reporting|additional reporting) (?:from|by)\b|(?:source|quelle"
    r"|fonte|kilde)s?:\s"
    r"|our standards:|(?:contact|reach) (?:the )?(?:staff )?(?:writer|reporter|author)s?\b"
    r"|(?:this|the) (?:story|article|post|piece|report|column|essay|interview)"
    r" (?:was|is|has been) (?:originally |first |also )?(?:published|produced|written|developed|made|supported"
    r"|created|updated|part)\b"
    r"|(?:a version of )?this (?:story|article|post) (?:originally |first )?appeared (?:on|in)\b)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:\*{0,3}\s?(?:disclaimer|disclosure|editor['’]s note|affiliate)\b|(?:this|our) (?:post|article|page"
    r"|site|content)"
    r"(?: may| might)? contains? affiliate|(?:we|i) (?:may|might) (?:earn|receive|get) (?:a "
    r"|an )?(?:\w+ )?(?:commission|compensation)"
    r"|(?:if you(?:['’]ve)? )?(?:like|liked|enjoyed?|found) this (?:story|article|post|piece|newsletter|interview)"
    r"|was this (?:page|article|story|post|guide|answer) helpful|thanks? (?:you )?for (?:your feedback|reading"
    r"|subscribing)"
    r"|get in touch with our\b|to (?:browse|see|read) all\b|for more (?:stories|news|articles) (?:like|from|about|on)\b"
    r"|check out (?:our|the|these)\b|visit (?:our|us)\b|get \S+ (?:monthly|weekly|daily)\b|.{1,60} is a production of\b"
    r"|our website is|pin (?:this|it|for later)|become a (?:member|paid|subscriber|patron)|support (?:our|us)\b"
    r"|have (?:a|you got) (?:story|tip|news)|do you have (?:a story|an issue|a tip)|photo(?:s|graphs?)?(?: by"
    r"|:)|image:)",
    re.IGNORECASE,
)


def drop_endings(passages: Sequence[Passage], document: Document) -> list[Passage]:
    """`passages` up to the last that is text."""
    first = _find_reach([len(passage.text) for passage in passages])
    kept = _drop_sections(passages[: _find_cards(passages, first)], first)
    names = author_names(document)
    while len(kept) > max(first, 1) and _is_afterword(kept[-1], names):
        kept.pop()
    if len(kept) > max(first, 1) and kept[-1].kind is BlockKind.HEADING:
        kept.pop()
    return [p for i, p in enumerate(kept) if i < max(first, len(kept) - LAST) or not _is_sign_off(p)]


def drop_calls(passages: Sequence[Passage]) -> list[Passage]:
    """A stub's passages without the lines at the end by which its wall asks to subscribe or log in."""
    last = max(len(passages) - LAST, 1)
    return [p for i, p in enumerate(passages) if i < last or len(p.text) > MAX_CALL or not has_paywall_call([p.text])]


def _find_reach(lengths: Sequence[int]) -> int:
    """Index of the first passage beyond `REACH` of the text."""
    total, passed = sum(lengths), 0
    for index, length in enumerate(lengths):
        if passed >= REACH * total:
            return max(index, 1)
        passed += length
    return len(lengths)


def _drop_sections(passages: Sequence[Passage], first: int) -> list[Passage]:
    """`passages` without sections of the site near the end; each ends where the text has its next heading."""
    kept: list[Passage] = []
    is_dropping = False
    for index, passage in enumerate(passages):
        if index >= first and _opens_section(passage):
            is_dropping = True
        elif is_dropping and passage.kind is BlockKind.HEADING and passage.linked <= MOSTLY:
            is_dropping = False
        if not is_dropping:
            kept.append(passage)
    return kept


def _opens_section(passage: Passage) -> bool:
    is_line = passage.kind is BlockKind.HEADING or passage.kind is BlockKind.PARAGRAPH
    return is_line and len(passage.text) <= MAX_LABEL and _SECTION.match(passage.text) is not None


def _find_cards(passages: Sequence[Passage], first: int) -> int:
    """Where cards of other stories begin: linked headings with short teasers, and no other headings, up to the end."""
    headings = [i for i, p in enumerate(passages) if p.kind is BlockKind.HEADING]
    linked = [i for i in headings if passages[i].linked > MOSTLY]
    if len(linked) < 2 or linked[0] < first or len([i for i in headings if i > linked[0]]) >= len(linked):
        return len(passages)
    if any(len(passage.text) > MAX_TEASER for passage in passages[linked[0] :]):
        return len(passages)
    return linked[0]


def _is_afterword(passage: Passage, names: Sequence[str]) -> bool:
    if len(passage.text) > MAX_NOTICE:
        return False
    return _is_sign_off(passage) or _NOTICE.match(passage.text) is not None or _is_biography(passage, names)


def _is_sign_off(passage: Passage) -> bool:
    if len(passage.text) > MAX_NOTICE:
        return False
    return _SIGN_OFF.match(passage.text) is not None or is_credit_line(passage.text)


def _is_biography(passage: Passage, names: Sequence[str]) -> bool:
    start = passage.text[:120].casefold()
    return any(start.startswith(f"{name} ") for name in names)


def author_names(document: Document) -> list[str]:
    """Names that metadata gives as authors, folded; no organisation's one-word name."""
    printed = [content for key, content in document.metas if key in {"author", "article:author", "parsely-author"}]
    for data in document.json_ld:
        authors = data.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            printed += [name] if isinstance(name, str) else []
    folded = {normalise_text(name[:100]).casefold() for name in printed}
    return [name for name in folded if len(name) >= MIN_NAME and " " in name]
