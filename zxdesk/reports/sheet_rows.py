"""The rows of a sheet as the file spells them, put between the head and the foot of a finished workbook."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from zxdesk.reports.cells import Content, written

SHEET = "xl/worksheets/sheet1.xml"
_EPOCH = date(1899, 12, 30)


def rows_xml(
    rows: Iterable[Sequence[Content]], styles: Sequence[tuple[int, int]], *, first_row: int, heights: Sequence[int] | None = None
) -> str:
    """Return ``rows`` as XML; ``styles`` holds for each column the number of its style, plain and for quoted text."""
    from openpyxl.utils import get_column_letter

    columns = [(get_column_letter(at), plain, quoted) for at, (plain, quoted) in enumerate(styles, start=1)]
    parts = []
    for number, row in enumerate(rows, start=first_row):
        points = f' ht="{heights[number - first_row]}" customHeight="1"' if heights else ""
        parts.append(f'<row r="{number}"{points}>')
        for (letter, plain, quoted), (value, kind, is_quoted) in zip(columns, row, strict=True):
            place = f'<c r="{letter}{number}" s="{quoted if is_quoted else plain}"'
            if isinstance(value, str):
                text = escape(written(value))
                parts.append(f'{place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
            elif kind == "empty":
                parts.append(f"{place}/>")
            else:
                parts.append(f"{place}><v>{(value - _EPOCH).days if isinstance(value, date) else value!r}</v></c>")
        parts.append("</row>")
    return "".join(parts)


def insert_rows(frame: IO[bytes], path: Path, rows: str, *, after_row: int) -> None:
    """Write the workbook ``frame`` to ``path`` with ``rows`` after its row number ``after_row``."""
    with zipfile.ZipFile(frame) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item.filename)
            if item.filename == SHEET:
                content = _with_rows(content.decode(), rows, after_row).encode()
            target.writestr(item.filename, content)


def _with_rows(sheet: str, rows: str, after_row: int) -> str:
    """The dimension is a hint that would be wrong now, so it goes; readers work without it."""
    start = sheet.index(f'<row r="{after_row}"')
    end = sheet.index("</row>", start) + len("</row>")
    return re.sub(r"<dimension [^>]*/>", "", sheet[:end]) + rows + sheet[end:]
