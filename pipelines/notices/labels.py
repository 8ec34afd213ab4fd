"""The words that announce a correction, an update and the like, and the sentences that are one without a label."""

from __future__ import annotations

import re

from pipelines.dates.months import MONTHS
from storage.items import NoticeKind

_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|final|latest|major)"
_LABELS = {
    NoticeKind.CORRECTION: (
        "corrections?(?: (?:notice|note|to this (?:article|story)))?|corrected(?: version)?|erratum|errata"
        "|korrektur|korrigiert|berichtigung|richtigstellung|rectificatif|corrección|fe de erratas|fe de errores"
        "|rectificación|correzione|rettifica|errata corrige|rectificatie|correctie|rättelse|rettelse|retting|errata"
        "|correção|訂正|поправка|исправление"
    ),
    NoticeKind.CLARIFICATION: (
        "clarifications?|klarstellung|précision|aclaración|precisazione|chiarimento|verduidelijking|förtydligande"
        "|esclarecimento|уточнение"
    ),
    NoticeKind.EDITORS_NOTE: (
        "editor(?:s|['’]s|s['’])? note|note from the editors?|ed\\. note|anm(?:erkung|\\.) d(?:er|\\.)"
        " red(?:aktion|\\.)|hinweis der redaktion|note de la rédaction|ndlr|nota del editor|nota de la redacción"
        "|nota da redação|nota do editor|nota del redattore|nota della redazione|noot van de redactie|編集部注"
        "|примечание редакции|от редакции"
    ),
    NoticeKind.UPDATE: (
        f"(?:{_ORDINAL} )?update[ds]?(?: note)?(?: (?:#|no\\. ?)?\\d{{1,2}}(?!\\d|[:.]\\d))?(?: writethru)?|refresh for"
        " (?:updates|latest(?: updates)?)|aktualisiert(?:e fassung)?|aktualisierung|mise à jour|mis à jour"
        "|actualización|actualizado|actualizada|aggiornamento|aggiornato|atualização|atualizado|uppdatering|uppdaterad"
        "|uppdaterat|oppdatert|oppdatering|opdateret|追記|обновлено|обновление"
    ),
    NoticeKind.RETRACTION: "retraction(?: notice)?|retracted|rétractation|widerruf|retractación",
}
_EARLIER = "PREVIOUSLY|PREVIOUS|EARLIER"
_DAY_PARTS = "AM|PM|MIDDAY|MORNING|AFTERNOON|EVENING|NIGHT|UPDATE|NOON"
_WEEKDAYS = (
    "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_MONTHS = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))

_NUMBER = rf"\d{{1,8}}(?:[.:/\-年月]\d{{1,4}}){{0,5}}(?:[年月日]|st|nd|rd|th|h)?(?:\.(?=\s(?:{_MONTHS})))?"
_DATED = rf"(?:{_NUMBER}|(?:{_MONTHS})(?![^\W\d_])\.?|(?:{_WEEKDAYS})(?![^\W\d_])\.?)"
_CLOCK = r"(?:[ap]\.?m\.?(?!\w)|noon|midday|midnight|morning|afternoon|evening|night|uhr|heures|h(?!\w))"
_BETWEEN = r"(?:(?:on|at|as of|of|from|am|um|vom|le|à|el|del|de|alle|il|las)(?!\w)|[(,/|])"
_ZONE = r"(?-i:[A-Z]{2,4}(?!\w))"
_NAMED = r"(?:noon|midday|midnight)(?!\w)"
_TIME = (
    rf"(?i:[\s,]{{0,3}}(?:{_BETWEEN}\s?){{0,3}}(?:{_DATED}|{_NAMED})"
    rf"(?:[\s,]{{0,3}}(?:{_BETWEEN}\s?){{0,3}}(?:{_DATED}|{_CLOCK}|{_ZONE})){{0,12}}+)"
)

_OPENING = r"[\s*_\[(（【•—–\-]{0,4}"
_CLOSING = r"[\s)\]）】*_]{0,4}"


def _compile(labels: str, *, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A label, perhaps a time, and what parts both from the text; or nothing after it."""
    return re.compile(
        rf"{_OPENING}(?P<label>{labels})(?!\w)(?P<gap>[\s,()\[\]|/:*–—\-（：]{{0,4}})(?P<time>{_TIME})?{_CLOSING}"
        rf"(?P<end>[:：.|—–\-])?{_CLOSING}(?P<rest>[\s\S]*)",
        flags,
    )


LABELLED = {kind: _compile(labels) for kind, labels in _LABELS.items()}
"""How a text of each kind begins."""

PREVIOUSLY = _compile(_EARLIER, flags=re.NOFLAG)
"""The label over an earlier state of the text, which is printed in capitals."""

DAY_LABEL = re.compile(rf"{_OPENING}(?P<label>(?:[A-Z]{{3,6}}DAY|WEEKEND) (?:{_DAY_PARTS})(?: UPDATE)?)\s?[:—–-]")
"""SATURDAY AM: – the label of reports that are rewritten through a weekend."""

_THIS = r"this (?:article|story|post|report|piece|page|headline|column|review|list|entry)(?:['’]s \w+)?"
BEGINS = re.compile(rf"{_OPENING}(\w+)")
_FIRST = """
correction corrections corrected erratum errata korrektur korrigiert berichtigung richtigstellung rectificatif
corrección fe rectificación correzione rettifica rectificatie correctie rättelse rettelse retting correção поправка
исправление clarification clarifications klarstellung précision aclaración precisazione chiarimento verduidelijking
förtydligande esclarecimento уточнение editor editors note ed anm anmerkung hinweis ndlr nota noot примечание от
first second third final latest major update updated updates refresh aktualisiert aktualisierte aktualisierung mise
mis actualización actualizado actualizada aggiornamento aggiornato atualização atualizado uppdatering uppdaterad
uppdaterat oppdatert oppdatering opdateret обновлено обновление retraction retracted rétractation widerruf
retractación previously previous earlier weekend this in an a the we diese dieser une cet en una este esta dit
"""
FIRST_WORDS = frozenset(_FIRST.split())
"""The words one of which a notice begins with, in lower case; most passages are told by theirs to be none."""

FIRST_SIGNS = ("訂正", "編集部注", "追記")
"""The same in scripts without blanks."""

SENTENCE = re.compile(
    rf"{_OPENING}(?:{_THIS} (?:has been|has since been|was|was later) (?:since |later )?(?:updated|corrected|amended"
    r"|clarified|revised|changed|modified|edited)\b"
    rf"|(?:in )?an? (?:earlier|previous|prior|original) version of {_THIS}"
    rf"|(?:in )?the (?:original|earlier|previous) version of {_THIS}"
    rf"|{_THIS} (?:originally|previously|initially|incorrectly|mistakenly) (?!appeared|ran|published|aired)\w+"
    r"|a (?:correction|clarification) was (?:made|added|published) (?:on|to)\b"
    r"|(?:we|the \w+) (?:have|has) (?:updated|corrected|amended|clarified) this"
    r"|in einer (?:früheren|vorherigen|ersten|ursprünglichen) (?:version|fassung) dieses (?:artikels|textes|beitrags)"
    r"|diese[rs]? (?:artikel|text|beitrag|meldung) wurde (?:\w+ )?(?:aktualisiert|korrigiert|nachträglich|geändert)"
    r"|une (?:première )?version (?:précédente|antérieure) de cet article"
    r"|cet article a été (?:mis à jour|corrigé|modifié|actualisé)"
    r"|(?:en )?una versión (?:anterior|previa) de (?:este|esta) (?:artículo|nota|noticia)"
    r"|(?:este|esta) (?:artículo|nota|noticia) (?:ha sido|fue) (?:actualizad|corregid|modificad)[oa]"
    r"|(?:in )?una (?:precedente versione|versione precedente) di questo articolo"
    r"|in een eerdere versie van dit (?:artikel|bericht)|dit (?:artikel|bericht) is (?:aangepast|bijgewerkt))",
    re.IGNORECASE,
)
"""A sentence that is a notice without a label."""

CORRECTS = re.compile(
    r"\bcorrect|\bamended|earlier version|previous version|prior version|original version|misstat|misspell|misidentif"
    r"|incorrect|\berror|should have (?:said|been|read)|korrigi|früheren|vorherigen|corrig|versión anterior|eerdere"
    r"|version (?:précédente|antérieure)|versione",
    re.IGNORECASE,
)
CLARIFIES = re.compile(r"\bclarif|klarstell|aclar", re.IGNORECASE)
"""What tells a correction or a clarification among such sentences; the others are updates."""
