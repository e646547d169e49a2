"""Tables of official papers on an exact millimetre grid as wide as the text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from zxdesk.documents import styles
from zxdesk.documents.page import paragraph_xml
from zxdesk.documents.styles import TextStyle

MM_PER_POINT = 25.4 / 72
PADDING_MM = 1.5
Part = tuple[TextStyle, str]


@dataclass(frozen=True)
class Box:
    """One cell between two lines of the grid, in mm from the table's left edge; ``span`` joins cells of following rows."""

    left: float
    right: float
    parts: tuple[Part, ...]
    span: Literal["", "first", "more"] = ""
    at: Literal["center", "top", "bottom"] = "center"


@dataclass(frozen=True)
class Row:
    """One row at least ``height`` mm high, never split over two pages; a heading row is repeated on each page."""

    boxes: tuple[Box, ...]
    height: float = 10
    is_heading: bool = False
    is_exact: bool = False
    stays_with_next: bool = False


def label(left: float, right: float, text: str, *, span: Literal["", "first", "more"] = "") -> Box:
    """Return a label cell; a label of two characters is spread to the width of four, as forms print it."""
    shown = f"{text[0]}　{text[1]}" if len(text) == 2 else text
    return Box(left, right, ((styles.LIST, "") if span == "more" else (styles.LABEL, shown),), span)


def value(left: float, right: float, text: str, style: TextStyle = styles.CELL) -> Box:
    """Return a cell with ``text``, each of its lines a paragraph of ``style``."""
    return Box(left, right, tuple((style, line) for line in text.split("\n")))


def add_table(document: Any, rows: Sequence[Row]) -> None:
    """Append a table of ``rows`` to ``document``; the grid is made of every line that any row uses."""
    from docx.oxml import parse_xml

    document.element.body.sectPr.addprevious(parse_xml(_table_xml(rows)))


def line_count(text: str, style: TextStyle, width_mm: float) -> int:
    """Return how many lines ``text`` takes in a cell ``width_mm`` wide; where it breaks, room is left for forbidden line starts."""
    room = (width_mm - 2 * PADDING_MM) / (style.size * MM_PER_POINT)
    return sum(1 if _ems(line) <= room else math.ceil(_ems(line) / (room - 0.6)) for line in text.split("\n"))


def row_height(boxes: Iterable[Box]) -> float:
    """Return the mm that the highest of ``boxes`` needs."""
    return max(sum(_height(part, box.right - box.left) for part in box.parts) for box in boxes)


def _height(part: Part, width_mm: float) -> float:
    style, text = part
    return line_count(text, style, width_mm) * style.line * MM_PER_POINT + (style.space_before + style.space_after) * MM_PER_POINT


def _ems(text: str) -> float:
    return sum(0.56 if ord(char) < 0x2000 and char != "·" else 1 for char in text)


def _table_xml(rows: Sequence[Row]) -> str:
    from docx.oxml.ns import nsdecls

    lines = sorted({edge for row in rows for box in row.boxes for edge in (box.left, box.right)})
    edges = {line: at for at, line in enumerate(lines)}
    columns = "".join(f'<w:gridCol w:w="{_twips(end) - _twips(start)}"/>' for start, end in pairwise(lines))
    body = "".join(_row_xml(row, edges) for row in rows)
    return f"<w:tbl {nsdecls('w')}>{_table_properties(lines[-1] - lines[0])}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _table_properties(width_mm: float) -> str:
    """The frame is 0.35 mm, the lines inside 0.25 mm. Source: domain §7.2 (版记 lines), taken for tables too."""
    frame = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right"))
    inside = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>' for side in ("insideH", "insideV"))
    padding = _twips(PADDING_MM)
    return (
        f'<w:tblPr><w:tblW w:w="{_twips(width_mm)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{frame}{inside}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        f'<w:left w:w="{padding}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )


def _row_xml(row: Row, edges: dict[float, int]) -> str:
    rule = "exact" if row.is_exact else "atLeast"
    heading = "<w:tblHeader/>" if row.is_heading else ""
    cells = "".join(_cell_xml(box, edges, keeps=row.stays_with_next) for box in row.boxes)
    height = f'<w:trHeight w:val="{_twips(row.height)}" w:hRule="{rule}"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{heading}</w:trPr>{cells}</w:tr>"


def _cell_xml(box: Box, edges: dict[float, int], *, keeps: bool) -> str:
    span = edges[box.right] - edges[box.left]
    merge = {"": "", "first": '<w:vMerge w:val="restart"/>', "more": "<w:vMerge/>"}[box.span]
    width = _twips(box.right) - _twips(box.left)
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>{merge}<w:vAlign w:val="{box.at}"/>'
    paragraphs = "".join(paragraph_xml(style, text) for style, text in box.parts)
    if keeps:
        paragraphs = paragraphs.replace("</w:pPr>", "<w:keepNext/></w:pPr>")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _twips(mm: float) -> int:
    return round(mm / 25.4 * 1440)
