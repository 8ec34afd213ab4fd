"""What people at a publication are called: roles, their modifiers, beats, and collective names of a newsroom."""

from __future__ import annotations

from pipelines.bylines.phrases import phrase_set, word_set

_ENGLISH_NOUNS = word_set(
    """editor reporter writer correspondent contributor columnist critic journalist director producer president ceo cto
    cfo coo cmo chairman chairwoman chair founder co-founder cofounder analyst professor lecturer researcher
    fellow intern blogger author photographer photojournalist videographer anchor host presenter strategist
    consultant specialist coordinator manager attorney lawyer partner principal officer economist scientist
    historian novelist educator expert commentator essayist filmmaker broadcaster copywriter copyeditor
    sub-editor subeditor editor-in-chief editor-at-large executive head chief adviser advisor
    associate assistant engineer developer designer evangelist architect physician therapist dietitian trainer
    teacher student freelancer stringer publisher staffer secretary treasurer minister ambassador senator mayor
    vp svp evp curator marketer gardener horticulturist"""
)  # fmt: skip

ROLE_NOUNS = _ENGLISH_NOUNS | word_set(
    """redakteur redakteurin redaktor redaktorin chefredakteur chefredakteurin reporterin korrespondent korrespondentin
    volontär volontärin autor autorin journalistin kolumnist kolumnistin ressortleiter ressortleiterin leiter
    leiterin praktikant praktikantin mitarbeiter mitarbeiterin chefreporter chefreporterin geschäftsführer
    politikredakteur wirtschaftsredakteur sportredakteur redactrice rédacteur rédactrice journaliste chroniqueur
    chroniqueuse correspondant correspondante redactor redactora periodista corresponsal corresponsala editora
    director directora reportero reportera columnista jornalista repórter correspondente colunista giornalista
    redattore redattrice corrispondente inviato inviata redacteur verslaggever verslaggeefster
    journalist skribent redaktör redaktør reportteri toimittaja dziennikarz dziennikarka redaktorka
    корреспондент журналист редактор envoyé envoyée spécial spéciale обозреватель кореспондент muhabir editör"""
)  # fmt: skip
"""What a role ends in, or is followed by "of", "for", "at"."""

ROLE_MODIFIERS = word_set(
    """senior sr jr junior staff managing executive associate assistant deputy chief lead principal special guest
    contributing national international foreign global regional local group general editorial
    editor-at-large digital online web print news investigative political breaking features feature night day
    weekend acting former founding vice co- freelance independent award-winning veteran european american asian
    african washington white house capitol hill congressional pentagon metro city state county community
    business financial economics economic enterprise data visual photo video audio audience social multimedia
    music film movie movies tv television theater theatre book books arts art culture cultural entertainment
    lifestyle style fashion beauty food travel wine restaurant dining sports sport football baseball basketball
    hockey soccer racing golf tennis olympic science health medical healthcare biotech pharma technology tech
    cybersecurity security defense military energy climate environment environmental education higher courts
    court legal crime police justice religion race housing real estate property transportation transport
    aviation automotive auto cars markets market investing money personal finance banking retail consumer media
    advertising marketing advertisement labor labour immigration opinion op-ed copy research product
    software hardware gaming games internet policy politics government legislative diplomatic royal showbiz
    celebrity awards box office industry trade supply chain logistics agriculture farm event events
    communications public relations content creative brand strategy leitender leitende stellvertretender
    stellvertretende freier freie wissenschaftlicher wissenschaftliche politischer politische ständiger graduate
    undergraduate phd adjunct emeritus distinguished clinical wire weather
    election elections investigations technical commissioning sub our unser unserem unserer notre nuestro
    nuestra production engagement newsletter podcast deals shopping reviews test lab"""
)  # fmt: skip
"""Words that stand before a role noun: ranks and beats."""

BEATS = word_set(
    """film media music politics business sports sport technology tech science health culture arts fashion beauty food
    travel markets energy climate environment education opinion finance banking retail television tv theater
    theatre books design marketing advertising gaming games streaming entertainment lifestyle style data
    security policy hardware software news features audio video digital awards economics investigations
    international national wirtschaft politik kultur wissen panorama meinung finanzen lokales umwelt feuilleton
    development operations sales growth partnerships engineering innovation outreach
    netzwelt économie politique sciences economía cultura deportes política"""
)  # fmt: skip
"""Subjects: they go on with a role ("Executive Editor, Film and Media") and are nobody's name."""

SURNAMES_TOO = word_set(
    """head fellow chair chief host partner mayor principal officer anchor student teacher secretary minister"""
)
"""Role nouns that are surnames, or begin titles: without a comma only after a modifier ("Anthony Stewart Head")."""

ROLE_LINKS = frozenset(
    {"of", "for", "at", "für", "bei", "de", "des", "the", "and", "&", "in", "to", "im", "du", "la", "der"}
)

PHOTO_ROLES = phrase_set(
    ("photographs", "photographer", "photography", "photos", "photo", "photographers", "staff photographer", "fotos",
     "foto", "fotograf", "fotografin", "photographe", "fotógrafo"))  # fmt: skip
"""Roles after a name that are the credit "photography"."""

ILLUSTRATION_ROLES = phrase_set(("illustrator", "illustrations", "illustration", "illustrators"))

STAFF_ENDINGS = phrase_set(
    ("staff", "team", "desk", "news desk", "newsdesk", "newsroom", "editors", "editorial board", "editorial staff",
     "editorial team", "editorial", "staff reports", "staff report", "staff writers", "staff reporter",
     "staff reporters", "staff writer", "staff editor", "staff editors", "web desk",
     "digital desk", "digital team", "social team", "content team", "web team", "web staff", "wire staff",
     "content desk", "reporters", "bureau", "correspondents", "redaktion", "newsteam",
     "webteam", "onlineredaktion", "online-redaktion", "redaktionsteam", "newsredaktion", "sportredaktion", "rédaction",
     "la rédaction", "redacción", "la redacción", "redazione", "la redazione", "redação", "da redação", "redactie",
     "redaksjonen", "redaktionen", "redakcja", "toimitus", "редакция", "редакція", "redakce", "news service",
     "haber merkezi", "editors' desk", "contributors", "writers"))  # fmt: skip
"""What a collective byline ends in."""

STAFF_BEGINNINGS = word_set("redaktion rédaction redacción redazione redactie redação redakcja редакция редакція")
"""What a collective byline begins in: "Redaktion Meridian"."""

STAFF_ALONE = phrase_set(
    ("staff", "the team", "team", "newsdesk", "news desk", "the editors", "the newsroom", "editors", "redaktion",
     "die redaktion", "unserer redaktion", "unsere redaktion", "aus der redaktion", "rédaction", "la rédaction",
     "redacción", "la redacción", "redazione", "la redazione", "redação", "da redação", "redactie", "de redactie",
     "redaksjonen", "redaktionen", "redakcja", "toimitus", "редакция", "редакція", "red", "red.", "web desk",
     "online desk", "staff report", "staff reports", "staff writer", "staff reporter", "editorial board",
     "the editorial board", "editorial team", "editorial staff", "news team", "our staff", "our correspondent",
     "our staff reporter", "our reporter", "our special correspondent", "from our correspondent", "staff writers",
     "onlineredaktion", "online-redaktion", "digital desk", "the staff", "agency staff", "sportredaktion",
     "guest contributor", "special correspondent", "news service", "haber merkezi", "newsroom"))  # fmt: skip
"""Collective bylines that name no publication."""

COLLECTIVE_WORDS = word_set(
    """editorial news digital online web the content sports reviews review social research data product
    writing features"""
)  # fmt: skip
"""Words of a collective byline that are not the publication's name: a news desk or a data team is one of it."""
