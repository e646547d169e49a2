"""What is attached to a proposal and what was printed for it, a row each with its buttons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.file_words import File, day, joined
from zxdesk.ui.widgets.button import ActionButton, icon_button
from zxdesk.ui.widgets.labels import IconLabel, label, rule

Opening = Callable[[File], object]


def attachment_rows(file: File, *, open_one: Opening, save_one: Opening, year: int | None, remove_one: Opening | None = None) -> list[QWidget]:
    """Attachments, the newest first; each can be opened, saved elsewhere, and taken out again with a reason."""
    rows = []
    for held in reversed(file["attachments"]):
        below = joined(held["kind"], day(held["added_on"], year=year), size_words(held["size"]), by=" · ")
        buttons = [("打开", "attach", open_one), ("另存为…", "save", save_one)]
        if remove_one is not None:
            buttons.append(("移除…", "clear", remove_one))
        verbs = [(name, icon, _bound(run, held)) for name, icon, run in buttons]
        rows.append(_row(held["name"], below, "attach", verbs, tip=f"校验值 {held['sha256'][:16]}"))
    return rows


def paper_rows(file: File, folder: Path, *, open_one: Opening, year: int | None) -> list[QWidget]:
    """Papers that went out, the newest first; a file that is no longer where it was written is told so."""
    rows = []
    for paper in reversed(file["papers"]):
        there = bool(paper["kept_in"]) or (folder / paper["file_name"]).exists()
        place = "" if there else "文件不在原来的文件夹里"
        below = joined(paper["number"], day(paper["issued_on"], year=year), paper["file_name"], place, by=" · ")
        buttons = [("打开", "paper", _bound(open_one, paper))] if there else []
        rows.append(_row(paper["kind"], below, "paper", buttons, tip=f"校验值 {paper['file_sha256'][:16]}"))
    return rows


def size_words(size: int) -> str:
    """A size as people say it: 862 B, 12 KB, 1.2 MB."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def _bound(run: Opening, what: File) -> Callable[[], object]:
    return lambda: run(what)


def _row(name: str, below: str, icon: str, buttons: list[tuple[str, str, Callable[[], object]]], *, tip: str) -> QWidget:
    row = QWidget()
    row.setToolTip(tip)
    whole = QVBoxLayout(row)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(4)
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(IconLabel(icon))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(name, wrap=True, selectable=True))
    words.addWidget(label(below, "second", wrap=True, selectable=True))
    line.addLayout(words, 1)
    for at, (verb, sign, run) in enumerate(buttons):
        if at == 0:
            button = ActionButton(verb, clicked=run)
            button.setAccessibleName(f"{verb} {name}")
            line.addWidget(button)
        else:
            small = icon_button(sign, f"{verb.rstrip('…')} {name}", clicked=run)
            small.setFixedHeight(theme.metrics().control)
            line.addWidget(small)
    whole.addLayout(line)
    whole.addWidget(rule())
    return row
