"""What an SVG may not hold: how it is recognised, what is said of it, and what to do about it.

Owns the one list of faults. Drawings with any of them are refused (`svg.py`); logos are cleaned of those that draw
nothing (`svg_clean.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

#: An element of lxml, which has no types.
Element = Any
#: The namespace of SVG as the names of elements begin with it.
SVG = "{http://www.w3.org/2000/svg}"
PLAIN = "Save it as a plain SVG: paths, shapes and colours."
_OUTSIDE = "Put everything into the one file, and save it as a plain SVG: paths, shapes and colours."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: `said` follows on "the image", `action` is the remedy."""

    pattern: str
    said: str
    action: str = PLAIN


#: Patterns are looked for in the text of the file, upper and lower case alike.
FAULTS: Mapping[str, Fault] = {
    "script": Fault(pattern=r"<script", said="has a script"),
    "handler": Fault(pattern=r"\bon\w+\s*=", said="has an event handler"),
    "foreign": Fault(pattern=r"<foreignObject", said="has foreign content",
                     action="Convert what is no SVG in it into paths, and save it as a plain SVG."),
    "picture": Fault(pattern=r"<image", said="embeds a picture",
                     action="Ask for the logo as paths; or save the picture alone as PNG, and name that."),
    "use": Fault(pattern=r"<use", said="re-uses elements, which can hang the engine"),
    "outside": Fault(pattern=r"(?:href|src)\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)",
                     said="refers to something outside itself", action=_OUTSIDE),
    "import": Fault(pattern=r"@import", said="imports a stylesheet", action=_OUTSIDE),
    "entity": Fault(
        pattern=r"<!ENTITY", said="declares an entity",
        action='Save it as a plain SVG; in Illustrator without "Preserve Illustrator Editing Capabilities".',
    ),
    "var": Fault(pattern=r"var\(", said="uses var(), which the engine paints black",
                 action="Write the colours themselves in place of var()."),
    "text": Fault(
        pattern=r"<text", said="has text, which cannot be translated",
        action="Convert the text to paths: in Inkscape Path > Object to Path, in Illustrator Create Outlines.",
    ),
}


class RefusedSvgError(Exception):
    """An SVG cannot be made plain without becoming another picture: what is said of it, what to do, and the line."""

    def __init__(self, said: str, action: str = PLAIN, line: int | None = None) -> None:
        super().__init__(said)
        self.said, self.action, self.line = said, action, line


def refuse(said: str, action: str = PLAIN, line: int | None = None) -> NoReturn:
    """Raise the refusal."""
    raise RefusedSvgError(said, action, line)


def refuse_for(name: str, line: int | None = None) -> NoReturn:
    """Raise the refusal for a fault of the list."""
    refuse(FAULTS[name].said, FAULTS[name].action, line)


def fault_in(text: str) -> Fault | None:
    """Return the first fault of the list that the text of an SVG has."""
    return next((fault for fault in FAULTS.values() if re.search(fault.pattern, text, re.IGNORECASE)), None)
