"""Contacts with the proposers and the replies, round by round."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Coded, CodedText, Record, column, link

if TYPE_CHECKING:
    from zxdesk.domain.assignment import Assignment


class ReplyState(Coded):
    """答复 from draft to sent. Source: domain §2.2 U7–U8."""

    SUBMITTED = "submitted", "待审"
    SENT_BACK = "sent_back", "退回重写"
    FINAL = "final", "已答复"


class Contact(Record):
    """沟通（面商）with a proposer. Source: domain §4.6."""

    __tablename__ = "contact"
    record_label = "沟通"
    subject_of = "assignment.proposal"

    assignment_id: Mapped[int] = link("assignment", "承办件")
    contacted_on: Mapped[date] = column("沟通日期", Date)
    way: Mapped[str] = column("沟通方式", String(12))
    phase: Mapped[str] = column("阶段", String(12), default="办中")  # 办前 办中 办后
    participants: Mapped[str] = column("参加人", String(200), default="")
    content: Mapped[str] = column("内容", Text, default="", long=True)
    is_waived: Mapped[bool] = column("委员提出不需要走访", Boolean, default=False)
    redo: Mapped[int] = column("重办次数", Integer, default=0)

    assignment: Mapped[Assignment] = relationship(back_populates="contacts")


class Reply(Record):
    """答复 of one undertaking in one round; an earlier round is never overwritten."""

    __tablename__ = "reply"
    record_label = "答复"
    subject_of = "assignment.proposal"

    assignment_id: Mapped[int] = link("assignment", "承办件")
    redo: Mapped[int] = column("重办次数", Integer, default=0)
    state: Mapped[ReplyState] = column("答复状态", CodedText(ReplyState), default=ReplyState.FINAL)
    number: Mapped[str] = column("答复文号", String(60), default="")
    title: Mapped[str] = column("标题", String(200), default="")
    replied_on: Mapped[date | None] = column("答复日期", Date)
    reply_class: Mapped[str] = column("办理类别", String(4), default="")
    body: Mapped[str] = column("答复正文", Text, default="", long=True)
    adopted_count: Mapped[int | None] = column("采纳建议数", Integer)
    suggestion_count: Mapped[int | None] = column("建议总数", Integer)
    signer: Mapped[str] = column("签发人", String(40), default="")
    contact: Mapped[str] = column("联系人", String(40), default="")
    contact_phone: Mapped[str] = column("联系电话", String(40), default="")
    publicity: Mapped[str] = column("公开属性", String(20), default="")
    delivery: Mapped[str] = column("送达方式", String(20), default="")
    delivered_on: Mapped[date | None] = column("送达日期", Date)
    copied_to: Mapped[str] = column("抄送", String(200), default="")
    submitted_on: Mapped[date | None] = column("送审日期", Date)
    reviewer: Mapped[str] = column("审核人", String(40), default="")
    review_opinion: Mapped[str] = column("审核意见", String(400), default="")
    promise: Mapped[str] = column("承诺事项", Text, default="")
    promised_on: Mapped[date | None] = column("承诺时限", Date)
    promise_owner: Mapped[str] = column("承诺责任人", String(40), default="")
    is_promise_kept: Mapped[bool | None] = column("承诺完成", Boolean)
    due_on: Mapped[date | None] = column("当时期限", Date)
    original_due_on: Mapped[date | None] = column("当时原定期限", Date)

    assignment: Mapped[Assignment] = relationship(back_populates="replies")

    @property
    def is_final(self) -> bool:
        """Whether the reply went out."""
        return self.state is ReplyState.FINAL

    @property
    def is_on_time(self) -> bool | None:
        """Replied on or before the deadline in force (extended). Source: domain §6.2."""
        return None if self.replied_on is None or self.due_on is None else self.replied_on <= self.due_on
