"""One printed line out of markup, attributes and JSON strings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from pipelines.printed_text import MAXIMUM_LINE, fold_blanks, read_element, read_printed


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Heron&amp;#8217;s", "Heron’s"),
        ("one<br>two", "one two"),
        ("<b class='x'>Salt</b>house", "Salthouse"),
        ("3 < 4 > 2", "3 < 4 > 2"),
        ("soft\u00adhyphen \u200b\n\t end ", "softhyphen end"),
        ("Cafe\u0301", "Café"),
        ("", ""),
    ],
)
def test_printed_lines(text: str, line: str) -> None:
    assert read_printed(text) == line


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>one<br>two</p>", "one two"),
        ("<div><p>one</p><p>two</p></div>", "one two"),
        ("<p>one<!-- not --><?not?> two</p>", "one two"),
        ("<p>one<script>not</script> two<span hidden>not</span></p>", "one two"),
        ("<p>2<sup>nd</sup></p>", "2nd"),
    ],
)
def test_text_of_elements(markup: str, line: str) -> None:
    assert read_element(html.fromstring(markup)) == line


def test_text_after_an_element_is_not_its_own() -> None:
    assert read_element(html.fromstring("<p><b>one</b> two</p>")[0]) == "one"


def test_blanks_are_folded() -> None:
    assert fold_blanks(" a\n\tb\xa0 c ") == "a b c"


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_result_is_one_line(text: str) -> None:
    line = read_printed(text)
    assert line == fold_blanks(line)
    assert len(line) <= MAXIMUM_LINE


@pytest.mark.timeout(10)
@pytest.mark.parametrize("unit", ["<b ", "&amp;", "&", "<b>", " "])
def test_megabytes_are_cut(unit: str) -> None:
    assert len(read_printed(unit * (1_000_000 // len(unit)))) <= MAXIMUM_LINE
