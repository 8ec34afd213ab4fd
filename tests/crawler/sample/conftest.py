from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from crawler.sample.masthead import HOST, ORIGIN
from crawler.sample.server import SampleServer


@dataclass(frozen=True)
class Got:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


Ask = Callable[..., Got]


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with SampleServer() as running:
        yield running


@pytest.fixture
def ask(server: SampleServer) -> Iterator[Ask]:
    """Ask for a path or URL: as a client asks a proxy, or with `origin_form=True` as it asks an origin server."""
    connection = http.client.HTTPConnection(*server.address.split(":"), timeout=120)

    def ask_server(target: str, *, method: str = "GET", origin_form: bool = False, **headers: str) -> Got:
        url = target if origin_form or target.startswith("http") else ORIGIN + target
        sent = {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.putrequest(method, url, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return Got(response.status, response.headers, response.read())

    yield ask_server
    connection.close()
