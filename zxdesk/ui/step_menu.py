"""The steps of the catalogue as entries of menus, done to the proposal that is chosen on the page shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from zxdesk.domain.after_lock import POSSIBLE, goes_on
from zxdesk.queries.file import proposal_file
from zxdesk.services.step import Step
from zxdesk.services.steps import STEPS
from zxdesk.ui.file_stage import fitting_steps
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.workspace import Workspace

NONE_CHOSEN = "先在列表里选一件提案，再用这个动作。"
DEFAULTS = {"reply": "Ctrl+R", "contact": "Ctrl+T", "remind": "Ctrl+B"}
"""Keys of steps that have one from the start; every other step can be given one."""


class StepMenu:
    """Fills menus with the steps of pages and keeps those grey that do not fit the chosen proposal."""

    def __init__(self, workspace: Workspace, window: QWidget, page: Callable[[], QWidget | None]) -> None:
        self._workspace = workspace
        self._window = window
        self._page = page
        self._actions: dict[str, QAction] = {}

    def add(self, menu: QMenu, *pages: str) -> None:
        """Add the steps of these pages, parted by lines; they are judged whenever the menu opens."""
        for at, page in enumerate(pages):
            if at:
                menu.addSeparator()
            for step in STEPS:
                if step.page == page and step.scope in ("proposal", "assignment"):
                    self._add_step(menu, step)
        menu.aboutToShow.connect(self._judge)
        menu.aboutToHide.connect(self._free)

    def chosen(self) -> int | None:
        """The proposal chosen on the page shown."""
        page = self._page()
        asked = getattr(page, "current_proposal_id", None)
        if callable(asked):
            found: int | None = asked()
            return found
        pane = getattr(page, "file_pane", None)
        return None if pane is None else pane.proposal_id

    def do(self, step: Step) -> None:
        """Open the form of a step for the chosen proposal, or say why it cannot be."""
        proposal_id = self.chosen()
        if proposal_id is None:
            self._workspace.said.emit(NONE_CHOSEN, "warning")
            return
        file = self._file(proposal_id)
        if step not in fitting_steps(file):
            name = file["number"] or file["receipt_number"] or "草稿"
            locked = f"{file['plenary']}已锁定，不能再{step.label}；{POSSIBLE}。" if file["is_locked"] and not goes_on(step.verb) else ""
            self._workspace.said.emit(locked or f"{name} 现在是“{file['stage_label']}”，不能{step.label}。", "warning")
            return
        done = getattr(self._page(), "do_step", None)
        if callable(done):
            done(step)
        else:
            open_step(self._workspace, step, proposal_id, file=file, parent=self._window)

    def _add_step(self, menu: QMenu, step: Step) -> None:
        action = menu.addAction(f"{step.label}…")
        action.triggered.connect(lambda: self.do(step))
        self._workspace.keys.add_action(self._window, action, f"step.{step.verb}", DEFAULTS.get(step.verb, ""))
        self._actions[step.verb] = action

    def _judge(self) -> None:
        proposal_id = self.chosen()
        fitting = {step.verb for step in fitting_steps(self._file(proposal_id))} if proposal_id is not None else set()
        for verb, action in self._actions.items():
            action.setEnabled(verb in fitting)

    def _free(self) -> None:
        """A key asks again when it is pressed, whatever the menu showed last."""
        for action in self._actions.values():
            action.setEnabled(True)

    def _file(self, proposal_id: int) -> Mapping[str, Any]:
        file: Mapping[str, Any] = self._workspace.read(proposal_file, proposal_id, today=self._workspace.today)
        return file
