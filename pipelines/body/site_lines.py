"""Lines of the site that stand in a text without being part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.body.passages import Passage
from pipelines.rules import Rules
from pipelines.words import list_words
from storage.normal_form import normalise_text

MAX_LINE = 220
"""Characters: a longer passage is prose, whatever it starts with."""

MIN_LINKED = 0.5
"""Share of link text from which "read also" announces a link and begins no sentence."""

MAX_LABEL = 25
"""Characters of "read also" standing alone."""

_SITE_LINE = re.compile(
    r"(?:sign up (?:for|to|here)|sign up:|subscribe (?:to|now|today|here)|get (?:our|the) .{0,60}newsletter"
    r"|register (?:for|now)|join our|follow us|follow .{2,40} on (?:twitter|x|facebook|instagram|linkedin|google)"
    r"|like us on|share (?:this|on|via)\b|popular on \S|trending on \S|related (?:stories|articles|content|posts|news)$"
    r"|related:$|read (?:also|next|more)$|read more (?:about|on|from):?$|must read stories|most popular$|more from \S"
    r"|recommended (?:stories|for you|reading)$|advertisement$|advertorial$|sponsored$|sponsored by \S"
    r"|scroll to continue"
    r"|story continues below|article continues (?:below|after)|jump to comments|view comments|leave a (?:comment|reply)"
    r"|click here to (?:subscribe|sign|read|get)|download (?:our|the) .{0,30}app\b|(?:©|\(c\)|copyright\b)"
    r"|all rights reserved|the post .{3,200} appeared first on|(?:image|photo|picture) (?:credit|source)s?:"
    r"|photo(?:graph)? by|(?:getty images|shutterstock|reuters|istock)$|tags?:|filed under|topics?:|categories:"
    r"|in this article:|print$|share$|comments?$|\d+ comments?$|save$|listen$|editors.? picks?$"
    r"|\d{1,3} min(?:ute)?s? read$|you (?:may|might) (?:also )?(?:like|be interested)|support our journalism"
    r"|view (?:all posts|more articles) by|affiliate links?|as an amazon associate"
    r"|(?:advert|anzeige|werbung|publicidad|publicité|pubblicità|reklame|annonse)$|(?:recommended|related"
    r"|latest) videos?\b"
    r"|current issue$|subscribe$|log in$|sign in$|(?:[\w' ]{1,20}, (?:but )?)?(?:this|the) (?:video|audio|media|player)"
    r" (?:(?:has )?failed to|could not be|cannot be|can['’]t be|is not|is no longer) (?:load|play|available)"
    r"|watch the full (?:video|interview|episode)\b|scroll (?:for more|down|through)\b|pin (?:this|it|for later)"
    r"|(?:like|love) this story|(?:open|ouvri|öffne)s? in (?:a )?new (?:tab|window)"
    r"|empfohlener (?:redaktioneller|externer) inhalt|(?:vor )?\d{1,2} (?:std|stunden|min(?:utes?)?|hours?"
    r"|days?)\.?(?: ago)?$"
    r"|(?:was|is) this (?:page|article|story|post|answer) helpful)",
    re.IGNORECASE,
)
_ALSO_READ = re.compile(
    r"[*>»►•\[(]{0,3}\s{0,2}(?:(?:can |you can )?also (?:read|see)|read (?:also|more|next)|see also"
    r"|(?:leggi|leia|lea|lire|lees|les|läs|czytaj|lesen sie|mehr|voir|à lire|vedi|ver)"
    r" (?:anche|também|también|aussi|ook|også|också|auch|też|więcej|zum thema|mer|más))\b",
    re.IGNORECASE,
)


def drop_site_lines(passages: Sequence[Passage], rules: Rules) -> list[Passage]:
    """`passages` without taglines, calls and labels."""
    taglines = {fold(line) for line in rules.taglines}
    return [p for p in passages if not is_site_line(p) and not (taglines and fold(p.text) in taglines)]


def is_site_line(passage: Passage) -> bool:
    """Whether a short passage is a call, a label or a notice of the site."""
    if len(passage.text) > MAX_LINE:
        return False
    return _SITE_LINE.match(passage.text) is not None or _is_label_of_link(passage)


def is_label(text: str) -> bool:
    """Whether a text begins by announcing a link: Read also, Lees ook, Leggi anche."""
    return _ALSO_READ.match(text) is not None


def _is_label_of_link(passage: Passage) -> bool:
    """Whether a line says no more than that a link follows."""
    return is_label(passage.text) and (passage.linked > MIN_LINKED or len(passage.text) <= MAX_LABEL)


def fold(text: str) -> str:
    """What two printings of one line share: words, case and punctuation aside."""
    return " ".join(list_words(normalise_text(text).casefold()))
