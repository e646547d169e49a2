"""What every page is given: reading, doing, the chosen plenary, and one signal that tells what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from zxdesk.queries import lookups
from zxdesk.queries.office_rules import rules_of
from zxdesk.services.change import Change, Command
from zxdesk.services.door import Door
from zxdesk.services.step import Step
from zxdesk.ui.jobs import Jobs
from zxdesk.ui.keys import KeyBook
from zxdesk.ui.memory import Memory

P = ParamSpec("P")


class Workspace(QObject):
    """The door of an open register, with the plenary the clerk works in.

    Signals: ``changed(Change)`` after every command; ``plenary_changed()``; ``said(text, tone)`` for the status line and notices;
    ``wanted(page, proposal_id)`` when a proposal is to be shown on a page; ``listed(filter, title)`` when a list is.
    """

    changed = Signal(object)
    plenary_changed = Signal()
    said = Signal(str, str)
    wanted = Signal(str, int)
    listed = Signal(object, str)

    def __init__(self, door: Door, data_dir: Path) -> None:
        super().__init__()
        self.door = door
        self.data_dir = data_dir
        self.memory = Memory(data_dir)
        self.keys = KeyBook(self.memory)
        self.jobs = Jobs()
        self.plenary_id: int | None = None
        self.plenary_name = ""
        self.reload_office()

    @property
    def today(self) -> date:
        """The office's date."""
        return self.door.today

    @property
    def yellow_days(self) -> int:
        """From how many days left a light is yellow."""
        return int(self.read(rules_of, self.plenary_id).yellow_days)

    def read(self, query: Callable[Concatenate[Any, P], Any], *args: P.args, **values: P.kwargs) -> Any:
        """Run a query."""
        return self.door.read(query, *args, **values)

    def run(self, command: Command, *args: Any, **values: Any) -> Change:
        """Run a command and tell everybody. Raises ``RuleError``."""
        return self._tell(self.door.run(command, *args, **values))

    def step(self, step: Step, target: int | None, values: Mapping[str, object]) -> Change:
        """Run a step of the catalogue and tell everybody. Raises ``RuleError``."""
        return self._tell(self.door.step(step, target, values))

    def reload_office(self) -> None:
        """Read again which plenaries there are; keep the chosen one."""
        from zxdesk.queries.office import current_plenary

        known = {option.key: option.label for option in self.read(lookups.plenaries)}
        if self.plenary_id not in known:
            self.plenary_id = self.read(current_plenary)
        self.plenary_name = known.get(self.plenary_id, "") if self.plenary_id is not None else ""

    def choose_plenary(self, plenary_id: int | None) -> None:
        """Work in another plenary; None is all of them."""
        if plenary_id == self.plenary_id:
            return
        self.plenary_id = plenary_id
        if plenary_id is not None:
            self.reload_office()
        self.plenary_changed.emit()

    def _tell(self, change: Change) -> Change:
        self.changed.emit(change)
        self.said.emit(f"已{change.label}" if not change.label.startswith("已") else change.label, "done")
        for warning in change.warnings:
            self.said.emit(f"提醒：{warning}", "warning")
        return change
