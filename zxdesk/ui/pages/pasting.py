"""Pasting into a list of proposals: numbers select, a table with heads goes to 导入."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from zxdesk.queries.subjects import plain_number, proposals_numbered
from zxdesk.ui.workspace import Workspace

HEADS = frozenset({"案由", "提案号", "编号", "序号", "提案者", "提案人", "题目", "标题", "类别", "主办单位", "承办单位"})
SHOWN = 8


class PastedList(Protocol):
    """The list that is pasted into."""

    def select_proposals(self, proposals: Sequence[int]) -> int:
        """Select rows by proposal; how many of them the list holds."""

    def window(self) -> QWidget:
        """The window it stands in."""


def paste_into(workspace: Workspace, target: PastedList, text: str) -> None:
    """Select what was pasted and say what was not found; a table opens the trial run of 导入."""
    rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    if not rows:
        workspace.said.emit("剪贴板里没有文字。先在 WPS 或 Excel 里复制一列提案号", "warning")
        return
    if is_table(rows):
        _import(workspace, target.window(), rows)
        return
    wanted = numbers_of(rows)
    if not wanted:
        workspace.said.emit("粘贴的内容里没有提案号。复制一列提案号再粘贴", "warning")
        return
    found = workspace.read(proposals_numbered, wanted, plenary_id=workspace.plenary_id)
    count = target.select_proposals([found[number] for number in wanted if number in found])
    unknown = [number for number in wanted if number not in found]
    outside = len(found) - count
    said = [f"按号选中 {count} 件"]
    if unknown:
        said.append(f"没有这些号：{'、'.join(unknown[:SHOWN])}{f' 等 {len(unknown)} 个' if len(unknown) > SHOWN else ''}")
    if outside > 0:
        said.append(f"{outside} 件不在当前清单里")
    workspace.said.emit("；".join(said), "warning" if unknown or outside > 0 else "done")


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is made of heads of a ledger."""
    heads = [cell.strip() for cell in rows[0]]
    return len(rows) > 1 and len(heads) > 1 and sum(any(head in cell for head in HEADS) for cell in heads) >= 2


def numbers_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """The numbers in the first column, each once, heads and words left out; 3-6 in a cell is a range."""
    found: dict[str, str] = {}
    for row in rows:
        for part in re.split(r"[、，,;；\s]+", row[0].strip()):
            span = re.fullmatch(r"(\d{1,4})[-~—–至到](\d{1,4})", part)
            if span and int(span[1]) <= int(span[2]):
                for number in range(int(span[1]), int(span[2]) + 1):
                    found.setdefault(str(number), str(number))
            elif re.search(r"\d", part) and not re.search(r"\d{5,}", part) and len(part) <= 12:
                found.setdefault(plain_number(part), part)
    return list(found.values())


def _import(workspace: Workspace, window: QWidget, rows: Sequence[Sequence[str]]) -> None:
    path = Path(tempfile.mkdtemp(prefix="zxdesk-")) / "粘贴的表格.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as sheet:
        csv.writer(sheet).writerows(rows)
    opener = getattr(window, "open_page", None)
    if opener is None:
        workspace.said.emit("在主窗口的列表里粘贴表格，才能转到导入", "warning")
        return
    opener("imports").look_at(path)
