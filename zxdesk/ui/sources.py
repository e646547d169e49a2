"""What the pickers of a form offer: members, units, proposals and the parts of one proposal, by the ids the services understand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zxdesk.queries import lookups
from zxdesk.services.steps import step_named
from zxdesk.ui.widgets.finder import Finder, Option
from zxdesk.ui.workspace import Workspace

TABLES = frozenset({"member", "membership", "organisation", "handling_unit", "term"})
"""What the directories are read from."""
LONG_NAME = 5
"""Characters from which an unknown proposer is taken for an organisation."""


class Known(QObject):
    """The directories of a workspace ready to be searched, read once and again after somebody changed them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._held: dict[str, tuple[date, Finder]] = {}
        workspace.changed.connect(self._on_changed)

    @staticmethod
    def of(workspace: Workspace) -> Known:
        """Those of a workspace, made at first need."""
        return workspace.findChild(Known) or Known(workspace)

    def finder(self, name: str, read: Callable[[], list[Option]]) -> Finder:
        """A directory by its name; ``read`` fetches it. Who is in office depends on the day."""
        today = self._workspace.today
        held = self._held.get(name)
        if held is None or held[0] != today:
            held = self._held[name] = (today, Finder(read()))
        return held[1]

    def _on_changed(self, change: object) -> None:
        if TABLES & getattr(change, "tables", frozenset()):
            self._held.clear()


class Directory:
    """A source of records that can enter one it does not know; ``step_for`` says which step does."""

    add_label = "登记"

    def __init__(self, workspace: Workspace, name: str, read: Callable[[], list[Option]], step_for: Callable[[str], str]) -> None:
        self._workspace, self._name, self._read, self._step_for = workspace, name, read, step_for

    def __call__(self) -> list[Option]:
        return self.finder().options

    def finder(self) -> Finder:
        """The records ready to be searched, shared by every form."""
        return Known.of(self._workspace).finder(self._name, self._read)

    def add(self, typed: str, parent: QWidget) -> str | None:
        """Open the form that enters a record of this name; its key, or None when the clerk closed it."""
        from zxdesk.ui.step_dialog import open_step

        known = {option.key for option in self()}
        if not open_step(self._workspace, step_named(self._step_for(typed)), preset={"name": typed}, parent=parent):
            return None
        return next((option.key for option in self() if option.key not in known), None)


def sources_for(workspace: Workspace, proposal_id: int | None = None) -> dict[str, Callable[[], list[Option]]]:
    """Sources by kind of field; the parts belong to ``proposal_id``."""

    def members() -> list[Option]:
        rows = [_option(o, f"#{o.key}") for o in workspace.read(lookups.members, on=workspace.today)]
        return rows + [_option(o, o.label) for o in workspace.read(lookups.organisations)]

    def units() -> list[Option]:
        return [_option(o, f"#{o.key}") for o in workspace.read(lookups.units, on=workspace.today)]

    def proposals() -> list[Option]:
        if workspace.plenary_id is None:
            return []
        return [_option(o, f"#{o.key}") for o in workspace.read(lookups.proposals, plenary_id=workspace.plenary_id)]

    def assignments() -> list[Option]:
        return [_option(o, f"#{o.key}") for o in workspace.read(lookups.assignments, proposal_id=proposal_id)] if proposal_id else []

    def lines() -> list[Option]:
        if not proposal_id:
            return []
        return [_option(o, f"#{o.key}") for o in workspace.read(lookups.lines, proposal_id=proposal_id, with_merged=True)]

    return {
        "member": Directory(workspace, "member", members, _step_for_proposer),
        "unit": Directory(workspace, "unit", units, lambda _typed: "add-unit-record"),
        "proposal": proposals,
        "assignment": assignments,
        "line": lines,
    }


def _step_for_proposer(typed: str) -> str:
    return "add-member" if len(typed) < LONG_NAME or "·" in typed else "add-organisation"


def _option(found: lookups.Option, key: str) -> Option:
    return Option(key, found.label, found.search_keys, found.detail)
