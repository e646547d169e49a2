"""Properties of paragraphs and letters, resolved from defaults through styles to what stands at the paragraph itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zxdesk.documents.flow_borders import read_frame, read_shading
from zxdesk.documents.flow_parts import W, is_on, number
from zxdesk.layout.flow import BARE, Align, Look, Shape, TabStop
from zxdesk.layout.sheet import Face

Properties = Mapping[str, Any]
"""What one level of a style chain says, by its own names; a later level is laid over an earlier one."""

_ALIGNS: dict[str, Align] = {
    "start": "left", "left": "left", "center": "center", "end": "right", "right": "right", "both": "both", "distribute": "distribute",
}  # fmt: skip
_SWITCHES = ("keepNext", "keepLines", "pageBreakBefore", "widowControl", "snapToGrid", "kinsoku", "overflowPunct", "contextualSpacing")
_INDENTS = (
    ("left", "left", 1),
    ("left", "start", 1),
    ("right", "right", 1),
    ("right", "end", 1),
    ("first", "firstLine", 1),
    ("first", "hanging", -1),
)
_SMALL = 0.58
"""The size of raised and lowered letters beside the others."""


@dataclass(frozen=True)
class StyleSheet:
    """The styles of a document: id to what its chain says of paragraphs and of letters, defaults included."""

    paragraphs: Mapping[str, tuple[Properties, Properties]]
    letters: Mapping[str, Properties]
    tables: Mapping[str, Any]
    default: str
    base: tuple[Properties, Properties]

    def of_paragraph(self, style: str | None) -> tuple[str, Properties, Properties]:
        """The style that holds (the default one where ``style`` is unknown), and what it says."""
        name = style if style is not None and style in self.paragraphs else self.default
        shape, look = self.paragraphs.get(name, self.base)
        return name, shape, look


@lru_cache(maxsize=32)
def read_styles(xml: bytes) -> StyleSheet:
    """Read the part of styles."""
    from lxml import etree

    if not xml:
        return StyleSheet({}, {}, {}, "", ({}, {}))
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    defaults = root.find(f"{W}docDefaults")
    base_shape = shape_properties(defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None)
    base_look = look_properties(defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None)
    sheets = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    by_type: dict[str, dict[str, Any]] = {"paragraph": {}, "character": {}, "table": {}}
    for key, style in sheets.items():
        by_type.setdefault(style.get(f"{W}type", "paragraph"), {})[key] = style
    paragraphs = {key: _chain(key, sheets, (base_shape, base_look)) for key in by_type["paragraph"]}
    letters = {key: _chain(key, sheets, ({}, {}))[1] for key in by_type["character"]}
    default = next((key for key, style in by_type["paragraph"].items() if style.get(f"{W}default") in {"1", "true", "on"}), "")
    return StyleSheet(paragraphs, letters, by_type["table"], default, (base_shape, base_look))


def _chain(key: str, sheets: Mapping[str, Any], base: tuple[Properties, Properties]) -> tuple[Properties, Properties]:
    line, seen = [], set()
    while key in sheets and key not in seen:
        seen.add(key)
        line.append(sheets[key])
        based = sheets[key].find(f"{W}basedOn")
        key = based.get(f"{W}val") if based is not None else ""
    shape, look = base
    for style in reversed(line):
        shape = {**shape, **shape_properties(style.find(f"{W}pPr"))}
        look = {**look, **look_properties(style.find(f"{W}rPr"))}
    return shape, look


def shape_properties(element: Any) -> dict[str, Any]:
    """What a ``w:pPr`` says."""
    said: dict[str, Any] = {}
    if element is None:
        return said
    for child in element:
        name = child.tag[len(W) :] if isinstance(child.tag, str) else ""
        if name in _SWITCHES:
            said[name] = is_on(child)
        elif name == "jc":
            said["align"] = _ALIGNS.get(child.get(f"{W}val", ""), "left")
        elif name == "spacing":
            said.update(_spacing(child))
        elif name == "ind":
            said.update(_indents(child))
        elif name == "tabs":
            said["tabs"] = tuple(_tab(tab) for tab in child)
        elif name == "pBdr":
            said["frame"] = read_frame(child)
        elif name == "shd":
            said["shading"] = read_shading(child)
    return said


def _spacing(element: Any) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name in ("before", "after"):
        lines = element.get(f"{W}{name}Lines")
        if (points := number(element, name)) is not None:
            said[name] = points
        elif lines is not None:
            said[name] = float(lines) / 100 * 12
    rule = element.get(f"{W}lineRule", "auto")
    if (points := number(element, "line")) is not None:
        said["rule"] = rule if rule in {"exact", "atLeast"} else "auto"
        said["line"] = points if rule in {"exact", "atLeast"} else points / 12
    return said


def _indents(element: Any) -> dict[str, Any]:
    """Points where twips are given; else hundredths of a letter, kept as a string until the letter's size is known."""
    said: dict[str, Any] = {}
    for ours, name, sign in _INDENTS:
        points, letters = number(element, name), element.get(f"{W}{name}Chars")
        if points is not None and not (points == 0 and sign < 0 and said.get("first")):
            said[ours] = sign * points
        elif letters is not None and float(letters):
            said[ours] = str(sign * float(letters) / 100)
        elif letters is not None and points is None:
            said.setdefault(ours, 0.0)
    return said


def _tab(element: Any) -> tuple[float, str, str]:
    leader = {"dot": ".", "hyphen": "-", "underscore": "_", "middleDot": "·", "heavy": "_"}.get(element.get(f"{W}leader", ""), "")
    return number(element, "pos") or 0.0, element.get(f"{W}val", "left"), leader


def look_properties(element: Any) -> dict[str, Any]:
    """What a ``w:rPr`` says."""
    said: dict[str, Any] = {}
    if element is None:
        return said
    for child in element:
        name = child.tag[len(W) :] if isinstance(child.tag, str) else ""
        value = child.get(f"{W}val", "")
        if name == "rFonts":
            said.update({key: font for key in ("ascii", "hAnsi", "eastAsia") if (font := child.get(f"{W}{key}"))})
        elif name == "sz":
            said["size"] = float(value) / 2
        elif name in {"b", "i", "snapToGrid", "vanish"}:
            said[name] = is_on(child)
        elif name == "u":
            said["u"] = value not in {"none", ""}
        elif name == "color":
            said["color"] = "#000000" if value in {"auto", ""} else f"#{value.lower()}"
        elif name in {"spacing", "position"}:
            said[name] = float(value) / (20 if name == "spacing" else 2)
        elif name == "vertAlign":
            said["vertAlign"] = value
    return said


def look_of(said: Properties) -> Look:
    """The look that resolved properties make."""
    return _look(tuple(sorted(said.items())))


@lru_cache(maxsize=512)
def _look(items: tuple[tuple[str, Any], ...]) -> Look:
    said = dict(items)
    size, rise = said.get("size", 10.0), said.get("position", 0.0)
    if (script := said.get("vertAlign", "baseline")) in {"superscript", "subscript"}:
        rise += size * (0.33 if script == "superscript" else -0.08)
        size *= _SMALL
    latin = said.get("ascii") or said.get("hAnsi") or "Times New Roman"
    face = Face(said.get("eastAsia", "宋体"), latin, size, said.get("b", False), said.get("i", False), said.get("u", False))
    return Look(face, said.get("color", "#000000"), said.get("spacing", 0.0), rise, said.get("snapToGrid", True))


def shape_of(said: Properties, style: str, size: float, *, spreads_breaks: bool) -> Shape:
    """The shape that resolved properties make; indents in letters count letters of ``size`` points."""

    def points(name: str) -> float:
        value = said.get(name, 0.0)
        return float(value) * size if isinstance(value, str) else value

    tabs = {at: TabStop(at, _TAB_ALIGNS.get(kind, "left"), leader) for at, kind, leader in said.get("tabs", ()) if kind not in {"clear", "bar"}}
    return Shape(
        align=said.get("align", "left"), left=points("left"), right=points("right"), first=points("first"), before=said.get("before", 0.0),
        after=said.get("after", 0.0), rule=said.get("rule", "auto"), line=said.get("line", 1.0), keeps_next=said.get("keepNext", False),
        keeps_lines=said.get("keepLines", False), breaks_before=said.get("pageBreakBefore", False), widow_control=said.get("widowControl", True),
        snaps=said.get("snapToGrid", True), kinsoku=said.get("kinsoku", True), hangs=said.get("overflowPunct", True),
        spreads_breaks=spreads_breaks, contextual=said.get("contextualSpacing", False), style=style,
        tabs=tuple(tabs[at] for at in sorted(tabs)), frame=said.get("frame", BARE), shading=said.get("shading", ""),
    )  # fmt: skip


_TAB_ALIGNS: dict[str, Any] = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "decimal": "decimal"}
