"""Files for the tests of the intake, friendly and hostile, written when a test asks for them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

TODAY = date(2026, 5, 20)
HEADINGS = ("届次", "提案号", "案由", "提案者", "联名人", "提交日期", "类别", "主办单位", "会办单位", "是否公开")
PLAIN_ROW = ("十届二次", "0012", "关于改造老旧小区的建议", "林予安", "周序、何知远", "2026-01-12", "城乡建设", "县住建局", "县财政局", "是")


def workbook(path: Path, rows: Iterable[Sequence[Any]], *, then: Callable[[Any], None] | None = None, title: str = "台账") -> Path:
    """An .xlsx with these rows; ``then`` may do more to its sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if then is not None:
        then(sheet)
    book.save(path)
    return path


def ledger(path: Path, *rows: Sequence[Any], then: Callable[[Any], None] | None = None) -> Path:
    """An .xlsx ledger with a title row, the usual headings and these rows, or one plain row."""
    return workbook(path, [["云溪县政协提案台账"], HEADINGS, *(rows or [PLAIN_ROW])], then=then)


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The zip at ``path`` with one member changed."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[part] = change(members.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def compound(path: Path, name: str, content: bytes) -> Path:
    """A minimal OLE compound file with one stream of at least 4,096 bytes."""
    content = content.ljust(4096, b"\0")
    content += b"\0" * (-len(content) % 512)
    sectors = len(content) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6,
                                                                         0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    difat = struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", *(table + [0xFFFFFFFF] * (128 - len(table))))
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(content))
    path.write_bytes(header + difat + fat + directory.ljust(512, b"\0") + content)
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1) + links + b"\0" * 36 + struct.pack("<IQ", start, size)


def text_zip(path: Path, members: dict[str, bytes]) -> Path:
    """A zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path
