"""Redirects, as far as they lead to a place on the web."""

from __future__ import annotations

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Request, Response

from storage.urls import join_url


class WebRedirectMiddleware(RedirectMiddleware):
    """Scrapy's, which raises on a Location that is no address; here such an answer is judged by its status."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The redirected request, or the response itself."""
        location = response.headers.get("Location") or b""
        if 300 <= response.status < 400 and join_url(request.url, location.decode("latin-1")) is None:
            return response
        return super().process_response(request, response)
