"""What opens the dialogs of adopted figures, on the small office."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.dialog_office import Office
from zxdesk.domain.stage import Stage
from zxdesk.services.steps import step_named
from zxdesk.ui.pages.adoption import AdoptionDialog, show_adoption


def _adopted(office: Office) -> AdoptionDialog:
    """The window of a year that was adopted, with one category corrected since."""
    workspace = office.workspace
    workspace.step(step_named("adopt"), None, {"meeting": "十届常委会第十次会议", "adopted_on": "2026-06-10"})
    answered = office.ids(Stage.CONSULTING)[0]
    workspace.step(step_named("correct"), answered, {"category": "教育", "reason": "类别录错", "corrected_on": "2026-06-10"})
    return AdoptionDialog(workspace, office.window)


ADOPTION_ACTS: dict[str, Callable[[Office], object]] = {
    "adoption-none": lambda office: show_adoption(office.workspace, office.window),
    "adoption": lambda office: _adopted(office).exec(),
    "adoption-form": lambda office: AdoptionDialog(office.workspace, office.window).adopt(),
    "adoption-list": lambda office: _adopted(office).open_list("category:教育", "now"),
}
