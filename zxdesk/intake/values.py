"""The value of one cell, read as the kind of field it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from zxdesk.intake.mapping import Column, Kind
from zxdesk.intake.sheet import Cell, Value
from zxdesk.text.dates import parse_date
from zxdesk.text.names import split_names
from zxdesk.text.normalise import clean_line, clean_text, to_half_width

Field = str | tuple[str, ...] | date | bool | int | None

DASHES = frozenset({"/", "\\", "-", "--", "—", "——"})
BLANK_MARKS = DASHES | {"无", "暂无", "空"}
YES = frozenset({"是", "√", "✓", "✔", "☑", "1", "有", "y", "yes", "true", "对", "重点", "公开", "同意", "同意公开"})
NO = DASHES | {"否", "×", "✗", "✘", "x", "☒", "0", "无", "n", "no", "false", "不", "非重点", "不公开", "不同意", "不同意公开"}
ORDINAL = re.compile(r"第\s*(\S+?)\s*[号件](?:提案)?")
AND_OTHERS = re.compile(r"\s*等\s*\d*\s*[人名位]?(?:政协)?(?:委员)?$")
BODY_ENDINGS = (*"局委办厅院部会府镇乡村处站队校社所", "街道", "中心", "公司", "集团", "银行")
YEAR_MONTH = re.compile(r"((?:19|20)\d{2})\s*[-./年]?\s*(\d{1,2})月?")
REASON_MARKS = re.compile(r"[、；;\n]+")

EMPTY: dict[Kind, Field] = {
    "text": "", "line": "", "number": "", "names": (), "units": (), "reasons": (), "person": "",
    "date": None, "month": None, "flag": None, "integer": None,
}


def read_value(cell: Cell, column: Column, *, today: date) -> Field:
    """The field's value; ValueError with a Chinese sentence when the cell holds something else."""
    if cell.value is None:
        return EMPTY[column.kind]
    if column.kind == "text":
        return _clean(_text(cell.value))
    return _read(cell.value, column.kind, today)


@lru_cache(maxsize=4096, typed=True)
def _read(value: Value, kind: Kind, today: date) -> Field:
    """Remembered, because a ledger says the same few thousand things in a hundred thousand cells."""
    match kind:
        case "date":
            return _day(value, today)
        case "month":
            return _month(value, today)
        case "person":
            return " ".join(split_names(_text(value)))
        case "flag":
            return _flag(value)
        case "integer":
            return _integer(value)
        case "number":
            return _number(value)
        case "names":
            return _names(_text(value))
        case "units":
            return _listed(unit for name in split_names(_text(value)) for unit in _units(name))
        case "reasons":
            return _listed(part.strip() for part in REASON_MARKS.split(clean_text(_text(value))))
        case _:
            line = clean_line(_text(value))
            return "" if line in DASHES else line


def _clean(text: str) -> str:
    """``clean_text``, spared where every line is plain already, as in nearly every cell."""
    if text == text.strip() and "\n\n\n" not in text and "  " not in text:
        lines = text.split("\n")
        if all(line.isprintable() and line == line.strip() for line in lines):
            return text
    return clean_text(text)


def leaves_names_out(cell: Cell) -> bool:
    """Whether a list of names ends in "等" or "等5人", so that somebody is meant and not named."""
    return isinstance(cell.value, str) and AND_OTHERS.search(clean_line(cell.value)) is not None


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != datetime.min.time() else value.date().isoformat()
    return str(value)


def _day(value: Value, today: date) -> date | None:
    if isinstance(value, str) and clean_line(value) in BLANK_MARKS | {""}:
        return None
    return parse_date(value, today=today)


def _month(value: Value, today: date) -> date | None:
    """A day of which only the month may be known (1980.05, 1980年5月), then its first day."""
    if isinstance(value, float):
        value = f"{value:.2f}"  # 1980.1 as a number was typed as 1980.10
    found = YEAR_MONTH.fullmatch(to_half_width(clean_line(_text(value))))
    return _day(f"{found[1]}-{found[2]}-1" if found else value, today)


def _flag(value: Value) -> bool | None:
    word = to_half_width(clean_line(_text(value))).strip().lower()
    if not word:
        return None
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(f"“{word[:20]}”不能当作是或否。填“是”或“否”。")


def _integer(value: Value) -> int | None:
    word = to_half_width(clean_line(_text(value))).strip()
    if word in BLANK_MARKS or not word:
        return None
    if not re.fullmatch(r"-?\d{1,9}", word):
        raise ValueError(f"“{word[:20]}”不是整数。填阿拉伯数字。")
    return int(word)


def _number(value: Value) -> str:
    """An official number stays text: 0012 keeps its noughts, 12.0 is 12, 第12号 is 12."""
    if isinstance(value, date):
        raise ValueError(f"编号变成了日期 {value:%Y-%m-%d}。把这一格设为文本格式重新填写。")
    word = to_half_width(clean_line(_text(value))).strip()
    if word in BLANK_MARKS:
        return ""
    found = ORDINAL.fullmatch(word)
    return found[1] if found else word


def _names(text: str) -> tuple[str, ...]:
    return _listed(AND_OTHERS.sub("", name).strip() for name in split_names(text))


def _units(text: str) -> list[str]:
    """Units divided by nothing but blanks, as long as every piece ends like the name of a body."""
    words = text.split()
    return words if len(words) > 1 and all(word.endswith(BODY_ENDINGS) for word in words) else [text]


def _listed(parts: Iterable[str]) -> tuple[str, ...]:
    """Each part once, in order, without the marks that say "none"."""
    return tuple(dict.fromkeys(part for part in parts if part and part not in BLANK_MARKS))
