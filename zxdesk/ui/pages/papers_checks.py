"""校对: what the clerk must know of a paper before it goes out, one line each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from zxdesk.documents.paper import PaperKind, Values
from zxdesk.ui.paper_view.measure import Missing
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import IconLabel, label

NAMED = 4
"""Empty fields named in one line; more are counted."""


@dataclass(frozen=True)
class Check:
    """One line: in order, worth a look, or only to know; ``act`` is the word of its button."""

    tone: Literal["done", "warning", "info"]
    text: str
    act: str = ""


def checks_of(
    kind: PaperKind, values: Values, *, used: Collection[str], pages: int, fonts: Sequence[Missing], unsupported: Sequence[str], changes: int | None
) -> list[Check]:
    """The lines of one paper; ``used`` are the fields that are always printed, ``changes`` what changed since it went out (None: it did not)."""
    return [
        *_of_fields(kind, values, used), _of_pages(kind, pages), *(Check("warning", one.sentence) for one in fonts),
        *(Check("warning", f"{sentence}。用 WPS 或 Word 打开来印") for sentence in unsupported), *_of_changes(changes),
    ]  # fmt: skip


def empty_fields(kind: PaperKind, values: Values, used: Collection[str]) -> list[str]:
    """The fields that are always printed and that the register leaves empty, in the order of the kind's fields."""
    return [one.name for one in kind.fields if one.name in used and not values.get(one.name)]


def _of_fields(kind: PaperKind, values: Values, used: Collection[str]) -> list[Check]:
    empty = empty_fields(kind, values, used)
    if not empty:
        return [Check("done", "字段齐全")]
    named = "、".join(empty[:NAMED]) + (f"等 {len(empty)} 项" if len(empty) > NAMED else "")
    return [Check("info", f"空着 {named}")]


def _of_pages(kind: PaperKind, pages: int) -> Check:
    if not kind.pages:
        return Check("done", f"{pages} 页")
    if pages > kind.pages:
        return Check("warning", f"{pages} 页，超过 {kind.pages} 页。缩短内容，或改模板")
    return Check("done", f"{pages} 页，未超页")


def _of_changes(changes: int | None) -> list[Check]:
    if changes is None:
        return []
    if not changes:
        return [Check("done", "已印发，登记内容没有变")]
    return [Check("warning", f"印发以后改了 {changes} 处", "看改动")]


class CheckLines(QWidget):
    """The lines below each other, sign and sentence; one may have a button."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("校对")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.lines: tuple[Check, ...] = ()

    def show_checks(self, lines: Sequence[Check], clicked: Callable[[], object] | None = None) -> None:
        """Show these lines; ``clicked`` is called by the button of one that has it."""
        self.lines = tuple(lines)
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        signs = {"done": ("done", "green"), "warning": ("warning", "yellow"), "info": ("info", "muted")}
        for at, line in enumerate(self.lines):
            icon, color = signs[line.tone]
            row: list[QWidget] = [IconLabel(icon, color), label(line.text, wrap=True)]
            if line.act and clicked is not None:
                row.append(ActionButton(line.act, kind="link", clicked=clicked))
            for column, widget in enumerate(row):
                self._grid.addWidget(widget, at, column, Qt.AlignmentFlag.AlignTop if column != 1 else Qt.AlignmentFlag(0))
                widget.show()  # at once: the height is asked before Qt would show it
        self.setAccessibleDescription("；".join(line.text for line in self.lines))
