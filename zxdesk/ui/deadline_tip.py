"""The tooltip of a light: every open deadline of the row's proposal, asked for when it is shown."""

from __future__ import annotations

from typing import Any

from zxdesk.queries.open_deadlines import open_deadlines
from zxdesk.ui.cells import Column, shown
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.workspace import Workspace


def tell_deadlines(view: RowsView, workspace: Workspace) -> None:
    """Let a list of proposals name all that is open behind a light, a status or a date. Source: look §1."""

    def told(proposal_id: Any, _column: Column) -> str:
        if not isinstance(proposal_id, int):
            return ""
        found = workspace.read(open_deadlines, proposal_id, today=workspace.today, yellow_days=workspace.yellow_days)
        year = workspace.today.year
        return "\n".join(f"{one.who} {one.what}　{shown(one.due_on, year=year)}　{one.words}" for one in found)

    view.tip_source = told
