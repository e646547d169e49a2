"""What opens the dialogs of narrative reports, on the small office."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.dialog_office import Office
from zxdesk.services.narrative import adopt_narrative
from zxdesk.ui.pages.narrative import NarrativeDialog


def _written(office: Office) -> NarrativeDialog:
    dialog = NarrativeDialog(office.workspace, office.window)
    dialog.write()
    return dialog


def _adopted(office: Office) -> NarrativeDialog:
    dialog, today = _written(office), office.workspace.today
    assert dialog.report is not None
    office.workspace.run(adopt_narrative, dialog.report.id, meeting="十届常委会第十次会议", adopted_on=today, today=today)
    dialog.read()
    return dialog


NARRATIVE_ACTS: dict[str, Callable[[Office], object]] = {
    "narrative-none": lambda office: NarrativeDialog(office.workspace, office.window).exec(),
    "narrative": lambda office: _written(office).exec(),
    "narrative-adopted": lambda office: _adopted(office).exec(),
    "narrative-members": lambda office: _written(office).open_figure("rate:participation:above"),
    "narrative-adopt": lambda office: _written(office).adopt(),
    "narrative-reopen": lambda office: _adopted(office).adopt(),
}
