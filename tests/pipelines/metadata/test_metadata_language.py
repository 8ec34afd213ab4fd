"""The language of an article, declared and read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.metadata.language import detect_language

ENGLISH = "The harbour board will widen the old quay in spring, and the town will pay half of what the work costs. " * 3
GERMAN = (
    "Der Hafenrat wird den alten Kai im Frühjahr verbreitern, und die Stadt zahlt die Hälfte der Kosten dafür. " * 3
)
NORWEGIAN = (
    "Havnestyret skal utvide den gamle kaien til våren, og byen skal betale halvparten av det som det koster. " * 3
)
JAPANESE = "港の委員会は来年の春に古い岸壁を広げることを決め、費用の半分は町が払うことになった。" * 8


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("en-GB", ENGLISH, "en-GB"),
        ("en", GERMAN, "de"),
        ("de-AT", GERMAN, "de-AT"),
        (None, GERMAN, "de"),
        (None, JAPANESE, "ja"),
        ("nb", NORWEGIAN, "nb"),
        ("nn-NO", NORWEGIAN, "nn-NO"),
        ("da", NORWEGIAN, "da"),
        ("fr", "Der Hafenrat tagt.", "fr"),
        ("en", "", "en"),
        (None, "Kai 7", None),
        (None, "", None),
        (None, "1 2 3 " * 400, None),
    ],
)
def test_language_of_a_text(declared: str | None, text: str, language: str | None) -> None:
    assert detect_language(declared, text) == language


@given(st.sampled_from([None, "en", "zh-Hant-TW", "x"]), st.text(st.characters(), max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_has_a_language_or_none(declared: str | None, text: str) -> None:
    found = detect_language(declared, text * 4)
    assert found is None or 2 <= len(found) <= 7 or found == declared
