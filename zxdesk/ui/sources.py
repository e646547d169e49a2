"""What the pickers of a form offer: members, units, proposals and the parts of one proposal, by the ids the services understand."""

from __future__ import annotations

from collections.abc import Callable

from zxdesk.queries import lookups
from zxdesk.ui.widgets.picker import Option
from zxdesk.ui.workspace import Workspace


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

    return {"member": members, "unit": units, "proposal": proposals, "assignment": assignments, "line": lines}


def _option(found: lookups.Option, key: str) -> Option:
    return Option(key, found.label, found.search_keys, found.detail)
