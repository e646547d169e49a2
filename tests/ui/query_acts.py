"""The acts that open 综合查询 and its dialogs, for the texts of dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.ui.dialog_office import Office
from tests.ui.dialog_text import menu_text
from zxdesk.services.saved_query import save_query
from zxdesk.ui.pages.query import QueryDialog

OF_PLENARY = {"match": "all", "of": [{"field": "plenary", "test": "is", "value": ["十届二次"]}]}
QUERIES: dict[str, dict[str, Any]] = {
    "list": {"where": OF_PLENARY, "sort": "-submitted_on"},
    "groups": {"where": OF_PLENARY, "show": "groups", "group": "lead_unit"},
    "pivot": {"where": OF_PLENARY, "show": "pivot", "pivot": {"rows": "unit", "columns": "role", "measure": "undertakings"}},
    "conditions": {
        "where": {"match": "any", "of": [
            {"field": "title", "test": "has", "value": ["电梯"]}, {"field": "submitted_on", "test": "last_days", "value": [30]},
            {"match": "same", "of": [{"field": "unit", "test": "is", "value": ["县住建局"]}, {"field": "role", "test": "is", "value": ["会办"]}]},
            {"field": "redo", "test": "between", "value": [1, 3]}, {"field": "is_key", "test": "yes"},
        ]},
    },
}  # fmt: skip


def opened(office: Office, plain: dict[str, Any]) -> QueryDialog:
    """综合查询 with a query and its answer."""
    dialog = QueryDialog(office.workspace, office.window)
    office.qtbot.addWidget(dialog)
    dialog.hold(plain)
    office.until(lambda: not dialog.is_asking)
    return dialog


def _shown(name: str) -> Callable[[Office], object]:
    return lambda office: opened(office, QUERIES[name]).exec()


def _saved(act: str) -> Callable[[Office], object]:
    def run(office: Office) -> None:
        office.workspace.run(save_query, name="按单位", content=QUERIES["groups"])
        dialog = opened(office, QUERIES["groups"])
        dialog.saved.read("按单位")
        if act == "menu":
            office.texts.append(menu_text(dialog.saved.made_menu()))
        else:
            getattr(dialog.saved, act)()

    return run


QUERY_ACTS: dict[str, Callable[[Office], object]] = {
    **{f"query-{name}": _shown(name) for name in QUERIES},
    **{f"query-{act}": _saved(act) for act in ("save", "rename", "delete", "menu")},
}
