"""The first start: a form for the office's name, rule package and first plenary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.rules import package_titles
from zxdesk.queries.office import office_head
from zxdesk.services.door import Door
from zxdesk.services.founding import found
from zxdesk.ui.prompts import FormDialog

FIELDS = (
    Field("name", "机关名称", required=True, help="如 云溪县政协提案委"),
    Field("committee", "政协全称", required=True, help="如 政协云溪县委员会"),
    Field("rules", "规则包", "choice", required=True, choices_from="packages"),
    Field("region", "地区"),
    Field("term", "届", "integer", required=True),
    Field("number", "次", "integer", required=True),
    Field("opens_on", "大会开幕", "date"),
    Field("closes_on", "大会闭幕", "date"),
    Field("cutoff_on", "大会提案截止日期", "date"),
    Field("cutoff_at", "截止时刻", "time"),
    Field("contact", "联系人"),
    Field("phone", "电话"),
    Field("address", "地址"),
)


def found_office(door: Door, parent: QWidget | None = None) -> bool:
    """True when the register has an office, asking for it on the first start; False when the clerk gave up."""
    if door.read(office_head) is not None:
        return True
    return office_dialog(door, parent).exec() == QDialog.DialogCode.Accepted


def office_dialog(door: Door, parent: QWidget | None = None) -> FormDialog:
    """The form of the first start, not yet shown."""
    fields = tuple(replace(f, choices=package_titles()) if f.name == "rules" else f for f in FIELDS)

    def submit(values: dict[str, object]) -> None:
        given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
        for name in ("term", "number"):
            if not isinstance(given[name], int) or not 1 <= int(str(given[name])) <= 99:
                raise RuleError("届和次填 1 到 99 的数。", name)
        door.run(found, **given)

    return FormDialog("新建机关", fields, {}, submit, values={"rules": "shaanxi-county"}, parent=parent)
