"""征询意见 per proposer and reply, reminders of those that stay out, and the office's own visits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, column, link
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply

if TYPE_CHECKING:
    from zxdesk.domain.proposal import Proposal

RELEVANCE_WORDS = ("针对", "基本针对", "未针对")
"""答复是否针对提案, from good to bad. Source: domain §4.7."""


class Feedback(Record):
    """征询意见表: one per proposer × reply. Source: domain §4.7."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("line_id", "reply_id"),)
    record_label = "征询意见"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    line_id: Mapped[int] = link("proposer_line", "提案者")
    reply_id: Mapped[int] = link("reply", "答复")
    redo: Mapped[int] = column("重办次数", Integer, default=0)
    sent_on: Mapped[date] = column("发出日期", Date)
    sent_by: Mapped[str] = column("发出方式", String(20), default="")
    due_on: Mapped[date | None] = column("收回期限", Date)
    returned_on: Mapped[date | None] = column("收回日期", Date)
    contact_answer: Mapped[str] = column("面商情况", String(20), default="")
    attitude: Mapped[str] = column("办理态度", String(12), default="")
    way: Mapped[str] = column("听取意见方式", String(20), default="")
    relevance: Mapped[str] = column("是否针对提案", String(12), default="")
    is_leader_reply: Mapped[bool | None] = column("分管领导答复", Boolean)
    result: Mapped[str] = column("办理结果", String(12), default="")
    comment: Mapped[str] = column("意见或建议", Text, default="", long=True)
    is_signed: Mapped[bool | None] = column("已签名", Boolean)
    signed_on: Mapped[date | None] = column("签名日期", Date)
    entered_by: Mapped[str] = column("录入人", String(40), default="")

    proposal: Mapped[Proposal] = relationship(back_populates="feedbacks")
    line: Mapped[ProposerLine] = relationship()
    reply: Mapped[Reply] = relationship()
    reminders: Mapped[list[FormReminder]] = relationship(back_populates="feedback", order_by="FormReminder.id")


class FormReminder(Record):
    """催收 of one form that stays out; who was asked, how, and what he said. Source: domain §4.9 催办."""

    __tablename__ = "form_reminder"
    record_label = "催收"
    subject_of = "feedback.proposal"

    feedback_id: Mapped[int] = link("feedback", "征询意见")
    reminded_on: Mapped[date] = column("催收日期", Date)
    way: Mapped[str] = column("催收方式", String(12), default="")
    person: Mapped[str] = column("经办人", String(40), default="")
    answer: Mapped[str] = column("提案者答复", String(400), default="")
    next_on: Mapped[date | None] = column("下次跟进", Date)

    feedback: Mapped[Feedback] = relationship(back_populates="reminders")


class Visit(Record):
    """回访 by the office itself. Source: domain §4.7."""

    __tablename__ = "visit"
    record_label = "回访"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    line_id: Mapped[int | None] = link("proposer_line", "提案者")
    feedback_id: Mapped[int | None] = link("feedback", "征询意见")
    visited_on: Mapped[date] = column("回访日期", Date)
    way: Mapped[str] = column("回访方式", String(12), default="")
    person: Mapped[str] = column("回访人", String(40), default="")
    result: Mapped[str] = column("回访结果", Text, default="")

    proposal: Mapped[Proposal] = relationship(back_populates="visits")
    line: Mapped[ProposerLine | None] = relationship()
    feedback: Mapped[Feedback | None] = relationship()
