"""The figures of a plenary as a meeting adopted them, which stay however the register goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, Integer, String
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, column, link
from zxdesk.domain.office import Plenary


class Adoption(Record):
    """通过年度统计: every figure with its value, words, numerator, denominator, convention and list. Source: domain §2.1 guards.

    ``after_seq`` is the last row of history the figures know of: what was corrected since stands behind it.
    """

    __tablename__ = "adoption"
    record_label = "年度统计的通过"

    plenary_id: Mapped[int] = link("plenary", "届次")
    meeting: Mapped[str] = column("通过会议", String(80))
    adopted_on: Mapped[date] = column("通过日期", Date)
    as_of: Mapped[date] = column("数据截至", Date)
    conventions: Mapped[dict[str, Any]] = column("统计口径", JSON, default=dict, long=True)
    figures: Mapped[dict[str, Any]] = column("数字", JSON, default=dict, long=True)
    after_seq: Mapped[int] = column("历史截至", Integer)
    taken_back_on: Mapped[date | None] = column("撤回日期", Date)

    plenary: Mapped[Plenary] = relationship()
