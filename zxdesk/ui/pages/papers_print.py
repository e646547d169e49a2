"""How papers are printed: printer, paper, copies, sides and the offset of each form, remembered per printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDoubleSpinBox, QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.paper_view.printing import SIDES, SIZES, Offset, PrintOrder, Sides, printer_names
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

MOST_COPIES = 999
FURTHEST_MM = 50.0
NONE = "没有打印机"


class PrintSettings(QWidget):
    """The fields 打印机, 纸张, 份数, 双面 and the offset of the form shown.

    Signals: ``changed()`` when the papers would be printed otherwise.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._kind = ""
        self._late = LateAnswer(self)
        self._is_asked = False
        self.printer, self.paper, self.sides = _combo("打印机"), _combo("纸张"), _combo("双面")
        self.printer.addItem("默认打印机", "")
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName("份数")
        self.copies.lineEdit().setAccessibleName("份数")
        self.copies.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.copies.setFixedHeight(theme.metrics().control)
        self.copies.setFixedWidth(64 * theme.metrics().fonts["body"] // 13)
        self.of_each = label("每份文书", "muted")
        for key, name in SIDES:
            self.sides.addItem(name, key)
        self.show_size("")
        self.offset_button = ActionButton("套打…", kind="link", clicked=self.ask_offset)
        self._lay_out()
        memory = workspace.memory
        self.sides.setCurrentIndex(max(0, self.sides.findData(memory.text("papers-sides", "单面"))))
        self.printer.activated.connect(lambda _at: self._on_printer())
        self.paper.activated.connect(lambda _at: self.changed.emit())
        self.sides.activated.connect(lambda _at: self._on_sides())
        self.copies.valueChanged.connect(lambda _count: self.changed.emit())

    @property
    def offset(self) -> Offset:
        """How far this form is moved on this printer."""
        return Offset.of(self.workspace.memory.text(self._offset_key(), ""))

    @property
    def has_no_printer(self) -> bool:
        """Whether the system was asked and has none."""
        return self.printer.currentText() == NONE

    def order(self, title: str) -> PrintOrder:
        """What the printer is told."""
        sides: Sides = self.sides.currentData()
        return PrintOrder(
            title, printer=self.printer.currentData() or "", copies=self.copies.value(), sides=sides, size=self.paper.currentData() or "",
            offset=self.offset,
        )  # fmt: skip

    def ask_printers(self) -> None:
        """Ask the system for its printers, once and beside the window: one on a network may take seconds."""
        if not self._is_asked:
            self._is_asked = True
            self._late.ask(printer_names, self.show_printers)

    def show_printers(self, names: Sequence[str]) -> None:
        """Offer these printers, the one used last chosen."""
        self.printer.clear()
        for name in names:
            self.printer.addItem(name, name)
        if not names:
            self.printer.addItem(NONE, "")
        self.printer.setCurrentIndex(max(0, self.printer.findData(self.workspace.memory.text("papers-printer", ""))))
        self._name_offset()

    def show_size(self, words: str) -> None:
        """Name the paper's own size as the first choice."""
        held = self.paper.currentData()
        self.paper.clear()
        self.paper.addItem(words or "按文书", "")
        for name in SIZES:
            self.paper.addItem(f"缩放到 {name}", name)
        self.paper.setCurrentIndex(max(0, self.paper.findData(held)))

    def show_kind(self, key: str, of_each: str) -> None:
        """Print this kind from now on; its offset is its own."""
        self._kind = key
        self.of_each.setText(of_each)
        self._name_offset()

    def ask_offset(self) -> None:
        """Ask for the offset and remember it for this printer and form."""
        dialog = OffsetDialog(self.offset, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.workspace.memory.set_text(self._offset_key(), str(dialog.offset))
            self._name_offset()
            self.changed.emit()

    def _on_printer(self) -> None:
        self.workspace.memory.set_text("papers-printer", self.printer.currentData() or "")
        self._name_offset()
        self.changed.emit()

    def _on_sides(self) -> None:
        self.workspace.memory.set_text("papers-sides", self.sides.currentData())
        self.changed.emit()

    def _offset_key(self) -> str:
        printer = "".join(letter if letter.isalnum() else "_" for letter in self.printer.currentData() or "默认")
        return f"papers-offset-{printer}-{self._kind}"

    def _name_offset(self) -> None:
        moved = self.offset
        words = f"右移 {moved.right:g}、下移 {moved.down:g} 毫米" if moved != Offset() else "没有移动"
        self.offset_button.setText("套打 *" if moved != Offset() else "套打…")
        self.offset_button.setToolTip(f"印在预印的表上时移动多少：{words}")
        self.offset_button.setAccessibleName(f"套打位置，{words}")
        self.offset_button.updateGeometry()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        count = QHBoxLayout()
        count.setSpacing(8)
        count.addWidget(self.copies)
        count.addWidget(self.of_each)
        count.addStretch(1)
        count.addWidget(self.offset_button)
        for at, name in enumerate(("打印机", "纸张", "份数", "双面")):
            grid.addWidget(label(name, "muted"), at, 0)
        for at, field in ((0, self.printer), (1, self.paper), (3, self.sides)):
            grid.addWidget(field, at, 1)
        grid.addLayout(count, 2, 1)


class OffsetDialog(Dialog):
    """How far print is moved, in millimetres, where a form was printed beforehand."""

    def __init__(self, offset: Offset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("套打位置")
        self.right, self.down = _millimetres("右移", offset.right), _millimetres("下移", offset.down)
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setSpacing(8)
        note = label("印在预印的表上偏了多少就移多少，负数是左移、上移。按打印机和文书分别记住。", "muted", wrap=True)
        grid.addWidget(note, 0, 0, 1, 2)
        for at, (words, field) in enumerate((("右移（毫米）", self.right), ("下移（毫米）", self.down)), start=1):
            grid.addWidget(label(words, "muted"), at, 0)
            grid.addWidget(field, at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addWidget(dialog_foot(self, "记住", "取消", on_action=self.accept))
        self.setMinimumWidth(26 * theme.metrics().fonts["body"])

    @property
    def offset(self) -> Offset:
        """What was entered."""
        return Offset(round(self.right.value(), 1), round(self.down.value(), 1))


def _millimetres(name: str, value: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setRange(-FURTHEST_MM, FURTHEST_MM)
    made.setDecimals(1)
    made.setSingleStep(0.5)
    made.setValue(value)
    made.setAccessibleName(f"{name}毫米")
    made.lineEdit().setAccessibleName(f"{name}毫米")
    made.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    made.setFixedHeight(theme.metrics().control)
    return made


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made
