"""What a printed document may load: the fonts and the images handed to the printer, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "css": "text/css"}


class NamedAssets(URLFetcher):
    """Answers from memory only. A file or an address is never opened, whatever the document says."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the asset named `url`. Raises FatalURLFetchingError, which WeasyPrint lets through."""
        del headers
        body = self._assets.get(url)
        if body is None:
            raise FatalURLFetchingError(url)
        kind = TYPES.get(url.rpartition(".")[2], "application/octet-stream")
        return URLFetcherResponse(url, body, {"Content-Type": kind})
