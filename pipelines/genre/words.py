"""The words by which publications name a genre: as a section or kicker, in an address, in a headline.

Words that name a subject as often as a form (live, press, test, photos, comment as a verb) count only in the places
where they name the form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from storage.items import Genre

_LABELS = {
    Genre.SPONSORED: (
        r"(?:sponsored|paid|partner|branded|promoted|native|advertis(?:er|ing|ement)|sponsor)[ -]?(?:content|posts?"
        r"|articles?|stor(?:y|ies)|features?)?|paid for by .{1,60}|content from our partners?|brand ?(?:studio"
        r"|voice)s?"
        r"|advertorials?|anzeigen?|bezahlte anzeige|publireportage|publi-?r[ée]dactionnel|contenu sponsorisé"
        r"|contenido patrocinado|publirreportaje|contenuto sponsorizzato|branded content|partnerinhalt"
        r"|annonssamarbete"
    ),
    Genre.PRESS_RELEASE: (
        r"(?:press|news|media) ?releases?|pressemitteilung(?:en)?|pressemeldung(?:en)?|presseaussendung(?:en)?"
        r"|communiqués?(?: de presse)?|comunicad[oa]s?(?: de prensa)?|notas? de prensa|comunicat[oi] stampa"
        r"|persbericht(?:en)?|pressmeddelanden?|pressemelding(?:er)?"
    ),
    Genre.LIVE_BLOG: r"live ?blogs?|live ?updates?|live ?coverage|live ?ticker|en direct|direkte|minuto a minuto",
    Genre.PODCAST: r"(?:[\w'’]+ ){0,3}podcasts?(?: episodes?)?",
    Genre.VIDEO: r"videos?|watch|video (?:interviews?|news|clips?)|vidéos?|vídeos?",
    Genre.GALLERY: (
        r"(?:photo ?|image ?|picture ?)?galler(?:y|ies)|slide ?shows?|photo essays?|in (?:pictures|photos)"
        r"|bildergalerien?"
        r"|fotostrecken?|fotogalerien?|diaporamas?|galer[íi]as?(?: de (?:fotos|imágenes))?|fotogaller(?:y|ia|ie)"
    ),
    Genre.OBITUARY: (
        r"obituar(?:y|ies)|obits?|in memoriam|nachrufe?|nécrologies?|necrológicas?|obituarios?"
        r"|necrologi[ae]?"
    ),
    Genre.INTERVIEW: (
        r"(?:.{0,30}\b)?interviews?|q ?(?:&|and|\+) ?as?|questions? (?:&|and) answers?|in conversation(?: with)?"
        r"|im gespräch|gespräche?|entretiens?|entrevistas?|interviste?|intervju(?:er|et)?"
    ),
    Genre.REVIEW: (
        r"(?:.{0,30}\b)?reviews?|(?:.{0,30}\b)?(?:film|buch|album|theater|konzert|tv)?kritik(?:en)?|testberichte?"
        r"|rezension(?:en)?"
        r"|critiques?|recensioni?|recensie?s?|rese[ñn]as?|\w{0,12}tests?|anmeldelser?|recension(?:er)?"
    ),
    Genre.OPINION: (
        r"opinions?(?: .{0,30})?|(?:guest )?op-?eds?|(?:guest )?commentar(?:y|ies)|(?:guest )?columns?"
        r"|columnists?|comment"
        r"|editorials?|viewpoints?|voices|perspectives?|letters(?: to the editor)?|(?:gast)?kommentare?"
        r"|meinung(?:en)?"
        r"|kolumnen?|leitartikel|glossen?|tribunes?|chroniques?|éditor(?:ial|iaux)|opini[óo]n(?:es)?|columnas?"
        r"|opinioni?"
        r"|editoriali?|debatt|ledare|opinie|meningen?"
    ),
}
LABELS = {genre: re.compile(pattern, re.IGNORECASE) for genre, pattern in _LABELS.items()}
"""What a section, kicker or category is called, all of it."""

NO_CATEGORIES = frozenset(
    {"column", "columns", "comment", "comments", "letter", "video", "videos", "watch", "voices", "test"}
)
"""Words that in a class name say what a page looks like or has in it."""

_SEGMENTS = {
    Genre.SPONSORED: (
        r"sponsored(?:-\w+)?|(?:paid|partner|branded|promoted|native|advertiser|sponsor)-(?:content|posts?|articles?)"
        r"|paidpost|partnercontent|brand-?(?:studio|voice)|advertorials?"
    ),
    Genre.PRESS_RELEASE: (
        r"(?:press|news|media)-?releases?|presse?mitteilung[\w-]*|pressemeldung[\w-]*|presseaussendung[\w-]*|presserom"
        r"|pressroom"
        r"|press-room|communiques?(?:-de-presse)?|comunicados?(?:-de-prensa)?|notas?-de-prensa|comunicat[oi]-stampa"
        r"|persbericht(?:en)?|pressmeddelanden?|pressemelding(?:er)?"
    ),
    Genre.LIVE_BLOG: (
        r"live-?blogs?|live-?updates?|live-?coverage|live-?news|live-?ticker|liveticker|newsticker"
        r"|livestory"
    ),
    Genre.PODCAST: r"podcasts?|podcast-episodes?|episodes?",
    Genre.VIDEO: r"videos?|watch|videothek|mediathek",
    Genre.GALLERY: (
        r"(?:photo-?|image-?|picture-?)?galler(?:y|ies)|slide-?shows?|photo-essays?|in-pictures|bildergalerien?"
        r"|fotostrecken?|fotogalerien?|diaporamas?|galerias?|fotogaller(?:y|ia)"
    ),
    Genre.OBITUARY: r"obituar(?:y|ies)|obits?|in-memoriam|nachrufe?|necrologies?|necrologicas?|obituarios?",
    Genre.INTERVIEW: r"(?:\w{1,20}-)?interviews?|q-?(?:and|n)-?a|qa|entretiens?|entrevistas?|interviste?|gespraeche?",
    Genre.REVIEW: (
        r"(?:\w{1,20}-){0,2}reviews?|\w{0,12}kritik(?:en)?|testberichte?|rezension(?:en)?|critiques?|recensioni?"
        r"|resenas?"
        r"|anmeldelser?|recension(?:er)?"
    ),
    Genre.OPINION: (
        r"opinions?(?:-\w+)?|op-?eds?|(?:guest-)?commentar(?:y|ies)|(?:guest-)?columns?|columnists?|comment"
        r"|daily-comment"
        r"|editorials?|viewpoints?|perspectives?|letters|(?:gast)?kommentare?|meinung|kolumnen?|leitartikel|tribunes?"
        r"|chroniques?|columnas?|opinioni?|editoriali|debatt|ledare|opinie"
    ),
}
SEGMENTS = {genre: re.compile(pattern, re.IGNORECASE) for genre, pattern in _SEGMENTS.items()}
"""What a part of an address is called, all of it; the last part is the headline's."""

_MARK = r"\s?[:|–—]"
_TITLES = {
    Genre.SPONSORED: rf"^(?:sponsored|advertorial|anzeige|paid content|partner content){_MARK}",
    Genre.PRESS_RELEASE: rf"^(?:press release|pressemitteilung){_MARK}",
    Genre.LIVE_BLOG: (
        r"\blive (?:updates?|blog|coverage|ticker|reaction)\b|\bas it happened\b|\bliveblog\b|\bliveticker\b"
        rf"|^live{_MARK}|\blive{_MARK}|[:|–—-] live$|\ben direct\b|\bminuto a minuto\b"
    ),
    Genre.PODCAST: (
        rf"\bpodcast{_MARK}|^(?:episode|ep\.|folge|podcast) ?#?\d{{1,4}}\b|[\[(]podcast[\])]|[:"
        rf"|–—-] podcast$"
    ),
    Genre.VIDEO: rf"^(?:watch|video|vídeo|vidéo){_MARK}|[:|–—-] video$",
    Genre.GALLERY: (
        rf"\bin (?:pictures|photos)\b|^(?:photos?|pictures|gallery|bilder){_MARK}|[\[(](?:photos|gallery"
        rf"|pictures)[\])]"
        r"|\bphoto (?:gallery|essay)\b|\bbildergalerie\b|\bfotostrecke\b|\bin bildern\b|\bdiaporama\b"
    ),
    Genre.OBITUARY: (
        r"^obituar(?:y|ies)\b|\bobituary\s?[:|–—]|\bobituary$|\b(?:dies|dead|died|passes away),? (?:at"
        r"|aged)? ?\d{2,3}\b"
        rf"|^nachruf\b|\bnachruf auf\b|^in memoriam\b|\bnécrologie\b|\bstirbt mit \d{{2}}\b|^obituary{_MARK}"
    ),
    Genre.INTERVIEW: (
        rf"^(?:\w+ ){{0,2}}interview{_MARK}|^(?:exclusive )?interview (?:with|mit|de|avec|con)\b|[:"
        rf"|–—+-] (?:an )?interview"
        rf" (?:with|mit|avec|con)\b|\bq ?& ?a\b|\bq and a\b|\bin conversation with\b|[:|–—-] interview$"
        rf"|^im gespräch\b"
        r"|\bim (?:interview|gespräch)\b|[\[(]interview[\])]|^(?:entretien|entrevista|intervista)\b"
    ),
    Genre.REVIEW: (
        r"^(?:[\w-]+ ){0,3}review\s?[:|–—]"
        r"|(?<!\bin )(?<!\bunder )(?<!\ba )(?<!\bglobal )(?<!\bpeer )(?<!\bannual )(?<!\bjudicial )"
        r"\breview(?:ed)?(?:$|\s?[:|–—]|\s?\()|[\[(](?:[\w-]+ ){0,2}review[\])]|\bim (?:\w+ )?test\b"
        rf"|^(?:\w{{0,10}}kritik|rezension|\w{{0,10}}test|critique|recensione|reseña){_MARK}|^critique \w"
    ),
    Genre.OPINION: (
        rf"^(?:opinion|op-?ed|commentary|(?:guest )?column|editorial|comment|viewpoint|perspective|letter|kommentar"
        rf"|gastkommentar|meinung|kolumne|leitartikel|glosse|tribune|opinión|columna|opinione|editoriale){_MARK}"
    ),
}
TITLES = {genre: re.compile(pattern, re.IGNORECASE) for genre, pattern in _TITLES.items()}
"""What a headline says of the form."""

SLUGS = {
    Genre.LIVE_BLOG: re.compile(r"\blive-(?:\w+-){0,2}(?:updates?|blog|ticker|coverage|score|reaction)\b"),
    Genre.OPINION: re.compile(
        r"^(?:opinion|op-?ed|column|commentary|editorial|kolumne|kommentar|gastkommentar)-(?!polls?\b|board\b|calendar\b)"
    ),
    Genre.PODCAST: re.compile(r"^(?:episode|ep|podcast|folge)-\d{1,4}\b"),
    Genre.INTERVIEW: re.compile(r"^(?:interview|q-?a|entretien|entrevista)-(?:with|mit|avec|con)\b"),
    Genre.REVIEW: re.compile(r"(?<!in)(?<!under)(?<!peer)-review(?:-?\d{1,10})?(?:\.\w{1,5})?$"),
}
"""What the last part of an address says of the form."""

SCHEMA_TYPES = {
    "advertisercontentarticle": Genre.SPONSORED,
    "liveblogposting": Genre.LIVE_BLOG,
    "podcastepisode": Genre.PODCAST,
    "radioepisode": Genre.PODCAST,
    "imagegallery": Genre.GALLERY,
    "mediagallery": Genre.GALLERY,
    "criticreview": Genre.REVIEW,
    "reviewnewsarticle": Genre.REVIEW,
    "opinionnewsarticle": Genre.OPINION,
}
"""schema.org's types that are a genre, in lower case."""

WIRES = re.compile(
    r"\(?\b(?:BUSINESS ?WIRE|GLOBE ?NEWSWIRE|ACCESS ?WIRE|MARKETWIRED|EIN ?PRESSWIRE|PRIME NEWSWIRE)\b\)?"
    r"|/ ?PR ?Newswire"
    r"(?:-[\w-]{1,30})? ?/|\(ots(?:/[^)]{1,80})?\)|/ ?CNW ?/|\((?:Newsfile Corp\.|PR ?Newswire"
    r"|Business Wire)[^)]{0,40}\)"
    r"|^FOR IMMEDIATE RELEASE\b|^For immediate release\b"
)
"""How distributors of press releases sign the dateline; datelines are read with their case."""

WIRE_ENDS = re.compile(
    r"SOURCE:? [A-Z]|View (?:source|original content)(?: version)?\b|(?:Press(?:e)?kontakt|Media contacts?"
    r"|Press contacts?"
    r"|Contact presse|Contatti stampa)\b.{0,40}$|Original-Content von\b"
)
"""How they end."""

ADVERTISED = re.compile(
    r"\W{0,3}(?:(?:this (?:article|post|content|story) (?:is|was) (?:sponsored|paid for|produced in partnership|an?"
    r" (?:paid|sponsored) \w+))\b|(?:sponsored|paid|branded|partner) (?:content|post|article)\b|advertorial\b"
    r"|anzeige\W)",
    re.IGNORECASE,
)
"""A first paragraph that calls the whole article an advertisement; one that names the page's sponsor does not."""


@lru_cache(maxsize=4096)
def genres_of_label(label: str) -> frozenset[Genre]:
    """The genres that a section, kicker or category names."""
    return frozenset(genre for genre, pattern in LABELS.items() if pattern.fullmatch(label))


@lru_cache(maxsize=4096)
def genres_of_segment(segment: str) -> frozenset[Genre]:
    """The genres that a part of an address names."""
    return frozenset(genre for genre, pattern in SEGMENTS.items() if pattern.fullmatch(segment))
