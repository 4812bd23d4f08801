"""What a page may read: its own assets and fonts."""

from __future__ import annotations

import pytest
from hand_pages import latin

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("isolated_fonts")]


def test_assets_and_fonts_are_served_and_nothing_else() -> None:
    from generator.render.fetcher import PageFetcher, RefusedAddressError  # noqa: PLC0415

    fetcher = PageFetcher(assets={"a.svg": b"<svg/>"}, fonts=latin())
    assert fetcher.fetch("asset:a.svg").read() == b"<svg/>"
    assert fetcher.fetch(f"font:{latin()[0].sha256}").read() == latin()[0].path.read_bytes()
    for address in ("asset:b.svg", "font:0", latin()[0].path.as_uri(), "http://example.org", "data:,x", ""):
        with pytest.raises(RefusedAddressError):
            fetcher.fetch(address)
