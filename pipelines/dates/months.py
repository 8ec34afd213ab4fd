"""Names of months in the languages the press is read in."""

from __future__ import annotations

_NAMES = {
    1: "january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro styczeń stycznia januára "
    "ledna leden ocak января tammikuuta",
    2: "february feb febr februar février févr fevrier febrero febbraio februari fevereiro fev luty lutego února şubat "
    "февраля helmikuuta",
    3: "march mar märz mär mrz maerz mars marzo maart mrt março marzec marca března mart марта maaliskuuta",
    4: "april apr avril avr abril abr aprile kwiecień kwietnia dubna nisan апреля huhtikuuta",
    5: "may mai mayo maggio mag mei maio maj maja května mayıs мая toukokuuta",
    6: "june jun juni juin junio giugno giu junho czerwiec czerwca června haziran июня kesäkuuta",
    7: "july jul juli juillet juil julio luglio lug julho lipiec lipca července temmuz июля heinäkuuta",
    8: "august aug août aout agosto ago augustus augusti sierpień sierpnia srpna ağustos августа elokuuta",
    9: "september sep sept septembre septiembre settembre set setembro wrzesień września září eylül сентября syyskuuta",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out październik października října ekim октября "
    "lokakuuta",
    11: "november nov novembre noviembre novembro listopad listopada listopadu kasım ноября marraskuuta",
    12: "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudzień grudnia prosince "
    "aralık декабря joulukuuta",
}

MONTHS = {name: month for month, names in _NAMES.items() for name in names.split()}
"""Name or abbreviation in lower case, without a full stop, to the number of the month."""
