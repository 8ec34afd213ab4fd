"""Names of months in the languages the press is read in."""

from __future__ import annotations

_NAMES = {
    1: "january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro styczeń stycznia "
    "januára ledna leden ocak января январь tammikuuta januári január ianuarie ian ιανουαρίου ιανουάριος "
    "січня януари siječnja januarja sausio janvāris يناير ינואר בינואר जनवरी জানুয়ারি gener urtarrila",
    2: "february feb febr februar février févr fevrier febrero febbraio februari fevereiro fev luty lutego února "
    "şubat февраля февраль helmikuuta február februarie φεβρουαρίου φεβρουάριος лютого февруари veljače "
    "februarja vasario februāris فبراير פברואר בפברואר फरवरी ফেব্রুয়ারি febrer pebruari",
    3: "march mar märz mär mrz maerz mars marzo maart mrt março marzec marca března mart марта март maaliskuuta "
    "marts március martie μαρτίου μάρτιος березня ožujka kovo مارس מרץ במרץ मार्च মার্চ març maret",
    4: "april apr avril avr abril abr aprile kwiecień kwietnia dubna nisan апреля апрель huhtikuuta április "
    "aprilie απριλίου απρίλιος квітня април travnja aprila balandžio aprīlis أبريل ابريل אפריל באפריל अप्रैल "
    "এপ্রিল",
    5: "may mai mayo maggio mag mei maio maj maja května mayıs мая май toukokuuta május μαΐου μάιος травня "
    "svibnja gegužės maijs مايو מאי במאי मई মে maig",
    6: "june jun juni juin junio giugno giu junho czerwiec czerwca června haziran июня июнь kesäkuuta június "
    "iunie ιουνίου ιούνιος червня юни lipnja junija birželio jūnijs يونيو יוני ביוני जून জুন juny",
    7: "july jul juli juillet juil julio luglio lug julho lipiec lipca července temmuz июля июль heinäkuuta "
    "július iulie ιουλίου ιούλιος липня юли srpnja julija liepos jūlijs يوليو יולי ביולי जुलाई জুলাই juliol",
    8: "august aug août aout agosto ago augustus augusti sierpień sierpnia srpna ağustos августа август elokuuta "
    "augusztus αυγούστου αύγουστος серпня kolovoza avgusta rugpjūčio augusts أغسطس اغسطس אוגוסט באוגוסט अगस्त "
    "আগস্ট agost agustus",
    9: "september sep sept septembre septiembre settembre set setembro wrzesień września září eylül сентября "
    "сентябрь syyskuuta szeptember septembrie σεπτεμβρίου σεπτέμβριος вересня септември rujna septembra "
    "rugsėjo سبتمبر ספטמבר בספטמבר सितंबर सितम्बर সেপ্টেম্বর setembre septembris",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out październik października října ekim "
    "октября октябрь lokakuuta október octombrie οκτωβρίου οκτώβριος жовтня октомври oktobra spalio أكتوبر "
    "اكتوبر אוקטובר באוקטובר अक्टूबर অক্টোবর oktobris",
    11: "november nov novembre noviembre novembro listopad listopada listopadu kasım ноября ноябрь marraskuuta "
    "noiembrie νοεμβρίου νοέμβριος листопада ноември studenoga studenog novembra lapkričio نوفمبر נובמבר "
    "בנובמבר नवंबर नवम्बर নভেম্বর novembris",
    12: "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudzień grudnia "
    "prosince aralık декабря декабрь joulukuuta decembrie δεκεμβρίου δεκέμβριος грудня декември prosinca "
    "decembra gruodžio ديسمبر דצמבר בדצמבר दिसंबर दिसम्बर ডিসেম্বর desembre desember desembris decembris",
}

MONTHS = {name: month for month, names in _NAMES.items() for name in names.split()}
"""Name or abbreviation in lower case, without a full stop, to the number of the month.

A form that means two months is that of the larger press: `listopada` is Polish for November and Croatian for October.
"""
