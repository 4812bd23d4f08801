"""The editions: what the text of a format is made into beside the standard pages.

Owns what an edition is. Whether a format makes one, and with what measures, stands in its format.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

#: What a project file and a format may name.
EditionName = Literal["standard", "bilingual", "large-print", "black", "form"]
STANDARD: Final = "standard"
BILINGUAL: Final = "bilingual"
LARGE_PRINT: Final = "large-print"
BLACK: Final = "black"
FORM: Final = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition.

    `flows`: templates of its own, the folder of its name, set the text of every format, from page to page; otherwise
    the format's own do. `with_source`: the source language stands beside the translation, so the source itself has no
    such pages. `one_ink`: its pages are printed in black ink, whatever the brand's is. `has_fields`: what is written on
    by hand is filled in on a screen instead, so nothing of it is folded or cut.
    """

    name: EditionName
    flows: bool = False
    with_source: bool = False
    one_ink: bool = False
    has_fields: bool = False


EDITIONS: Mapping[str, Edition] = MappingProxyType({edition.name: edition for edition in (
    Edition(name=STANDARD),
    Edition(name=BILINGUAL, flows=True, with_source=True),
    Edition(name=LARGE_PRINT, flows=True),
    Edition(name=BLACK, one_ink=True),
    Edition(name=FORM, has_fields=True),
)})
#: The editions that have a folder of templates.
TEMPLATE_EDITIONS = tuple(edition.name for edition in EDITIONS.values() if edition.flows)
