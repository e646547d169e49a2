"""The foot of a file: what is usually done next, and correcting the part shown; buttons without room are in the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from zxdesk.services.step import Step
from zxdesk.ui.file_stage import ICONS
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.workspace import Workspace

MARGIN, GAP = 16, 8


class FileFoot(QFrame):
    """The first step is the primary button; 编辑 stands at the right."""

    def __init__(self, workspace: Workspace, do: Callable[[Step], object], edit: Callable[[], object]) -> None:
        super().__init__()
        self._workspace, self._do = workspace, do
        self.setProperty("foot", True)
        self.setAccessibleName("下一步")
        self.buttons: list[ActionButton] = []
        self._verbs: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self._row.setSpacing(GAP)
        self.edit_button = ActionButton("编辑", icon="edit", clicked=edit)
        self._row.addStretch(1)
        self._row.addWidget(self.edit_button)

    def show_steps(self, steps: Sequence[Step], why_not: str) -> None:
        """Offer these steps; ``why_not`` says why the part cannot be corrected, empty when it can."""
        if [step.verb for step in steps] == self._verbs:
            self.show_edit(why_not)
            return
        self._verbs = [step.verb for step in steps]
        had_focus = any(button.hasFocus() for button in self.buttons)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for at, step in enumerate(steps):
            button = ActionButton(step.label, icon=ICONS.get(step.verb), kind="plain" if at else "primary", clicked=self._doing(step))
            if at == 0 and f"step.{step.verb}" in self._workspace.keys.known:
                button.set_key_hint(self._workspace.keys.shown(f"step.{step.verb}"))
            self._row.insertWidget(at, button)
            self.buttons.append(button)
        self.show_edit(why_not)
        self._fit()
        if had_focus:
            self.focus_first()

    def show_edit(self, why_not: str) -> None:
        """Offer correcting, or say why not."""
        self.edit_button.setEnabled(not why_not)
        self.edit_button.setToolTip(why_not)
        self.edit_button.set_key_hint("" if why_not else self._workspace.keys.shown("file.edit"))
        self.edit_button.setAccessibleDescription(why_not)

    def focus_first(self) -> None:
        """Set the focus on the first thing that can be done."""
        target: QWidget | None = next(iter(self.buttons), self.edit_button)
        if target is not None:
            target.setFocus()

    def minimumSizeHint(self) -> object:  # type: ignore[override]
        hint = super().minimumSizeHint()
        first = self.buttons[0].sizeHint().width() + GAP if self.buttons else 0
        hint.setWidth(2 * MARGIN + first + self.edit_button.sizeHint().width())
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * MARGIN - self.edit_button.sizeHint().width() - GAP
        for at, button in enumerate(self.buttons):
            room -= button.sizeHint().width() + GAP
            button.setVisible(at == 0 or room >= 0)

    def _doing(self, step: Step) -> Callable[[], object]:
        return lambda: self._do(step)
