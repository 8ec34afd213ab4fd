from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.related import HeadingKind, classify_heading, split_label


@pytest.mark.parametrize(
    "text",
    [
        "Related", "RELATED:", "Related Stories", "\t\t\tRelated Stories\t\t", "Related Articles »", "See also", "Read Next",
        "More on this topic", "Further Reading", "Related Wire Coverage", "More on Container Ports", "Verwandte Artikel",
        "Mehr zum Thema", "Mehr zum Thema auf Hafenblatt.example:", "Lesen Sie auch:", "À lire aussi", "Artículos relacionados",
        "Leggi anche", "Leia também", "Lees ook", "Läs också", "Les også", "Lue myös", "Czytaj też", "Čtěte také", "Читайте также",
        "関連記事", "相关阅读", "관련기사", "Baca juga", "اقرأ أيضا", "Διαβάστε επίσης",
    ],
)  # fmt: skip
def test_headings_of_related_stories(text: str) -> None:
    assert classify_heading(text) is HeadingKind.RELATED


@pytest.mark.parametrize(
    "text",
    [
        "Popular on Harbour Weekly", "Trending", "Most Read", "Most popular stories", "Latest News", "Recommended for you",
        "You may also like", "You might like…", "Editor’s picks", "Editors' Picks", "Top Stories", "More from Harbour Weekly",
        "More in Logistics", "Sponsored", "Sponsored by Kranbau", "From our partners", "Around the Web", "In case you missed it",
        "Related Forums", "Related Jobs", "Sign up for our newsletter", "Next story", "Meistgelesen", "Das könnte Sie auch interessieren",
        "Lo más leído", "Te puede interesar", "Les plus lus", "I più letti", "Mais lidas", "人気記事ランキング", "최신뉴스",
    ],
)  # fmt: skip
def test_headings_of_furniture(text: str) -> None:
    assert classify_heading(text) is HeadingKind.FURNITURE


@pytest.mark.parametrize(
    "text",
    [
        "Tags:",
        "Related Topics",
        "Related Tags",
        "In this article:",
        "Read More About:",
        "Filed under",
        "Temas relacionados",
    ],
)
def test_headings_of_tags(text: str) -> None:
    assert classify_heading(text) is HeadingKind.TAGS


@pytest.mark.parametrize("text", ["Read more", "READ MORE:", "Lesen Sie mehr", "Lire la suite", "Leer más", "Also:"])
def test_labels_that_only_point_on(text: str) -> None:
    assert classify_heading(text) is HeadingKind.READ_MORE


@pytest.mark.parametrize(
    "text",
    [
        "", ":", "Crane makers merge in Rostock", "Relatedness of ports, a study", "The companies said on Tuesday that related work would go on as planned until the end of the year", "What happens to the workers?",
    ],
)  # fmt: skip
def test_other_texts_head_nothing(text: str) -> None:
    assert classify_heading(text) is HeadingKind.NONE


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_classified(text: str) -> None:
    assert classify_heading(text) in HeadingKind
    label, title = split_label(text)
    assert title == title.strip()
    assert label is None or label in text


@pytest.mark.parametrize(
    ("printed", "label", "title"),
    [
        ("VIP+Soundstages in the harbour", "VIP+", "Soundstages in the harbour"),
        ("VIP+ Soundstages in the harbour", "VIP+", "Soundstages in the harbour"),
        ("DOCK+: A drug for crane drivers", "DOCK+", "A drug for crane drivers"),
        ("Disney+: A drug for crane drivers", None, "Disney+: A drug for crane drivers"),
        ("LGBTQ+ crane drivers march", None, "LGBTQ+ crane drivers march"),
        ("EXCLUSIVE: Yard to be sold", "EXCLUSIVE", "Yard to be sold"),
        ("Exclusive | Yard to be sold", "Exclusive", "Yard to be sold"),
        ("VIP+", "VIP+", ""),
        ("Exclusive rights to the yard are sold", None, "Exclusive rights to the yard are sold"),
        ("Disney+ orders a series on cranes", None, "Disney+ orders a series on cranes"),
        ("  Yard to be sold\n", None, "Yard to be sold"),
    ],
)
def test_a_badge_is_no_part_of_the_title(printed: str, label: str | None, title: str) -> None:
    assert split_label(printed) == (label, title)
