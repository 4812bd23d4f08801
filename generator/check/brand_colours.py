"""Rules over a brand's colours: what it sets by hand can be read on its ground, and is no emergency colour.

What is computed keeps its contrast whatever the brand; it is tried all the same, with the table that lists every pair.
In black ink nothing of a brand's colours is printed, by hand or not, and nothing of them is told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from generator.compose.nearest_colour import nearest_passing
from generator.compose.palette import (
    FIXED,
    PAIRS,
    ContrastPair,
    Palette,
    contrast_table,
    is_near_signal,
    make_palette,
)
from generator.findings import Finding
from generator.load.brand import Brand
from generator.load.brand_parts import Roles

CONTRAST_RULE = "brand-contrast"
SIGNAL_RULE = "brand-signal"
#: The grounds of large areas: in red or amber they would be taken for a warning panel, or hide one.
_AREAS = ("title-ground", "ground")
#: The computed colours give way to these, so they are judged first.
_GROUNDS = ("ground", "title-ground", "picture-ground")


def colour_findings(brand: Brand) -> Iterator[Finding]:
    """Yield what is wrong with the colours of a brand."""
    if brand.file.colour.ink == "black":
        return
    own = {name.replace("_", "-"): colour for name, colour in brand.file.colour.roles.model_dump().items() if colour}
    yield from _signals(brand, own)
    for role in (*_GROUNDS, *(name for name in own if name not in _GROUNDS)):
        palette = _palette(brand, own)
        faults = [pair for pair in contrast_table(palette) if not pair.good and _at_fault(pair, own) == role]
        if faults:
            nearest = nearest_passing(own[role], needs(role, palette, own))
            yield _too_weak(brand, role, faults, nearest)
            own[role] = nearest or own[role]
    yield from (_self_check(brand, pair) for pair in contrast_table(_palette(brand, own))
                if not pair.good and not _at_fault(pair, own))


def needs(role: str, palette: Palette, own: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    """Return what a role set by hand must be seen on, or what must be seen on it, each with the least contrast.

    A ground carries the fixed inks; those that are computed follow it, those by hand are judged themselves.
    """
    return tuple(
        (palette.colour(pair.ground if pair.ink == role else pair.ink), pair.bound)
        for pair in PAIRS
        if pair.ink == role or (pair.ground == role and pair.ink not in own and _is_fixed(pair.ink))
    )


def _is_fixed(role: str) -> bool:
    return role in FIXED or role.startswith("figure-")


def _at_fault(pair: ContrastPair, own: Mapping[str, str]) -> str:
    """Return the role by hand that has to change: the ink, else its ground; empty where both are computed."""
    return next((role for role in (pair.pair.ink, pair.pair.ground) if role in own), "")


def _palette(brand: Brand, own: Mapping[str, str]) -> Palette:
    colour = brand.file.colour
    return make_palette(colour.brand, ground=colour.ground, roles=Roles.model_validate(own))


def _too_weak(brand: Brand, role: str, faults: list[ContrastPair], nearest: str | None) -> Finding:
    """Return the finding for a role by hand, with its worst pair and the nearest colour that passes all."""
    # On a ground that black words are lost on, what is computed could not be saved either: it is not what to mend.
    worst = min(faults, key=lambda fault: (fault.pair.ink != role and not _is_fixed(fault.pair.ink),
                                           fault.ratio / fault.bound))
    path, line = brand.source.place(("colour", "roles", role))
    write = f'Write {role} = "{nearest}", the nearest of its hue that passes. ' if nearest else ""
    return Finding(rule=CONTRAST_RULE, path=path, line=line, brand=brand.name,
                   message=f"colour.roles.{role}: {_measured(worst)}.",
                   action=f"{write}Without the line it is computed.")


def _self_check(brand: Brand, pair: ContrastPair) -> Finding:
    path, line = brand.source.place(("colour", "brand"))
    return Finding(rule=CONTRAST_RULE, path=path, line=line, brand=brand.name,
                   message=f"colour.brand: {_measured(pair)}.",
                   action=f"Set {pair.pair.ink} or {pair.pair.ground} under [colour.roles], and report this colour: "
                          "what is computed from it should have passed.")


def _measured(pair: ContrastPair) -> str:
    # Rounded down, so that nothing fails with the very number that it needs.
    ratio = math.floor(pair.ratio * 100) / 100
    return (f"{pair.pair.ink} {pair.ink} on {pair.pair.ground} {pair.ground} has a contrast of {ratio:.2f}:1 "
            f"({pair.use}), {pair.bound:g}:1 is the least")


def _signals(brand: Brand, own: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each large area in a colour that belongs to the warning panels."""
    for role in _AREAS:
        if role in own and is_near_signal(own[role]):
            path, line = brand.source.place(("colour", "roles", role))
            computed = _palette(brand, {name: colour for name, colour in own.items() if name != role}).colour(role)
            yield Finding(
                rule=SIGNAL_RULE, path=path, line=line, brand=brand.name,
                message=f"colour.roles.{role}: {own[role]} is too near the red or amber of the warning panels, which "
                        "are no brand's.",
                action=f'Remove the line: "{computed}" is computed, and the brand\'s colour stays in the bar, in the '
                       "picture and in the rules. Or choose another hue.",
            )
