"""Following up what was promised; the first class stays as it was given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, column, link
from zxdesk.domain.reply import Reply

if TYPE_CHECKING:
    from zxdesk.domain.assignment import Assignment


class FollowUp(Record):
    """B类跟踪 of one undertaking. Source: domain §2.1 P18–P19."""

    __tablename__ = "follow_up"
    record_label = "跟踪"
    subject_of = "assignment.proposal"

    assignment_id: Mapped[int] = link("assignment", "承办件")
    reply_id: Mapped[int] = link("reply", "答复")
    first_class: Mapped[str] = column("原办理类别", String(4))
    started_on: Mapped[date] = column("转入日期", Date)
    planned_on: Mapped[date] = column("回头看日期", Date)
    item: Mapped[str] = column("跟踪事项", Text, default="")
    followed_on: Mapped[date | None] = column("落实日期", Date)
    result: Mapped[str] = column("落实情况", Text, default="")
    new_class: Mapped[str] = column("现办理类别", String(4), default="")
    evidence: Mapped[str] = column("佐证", String(200), default="")

    assignment: Mapped[Assignment] = relationship(back_populates="follow_ups")
    reply: Mapped[Reply] = relationship()
