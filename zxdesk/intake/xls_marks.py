"""The marks of an old .xls or .et workbook, record by record."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from zxdesk.domain.errors import RuleError
from zxdesk.intake.compound import stream
from zxdesk.intake.guard import BROKEN, PASSWORD
from zxdesk.intake.marks import SheetMarks

BOUND_SHEET, FILE_PASS, FORMULA, BOOL_ERROR, END = 0x0085, 0x002F, 0x0006, 0x0205, 0x000A
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def scan_records(content: bytes) -> list[SheetMarks]:
    """The marks of every sheet; RuleError when the workbook is locked or its records do not hold together."""
    try:
        book = stream(content, "Workbook")
        if book is None:
            return []  # the format before 1997, whose names are in the code page of the writer
        marks = []
        for code, body in _records(book, 0):
            if code == FILE_PASS:
                raise RuleError(PASSWORD)
            if code == BOUND_SHEET:
                offset, length, is_wide = struct.unpack_from("<I2xBB", body)
                raw = body[8 : 8 + length * (2 if is_wide else 1)]
                marks.append(SheetMarks(raw.decode("utf-16-le" if is_wide else "latin-1")))
                _scan_sheet(book, offset, marks[-1])
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise RuleError(BROKEN) from error
    return marks


def _scan_sheet(book: bytes, offset: int, marks: SheetMarks) -> None:
    depth = 0
    for code, body in _records(book, offset, stop_at_end=False):
        if code & 0x00FF == 0x09 and code in (0x0009, 0x0209, 0x0409, 0x0809):
            depth += 1  # a chart lies in the sheet as a stream of its own
        elif code == END:
            depth -= 1
            if depth <= 0:
                return
        elif code == FORMULA and depth == 1:
            _formula(body, marks)
        elif code == BOOL_ERROR and depth == 1:
            row, column, error, is_error = struct.unpack_from("<HH2xBB", body)
            if is_error:
                marks.faults[row, column] = f"是错误值 {ERRORS.get(error, '#ERROR')}"


def _formula(body: bytes, marks: SheetMarks) -> None:
    row, column, kind, error, tag = struct.unpack_from("<HH2xBxB3xH", body)
    if tag == 0xFFFF and kind == 2:
        marks.faults[row, column] = f"是错误值 {ERRORS.get(error, '#ERROR')}"
    else:
        marks.formulas.add((row, column))


def _records(book: bytes, offset: int, *, stop_at_end: bool = True) -> Iterator[tuple[int, bytes]]:
    while offset + 4 <= len(book):
        code, length = struct.unpack_from("<HH", book, offset)
        yield code, book[offset + 4 : offset + 4 + length]
        if code == END and stop_at_end:
            return
        offset += 4 + length
