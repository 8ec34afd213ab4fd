"""How a request goes out: as Scrapy sends it, until the crawl stops, and not to an address that is refused."""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.address_guard import BlockedAddress, find_refused
from crawler.extensions.stopping import Stopping


class DownloadHandler(HTTP11DownloadHandler):
    """Scrapy's for HTTP/1.1, over TCP and TLS."""

    async def download_request(self, request: Request) -> Response:
        """The response.

        Raises:
            Interrupted: the crawl stops.
            BlockedAddress: the host's name leads to an address that is refused.
        """
        stopping = self._crawler.get_extension(Stopping)
        assert stopping is not None
        try:
            return await stopping.bounded(super().download_request(request))
        except CannotResolveHostError:
            # Twisted says only that there is no address.
            if (address := find_refused(urlparse_cached(request).hostname or "")) is not None:
                raise BlockedAddress(address) from None
            raise
