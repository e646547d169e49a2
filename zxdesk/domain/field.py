"""A field of a command, described once for the window, the command line and the list of verbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text",
    "long",
    "date",
    "time",
    "integer",
    "flag",
    "choice",
    "choices",
    "names",
    "member",
    "members",
    "organisation",
    "unit",
    "units",
    "proposal",
    "assignment",
    "line",
    "reply",
    "part",
    "file",
]


@dataclass(frozen=True)
class Field:
    """One value a command takes; ``choices_from`` names a list of the rule package (``reasons``, ``categories`` …)."""

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    choices_from: str | None = None
    help: str = ""
    default: object = None
