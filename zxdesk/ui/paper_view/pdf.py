"""Laid-out pages as a PDF: fonts embedded, text that can be searched and copied, pages of their exact size."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from zxdesk.layout.sheet import Glyphs, Sheet
from zxdesk.ui.paper_view import fonts
from zxdesk.ui.paper_view.painter import paint_sheet
from zxdesk.ui.paper_view.pdf_text import LettersOfFont, completed

DOTS = 1440
"""Dots per inch of the writer's own grid: a twentieth of a point."""
Report = Callable[[int, int], None]


def pdf_bytes(sheets: Sequence[Sheet], *, title: str, author: str = "", report: Report | None = None) -> bytes:
    """The pages as one PDF; may run in any thread. ``report(done, all)`` is told after each page and may stop it by raising."""
    if not sheets:
        raise ValueError("a PDF without pages")
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setTitle(title)
    writer.setCreator("zxdesk")
    writer.setPageLayout(page_layout(sheets[0]))
    painter = QPainter(writer)
    for done, sheet in enumerate(sheets, start=1):
        if done > 1:
            writer.setPageLayout(page_layout(sheet))
            writer.newPage()
        painter.resetTransform()
        painter.scale(DOTS / 72, DOTS / 72)
        paint_sheet(painter, sheet, is_screen=False)
        if report is not None:
            try:
                report(done, len(sheets))
            except BaseException:
                painter.end()
                raise
    painter.end()
    buffer.close()
    sizes = [(sheet.width, sheet.height) for sheet in sheets]
    return completed(bytes(content.data()), letters_by_font(sheets), sizes, author=author)


def page_layout(sheet: Sheet) -> QPageLayout:
    """The page of a sheet, without margins of its own."""
    wide = sheet.width > sheet.height
    size = QSizeF(min(sheet.width, sheet.height), max(sheet.width, sheet.height))
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(page, turned, QMarginsF(0, 0, 0, 0))


def letters_by_font(sheets: Sequence[Sheet]) -> list[LettersOfFont]:
    """The letters of each font in the order in which their glyphs are painted first: so they are numbered in the PDF."""
    found: dict[tuple[str, bool], dict[int, str]] = {}
    for sheet in sheets:
        for item in sheet.items:
            if not isinstance(item, Glyphs):
                continue
            is_bold = item.face.is_bold and fonts.has_bold(item.family)
            glyphs = found.setdefault((fonts.raw_font(item.family, fonts.EM).familyName(), is_bold), {})
            for letter in item.text:
                if not letter.isspace() and (glyph := fonts.glyph_of(letter, item.family, is_bold)):
                    glyphs.setdefault(glyph, letter)
    return [tuple(glyphs.values()) for glyphs in found.values() if glyphs]
