"""Border lines of paragraphs and tables as Word names them, in bands of line and gap."""

from __future__ import annotations

from typing import Any

from zxdesk.documents.flow_parts import W
from zxdesk.layout.flow import Frame, Rule

_SIDES = {"top": "top", "left": "left", "start": "left", "bottom": "bottom", "right": "right", "end": "right", "between": "between"}
_NONE = {"nil", "none", ""}
_THIN = 0.75
"""The thin line and the gap of thick-and-thin pairs, in points."""


def read_frame(element: Any) -> Frame:
    """The lines that a ``w:pBdr``, ``w:tcBorders`` or ``w:tblBorders`` names."""
    return Frame(**{name: rule for name, rule in rules_of(element).items() if name in Frame.__dataclass_fields__})


def rules_of(element: Any) -> dict[str, Rule | None]:
    """Side to its line, None where the side says that it has none; sides that are not named are missing."""
    if element is None:
        return {}
    return {_SIDES.get(name, name): _rule(side) for side in element if isinstance(side.tag, str) and (name := side.tag[len(W) :])}


def read_shading(element: Any) -> str:
    """The colour of a ``w:shd``, empty where it has none."""
    fill = element.get(f"{W}fill", "auto")
    return "" if fill in {"auto", ""} else f"#{fill.lower()}"


def _rule(element: Any) -> Rule | None:
    kind = element.get(f"{W}val", "")
    if kind in _NONE:
        return None
    size = float(element.get(f"{W}sz", "4")) / 8
    color = element.get(f"{W}color", "auto")
    shown = "#000000" if color == "auto" else f"#{color.lower()}"
    dash = {"dashed": 3.0, "dashSmallGap": 3.0, "dotted": 1.0, "dotDash": 3.0, "dotDotDash": 3.0}.get(kind, 0.0)
    return Rule(_bands(kind, size), float(element.get(f"{W}space", "0")), shown, dash * max(size, 0.5))


def _bands(kind: str, size: float) -> tuple[float, ...]:
    if kind == "double":
        return (size, size, size)
    if kind == "triple":
        return (size, size, size, size, size)
    if kind == "thick":
        return (max(size, 1.5),)
    if kind.startswith("thinThick"):
        gap = {"S": _THIN, "M": size / 2, "L": size}.get(kind[9:10], _THIN)
        return (_THIN, gap, size)
    if kind.startswith("thickThin"):
        gap = {"S": _THIN, "M": size / 2, "L": size}.get(kind[9:10], _THIN)
        return (size, gap, _THIN)
    return (size,)
