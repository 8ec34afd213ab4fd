"""Addresses that are not public are never connected to, by whatever way a crawl is led there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.address_guard import is_public
from storage.outcomes import Outcome
from tests.crawler.site import Site, answer, define, redirect, story
from tests.crawler.site_crawl import crawl_site, outcomes

PRIVATE = "127.0.0.2"


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.0.0.2", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.8", "192.0.0.170", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1", "fc00::1", "fd00::1", "ff02::1", "2001:db8::1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_other_addresses_are_not(address: str) -> None:
    assert not is_public(address)


def ways_in(listener: Site) -> dict[str, str]:
    port = listener.port
    return {
        "/story/dotted": f"http://{PRIVATE}:{port}/secret",
        "/story/tls": f"https://{PRIVATE}:{port}/secret",
        "/story/decimal": f"http://2130706434:{port}/secret",
        "/story/hex": f"http://0x7f.0.0.2:{port}/secret",
        "/story/octal": f"http://0177.0.0.2:{port}/secret",
        "/story/short": f"http://127.2:{port}/secret",
        "/story/mapped": f"http://[::ffff:127.0.0.2]:{port}/secret",
        "/story/six": f"http://[::1]:{port}/secret",
    }


ANY_HOST = "^https?://[^/]+/(?:story|secret)"
"""Pages of a title that takes any host: only the guard stands between a redirect and an address."""


def test_no_redirect_leads_to_a_private_address(tmp_path: Path) -> None:
    define(tmp_path / "titles", include=ANY_HOST)
    with Site({"/secret": answer("SECRET")}, address=PRIVATE) as listener, Site() as site:
        ways = ways_in(listener)
        site.routes |= {path: redirect(target) for path, target in ways.items()}
        site.announce(*ways)
        ended = crawl_site(site, tmp_path)
        assert listener.connections == 0
    found = outcomes(tmp_path)
    assert {path: found[path][0] for path in ways} == dict.fromkeys(ways, Outcome.BLOCKED_ADDRESS)
    assert (ended.code, ended.said) == (0, "")


def test_an_operator_may_allow_an_address_of_their_own(tmp_path: Path) -> None:
    define(tmp_path / "titles", include=ANY_HOST)
    with Site({"/story/a": answer(story("Inside"))}, address=PRIVATE) as listener, Site() as site:
        site.routes["/story/in"] = redirect(f"http://{PRIVATE}:{listener.port}/story/a")
        site.announce("/story/in")
        crawl_site(site, tmp_path, "--set", f"BACKFILE_ALLOWED_ADDRESSES={PRIVATE}")
        assert "/story/a" in listener.paths()
