"""The answers of a form that have no column in the matrix: how one was heard, whether it is signed, who answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from zxdesk.ui.memory import Memory
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.choice_field import ComboField, SegmentField
from zxdesk.ui.widgets.labels import label

OTHERS = {"way": "听取方式", "is_signed": "已签名", "is_leader_reply": "领导答复"}
YES_NO = (("是", "是"), ("否", "否"))


class OtherAnswers(QWidget):
    """Folded away until one opens it; that is remembered.

    Signals: ``answered(str, str)`` with the field and its word, empty when it was cleared.
    """

    answered = Signal(str, str)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._ways: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.button = ActionButton("听取方式、签名等", kind="link", clicked=self._on_fold)
        self._grid.addWidget(self.button, 0, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._inner = QWidget()
        self._fields = QGridLayout(self._inner)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setHorizontalSpacing(12)
        self._fields.setVerticalSpacing(4)
        self._fields.setColumnStretch(1, 1)
        self.signed, self.leader = SegmentField(YES_NO), SegmentField(YES_NO)
        self.way = ComboField(())
        self._place()
        self._grid.addWidget(self._inner, 1, 0, 1, 2)
        self._inner.setVisible(memory.text("feedback-others") == "open")

    def show_answers(self, answers: Mapping[str, str], ways: Sequence[str], *, enabled: bool) -> None:
        """Show the words of one form."""
        if tuple(ways) != self._ways:
            self._ways = tuple(ways)
            old, self.way = self.way, ComboField([(word, word) for word in ways])
            self._fields.replaceWidget(old, self.way)
            old.hide()
            old.deleteLater()
            self._watch("way")
        for name, editor in self._editors().items():
            editor.blockSignals(True)
            editor.set_value(answers.get(name) or None)
            editor.blockSignals(False)
        self._inner.setEnabled(enabled)
        said = "、".join(f"{OTHERS[name]} {word}" for name, word in answers.items() if word)
        self.button.setToolTip(said)

    def _editors(self) -> dict[str, ComboField | SegmentField]:
        return {"way": self.way, "is_signed": self.signed, "is_leader_reply": self.leader}

    def _place(self) -> None:
        for at, (name, editor) in enumerate(self._editors().items()):
            self._fields.addWidget(label(OTHERS[name], "muted"), at, 0)
            self._fields.addWidget(editor, at, 1)
            self._watch(name)

    def _watch(self, name: str) -> None:
        editor = self._editors()[name]
        editor.setAccessibleName(OTHERS[name])
        editor.entry().setAccessibleName(OTHERS[name] if name == "way" else f"{OTHERS[name]} 是")
        editor.changed.connect(lambda: self.answered.emit(name, str(self._editors()[name].value() or "")))

    def _on_fold(self) -> None:
        opened = not self._inner.isVisible()
        self._inner.setVisible(opened)
        self._memory.set_text("feedback-others", "open" if opened else "")
