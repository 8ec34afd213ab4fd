"""News agencies and press-release wires, by the name Backfile keeps and the forms in print.

A name stays as printed unless the table gives it another: one agency is one name in the archive. Newsrooms that give
their stories to other titles count as agencies, since that is what they are in another title's byline.
"""

from __future__ import annotations

from pipelines.bylines.phrases import PhraseTable, phrase_set

ALIASES: dict[str, tuple[str, ...]] = {
    "Associated Press": ("AP", "A.P.", "The AP", "The Associated Press", "Associated Press", "AP News"),
    "Reuters": ("Reuters", "Reuters Editorial", "Reuters News Agency", "Thomson Reuters"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse", "AFP News Agency"),
    "dpa": ("dpa", "Deutsche Presse-Agentur", "Deutsche Presse Agentur", "dpa-AFX", "dpa/tmn"),
    "EFE": ("EFE", "Agencia EFE", "Agência EFE", "EFE Agencia"),
    "PTI": ("PTI", "Press Trust of India"),
    "UPI": ("UPI", "United Press International"),
    "ANSA": ("ANSA", "Agenzia ANSA"),
    "APA": ("APA", "Austria Presse Agentur"),
    "Keystone-SDA": ("Keystone-SDA", "SDA", "Keystone SDA"),
    "ANP": ("ANP",),
    "Belga": ("Belga",),
    "Ritzau": ("Ritzau",),
    "NTB": ("NTB",),
    "TT": ("TT", "TT-Ritzau"),
    "STT": ("STT",),
    "PAP": ("PAP",),
    "ČTK": ("ČTK", "CTK"),
    "MTI": ("MTI",),
    "TASS": ("TASS", "ТАСС"),
    "Interfax": ("Interfax", "Интерфакс"),
    "RIA Novosti": ("RIA Novosti", "РИА Новости"),
    "Ukrinform": ("Ukrinform", "Укрінформ"),
    "Anadolu Ajansı": ("Anadolu Ajansı", "Anadolu Agency"),
    "DHA": ("DHA", "Demirören Haber Ajansı"),
    "IHA": ("İHA", "IHA", "İhlas Haber Ajansı"),
    "Xinhua": ("Xinhua", "Xinhua News Agency", "新华社", "新華社"),
    "Kyodo News": ("Kyodo", "Kyodo News", "共同通信", "共同通信社"),
    "Jiji Press": ("Jiji", "Jiji Press", "時事通信", "時事通信社"),
    "Yonhap": ("Yonhap", "Yonhap News Agency", "연합뉴스"),
    "Central News Agency": ("Central News Agency", "中央社"),
    "ANI": ("ANI", "Asian News International"),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "Bernama": ("Bernama",),
    "Antara": ("Antara",),
    "AAP": ("AAP", "Australian Associated Press"),
    "The Canadian Press": ("The Canadian Press", "Canadian Press"),
    "PA Media": ("PA Media", "Press Association", "PA"),
    "Lusa": ("Lusa", "Agência Lusa"),
    "Agência Brasil": ("Agência Brasil",),
    "Estadão Conteúdo": ("Estadão Conteúdo",),
    "Folhapress": ("Folhapress",),
    "Europa Press": ("Europa Press",),
    "Télam": ("Télam", "Telam"),
    "Notimex": ("Notimex",),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Dow Jones Newswires": ("Dow Jones", "Dow Jones Newswires"),
    "Tribune News Service": ("Tribune News Service", "TNS", "Tribune Content Agency"),
    "McClatchy": ("McClatchy", "McClatchy Newspapers"),
    "City News Service": ("City News Service", "CNS"),
    "SID": ("SID", "Sport-Informations-Dienst"),
    "epd": ("epd", "Evangelischer Pressedienst"),
    "KNA": ("KNA", "Katholische Nachrichten-Agentur"),
    "AWP": ("AWP",),
    "RTR": ("RTR",),
    "States Newsroom": ("States Newsroom",),
    "KFF Health News": ("KFF Health News", "Kaiser Health News"),
    "ProPublica": ("ProPublica",),
    "The Conversation": ("The Conversation",),
    "Stateline": ("Stateline",),
    "The Marshall Project": ("The Marshall Project",),
    "The Missouri Independent": ("The Missouri Independent", "Missouri Independent"),
    "Religion News Service": ("Religion News Service", "RNS"),
    "Zenger News": ("Zenger News",),
    "Cover Media": ("Cover Media",),
    "Bang Showbiz": ("BANG Showbiz",),
    "Business Wire": ("Business Wire", "BusinessWire"),
    "PR Newswire": ("PR Newswire", "PRNewswire", "PRNewsWire"),
    "GlobeNewswire": ("GlobeNewswire", "Globe Newswire"),
    "Newswire": ("Newswire", "EIN Presswire", "ACCESSWIRE", "Accesswire", "CISION", "Cision"),
    "news aktuell": ("news aktuell", "presseportal"),
}

PRINTED_ALIKE = frozenset({"Newswire"})
"""Groups whose members keep their printed names: the group only says that they are wires."""


PICTURE_AGENCIES = frozenset(
    {"Getty Images", "Shutterstock", "Alamy", "AP Photo", "iStock", "Adobe Stock", "Depositphotos", "Unsplash", "Imago"}
)
"""Their credit is photography, whoever printed it in a byline."""


def _table() -> PhraseTable[str]:
    entries: dict[str, str] = {}
    for name, forms in ALIASES.items():
        for form in forms:
            entries[form] = form if name in PRINTED_ALIKE else name
            if not form.casefold().startswith("the "):
                entries.setdefault(f"the {form}", entries[form])
    return PhraseTable(entries | {name: name for name in PICTURE_AGENCIES})


AGENCIES = _table()
"""Agency by any of its forms in print."""

WIRE_PHRASES = PhraseTable(
    dict.fromkeys(
        ("wire services", "wire service", "wire reports", "wire report", "news services", "news service reports",
         "agencies", "Agenturen", "Agenturmeldung", "agences", "agencias", "agências", "agenzie", "byråerne", "wires",
         "agency reports", "Agencia", "Agencies"),
        True,
    )
)  # fmt: skip
"""Words for agencies that the byline does not name."""

AGENCY_ENDINGS = phrase_set(
    ("news agency", "press agency", "news service", "press service", "agence de presse", "Nachrichtenagentur",
     "Presseagentur", "Nachrichten-Agentur", "Presse-Agentur", "Pressedienst", "Nachrichtendienst", "nyhetsbyrå",
     "persbureau", "haber ajansı")
)  # fmt: skip
"""What the names of agencies end in, whether or not the table has them."""


def find_agency(words: list[str]) -> str | None:
    """The agency these words are, under the name Backfile keeps; None for anything else.

    Short codes that are words or initials as well (TT, PA, AP, Lusa) count in their printed case only.
    """
    name = AGENCIES.get(words)
    if name is None or (len(words) == 1 and not is_code_in_case(words[0])):
        return None
    return name


def is_code_in_case(word: str) -> bool:
    """Whether a one-word agency is written as it writes itself: not `pa` or `Tt`, but `dpa` or `Reuters`."""
    bare = word.strip(".,:()")
    if len(bare) > 4:
        return bare[:1].isupper() or not bare.isascii()
    return bare.isupper() or bare in _OWN_CASE or not bare.isascii() or "." in bare


_OWN_CASE = frozenset({"dpa", "Efe", "efe", "afp", "epd", "apa", "ansa", "Ansa", "Lusa", "Jiji", "ritzau", "Tass"})
