"""Laid-out pages on a printer: copies, both sides, another size of paper, and the office's offset in millimetres."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from zxdesk.domain.errors import RuleError
from zxdesk.layout.sheet import MM, Sheet
from zxdesk.ui.paper_view.painter import paint_sheet
from zxdesk.ui.paper_view.pdf import page_layout

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Sides = Literal["单面", "双面长边", "双面短边"]
SIDES: tuple[tuple[Sides, str], ...] = (("单面", "单面"), ("双面长边", "双面，长边翻"), ("双面短边", "双面，短边翻"))
SIZES = {"A4": (210, 297), "A3": (297, 420), "A5": (148, 210), "B5": (182, 257), "16开": (184, 260)}
"""Papers in a printer's trays, in millimetres; a sheet of another size is scaled to them."""
_CLOSE_MM = 2.0
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Offset:
    """How far print is moved on the sheet, right and down, in millimetres: for forms printed beforehand."""

    right: float = 0.0
    down: float = 0.0

    @staticmethod
    def of(text: str) -> Offset:
        """An offset as it is remembered: 1.5,-0.5."""
        try:
            right, down = (float(part) for part in text.split(","))
        except ValueError:
            return Offset()
        return Offset(right, down)

    def __str__(self) -> str:
        return f"{self.right:g},{self.down:g}"


@dataclass(frozen=True)
class PrintOrder:
    """How pages are to be printed; ``size`` is a key of ``SIZES``, or empty for each sheet's own."""

    title: str
    printer: str = ""
    copies: int = 1
    sides: Sides = "单面"
    size: str = ""
    offset: Offset = Offset()


def printer_names() -> list[str]:
    """The printers of this computer, its default one first; may take seconds where one is on a network."""
    from PySide6.QtPrintSupport import QPrinterInfo

    default = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: name != default)


def print_sheets(sheets: Sequence[Sheet], order: PrintOrder, report: Report | None = None) -> int:
    """Print and return how many pages went out; may run in any thread. Raises ``RuleError`` where the printer takes nothing.

    Papers of one size are one job of the printer; ``report(done, all)`` may stop it by raising.
    """
    if not sheets:
        return 0
    pages = in_order(sheets, copies=order.copies, is_double=order.sides != "单面")
    done = 0
    for _size, group in groupby(pages, key=_size_of):
        some = list(group)
        _print_job(some, order, report, done, len(pages))
        done += len(some)
    return done


def in_order(sheets: Sequence[Sheet], *, copies: int, is_double: bool) -> list[Sheet]:
    """The pages as they leave the printer: paper by paper, each as often as wanted, each beginning on a front where both sides are used."""
    pages: list[Sheet] = []
    for _paper, group in groupby(sheets, key=lambda sheet: sheet.paper):
        one = list(group)
        if is_double and len(one) % 2:
            last = one[-1]
            one.append(Sheet(last.width, last.height, last.number + 1, (), last.paper))
        pages += one * copies
    if is_double and pages and not pages[-1].items:
        pages.pop()
    return pages


def size_words(sheet: Sheet) -> str:
    """The size of a sheet as the clerk knows it: A4 纵向, or 220×110 毫米."""
    wide, high = sheet.width / MM, sheet.height / MM
    turned = "横向" if wide > high else "纵向"
    name = name_of_size(wide, high)
    return f"{name} {turned}" if name else f"{wide:.0f}×{high:.0f} 毫米"


def name_of_size(wide: float, high: float) -> str:
    """The name of a size in millimetres, either way round; empty for none that has one."""
    short, long = sorted((wide, high))
    close = (name for name, (w, h) in SIZES.items() if abs(w - short) < _CLOSE_MM and abs(h - long) < _CLOSE_MM)
    return next(close, "")


def make_printer(order: PrintOrder) -> QPrinter:
    """The printer of an order; replaceable in a test."""
    from PySide6.QtPrintSupport import QPrinter

    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    if order.printer:
        made.setPrinterName(order.printer)
    return made


def _print_job(pages: Sequence[Sheet], order: PrintOrder, report: Report | None, before: int, every: int) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = make_printer(order)
    printer.setDocName(order.title)
    printer.setCreator("zxdesk")
    printer.setPageLayout(_page(pages[0], order.size))
    printer.setFullPage(True)
    modes = {"单面": QPrinter.DuplexMode.DuplexNone, "双面长边": QPrinter.DuplexMode.DuplexLongSide, "双面短边": QPrinter.DuplexMode.DuplexShortSide}
    printer.setDuplex(modes[order.sides])
    painter = QPainter()
    if not painter.begin(printer):
        where = f"“{order.printer}”" if order.printer else "默认打印机"
        raise RuleError(f"{where}没有接受打印。看它是否开机、有没有纸，或另选一台打印机。", "printer")
    try:
        for at, sheet in enumerate(pages):
            if at:
                printer.newPage()
            _paint_on(painter, printer, sheet, order)
            if report is not None:
                report(before + at + 1, every)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _paint_on(painter: QPainter, printer: QPrinter, sheet: Sheet, order: PrintOrder) -> None:
    painter.resetTransform()
    dots = printer.resolution() / 72
    painter.scale(dots, dots)
    if order.size:
        wide, high = _points(order.size, is_wide=sheet.width > sheet.height)
        painter.translate(order.offset.right * MM, order.offset.down * MM)
        scale = min(wide / sheet.width, high / sheet.height)
        if abs(scale - 1) > 0.01:
            painter.translate((wide - sheet.width * scale) / 2, (high - sheet.height * scale) / 2)
            painter.scale(scale, scale)
    else:
        painter.translate(order.offset.right * MM, order.offset.down * MM)
    paint_sheet(painter, sheet, is_screen=False)


def _page(sheet: Sheet, size: str) -> QPageLayout:
    wide, high = sheet.width / MM, sheet.height / MM
    name = size or name_of_size(wide, high)
    if not name:
        return page_layout(sheet)
    known = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3, "A5": QPageSize.PageSizeId.A5, "B5": QPageSize.PageSizeId.JisB5}
    made = QPageSize(known[name]) if name in known else QPageSize(QSizeF(*SIZES[name]), QPageSize.Unit.Millimeter, name)
    layout = page_layout(sheet)
    layout.setPageSize(made)
    return layout


def _points(size: str, *, is_wide: bool) -> tuple[float, float]:
    short, long = (edge * MM for edge in SIZES[size])
    return (long, short) if is_wide else (short, long)


def _size_of(sheet: Sheet) -> tuple[int, int]:
    return round(sheet.width), round(sheet.height)
