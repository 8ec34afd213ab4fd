"""The charset of a page: what its bytes say, what its declarations say, and which of them to believe."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

FALLBACK = "cp1252"

PRESCAN_BYTES = 4096
"""Where a charset in a meta element is looked for; the standard's 1024 are too few for real pages."""

SAMPLE_BYTES = 65_536
"""How much of a page that declares nothing is given to charset detection."""

TOLERATED_DAMAGE = 0.25
"""Share of bad sequences among a page's non-ASCII characters at which its charset is still believed."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Labels that the Encoding Standard (§4.2) reads as another, larger charset than Python's codec of that name.
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}

# The codecs of the Encoding Standard: a page cannot choose Python's others, such as rot13 or unicode_escape.
_ALLOWED = frozenset(
    ["utf-8", "utf-16-le", "utf-16-be", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "iso2022_jp"]
    + ["gb18030", "big5hkscs", "euc_jp", "cp932", "cp949", "cp874"]
    + [f"cp{number}" for number in range(1250, 1259)]
    + [f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
)

# What readers of a language meant by a page without a charset (HTML Standard §13.2.3.2, step 9).
_OF_LANGUAGE = {
    **dict.fromkeys(["bg", "mk", "ru", "sr", "uk", "be", "ky", "tg"], "cp1251"),
    **dict.fromkeys(["cs", "hr", "hu", "pl", "ro", "sk", "sl"], "cp1250"),
    **dict.fromkeys(["et", "lt", "lv"], "cp1257"),
    **dict.fromkeys(["ar", "fa"], "cp1256"),
    "el": "iso8859-7",
    "he": "cp1255",
    "tr": "cp1254",
    "ku": "cp1254",
    "vi": "cp1258",
    "th": "cp874",
    "ja": "cp932",
    "ko": "cp949",
    "zh": "gb18030",
}

_LATIN = frozenset(["cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "mac-roman"])

_LANGUAGE = re.compile(rb"<html\s[^>]{0,300}?\blang\s{0,9}=\s{0,9}[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<meta\s[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"^\s{0,9}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:\-]{2,40})")


def find_codec(label: str) -> str | None:
    """Python's codec for a charset label, by the WHATWG Encoding Standard §4.2: `latin1` means windows-1252."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _LARGER.get(name, name)
    return name if name in _ALLOWED else None


def decode_page(payload: bytes, content_type: str | None) -> tuple[str, str]:
    """The text of a page and the codec that made it.

    In this order: byte order mark; bytes that are UTF-8 whatever is declared; the charset of the Content-Type header,
    of a meta element, of an XML declaration; detection. A declaration is believed when it fits the bytes.
    Bad sequences become U+FFFD.
    """
    for mark, name in _BOMS:
        if payload.startswith(mark):
            return payload[len(mark) :].decode(name, "replace"), name
    text, damage = _decode(payload, "utf-8")
    if not damage:
        return text, _ascii_or(payload, content_type)
    declared = _declared_codecs(payload, content_type)
    for name in declared:
        decoded, broken = (text, damage) if name == "utf-8" else _decode(payload, name)
        if broken <= TOLERATED_DAMAGE:
            return decoded, name
    if damage <= TOLERATED_DAMAGE:
        return text, "utf-8"
    name = _detect_codec(payload)
    return payload.decode(name, "replace"), name


def _ascii_or(payload: bytes, content_type: str | None) -> str:
    if not payload.isascii():
        return "utf-8"
    declared = _declared_codecs(payload, content_type)
    return declared[0] if declared and not declared[0].startswith("utf-16") else "utf-8"


def _decode(payload: bytes, name: str) -> tuple[str, float]:
    text = payload.decode(name, "replace")
    broken = text.count(REPLACEMENT)
    if broken and name == "utf-8":
        # Characters that were lost before the page was sent are no sign of a wrong charset.
        broken -= payload.count(REPLACEMENT.encode())
    # A capture may be cut in the middle of the last character.
    if text.endswith(REPLACEMENT):
        broken -= 1
    if broken <= 0:
        return text, 0.0
    outside_ascii = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    return text, broken / outside_ascii


def _declared_codecs(payload: bytes, content_type: str | None) -> list[str]:
    head = payload[:PRESCAN_BYTES]
    labels = [match[1] for match in [_HEADER_CHARSET.search(content_type or "")] if match]
    found = [pattern.search(head) for pattern in (_META_CHARSET, _XML_CHARSET)]
    # Bytes in which `<meta` can be read are not UTF-16 (HTML Standard §13.2.3.2).
    labels += ["utf-8" if b"16" in match[1] else match[1].decode("ascii") for match in found if match]
    codecs_named = [find_codec(label) for label in labels]
    return list(dict.fromkeys(name for name in codecs_named if name))


def _detect_codec(payload: bytes) -> str:
    language = _LANGUAGE.search(payload[:PRESCAN_BYTES])
    usual = _OF_LANGUAGE.get(language[1].decode("ascii").lower()) if language else None
    if usual and _decode(payload, usual)[1] <= TOLERATED_DAMAGE:
        return usual
    start = next((index for index, byte in enumerate(payload) if byte > 0x7F), 0)
    sample = payload[max(0, start - 1024) : start + SAMPLE_BYTES]
    best = from_bytes(sample).best()
    name = (find_codec(best.encoding) if best else None) or FALLBACK
    # Detection does not tell Latin alphabets apart in a page whose few foreign characters are quotation marks.
    return FALLBACK if name in _LATIN or (name.startswith("iso8859") and name not in _OF_LANGUAGE.values()) else name
