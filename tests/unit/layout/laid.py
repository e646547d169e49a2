"""Laying out small papers without fonts, and reading what stands where."""

from __future__ import annotations

from zxdesk.documents.flow_reader import read_flow
from zxdesk.layout.ems import EmMeasure
from zxdesk.layout.pages import lay_out
from zxdesk.layout.sheet import Glyphs, Image, Sheet, Stroke


def sheets(content: bytes) -> list[Sheet]:
    """The pages of a .docx in full and half widths."""
    return lay_out(read_flow(content), EmMeasure())


def lines(sheet: Sheet) -> list[str]:
    """The lines of a page from above, letters from the left."""
    rows: dict[float, list[Glyphs]] = {}
    for item in sheet.items:
        if isinstance(item, Glyphs):
            rows.setdefault(round(item.baseline, 1), []).append(item)
    return ["".join(item.text for item in sorted(row, key=lambda item: item.x)) for _, row in sorted(rows.items())]


def pages(content: bytes) -> list[list[str]]:
    """The lines of each page."""
    return [lines(sheet) for sheet in sheets(content)]


def glyphs(sheet: Sheet, text: str) -> Glyphs:
    """The letters that begin with ``text``."""
    return next(item for item in sheet.items if isinstance(item, Glyphs) and item.text.startswith(text))


def strokes(sheet: Sheet, *, is_level: bool) -> list[Stroke]:
    """The horizontal or the vertical lines of a page."""
    return [item for item in sheet.items if isinstance(item, Stroke) and (item.y1 == item.y2) is is_level]


def images(sheet: Sheet) -> list[Image]:
    """The pictures of a page."""
    return [item for item in sheet.items if isinstance(item, Image)]
