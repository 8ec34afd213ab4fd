"""Mark-up inside a line of a manuscript: `[text](address)` is a link, and ␁ stands for a control character."""

from __future__ import annotations

import re
from html import escape

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
CONTROL = "\N{SYMBOL FOR START OF HEADING}"


def text_of_line(line: str) -> str:
    """What a reader sees."""
    return _LINK.sub(r"\1", line).replace(CONTROL, "")


def html_of_line(line: str) -> str:
    """The line as HTML; the control character as a reference that HTML forbids (HTML §13.5)."""
    linked = _LINK.sub(lambda m: f'<a href="{m[2]}">{m[1]}</a>', escape(line, quote=False))
    return linked.replace(CONTROL, "&#1;")
