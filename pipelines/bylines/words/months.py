"""Patterns of dates, clock times and ages round a byline."""

from __future__ import annotations

_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr jun jul aug sept sep oct nov dec",
    "januar jänner februar märz mai juni juli oktober dezember mrz okt dez",
    "janvier février fevrier mars avril juin juillet août aout septembre octobre novembre décembre decembre janv févr",
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
    "ene abr ago dic",
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug set ott",
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev out",
    "januari februari maart mei augustus mrt",
    "desember marts maj augusti tammikuuta",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
)
_LEADS = """first published on|first published|originally published on|originally published|originally created
last updated on|last updated|last modified|last edited|published on|published at|published|posted on|posted at|posted
updated on|updated at|updated|modified|created on|created|veröffentlicht am|veröffentlicht|aktualisiert am|aktualisiert
zuletzt aktualisiert am|zuletzt aktualisiert|zuletzt geändert am|zuletzt geändert|letzte änderung|geändert am|geändert
erschienen am|erstellt am|stand vom|stand|vom|am|um|publié le|publié|mis à jour le|mis à jour|le|à
publicado el|publicado em|publicado|actualizado el|actualizado|atualizado em|atualizado|el|em|às|pubblicato il|il
aggiornato il|pubblicato|aggiornato|gepubliceerd op|gepubliceerd|geplaatst op|op|publisert|oppdatert|publicerad
uppdaterad|opdateret|udgivet|den|опубликовано|обновлено|в|on|at|date|dated|from"""
_TIME_ZONES = (
    r"(?:UTC|GMT)[+-]\d{1,2}|ET|EST|EDT|PT|PST|PDT|CT|CST|CDT|MT|MST|MDT|GMT|UTC"
    r"|BST|CET|CEST|MEZ|MESZ|IST|AEST|AEDT|JST|KST|SGT|HKT"
)


def _alternatives(lines: tuple[str, ...]) -> str:
    return "|".join(sorted({word for line in lines for word in line.split()}, key=len, reverse=True))


MONTH = rf"(?:{_alternatives(_MONTHS)})\.?"
WEEKDAY = rf"(?:{_alternatives(_WEEKDAYS)})\.?"
LEAD = "(?:" + "|".join(sorted(_LEADS.replace("\n", "|").split("|"), key=len, reverse=True)) + "):?"
DAY = r"\d{1,2}(?:\.|st|nd|rd|th|er|º|ª)?"
YEAR = r"(?:(?:19|20)\d{2}\d{0,6})"
CLOCK = (
    r"(?:\d{4}(?=\s(?:GMT|UTC|ET|HKT|SGT|JST|IST)\b)|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[ap]\.?m\.?|\s[ap]\.\sm\.)?|\d{1,2}\s?[ap]\.?m\.?|kl\.?\s\d{1,2}[:.]\d{2})"
    rf"(?:\s?(?:Uhr|Hrs?|hrs?|h))?(?:\s\(?(?:{_TIME_ZONES})\)?(?![A-Za-z]))?"
)
DATES = (
    r"\d{4}-\d{1,2}-\d{1,2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?",
    rf"{MONTH}\s(?:de\s)?{DAY},?\s(?:(?:de|del)\s)?{YEAR}",
    rf"{DAY}\s(?:(?:de|of|d’|d')\s?)?{MONTH},?(?:\s(?:(?:de|del)\s)?{YEAR})?",
    rf"{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d)",
    rf"{MONTH},?\s{YEAR}",
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}",
    r"\d{4}年\d{1,2}月\d{1,2}日",
)
AGES = (
    r"\d{1,3}\s?-?\s?(?:min|minute|minutes|mins|Min)\.?\s(?:read|Lesezeit|de lecture|de lectura)",
    r"\d{1,3}\s?(?:[smhdwy]|min|mins|hrs?|hours?|minutes?|seconds?|days?|weeks?|months?|years?)(?:\sago)?",
    r"(?:vor|il y a|hace|há|for|fa)\s\d{1,3}\s\w{1,12}",
    r"\d{1,3}\s?-?\s?(?:min|minute|minutes|mins|Min)\.?",
)
