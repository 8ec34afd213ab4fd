"""One form for the many addresses of one page.

URLs are kept as printed everywhere; the canonical form serves only to tell whether two of them are the same page.
It is made by rule alone, without fetching: redirects, `rel=canonical` and a publisher's trailing id are evidence
for aliases and never enter it.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from storage.tracking import is_tracking

if TYPE_CHECKING:
    import tldextract

CANONICAL_RULES = 1
"""Version of the rule set: a change of any canonical form raises it, and keys are made anew."""

_MAX_LENGTH = 65_536
"""Characters; a longer URL stands for itself, so that time stays bounded."""

_ENDS = "".join(map(chr, range(0x21)))
_LINE_BREAKS = str.maketrans("", "", "\t\r\n")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_UNSAFE = re.compile(r"%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/]")
_QUERY_UNSAFE = re.compile(r"%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?]")
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_DEVICE = re.compile(r"^(?:(?:www|m|amp)\.)+(?=[^.]+\.[^.])")
_VIEWER = re.compile(
    r"(?:(?:(?:[\w-]+\.)*cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?/amp)/(?:s/)?)+"
    r"(?=(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?::\d{1,5})?(?:/|$))",
    re.IGNORECASE,
)
_VIEWER_HOST = re.compile(r"(?:[\w-]+\.)*cdn\.ampproject\.org$|google\.[a-z.]+$")
_AMP = frozenset(("amp", ".amp", "amp.html"))
_STORY_SEGMENT = re.compile(r"[-_.\d]")


def canonicalise(url: str) -> str:
    """The form that all addresses of one page share; what selects the page stays.

    Folded are scheme, host (case, IDNA, `www.`, `m.`, `amp.`), default ports, user names, percent-encoding (RFC 3986
    §6.2.2), dot segments, trailing slashes, AMP and print forms, tracking parameters and fragments but `#!`.
    Parameters keep their order. Total: what is no http(s) URL comes back without outer white space. Idempotent.
    """
    text = url.strip(_ENDS).translate(_LINE_BREAKS)
    if len(text) > _MAX_LENGTH:
        return text
    parts = _split_web_url(text)
    if parts is None:
        return text
    try:
        host, port = _fold_host(parts.hostname or ""), _fold_port(parts.port)
    except ValueError:
        return text
    host, port, path = _unwrap_viewer(host, port, _fold_path(parts.path))
    query = "&".join(p for p in _fold_encoding(parts.query, _QUERY_UNSAFE).split("&") if p and not is_tracking(host, p))
    fragment = _fold_encoding(parts.fragment, _QUERY_UNSAFE) if parts.fragment.startswith("!") else ""
    ending = (f"?{query}" if query else "") + (f"#{fragment}" if len(fragment) > 1 else "")
    return f"https://{host}{port}{path}{ending}"


def url_key(url: str) -> str:
    """SHA-256 of the canonical form in lower-case hex: what makes a URL unique within a publication."""
    return hashlib.sha256(canonicalise(url).encode("utf-8", "surrogatepass")).hexdigest()


def same_site(a: str, b: str) -> bool:
    """Whether two URLs lie under one registered domain, by the public-suffix snapshot that tldextract bundles.

    Addresses without a registered domain, such as IP numbers, are the same site when their hosts are equal.
    """
    one, other = _find_host(a), _find_host(b)
    if one is None or other is None or one == other:
        return one is not None and one == other
    site = _find_site(one)
    return site is not None and site == _find_site(other)


def join_url(base: str, href: str) -> str | None:
    """`href` as an absolute http(s) URL, otherwise as printed; None when it leads nowhere on the web.

    An empty `href` and one that is only a fragment lead nowhere.
    """
    text = href.strip(_ENDS).translate(_LINE_BREAKS)
    if not text or text.startswith("#"):
        return None
    try:
        absolute = urljoin(base.strip(_ENDS), text)
        parts = urlsplit(absolute)
        return absolute if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def _split_web_url(text: str) -> SplitResult | None:
    """The parts of an http(s) URL, one without a scheme included; backslashes as browsers read them (URL Standard)."""
    end = re.search(r"[?#]", text)
    cut = end.start() if end else len(text)
    slashed = text[:cut].replace("\\", "/") + text[cut:]
    try:
        parts = urlsplit("https:" + slashed if slashed.startswith("//") else slashed)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.netloc else None


def _fold_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    host = _DEVICE.sub("", host.lower().rstrip("."))
    if host.isascii():
        return host
    import idna

    try:
        host = idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        return host
    return _DEVICE.sub("", host.rstrip("."))


def _fold_path(path: str) -> str:
    path = _SESSION.sub("", _fold_encoding(path, _PATH_UNSAFE))
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept).rstrip("/")


def _fold_port(port: int | None) -> str:
    return "" if port in (None, 80, 443) else f":{port}"


def _unwrap_viewer(host: str, port: str, path: str) -> tuple[str, str, str]:
    """The page behind an AMP cache or viewer; elsewhere, the page that an AMP or print form belongs to."""
    viewer = _VIEWER.match(host + path)
    if viewer:
        place, slash, path = (host + path)[viewer.end() :].partition("/")
        name, _, number = place.partition(":")
        host, port, path = _fold_host(name), _fold_port(int(number) if number else None), slash + path
    return host, port, path if _VIEWER_HOST.match(host) else _fold_variants(path)


def _fold_variants(path: str) -> str:
    segments = path.split("/")[1:]
    start, end = 0, len(segments)
    while start < end - 1 and segments[start] in {"amp", ".amp"}:
        start += 1
    while end > start:
        last = segments[end - 1] = _strip_amp_suffix(segments[end - 1])
        before = segments[end - 2] if end - start > 1 else ""
        if end - start > 1 and (not last or last in _AMP or (last == "print" and _STORY_SEGMENT.search(before))):
            end -= 1
        else:
            break
    return "/" + "/".join(segments[start:end]).rstrip("/")


def _strip_amp_suffix(segment: str) -> str:
    bare = _strip_amp(segment)
    stem, dot, extension = bare.rpartition(".")
    return _strip_amp(stem) + dot + extension if extension in {"html", "htm"} else bare


def _strip_amp(name: str) -> str:
    end = len(name)
    while name.endswith(".amp", 0, end):
        end -= 4
    return name[:end] if name[:end].strip(".") else name


def _fold_encoding(text: str, unsafe: re.Pattern[str]) -> str:
    """Percent-encode what must be, decode what need not be, hex digits in upper case (RFC 3986 §6.2.2.2)."""
    return unsafe.sub(_encode_match, text)


def _encode_match(match: re.Match[str]) -> str:
    digits: str | None = match[1]
    if digits is None:
        return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))
    byte = int(digits, 16)
    return chr(byte) if byte in _UNRESERVED else f"%{digits.upper()}"


def _find_host(url: str) -> str | None:
    parts = _split_web_url(url.strip(_ENDS).translate(_LINE_BREAKS))
    try:
        return (_fold_host(parts.hostname or "") or None) if parts else None
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _find_site(host: str) -> str | None:
    """The registered domain of a host; None for IP numbers and the like, which have none."""
    return _get_suffixes()(host).top_domain_under_public_suffix or None


@lru_cache(maxsize=1)
def _get_suffixes() -> tldextract.TLDExtract:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
