"""The runs of a paragraph: letters, breaks, tabs, page fields and pictures in the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from zxdesk.documents.flow_parts import R, W
from zxdesk.documents.flow_styles import Properties, look_of, look_properties
from zxdesk.layout.flow import Break, InlinePicture, Look, PageField, Piece, Tab, Text

if TYPE_CHECKING:
    from zxdesk.documents.flow_reader import Reading

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "customXml", "moveTo", "bdo", "dir"))
_FIELDS = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "section"}
_EMU = 12700


def read_pieces(paragraph: Any, base: Properties, reading: Reading) -> Iterator[Piece]:
    """The pieces of a paragraph in order; ``base`` is what its style says of letters."""
    field = _Field()
    for run, counts in _runs(paragraph, ""):
        look = _look_of_run(run, base, reading)
        if look is None:
            continue
        if counts:
            yield PageField(counts, look)  # type: ignore[arg-type]
            continue
        for child in run:
            yield from field.pieces(child, look) if child.tag in _Field.TAGS or field.is_open else _piece(child, look, reading)


def _runs(parent: Any, counts: str) -> Iterator[tuple[Any, str]]:
    """Every run, with what it counts where it is the result of a simple page field (its first run stands for all)."""
    for child in parent:
        if child.tag == f"{W}r":
            yield child, counts
            if counts:
                return
        elif child.tag in _WRAPPERS:
            yield from _runs(child, counts)
        elif child.tag == f"{W}fldSimple":
            yield from _runs(child, _counted(child.get(f"{W}instr", "")))


def _counted(instruction: str) -> str:
    words = instruction.split()
    return _FIELDS.get(words[0].upper(), "") if words else ""


def _look_of_run(run: Any, base: Properties, reading: Reading) -> Look | None:
    own = run.find(f"{W}rPr")
    if own is None:
        return None if base.get("vanish") else look_of(base)
    style = own.find(f"{W}rStyle")
    named = reading.styles.letters.get(style.get(f"{W}val"), {}) if style is not None else {}
    said = {**base, **named, **look_properties(own)}
    return None if said.get("vanish") else look_of(said)


def _piece(child: Any, look: Look, reading: Reading) -> Iterator[Piece]:
    tag = child.tag
    if tag == f"{W}t":
        if child.text:
            yield Text(child.text.replace("\n", " ").replace("\t", " "), look)
    elif tag in {f"{W}br", f"{W}cr"}:
        yield Break(look, child.get(f"{W}type") == "page")
    elif tag in {f"{W}tab", f"{W}ptab"}:
        yield Tab(look)
    elif tag == f"{W}noBreakHyphen":
        yield Text("\u2011", look)
    elif tag == f"{W}drawing":
        yield from _pictures(child, look, reading)


def _pictures(drawing: Any, look: Look, reading: Reading) -> Iterator[InlinePicture]:
    for inline in drawing.iter(f"{DRAWING}inline"):
        extent, blip = inline.find(f"{DRAWING}extent"), next(inline.iter(f"{PICTURE}blip"), None)
        if extent is not None and blip is not None:
            content = reading.picture(blip.get(f"{R}embed", ""))
            yield InlinePicture(int(extent.get("cx")) / _EMU, int(extent.get("cy")) / _EMU, content, look)


class _Field:
    """A field that is written as begin, instruction, result, end."""

    TAGS = frozenset({f"{W}fldChar", f"{W}instrText"})

    def __init__(self) -> None:
        self.is_open = False
        self._instruction = ""
        self._depth = 0

    def pieces(self, child: Any, look: Look) -> Iterator[Piece]:
        """Follow one element; a page field becomes a piece where its result would begin, other fields show their result."""
        if child.tag == f"{W}instrText":
            self._instruction += child.text or ""
            return
        kind = child.get(f"{W}fldCharType")
        if kind == "begin":
            self._depth += 1
            self.is_open, self._instruction = True, ""
        elif kind == "separate":
            counts = _counted(self._instruction)
            if counts:
                yield PageField(counts, look)  # type: ignore[arg-type]
            self.is_open = bool(counts)
        elif kind == "end":
            self._depth = max(0, self._depth - 1)
            self.is_open = False
