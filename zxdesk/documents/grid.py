"""Tables of official papers on an exact millimetre grid as wide as the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from zxdesk.documents import styles
from zxdesk.documents.page import paragraph_xml
from zxdesk.documents.styles import TextStyle

PADDING_MM, EDGE_MM = 1.5, 0.5
"""Free space in a cell beside its text, and above and below it."""

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


def add_table(document: Any, rows: Sequence[Row], *, is_ruled: bool = True, at_left: bool = False) -> None:
    """Append a table of ``rows`` to ``document``; the grid is made of every line that any row uses, ruled or only thought.

    It is as wide as the text, or begins ``at_left`` edge of it.
    """
    from docx.oxml import parse_xml

    document.element.body.sectPr.addprevious(parse_xml(_table_xml(rows, is_ruled=is_ruled, at_left=at_left)))


def _table_xml(rows: Sequence[Row], *, is_ruled: bool, at_left: bool) -> str:
    from docx.oxml.ns import nsdecls

    lines = sorted({edge for row in rows for box in row.boxes for edge in (box.left, box.right)})
    edges = {line: at for at, line in enumerate(lines)}
    columns = "".join(f'<w:gridCol w:w="{_twips(end) - _twips(start)}"/>' for start, end in pairwise(lines))
    body = "".join(_row_xml(row, edges) for row in rows)
    properties = _table_properties(lines[-1] - lines[0], is_ruled=is_ruled, at_left=at_left)
    return f"<w:tbl {nsdecls('w')}>{properties}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _table_properties(width_mm: float, *, is_ruled: bool, at_left: bool) -> str:
    """The frame is 0.35 mm, the lines inside 0.25 mm. Source: domain §7.2 (版记 lines), taken for tables too."""
    frame = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right"))
    inside = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>' for side in ("insideH", "insideV"))
    padding, edge = _twips(PADDING_MM), _twips(EDGE_MM)
    borders = f"<w:tblBorders>{frame}{inside}</w:tblBorders>" if is_ruled else ""
    return (
        f'<w:tblPr><w:tblW w:w="{_twips(width_mm)}" w:type="dxa"/><w:jc w:val="{"left" if at_left else "center"}"/>'
        f'{borders}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{edge}" w:type="dxa"/>'
        f'<w:left w:w="{padding}" w:type="dxa"/><w:bottom w:w="{edge}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/>'
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
