"""The roles in which people sign a text. Light: the command line names them before it loads anything."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["author", "translator", "checker", "clinician", "communications"]
ROLES: tuple[Role, ...] = get_args(Role)
