"""Printed bylines by pattern: every name is invented."""

from __future__ import annotations

import pytest

from pipelines.bylines import parse_byline
from storage.items import Contributor, ContributorKind


def shown(contributor: Contributor) -> str:
    """One contributor as a line: `person Jane Roe; role=Editor; at=Daily Planet`."""
    fields = ("role", "affiliation", "credit", "credentials", "honorific", "location")
    said = [f"{name}={getattr(contributor, name)}" for name in fields if getattr(contributor, name)]
    return "; ".join([f"{contributor.kind.value} {contributor.name}", *said])


def read(printed: str, language: str | None = None, mastheads: tuple[str, ...] = ()) -> list[str]:
    return [shown(one) for one in parse_byline(printed, language=language, mastheads=mastheads)]


LISTS = {
    "By \n\n\tMira Halvorsen": ["person Mira Halvorsen"],
    "by Mira Halvorsen": ["person Mira Halvorsen"],
    "By: Mira Halvorsen": ["person Mira Halvorsen"],
    "BYMira Halvorsen": ["person Mira Halvorsen"],
    "Byby Mira Halvorsen": ["person Mira Halvorsen"],
    "By Mira Halvorsen. Last Updated on December 11, 2025": ["person Mira Halvorsen"],
    "By By Mira Halvorsen": ["person Mira Halvorsen"],
    "Mira Halvorsen and Tobin Achterberg": ["person Mira Halvorsen", "person Tobin Achterberg"],
    "By Mira Halvorsen & Tobin Achterberg": ["person Mira Halvorsen", "person Tobin Achterberg"],
    "By Mira Halvorsen, Tobin Achterberg, and Ada Quill": [
        "person Mira Halvorsen", "person Tobin Achterberg", "person Ada Quill"],
    "Mira Halvorsen,Tobin Achterberg": ["person Mira Halvorsen", "person Tobin Achterberg"],
    "Mira Halvorsen | Tobin Achterberg | Ada Quill": [
        "person Mira Halvorsen", "person Tobin Achterberg", "person Ada Quill"],
    "Mira Halvorsen / Tobin Achterberg": ["person Mira Halvorsen", "person Tobin Achterberg"],
    "Mira Halvorsen; Tobin Achterberg": ["person Mira Halvorsen", "person Tobin Achterberg"],
    "Ferdi Sandoval and Rolanda Brand": ["person Ferdi Sandoval", "person Rolanda Brand"],
    "Mira Halvorsen Mira Halvorsen": ["person Mira Halvorsen"],
    "Quill Quill": ["person Quill Quill"],
    "By Mira Halvorsen, Mira Halvorsen": ["person Mira Halvorsen"],
    "Mira HalvorsenTobin Achterberg": ["person Mira Halvorsen", "person Tobin Achterberg"],
    "Ada Quill Ben Stroud Cora Venn Dirk Oswin": [
        "person Ada Quill", "person Ben Stroud", "person Cora Venn", "person Dirk Oswin"],
}  # fmt: skip

NAMES = {
    "By Zephyrine": ["person Zephyrine"],
    "K.L. Orbison": ["person K.L. Orbison"],
    "By K. L. M. Orbison-Wyatt": ["person K. L. M. Orbison-Wyatt"],
    "Orville (K.L.) Wyatt": ["person Orville (K.L.) Wyatt"],
    'Tess "Bunny" Marlowe': ['person Tess "Bunny" Marlowe'],
    "By Orville Wyatt III": ["person Orville Wyatt III"],
    "Orville Wyatt, Jr., and Ada Quill": ["person Orville Wyatt, Jr.", "person Ada Quill"],
    "By Pieter van der Laan and Inés de la Vega": ["person Pieter van der Laan", "person Inés de la Vega"],
    "Hendrik van 't Zand": ["person Hendrik van 't Zand"],
    "Par José Robles y Cano": ["person José Robles y Cano"],
    "Nadim al-Qasbawi": ["person Nadim al-Qasbawi"],
    "ashley quince": ["person ashley quince"],
    "quincewriter": ["person quincewriter"],
    "12 Bars": ["person 12 Bars"],
    "Ma$on": ["person Ma$on"],
    "April Quill": ["person April Quill"],
    "By June March": ["person June March"],
    "Anton Quill Head": ["person Anton Quill Head"],
    "Petra Law": ["person Petra Law"],
    "Virtanen, Onni": ["person Onni Virtanen"],
    "Laan, Pieter van der": ["person Pieter van der Laan"],
    "Quill, Ada; Wyatt, O.": ["person Ada Quill", "person O. Wyatt"],
}

CAPITALS = {
    "ADA QUILL": ["person Ada Quill"],
    "By FIONA O'MALLORY": ["person Fiona O'Mallory"],
    "ROY MCTAVISH AND ADA QUILL-WYATT": ["person Roy McTavish", "person Ada Quill-Wyatt"],
    "By Ada QUILL": ["person Ada Quill"],
    "O.K. WYATT III": ["person O.K. Wyatt III"],
    "By QUESTRA": ["person QUESTRA"],
    "By ADA QUILL and ROY WYATT Lakeside Gazette": [
        "person Ada Quill; affiliation=Lakeside Gazette", "person Roy Wyatt; affiliation=Lakeside Gazette"],
    "TJ Wyatt": ["person TJ Wyatt"],
}  # fmt: skip

TITLES = {
    "Ada Quill M.P.H., R.D.": ["person Ada Quill; credentials=M.P.H., R.D."],
    "Ada Quill, MD, XQPT": ["person Ada Quill; credentials=MD, XQPT"],
    "By Ada Quill, Ph.D., and Roy Wyatt, M.D.": [
        "person Ada Quill; credentials=Ph.D.", "person Roy Wyatt; credentials=M.D."],
    "Prof. Dr. Heike Sommerfeld": ["person Heike Sommerfeld; honorific=Prof. Dr."],
    "By Sir Roy Wyatt": ["person Roy Wyatt; honorific=Sir"],
    "By Ada Quill, MA Lakeside Health": ["person Ada Quill; affiliation=Lakeside Health; credentials=MA"],
    "Ma Lian": ["person Ma Lian"],
}  # fmt: skip

ROLES = {
    "Ada Quill, Head of Marketing and Community Development": [
        "person Ada Quill; role=Head of Marketing and Community Development"],
    "Autoren Heike Sommerfeld und Jörg Wieland": [
        "person Heike Sommerfeld; role=Autor", "person Jörg Wieland"],
    "Ada Quill Reporter": ["person Ada Quill; role=Reporter"],
    "Ada QuillSenior Editor": ["person Ada Quill; role=Senior Editor"],
    "By Ada Quill, Editor-in-Chief": ["person Ada Quill; role=Editor-in-Chief"],
    "By Ada Quill, Executive Editor, Music and Television": [
        "person Ada Quill; role=Executive Editor, Music and Television"],
    "Ada Quill and Roy Wyatt | Guest Columnists": [
        "person Ada Quill; role=Guest Columnist", "person Roy Wyatt; role=Guest Columnist"],
    "By Ada Quill and Roy Wyatt, Staff Writer": ["person Ada Quill", "person Roy Wyatt; role=Staff Writer"],
    "By Ada Quill, Editor, and Roy Wyatt, Reporter": ["person Ada Quill; role=Editor", "person Roy Wyatt; role=Reporter"],
    "Ada Quill, Beekeeping Correspondent": ["person Ada Quill; role=Beekeeping Correspondent"],
    "By Ada Quill and Roy Wyatt / Lakeside Tribune Staff Writers": [
        "person Ada Quill; role=Staff Writer; affiliation=Lakeside Tribune",
        "person Roy Wyatt; role=Staff Writer; affiliation=Lakeside Tribune"],
    "Von Heike Sommerfeld, Redakteurin für Energie": ["person Heike Sommerfeld; role=Redakteurin für Energie"],
    "Par Léa Montclar, envoyée spéciale à Kiev": [
        "person Léa Montclar; role=envoyée spéciale; location=Kiev"],
    "Staff Writer Ada Quill": ["person Ada Quill; role=Staff Writer"],
    "Sports Reporter": [],
    "Author: Marketing and Event Coordinator": [],
}  # fmt: skip

AFFILIATIONS = {
    "Ada Quill from University of Meridian": ["person Ada Quill; affiliation=University of Meridian"],
    "By Ada Quill and From Meridian": ["person Ada Quill; affiliation=Meridian"],
    "By Ada Quill from Oslo": ["person Ada Quill; location=Oslo"],
    "From Ada Quill in Oslo": ["person Ada Quill; location=Oslo"],
    "von Heike Sommerfeld, KDR BRÜCKENLAND": ["person Heike Sommerfeld; affiliation=KDR BRÜCKENLAND"],
    "Ada Quill, The Lakeside Reporter": ["person Ada Quill; affiliation=The Lakeside Reporter"],
    "Ada Quill, Meridian Business": ["person Ada Quill; affiliation=Meridian Business"],
    "ADA QUILL, LAKESIDE TODAY": ["person Ada Quill; affiliation=LAKESIDE TODAY"],
    "Ada Quill, Vice President, Global Marketing, Meridian Corp.": [
        "person Ada Quill; role=Vice President, Global Marketing; affiliation=Meridian Corp."
    ],
    "Ada Quill (Meridian)": ["person Ada Quill; affiliation=Meridian"],
    "Ada Quill, QRX": ["person Ada Quill; affiliation=QRX"],
    "By Ada Quill, Lakeside Gazette": ["person Ada Quill; affiliation=Lakeside Gazette"],
    "By Ada Quill and Roy Wyatt for the Lakeside Sun": ["person Ada Quill", "person Roy Wyatt; affiliation=Lakeside Sun"],
    "By Ada Quill, Special to The Lakeside Sun": ["person Ada Quill; role=Special to; affiliation=The Lakeside Sun"],
    "Special to Meridian By Ada Quill": ["person Ada Quill; role=Special to; affiliation=Meridian"],
    "Ada Quill, Chief Economist, Bank of Lakeside": [
        "person Ada Quill; role=Chief Economist; affiliation=Bank of Lakeside"],
    "Ada Quill, Senior Editor at Meridian": ["person Ada Quill; role=Senior Editor; affiliation=Meridian"],
    "Ada Quill, on behalf of the Meridian team": ["person Ada Quill; affiliation=Meridian team"],
    "Ada Quill / meridian.example.com": ["person Ada Quill; affiliation=meridian.example.com"],
    "By Ada Quill in Los Angeles and Roy Wyatt in Oslo": [
        "person Ada Quill; location=Los Angeles", "person Roy Wyatt; location=Oslo"],
    "Von Heike Sommerfeld, Frankfurt": ["person Heike Sommerfeld; location=Frankfurt"],
}  # fmt: skip

AGENCIES = {
    "By The Associated Press": ["agency Associated Press"],
    "By AFP, Reuters and AP": ["agency AFP", "agency Reuters", "agency Associated Press"],
    "Ada Quill and Roy Wyatt, Associated Press": [
        "person Ada Quill; affiliation=Associated Press", "person Roy Wyatt; affiliation=Associated Press"],
    "Ada QuillThe Associated Press": ["person Ada Quill; affiliation=Associated Press"],
    "By ADA QUILL, AP Technology Writer": ["person Ada Quill; role=Technology Writer; affiliation=Associated Press"],
    "Ada Quill (AP)": ["person Ada Quill; affiliation=Associated Press"],
    "Reuters, Ada Quill": ["agency Reuters", "person Ada Quill"],
    "Von dpa, unserer Redaktion": ["agency dpa", "staff unserer Redaktion"],
    "EFE/ Inés Vega": ["agency EFE", "person Inés Vega; affiliation=EFE; credit=photography"],
    "By Lakeside News Agency": ["agency Lakeside News Agency"],
    "The Lakeside Press Agency": ["agency The Lakeside Press Agency"],
    "Ada Quill, Meridian News Service": ["person Ada Quill; affiliation=Meridian News Service"],
    "Ada Quill for Meridian News Service": ["person Ada Quill; affiliation=Meridian News Service"],
    "Von Heike Sommerfeld und Lahnauer Pressedienst": ["person Heike Sommerfeld", "agency Lahnauer Pressedienst"],
    "By The News Agency": ["organisation The News Agency"],
    "Reuters/hsm Berlin": ["agency Reuters", "staff hsm; location=Berlin"],
    "Lakeside Tribune wire services": ["agency Lakeside Tribune wire services; affiliation=Lakeside Tribune"],
    "SOURCE: Meridian Pumps, Inc. via Business Wire": [
        "organisation Meridian Pumps, Inc.", "agency Business Wire; credit=via"],
}  # fmt: skip

COLLECTIVES = {
    "By our foreign staff": ["staff our foreign staff"],
    "From staff reports": ["staff staff reports"],
    "Compiled from wire reports": ["agency wire reports; credit=compiled"],
    "Press Release": [],
    "By Meridian Staff": ["staff Meridian Staff; affiliation=Meridian"],
    "MRD News Desk": ["staff MRD News Desk; affiliation=MRD"],
    "Meridian staff reporter": ["staff Meridian staff reporter; affiliation=Meridian"],
    "By AP and MRD staff": ["agency Associated Press", "staff MRD staff; affiliation=MRD"],
    "By The Editorial Board | Arts & Letters": ["staff The Editorial Board"],
    "La rédaction": ["staff La rédaction"],
    "Por: Redacción / Meridiano": ["staff Redacción; affiliation=Meridiano"],
    "Newsdesk news@meridian.example": ["staff Newsdesk"],
    "The Team": ["staff The Team"],
    "By Ada Quill, Roy Wyatt, and MRD Ratings Team": [
        "person Ada Quill", "person Roy Wyatt", "staff MRD Ratings Team; affiliation=MRD Ratings"],
    "The Daily Herring": ["organisation The Daily Herring"],
    "Meridian Architecture": ["organisation Meridian Architecture"],
    "Quill & Wyatt": ["organisation Quill & Wyatt"],
    "Roy J. Wyatt & Co.": ["organisation Roy J. Wyatt & Co."],
    "Meridian Tax & Accounting": ["organisation Meridian Tax & Accounting"],
    "Center for Bridge Design and Research": ["organisation Center for Bridge Design and Research"],
    "Institut für Wasser, Boden und Klima IWBK": ["organisation Institut für Wasser, Boden und Klima IWBK"],
    "Meridian.fr avec AFP": ["organisation Meridian.fr", "agency AFP; credit=with"],
}  # fmt: skip

CREDITS = {
    "Autorin Ada Quill: | EN | Übersetzung Heike Sommerfeld": [
        "person Ada Quill; role=Autorin", "person Heike Sommerfeld; credit=translation"],
    "Text von Ada Quill Illustration von Roy Wyatt": [
        "person Ada Quill; credit=writing", "person Roy Wyatt; credit=illustration"],
    "By Ada Quill with Roy Wyatt": ["person Ada Quill", "person Roy Wyatt; credit=with"],
    "Ada Quill (avec Roy Wyatt et Léa Montclar)": [
        "person Ada Quill", "person Roy Wyatt; credit=with", "person Léa Montclar; credit=with"],
    "Written by Ada Quill Edited by Roy Wyatt": ["person Ada Quill; credit=writing", "person Roy Wyatt; credit=editing"],
    "By Ada Quill, DVM. Reviewed by Roy Wyatt, DVM": [
        "person Ada Quill; credentials=DVM", "person Roy Wyatt; credit=review; credentials=DVM"],
    "By Ada Quill Updated by Roy Wyatt Updated April 10, 2025": [
        "person Ada Quill", "person Roy Wyatt; credit=updating"],
    "Photographs by Ada Quill": ["person Ada Quill; credit=photography"],
    "By Ada Quill / Roy Wyatt, Photographs": ["person Ada Quill", "person Roy Wyatt; credit=photography"],
    "Tekst: Marek Sowa, zdjęcia: Ewa Lis": ["person Marek Sowa; credit=writing", "person Ewa Lis; credit=photography"],
    "As told to Ada Quill": ["person Ada Quill; credit=as-told-to"],
    "Translated from the Danish by Ada Quill": ["person Ada Quill; credit=translation"],
    "Sponsored by Meridian": ["organisation Meridian; credit=sponsor"],
    "Compiled by Meridian Staff": ["staff Meridian Staff; affiliation=Meridian; credit=compiled"],
    "Ada Quill Senior Contributor Opinions expressed by contributors are their own.": [
        "person Ada Quill; role=Senior Contributor"],
}  # fmt: skip

SIGN_OFFS = {
    "(Reporting by Ada Quill; Editing by Roy Wyatt)": ["person Ada Quill; credit=reporting", "person Roy Wyatt; credit=editing"],
    "Reporting by Ada Quill in Oslo and Roy Wyatt in The Hague; Writing by Ada Quill": [
        "person Ada Quill; credit=reporting; location=Oslo", "person Roy Wyatt; credit=reporting; location=The Hague",
        "person Ada Quill; credit=writing"],
    "Reporting by Ada Quill, with reporting by Roy Wyatt, editing by Léa Montclar.": [
        "person Ada Quill; credit=reporting", "person Roy Wyatt; credit=additional-reporting",
        "person Léa Montclar; credit=editing"],
    "—Associated Press writer Ada Quill in Paris contributed to this report.": [
        "person Ada Quill; role=writer; affiliation=Associated Press; credit=additional-reporting; location=Paris"],
    "MRD's Ada Quill and Roy Wyatt contributed to this report.": [
        "person Ada Quill; affiliation=MRD; credit=additional-reporting",
        "person Roy Wyatt; affiliation=MRD; credit=additional-reporting"],
}  # fmt: skip

THROWN_AWAY = {
    "Zuletzt geändert am: | 15.10.2021": [],
    "Ada Quill 04 de mayo 2022, 12:00 A. M.": ["person Ada Quill"],
    "Unsere Brücken Touren": [],
    "adaquill | 24 янв в 17:00": ["person adaquill"],
    "5:45 AM PST 11/19/2019 by Ada Quill": ["person Ada Quill"],
    "By Ada Quill Dec. 18, 2025 National Rail Reporter": ["person Ada Quill; role=National Rail Reporter"],
    "By Ada Quill | November 3, 2025 (8:42 AM ET)": ["person Ada Quill"],
    "by Ada Quill22 Dec 2016651": ["person Ada Quill"],
    "by Ada QuillLast updated 04 Jun 2020, originally created 17 Jun 2019": ["person Ada Quill"],
    "par Léa Montclar, 21 juin 2018": ["person Léa Montclar"],
    "Ada Quill • 8h": ["person Ada Quill"],
    "Ada Quill and Roy Wyatt | 3 days ago": ["person Ada Quill", "person Roy Wyatt"],
    "Guides By Ada Quill Dec 11, 2025 Share": ["person Ada Quill"],
    "Ada Quill <ada.quill@meridian.example>": ["person Ada Quill"],
    "Ada Quill (@adaquill)": ["person Ada Quill"],
    "Ada Quill@in/adaquill@AdaQuillMRD": ["person Ada Quill"],
    "By Ada Quill. Ada covers bridges and tunnels.": ["person Ada Quill"],
    "https://meridian.example/author/ada-quill/": [],
    "By desk@meridian.example on December 18, 2025": [],
    "ada-quill": [],
    "admin": [],
    "robots.txt": [],
    "page.head.meta.author": [],
    "{{ author.name }}": [],
    "Follow Author": [],
    "Last Updated: January 7, 2025": [],
    "von am 20.06.2018": [],
    "By": [],
    "By  ,  and": [],
    "": [],
}

LANGUAGES = {
    "Von Heike Sommerfeld und Jörg Wieland": ["person Heike Sommerfeld", "person Jörg Wieland"],
    "Ein Interview von Heike von Sommerfeld": ["person Heike von Sommerfeld"],
    "Par Léa Montclar avec AFP": ["person Léa Montclar", "agency AFP; credit=with"],
    "di Luca Bassani": ["person Luca Bassani"],
    "Di Bao": ["person Di Bao"],
    "Por Inés Vega y Juan Robles": ["person Inés Vega", "person Juan Robles"],
    "Por Inés Vega en Madrid": ["person Inés Vega; location=Madrid"],
    "Av Åse Lindqvist og Kari Moen": ["person Åse Lindqvist", "person Kari Moen"],
    "Door Pieter de Laan en Saskia Bakker": ["person Pieter de Laan", "person Saskia Bakker"],
    "Автор: Олена Ставок": ["person Олена Ставок"],
    "كتب سامي الورد": ["person سامي الورد"],
    "سامي الورد - القاهرة": ["person سامي الورد; location=القاهرة"],
    "明鏡報 記者林梧桐／即時報導": ["person 林梧桐; role=記者; affiliation=明鏡報"],
    "文● サクラ／MRD編集部": ["person サクラ; affiliation=MRD編集部; credit=writing"],
    "[山川梧桐，Meridian]": ["person 山川梧桐; affiliation=Meridian"],
    "박나무 기자 외 1명": ["person 박나무; role=기자"],
}

TABLES = (LISTS, NAMES, CAPITALS, TITLES, ROLES, AFFILIATIONS, AGENCIES, COLLECTIVES, CREDITS, SIGN_OFFS, THROWN_AWAY,
          LANGUAGES)  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), [row for table in TABLES for row in table.items()])
def test_byline_is_read_as_its_pattern_says(printed: str, expected: list[str]) -> None:
    assert read(printed) == expected


@pytest.mark.parametrize("printed", [printed for table in TABLES for printed in table])
def test_a_name_read_once_is_read_the_same_again(printed: str) -> None:
    for contributor in parse_byline(printed):
        again = [(one.name, one.kind) for one in parse_byline(contributor.name)]
        assert (contributor.name, contributor.kind) in again or contributor.kind is not ContributorKind.PERSON


def test_ambiguous_lead_needs_its_language() -> None:
    assert read("Di Bao", language="it") == ["person Bao"]
    assert read("Di Luca Bassani", language="en") == ["person Di Luca Bassani"]
    assert read("Von Quill", language="en-GB") == ["person Von Quill"]
    assert read("Von Heike", language="de-AT") == ["person Heike"]


def test_masthead_is_no_person() -> None:
    assert read("By Lakeside Herring") == ["person Lakeside Herring"]
    assert read("By Lakeside Herring", mastheads=("Lakeside Herring",)) == ["organisation Lakeside Herring"]
    assert read("Ada Quill, Lakeside Herring", mastheads=("Lakeside Herring",)) == [
        "person Ada Quill; affiliation=Lakeside Herring"
    ]


@pytest.mark.parametrize("name", ["Team QuillWorks", "Landesverband QuillWorks", "Institute QuillWorks"])
def test_brand_with_a_capital_inside_is_not_parted_behind_a_word_of_bodies(name: str) -> None:
    assert [one.name for one in parse_byline(name)] == [name]
