"""The versions that stand in every key and in the manifest."""

from __future__ import annotations

import re
from importlib.metadata import version

from generator import __version__
from generator.render.versions import engine_versions


def test_everything_that_makes_the_bytes_is_named() -> None:
    versions = engine_versions()
    assert versions["clinic-handouts"] == __version__
    assert versions["weasyprint"] == version("weasyprint")
    assert {"pango", "harfbuzz", "pikepdf", "fonttools", "pydyf"} <= set(versions)
    assert re.fullmatch(r"\d+\.\d+\.\d+", versions["pango"])
    assert re.fullmatch("[0-9a-f]{16}", versions["code"])
    assert versions["harfbuzz-subset"] in {"present", "absent"}
    assert list(versions) == sorted(versions)
