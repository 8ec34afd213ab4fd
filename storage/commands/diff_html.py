"""A difference as a page that stands alone: no script, nothing fetched, every word of the article escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from storage.commands.diff_page import NAMES, describe, iter_paragraphs
from storage.commands.printing import legible
from storage.differences import Change, Difference, Run

ELEMENTS = {Change.REMOVED: "del", Change.ADDED: "ins"}

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 serif; margin: 2rem auto; max-width: 42rem; padding: 0 1rem; }}
del {{ background: #ffe3e0; color: #8a1008; }}
ins {{ background: #def5df; color: #0b5a17; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>From {earlier}<br>to {later}</p>
{fields}
</body>
</html>"""


def html_of(said: Mapping[str, Any], differences: Sequence[Difference]) -> str:
    """The whole document."""
    sections = "\n".join(map(_section, differences)) or "<p>Nothing differs.</p>"
    return _PAGE.format(
        title=_safe(said["title"] or "(no title)"),
        earlier=_safe(describe(said["from"])),
        later=_safe(describe(said["to"])),
        fields=sections,
    )


def _section(found: Difference) -> str:
    paragraphs = "\n".join(f"<p>{''.join(map(_element, runs))}</p>" for runs in iter_paragraphs(found.runs) if runs)
    return f"<section>\n<h2>{NAMES[found.field]}</h2>\n{paragraphs}\n</section>"


def _element(run: Run) -> str:
    element = ELEMENTS.get(run.change)
    return f"<{element}>{_safe(run.text)}</{element}>" if element else _safe(run.text)


def _safe(text: str) -> str:
    return escape(legible(text))
