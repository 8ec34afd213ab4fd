"""Markup made safe to parse: no character, reference or nesting at which a parser or an extractor gives up."""

from __future__ import annotations

import re
from collections import Counter

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

MAX_DEPTH = 200
"""Elements nested deeper are unwrapped; libxml2 loses all text below 256."""

MAX_ATTRIBUTES = 200
"""Attributes of one element that are read; parsers compare each with all before it."""

LONG_TAG = 4000
"""Characters from which a tag may have more."""

_BAD_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U0001fffe-\U0010ffff]",
)
_PLAIN = bytes([*b"\t\n\f\r", *range(0x20, 0x7F)])
# The class above costs each character of a page; its UTF-8 form is sought only in what is left without plain ASCII.
_BAD_BYTES = re.compile(
    rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xed[\xa0-\xbf]|\xef(?:\xb7[\x90-\xaf]|\xbb\xbf|\xbf[\xbe\xbf])"
    rb"|[\xf0-\xf4][\x80-\xbf]\xbf[\xbe\xbf]"
)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>")
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{LONG_TAG},}}>")
_ATTRIBUTE = re.compile(r"\s[^\s=/>]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"']*+))?")
_END_OF_PAGE = re.compile(r"</(?:body|html)\s*+>", re.IGNORECASE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CLOSED_BY_THE_NEXT = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "option"])


def sanitise_text(text: str) -> str:
    """`text` without control characters and noncharacters; lone surrogates become U+FFFD. White space stays."""
    remarkable = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    if not _BAD_BYTES.search(remarkable):
        return text
    return _BAD_CHARACTERS.sub(_mend_character, text)


def _mend_character(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF:
        return REPLACEMENT
    return match[0] if code > 0xFFFF and code & 0xFFFE != 0xFFFE else ""


def sanitise_markup(markup: str) -> str:
    """`markup` whose characters and numeric references are such as HTML allows in text (HTML Standard §13.2.5.80).

    Of an element with more than 200 attributes the others are left out. The end tags of body and html are, too: what
    follows them belongs to the body (§13.2.6.4.19), and the parser would lose it.
    """
    mended = _END_OF_PAGE.sub("", _REFERENCE.sub(_mend_reference, sanitise_text(markup)))
    return _LONG_TAG.sub(_cut_attributes, mended) if _may_have_long_tag(mended) else mended


def _may_have_long_tag(markup: str) -> bool:
    """Whether a stretch of half a long tag neither opens nor closes a tag, and stands in one; pages' scripts do not."""
    is_inside = False
    for start in range(0, len(markup), LONG_TAG // 2):
        stretch = markup[start : start + LONG_TAG // 2]
        opening, closing = stretch.rfind("<"), stretch.rfind(">")
        if opening == closing == -1 and is_inside:
            return True
        is_inside = opening > closing or (is_inside and opening == closing)
    return False


def _cut_attributes(tag: re.Match[str]) -> str:
    for count, attribute in enumerate(_ATTRIBUTE.finditer(tag[0])):
        if count == MAX_ATTRIBUTES:
            return tag[0][: attribute.start()] + ">"
    return tag[0]


def _mend_reference(match: re.Match[str]) -> str:
    digits, base = (match[1], 16) if match[1] else (match[2], 10)
    significant = digits.lstrip("0")
    code = int(significant or "0", base) if len(significant) <= 7 else 0x110000
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return REPLACEMENT
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "ignore")
    return match[0] if sanitise_text(chr(code)) else ""


def flatten_markup(markup: str, depth: int = MAX_DEPTH) -> str:
    """`markup` with every tag left out that would open an element deeper than `depth`. Linear in its length."""
    pieces: list[str] = []
    stack: list[str] = []
    opened: Counter[str] = Counter()
    end = 0
    for tag in _TAG.finditer(markup):
        pieces.append(markup[end : tag.start()])
        end = tag.end()
        name = tag[2].lower()
        level = _close(name, stack, opened) if tag[1] else _open(name, stack, opened)
        pieces.append(tag[0] if level <= depth else " ")
    pieces.append(markup[end:])
    return "".join(pieces)


def _open(name: str, stack: list[str], opened: Counter[str]) -> int:
    if name in _VOID:
        return 0
    if name in _CLOSED_BY_THE_NEXT and stack and stack[-1] == name:
        return len(stack)
    stack.append(name)
    opened[name] += 1
    return len(stack)


def _close(name: str, stack: list[str], opened: Counter[str]) -> int:
    if not opened[name]:
        return 0
    while stack:
        level = len(stack)
        last = stack.pop()
        opened[last] -= 1
        if last == name:
            return level
    return 0
