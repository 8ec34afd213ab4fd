"""A command that is called wrongly says in a sentence what is wrong, where, and what to do."""

from __future__ import annotations

from typing import Any

import pytest

BY = "--by WHO (who decides; it is kept with the decision)"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("takedown hide ab12 --reason x", f"takedown hide needs {BY}; see `backfile takedown hide --help`"),
        ("correct ab12 --title Docks --reason x", f"correct needs {BY}; see `backfile correct --help`"),
        ("show", "show needs ARTICLE (its id, the beginning of it, or its URL); see `backfile show --help`"),
        ("import html", "import html needs FILE... (what to import); see `backfile import html --help`"),
        ("edits --kind shanty", "edits: --kind: 'shanty' is not one of 'stealth', "),
        ("search x --genre shanty", "search: --genre: 'shanty' is not one of "),
        ("edits --limit many", "edits: --limit: "),
        ("search x --limt 3", "search: no such option: --limt (Possible options: --limit, --to); see `backfile search"),
        ("takedown hide a --by", "takedown: option '--by' requires an argument; see `backfile takedown --help`"),
        ("show a b", "show: got unexpected extra argument(s) (b); see `backfile show --help`"),
        ("people jion", "people: no such command 'jion'; see `backfile people --help`"),
        ("merge", "no such command 'merge'; see `backfile --help`"),
        ("--nonsense", "no such option: --nonsense; see `backfile --help`"),
    ],
)
def test_a_wrong_call_is_one_sentence(backfile: Any, words: str, sentence: str) -> None:
    done = backfile(*words.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"backfile: {sentence}")
    assert done.err.endswith(" --help`\n")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("words", ["", "takedown"])
def test_a_call_without_words_prints_help(backfile: Any, words: str) -> None:
    done = backfile(*words.split())
    assert (done.code, done.err) == (2, "")
    assert "Usage: backfile" in done.out
