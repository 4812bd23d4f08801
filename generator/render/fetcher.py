"""What a page may read while it is rendered: its own assets and fonts, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.fonts import FontFile

ASSET, FONT = "asset:", "font:"
_SVG = {"Content-Type": "image/svg+xml"}
_PNG = {"Content-Type": "image/png"}
_SFNT = {"Content-Type": "font/sfnt"}


class RefusedAddressError(FatalURLFetchingError):  # type: ignore[misc]  # weasyprint has no types
    """A page names something that is not one of its assets."""


class PageFetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
    """Serves the assets and fonts of one page; every other address stops the rendering.

    WeasyPrint by itself would read any local file and any web address that a page or a drawing names.
    """

    def __init__(self, *, assets: Mapping[str, bytes], fonts: tuple[FontFile, ...]) -> None:
        super().__init__(allowed_protocols=())
        self._assets = assets
        self._fonts: dict[str, Path] = {font.sha256: font.path for font in fonts}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the asset or font; RefusedAddressError for anything else."""
        del headers
        if url.startswith(ASSET) and (content := self._assets.get(url.removeprefix(ASSET))) is not None:
            return URLFetcherResponse(url, content, _PNG if url.endswith(".png") else _SVG)
        if url.startswith(FONT) and (path := self._fonts.get(url.removeprefix(FONT))) is not None:
            return URLFetcherResponse(url, path.read_bytes(), _SFNT)
        raise RefusedAddressError(url)
