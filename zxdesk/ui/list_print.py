"""Printing a list as a plain table on A4, heads repeated on every sheet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from zxdesk.ui import theme

POINTS = 10.5


def print_list(parent: QWidget | None, title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Ask for a printer and print; False when the clerk changed his mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    )
    if not choose_printer(printer, parent):
        return False
    list_document(title, note, heads, rows).print_(printer)
    return True


def choose_printer(printer: QPrinter, parent: QWidget | None) -> bool:
    """Ask which printer; replaceable in a test."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印清单")
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def list_document(title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QTextDocument:
    """The list as a document; every text is shown as it stands."""
    document = QTextDocument()
    font = QFont()
    font.setFamilies(theme.font(12).families())
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    head = "".join(f'<th align="left">{escape(one)}</th>' for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows)
    document.setHtml(
        f"<h3>{escape(title)}</h3><p>{escape(note)}</p>"
        f'<table border="1" cellspacing="0" cellpadding="4" width="100%" style="border-collapse: collapse">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
    return document
