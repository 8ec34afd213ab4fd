"""Who crawls: the name, version and contact that every site is told and every WARC file keeps."""

from __future__ import annotations

import getpass
import socket
from importlib.metadata import version

PRODUCT = "Backfile"


def software() -> str:
    """Product and version, as in a User-Agent."""
    return f"{PRODUCT}/{version('backfile')}"


def contact_or_account(contact: str | None) -> str:
    """The operator's contact; without one, the account and host that crawl, which a site can at least ask about."""
    if contact:
        return contact
    try:
        account = getpass.getuser()
    except (KeyError, OSError):
        account = "unknown"
    return f"{account}@{socket.gethostname()}"


def user_agent(contact: str | None) -> str:
    """The User-Agent header (RFC 9110 §10.1.5): what we are, what for, and whom to ask."""
    return f"{software()} (archive of the trade press; contact: {contact_or_account(contact)})"
