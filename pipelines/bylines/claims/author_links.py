"""Links to an author's page, told by their address and by what they say."""

from __future__ import annotations

import re

_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|profiles?|people|staff|contributors?|writers?|journalists?"
    r"|reporters?|columnists?|redakteure?|editors?|signature|journaliste)/[^/?#]"
)
_PROFILE_QUERY = re.compile(r"[?&](?:author|author_name|autor)=")
_ELSEWHERE = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:twitter|x|facebook|instagram|linkedin|youtube|t|bsky|scholar\.google)\."
)
_LONGEST_ADDRESS = 500
_LEADS_AWAY = re.compile(
    r"(?:view|see|read|show|all|more|other|articles?|posts?|stories|search|browse|alles?|mehr|weitere|zeige|zur|voir|tous|ver|más"
    r"|todos|follow|latest|recent)\s[^,;|]{0,60}\b(?:by|from|of|von|de|par|posts|articles|stories|author|artikel|beiträge)\b"
    r"|articles? by|posts? by|folge\s|entfolgen",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:view|see|show|read) (?:all|more|bio|profile)(?: (?:posts|articles|stories|bio|profile))?\W*$"
    r"|(?:view|see|afficher|voir|ver|visualizza|mein|bekijk|visa|se)\b[^,;|]{0,20}"
    r"\b(?:profile|profil|perfil|profilo|profiel)\b[^,;|]{0,30}$",
    re.IGNORECASE,
)


def is_author_link(href: str) -> bool:
    """Whether an address is that of an author's page of the site."""
    address = href[:_LONGEST_ADDRESS].lower()
    if not _AUTHOR_PATH.search(address) and not _PROFILE_QUERY.search(address):
        return False
    return _ELSEWHERE.match(address) is None


def leads_away(line: str) -> bool:
    """Whether a line leads to more by the author ("All articles by …"), so that the byline ends before it."""
    return _LEADS_AWAY.match(line) is not None


def is_more(line: str) -> bool:
    """Whether a line is a link to more about the author, or by them ("View bio")."""
    return _MORE.match(line) is not None
