"""Redirects, as far as they lead to a place on the web where the page may be."""

from __future__ import annotations

from scrapy.core.downloader import Downloader
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Request, Response

from crawler.answers import drop_conditions, find_target
from crawler.publication import Publication
from storage.items import CaptureRole
from storage.urls import same_site, url_key


class WebRedirectMiddleware(RedirectMiddleware):
    """Scrapy's, which raises on a Location that is no address, and follows to any site.

    It would also take along the conditions of the request, and the slot of the first host with its delay. An answer
    that is not followed goes to the spider, which judges it.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The redirected request, or the response itself."""
        target = find_target(response)
        if target is None or self._leads_away(request, target):
            return response
        followed = super().process_response(request, response)
        if isinstance(followed, Request):
            followed.meta.pop(Downloader.DOWNLOAD_SLOT, None)
            if url_key(followed.url) != url_key(request.url):
                drop_conditions(followed.headers)
        return followed

    def _leads_away(self, request: Request, target: str) -> bool:
        """Whether a page is redirected to a registered domain where its publication has no pages."""
        if request.meta.get("role") != CaptureRole.PAGE:
            return False
        publication: Publication = self.crawler.spidercls.publication  # type: ignore[attr-defined]
        at_home = same_site(target, request.url) or same_site(target, publication.home)
        return not at_home and not publication.accepts(target)
