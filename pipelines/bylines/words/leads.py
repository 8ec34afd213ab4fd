"""The words that lead in names: "By", "Von", "Edited by", "Foto:", by the credit they give.

A credit of None is the author's. The values are the archive's vocabulary of credits (docs/bylines.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from pipelines.bylines.phrases import PhraseTable, phrase_set, word_set


class Place(Enum):
    """Where a lead counts as one."""

    ANYWHERE = auto()
    """No name holds it: "edited by"."""
    START = auto()
    """At the start of the byline or after a separator: "von" is a particle elsewhere."""
    COLON = auto()
    """Before a colon only: "Text:"."""
    LOWER = auto()
    """Anywhere in lower case: "con", "med"; capitalised they are names."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a lead says of the names after it."""

    credit: str | None
    place: Place


_ANYWHERE: dict[str | None, tuple[str, ...]] = {
    None: (
        "by", "posted by", "published by", "originally published by", "submitted by", "contributed by", "created by",
        "author of the article", "about the author", "geschrieben von", "verfasst von", "veröffentlicht von",
        "ein beitrag von", "ein artikel von", "publié par", "propos recueillis par", "publicado por", "escrito por",
        "scritto da", "a cura di", "geschreven door", "skrevet av", "skrevet af", "skriven av", "napisane przez",
        "story by", "article by", "post by", "guest post by", "guest article by", "researched by",
        "researched and written by", "this post was written by", "this article was written by",
        "this story was written by", "this blog was written by", "dieser beitrag wurde verfasst von",
    ),
    "writing": ("story and photos by", "text and photos by", "words and photos by", "words and pictures by",
                "story and photographs by", "text und fotos von", "text und bilder von", "texte et photos",
                "written by", "writing by", "text by", "words by", "texto por", "texte de", "testo di", "text von"),
    "reporting": ("reporting by", "reported by"),
    "additional-reporting": (
        "additional reporting by", "additional reporting from", "with reporting by", "with additional reporting by",
        "with reporting from", "additional writing by", "with contributions from", "with files from",
        "with contribution by", "with help from", "with assistance from", "mit material von",
        "unter mitarbeit von", "mitarbeit",
    ),
    "editing": (
        "edited by", "editing by", "bearbeitet von", "redigiert von", "editado por", "edición de", "édité par",
        "redaktion von", "bewerkt door", "redigerad av",
    ),
    "translation": (
        "translated by", "translation by", "translated and adapted by", "übersetzt von", "traduit par",
        "traducido por", "traduction de", "traducción de", "tradotto da", "traduzione di", "traduzido por",
        "vertaald door", "översatt av", "oversat af", "aus dem englischen von", "翻訳",
    ),
    "review": (
        "reviewed by", "medically reviewed by", "fact checked by", "fact-checked by", "fact checked", "fact-checked",
        "expert reviewed by",
        "technically reviewed by", "geprüft von", "révisé par", "revisado por",
    ),
    "photography": (
        "photographs by", "photography by", "photos by", "photo by", "photograph by", "pictures by", "images by",
        "fotos von", "foto von", "bilder von", "photos de", "photo de", "fotos de", "foto de", "foto di", "foto's van",
        "zdjęcia",
    ),
    "illustration": (
        "illustration by", "illustrations by", "illustrated by", "art by", "artwork by", "graphics by", "graphic by",
        "animation by", "illustration von", "illustrationen von", "illustration de",
    ),
    "video": ("video by", "videos by", "film by", "produced by", "directed by", "music by"),
    "as-told-to": ("as told to", "told to", "aufgezeichnet von", "protokoll von"),
    "compiled": ("compiled by", "compiled from", "collated by", "zusammengestellt von", "compilado por", "compilé par"),
    "updating": ("updated by", "last updated by", "aktualisiert von", "actualizado por", "mis à jour par"),
    "interview": ("interviewed by", "interview conducted by", "das interview führte", "das interview führten",
                  "die fragen stellte", "die fragen stellten", "das gespräch führte", "das gespräch führten",
                  "entretien réalisé par", "entretien par"),
    "sponsor": ("sponsored by", "presented by", "paid for by", "in partnership with", "brought to you by",
                "paid content by", "promoted by", "sponsored content by", "sponsored post by", "gesponsert von"),
    "with": ("with", "avec", "together with", "en collaboration avec"),
}  # fmt: skip

_LOWER: dict[str | None, tuple[str, ...]] = {
    "with": ("mit", "con", "com", "med", "met", "gemeinsam mit", "s"),
    "via": ("via", "über"),
}

_START: dict[str | None, tuple[str, ...]] = {
    None: ("von", "vom", "from", "par", "por", "di", "da", "door", "av", "af", "od", "de la", "av:", "fra", "oleh",
           "bởi", "كتب", "كتبت", "بقلم", "מאת", "de notre correspondant", "de nuestro corresponsal"),
    "via": ("via",),
    "translation": ("übersetzung",),
}  # fmt: skip

_COLON: dict[str | None, tuple[str, ...]] = {
    None: (
        "author", "authors", "author(s)", "autor", "autorin", "autoren", "autor/in", "autor(in)", "autor*in",
        "auteur", "auteurs", "autore", "autori", "autora", "autores", "автор", "автори", "авторы", "tekijä", "yazar",
        "yazan", "source", "quelle", "de", "van", "redacción", "redactor", "redattore", "newsroom", "writer", "writers",
        "journalist", "reporter", "byline", "contributor", "contributors", "name", "от", "por", "par", "von", "by",
        "staff", "redakteur", "redaktør", "skribent", "toimittaja", "журналист",
    ),
    "writing": ("text", "texte", "texto", "tekst", "testo", "words", "текст", "teksti", "story", "szöveg",
                "tekst og foto", "text und fotos",
                "text & fotos", "texto y fotos", "text och foto", "tekst i zdjęcia", "texte et photos",
                "words and photos", "text and photos", "story and photos"),
    "photography": ("photo", "photos", "foto", "fotos", "foto's", "fotografie", "zdjęcia", "zdjęcie", "фото", "picture",
                    "pictures", "bild", "bilder", "image", "images", "kuvat", "kuva", "photography", "photographs",
                    "fotografía", "fotograf", "credit", "photo credit", "image credit"),
    "illustration": ("illustration", "illustrations", "illustrationen", "grafik", "graphic", "graphics"),
    "video": ("video", "videos", "vídeo", "kamera"),
    "editing": ("editor", "editing", "editors", "edit", "edición", "redaktion"),
    "translation": ("translation", "übersetzung", "traduction", "traducción", "traduzione", "tradução", "vertaling",
                    "przekład", "tłumaczenie", "перевод", "переклад", "translator"),
    "reporting": ("reporting", "recherche"),
    "additional-reporting": ("additional reporting", "mitarbeit"),
    "interview": ("interview", "entretien", "entrevista", "intervista", "interviu", "the interviewer"),
    "with": ("mit",),
    "sponsor": ("sponsor", "anzeige"),
}  # fmt: skip


LABELS = word_set(
    """ein eine einer an a the das der die un une interview analyse analysis kommentar kommentare comment commentary
    gastbeitrag gastkommentar essay kolumne glosse leitartikel reportage bericht porträt feature opinion review
    rezension kritik news guide guides editorial essai tribune chronique entretien opinión columna exclusive
    exklusiv video podcast newsletter updated meinung blog story artikel article kolumn krönika ledare analyysi"""
)  # fmt: skip
"""Kinds of texts, as they stand before a lead: "Ein Interview von …"."""


NOBODY = "nobody"
"""The credit of leads that name no person."""

_NOBODY = (
    "last updated", "last updated on", "last modified", "published", "published on", "updated", "updated on", "posted",
    "posted on", "lesedauer", "reading time", "read time", "instagram", "website", "twitter", "facebook", "tags", "tag",
    "topics", "category", "categories", "kategorie", "stand", "veröffentlicht", "aktualisiert", "e-mail", "email",
    "phone", "tel", "date", "datum", "views", "share", "contact", "follow",
)  # fmt: skip


def _leads() -> dict[str, list[Lead]]:
    leads: dict[str, list[Lead]] = {}
    for place, entries in (
        (Place.ANYWHERE, _ANYWHERE),
        (Place.LOWER, _LOWER),
        (Place.START, _START),
        (Place.COLON, _COLON),
    ):
        for credit, phrases in entries.items():
            for phrase in phrases:
                leads.setdefault(phrase, []).append(Lead(credit, place))
    for phrase in _NOBODY:
        leads.setdefault(phrase, []).append(Lead(NOBODY, Place.COLON))
    for label in LABELS - {"the", "a"}:
        leads.setdefault(label, []).append(Lead(None, Place.COLON))
    return leads


ONLY_IN = {"s": frozenset({"cs", "hr", "sk", "sl", "sr", "bs"})}
"""Leads of one letter, with the languages in which they lead; elsewhere it is an initial."""

READINGS = _leads()
"""Every reading of a lead, by its phrase."""

LEADS: PhraseTable[list[Lead]] = PhraseTable(READINGS)

GIVEN_NAMES_TOO = {"di": "it", "da": "pt", "von": "de", "van": "nl", "de": "fr"}
"""Leads that are names or begin names as well, with the language in which they lead (Di Ma, Von Miller)."""

CONTRIBUTED = phrase_set(
    ("contributed to this report", "contributed to this story", "contributed to this article", "contributed reporting",
     "contributed to the report", "contributed to this post", "contributed to reporting", "contributed",
     "trug zu diesem bericht bei", "trugen zu diesem bericht bei", "a contribué à cet article",
     "ont contribué à cet article", "contribuyó a este informe", "assisted with this report",
     "provided additional reporting"))  # fmt: skip
"""What ends a line that names contributors first."""
