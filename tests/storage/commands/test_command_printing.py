"""Printing for people: in a pipe and on a terminal."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Callable

import pytest

from storage.commands.printing import counted, hits_marked, legible, print_line, print_table
from storage.search import Piece

END = "\x1c"
SNIPPET = [Piece("the "), Piece("kiln", is_hit=True), Piece(" cooled")]


Terminal = Callable[[Callable[[], None]], str]


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Call a function that prints to a terminal of 30 columns; give what the terminal got."""
    for name, value in {"COLUMNS": "30", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def shown(prints: Callable[[], None]) -> str:
        terminal, end = pty.openpty()
        with os.fdopen(end, "w") as output, monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", output)
            prints()
            output.write(END)
            output.flush()
            got = b""
            while not got.endswith(END.encode()):
                got += os.read(terminal, 65_536)
        os.close(terminal)
        return got.decode().removesuffix(END).replace("\r\n", "\n")

    return shown


def test_a_pipe_gets_plain_lines_that_are_never_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    print_line(*hits_marked(SNIPPET), "x" * 200, indent=2)
    assert capsys.readouterr().out == f"  the kiln cooled{'x' * 200}\n"


def test_a_terminal_shows_hits_and_wraps_below_the_indent(on_terminal: Terminal) -> None:
    assert "\x1b[1;33mkiln\x1b[0m" in on_terminal(lambda: print_line(*hits_marked(SNIPPET), indent=2))
    wrapped = on_terminal(lambda: print_line("word " * 10, indent=2)).splitlines()
    assert [line.rstrip() for line in wrapped] == ["  word word word word word", "  word word word word word"]


def test_brackets_are_text_and_no_markup(on_terminal: Terminal) -> None:
    assert "[bold]x[/bold] [link]" in on_terminal(lambda: print_line("[bold]x[/bold] [link]"))
    assert "[red]1[/red]" in on_terminal(lambda: print_table(["a", "b"], [["[red]1[/red]", None]]))


def test_a_table_in_a_pipe_has_tabs_between_and_none_within(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["a", "b"], [["1\t2\n3", None], [4, "five"]])
    assert capsys.readouterr().out == "a\tb\n1 2 3\t\n4\tfive\n"


@pytest.mark.parametrize("text", ["\x1b[2Jgone", "\x9b2Jgone", "\rover", "\u202egnihtyna", "a\x00b", "bell\a"])
def test_a_page_cannot_drive_the_terminal(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "\N{REPLACEMENT CHARACTER}" in legible(text)
    print_line(text)
    assert not set(capsys.readouterr().out) & set("\x1b\x9b\r\u202e\x00\a")


def test_a_url_stays_whole_beside_its_label(on_terminal: Terminal) -> None:
    url = "https://kiln-review.test/" + "glaze-" * 8
    assert on_terminal(lambda: print_line("url    ", url, wrap=False)) == f"url    {url}\n"


def test_a_table_without_room_goes_on_below_and_breaks_no_cell(on_terminal: Terminal) -> None:
    rows = [["kiln-review", "2026-11-23 07:21", "2026-11-24 07:21"]]
    shown = on_terminal(lambda: print_table(["slug", "last", "next"], rows)).splitlines()
    assert [line.split() for line in shown if "kiln" in line] == [
        ["kiln-review", "2026-11-23", "07:21"],
        ["kiln-review", "2026-11-24", "07:21"],
    ]


def test_one_is_counted_in_the_singular() -> None:
    assert [counted(1, "article"), counted(1000, "article"), counted(2, "index", "indexes")] == [
        "1 article",
        "1,000 articles",
        "2 indexes",
    ]
