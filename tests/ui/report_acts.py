"""What opens the dialogs and menus of the statistics, on the small office."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.dialog_office import Office
from tests.ui.dialog_text import menu_text
from zxdesk.reports.year_set import every_kind, file_name
from zxdesk.ui import prompts


def _members(office: Office) -> None:
    page = office.page("statistics")
    page.open_figure("members:signed", "提交提案的委员")


def _menu(office: Office) -> None:
    office.texts.append(menu_text(office.page("statistics").menu))


def _replace(office: Office) -> None:
    page = office.page("statistics")
    (office.folder / file_name(every_kind()[0])).write_text("", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prompts, "choose_folder", lambda *_what: office.folder)
        page.desk.each.click()


REPORT_ACTS: dict[str, Callable[[Office], object]] = {
    "figure-members": _members,
    "statistics-menu": _menu,
    "reports-replace": _replace,
}
