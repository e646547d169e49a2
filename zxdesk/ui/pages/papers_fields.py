"""字段一览: every field that the templates of one kind of paper may name, to copy into WPS or Word."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.documents.paper import PaperField, PaperKind
from zxdesk.ui.pages.list_pane import ListPane, Row
from zxdesk.ui.passing import Dialog
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import label

COLUMNS = (
    Column("mark", "写在模板里", 210), Column("meaning", "填的是", 320, stretch=True, tip="meaning"), Column("kind", "种类", 96),
)  # fmt: skip
NOTE = (
    "{{#名单}} 到 {{/名单}} 之间的行或段落，名单里每一行重复一次；{{?文号}} 到 {{/文号}} 之间的，有文号时才出现。"
    "双击或按 Enter 复制。"
)


class FieldsDialog(Dialog):
    """A list one searches; Enter or a double click puts the mark on the clipboard."""

    def __init__(self, kind: PaperKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{kind.name}的字段")
        self.pane = ListPane("字段", COLUMNS, hint="找字段、意思", keys=("mark", "meaning"), filters={"kind": "种类"}, unit="个", id_key="at")
        self.pane.add_button("复制", self.copy, icon="save", kind="primary")
        self.pane.opened.connect(lambda _at: self.copy())
        self.said = label("", "done")
        note = label(NOTE, "second", wrap=True)
        for one in (self.said, note):
            one.setContentsMargins(16, 0, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pane, 1)
        column.addWidget(self.said)
        column.addWidget(note)
        rows = [{**row, "at": at} for at, row in enumerate(_rows(kind.fields))]
        self.pane.set_choices("kind", dict.fromkeys(str(row["kind"]) for row in rows))
        self.pane.set_rows(rows)
        self.resize(720, 560)

    def copy(self) -> None:
        """Put the mark of the chosen row on the clipboard."""
        row = self.pane.current()
        if row is not None:
            QGuiApplication.clipboard().setText(row["mark"])
            self.said.setText(f"已复制 {row['mark']}")


def _rows(fields: tuple[PaperField, ...], inside: str = "") -> Iterator[Row]:
    for field in fields:
        if field.parts:
            yield {"mark": f"{{{{#{field.name}}}}}{{{{/{field.name}}}}}", "meaning": field.meaning, "kind": "名单"}
            yield from _rows(field.parts, field.name)
        else:
            kind = f"{inside}里" if inside else "图" if field.is_picture else "文字"
            yield {"mark": f"{{{{{field.name}}}}}", "meaning": field.meaning, "kind": kind}
