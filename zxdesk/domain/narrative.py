"""Narrative reports of a plenary: text the office edits, figures of the register frozen when it is adopted."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, String
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, column, link
from zxdesk.domain.office import Plenary


class Narrative(Record):
    """综合报告: 审查情况报告 or 办理情况报告 of a plenary. Source: domain §7.5, §7.6.

    ``paragraphs`` are [{"style", "text"}], every figure in a text written as ⟦key|as printed⟧; ``figures`` the values they had when
    the text was made or last brought up to date, by key.
    """

    __tablename__ = "narrative"
    record_label = "综合报告"

    plenary_id: Mapped[int] = link("plenary", "届次")
    kind: Mapped[str] = column("报告", String(40))
    title: Mapped[str] = column("标题", String(200))
    written_on: Mapped[date] = column("生成日期", Date)
    as_of: Mapped[str] = column("数据截至", String(40), default="")
    paragraphs: Mapped[list[dict[str, Any]]] = column("正文", JSON, default=list, long=True)
    figures: Mapped[dict[str, Any]] = column("数字", JSON, default=dict, long=True)
    adopted_on: Mapped[date | None] = column("通过日期", Date)
    meeting: Mapped[str] = column("通过会议", String(80), default="")

    plenary: Mapped[Plenary] = relationship()
