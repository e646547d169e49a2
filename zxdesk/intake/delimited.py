"""A text file of separated values, in whatever encoding and with whatever separator the office has."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import RESAVE
from zxdesk.intake.marks import SheetMarks

BYTE_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATORS = ("\t", ",", ";", "，", "|")
GUARDED = "=+-@＝＋－＠"
MAX_FIELD = 200_000


def read_text(path: Path) -> dict[str, object]:
    """The file as one sheet named after it; RuleError when it is not text or not a table."""
    text = _decode(path.read_bytes())
    return {"name": path.stem, "hidden": False, "rows": _rows(text, path.stem), "merged": [], "formulas": [], "faults": []}


def _decode(content: bytes) -> str:
    encodings = [encoding for mark, encoding in BYTE_MARKS if content.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text
    raise RuleError("认不出文件的文字编码，既不是 UTF-8 也不是 GB18030。" + RESAVE)


def _is_binary(text: str) -> bool:
    sample = text[:20_000]
    strange = sum(1 for character in sample if ord(character) < 32 and character not in "\t\r\n\x0b\x0c")
    return "\0" in sample or strange * 100 > len(sample)


def _separator(text: str) -> str:
    """The separator that most of the first lines have in common, the comma when none has."""
    lines = [line for line in text[:50_000].splitlines() if line.strip()][:10]
    counts = {mark: max((line.count(mark) for line in lines), default=0) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def _rows(text: str, name: str) -> list[list[str | None]]:
    csv.field_size_limit(MAX_FIELD)
    marks = SheetMarks(name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[list[str | None]] = []
    try:
        for number, fields in enumerate(reader):
            if fields:
                marks.count(number, len(fields) - 1, cells=len(fields))
            rows.append([_unguarded(field) or None for field in fields])
    except csv.Error as error:
        reason = "有一格过长，常是前面的引号没有配对" if "field larger" in str(error) else "的引号没有配对"
        raise RuleError(f"第 {len(rows) + 1} 行{reason}。改正后再导入，或" + RESAVE) from error
    return rows


def _unguarded(field: str) -> str:
    """Takes off the apostrophe an export puts before a sign that would be calculated. Source: reliability §3.12."""
    return field[1:] if len(field) > 1 and field[0] == "'" and field[1] in GUARDED else field
