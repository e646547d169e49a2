"""The columns of the list of proposals, and a row of the query as the list shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from zxdesk.queries.proposals import SORT_KEYS, proposal_rows
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("check", "", 32, kind="check"),
    Column("light_mark", "灯", 88, kind="light", sort="due_on"),
    Column("shown_number", "号", 58, sort="number"),
    Column("title", "案由", 200, stretch=True, second="hit_words", tip="full_words"),
    Column("proposers", "提案者", 100, tip="proposers_full", full="proposers_full"),
    Column("lead_units", "主办", 88, tip="units"),
    Column("stage_label", "状态", 80, kind="badge", sort="stage"),
    Column("receipt_number", "收件号", 76, is_optional=True), Column("plenary", "届次", 80, is_optional=True),
    Column("sector", "界别", 96, is_optional=True, tip="sector"), Column("kind", "提案者类型", 84, is_optional=True),
    Column("category", "类别", 110, is_optional=True, tip="category"), Column("units", "承办单位", 120, is_optional=True, tip="units"),
    Column("co_units", "会办", 110, sort="units", is_optional=True, tip="co_units"),
    Column("due_on", "期限", 84, kind="date", is_optional=True), Column("submitted_on", "提交日期", 84, kind="date", is_optional=True),
    Column("key_mark", "重点", 48, align="center", sort="is_key", is_optional=True),
    Column("reply_class", "办理类别", 72, align="center", is_optional=True),
    Column("satisfaction", "满意度", 80, is_optional=True),
)  # fmt: skip
PUT_AWAY_WHEN_HUGE = ("proposers", "lead_units")
"""At the largest size they stand in the tooltip and the file. Source: look §3."""


def fetching(workspace: Workspace, text: str) -> Callable[[Sequence[int]], list[dict[str, object]]]:
    """What fetches rows by id, in any thread; ``text`` is what was searched, for the hit of each."""
    door, today, days = workspace.door, workspace.today, workspace.yellow_days

    def fetch(page: Sequence[int]) -> list[dict[str, object]]:
        return [shown_row(row) for row in door.read(proposal_rows, page, today=today, yellow_days=days, text=text)]

    return fetch


def shown_row(row: Any) -> dict[str, object]:
    """A row as the list shows it."""
    values: dict[str, Any] = {name: getattr(row, name) for name in row.__dataclass_fields__}
    light = values["light"]
    values["light_mark"] = (light.value, values["light_words"]) if light else None
    values["shown_number"] = values["number"] or values["receipt_number"] or "草稿"
    values["key_mark"] = "重点" if values["is_key"] else ""
    values["full_words"] = "\n".join(filter(None, (values["title"], f"提案者　{values['proposers_full']}", f"承办　{values['units']}")))
    values["hit_words"] = (values.get("hit_place") or "", values.get("search_hit") or "")
    return values


def sort_of(key: str, descending: bool) -> str | None:
    """What the query sorts by when a head is clicked; None where it cannot."""
    named = {"light_mark": "due_on", "shown_number": "number", "stage_label": "stage"}.get(key, key)
    if named not in SORT_KEYS:
        return None
    return f"-{named}" if descending else named
