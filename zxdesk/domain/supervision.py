"""Key proposals, their inspections, and reminders to units."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Coded, CodedText, Record, column, link, words
from zxdesk.domain.unit import HandlingUnit

if TYPE_CHECKING:
    from zxdesk.domain.assignment import Assignment
    from zxdesk.domain.proposal import Proposal


class KeyState(Coded):
    """重点提案 from suggestion to report. Source: domain §2.3."""

    SUGGESTED = "suggested", "建议"
    CANDIDATE = "candidate", "候选"
    DECIDED = "decided", "确定"
    REPORTED = "reported", "已报告"
    DROPPED = "dropped", "未列入"


class KeyProposal(Record):
    """重点提案督办. Source: domain §4.8."""

    __tablename__ = "key_proposal"
    record_label = "重点提案"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案", unique=True, index=False)
    state: Mapped[KeyState] = column("督办状态", CodedText(KeyState), default=KeyState.SUGGESTED)
    suggested_on: Mapped[date | None] = column("建议日期", Date)
    suggested_by: Mapped[str] = column("建议人", String(60), default="")
    reason: Mapped[str] = column("列入理由", String(400), default="")
    decided_on: Mapped[date | None] = column("确定日期", Date)
    meeting: Mapped[str] = column("确定会议", String(80), default="")
    level: Mapped[str] = column("督办级别", String(24), default="")
    leader: Mapped[str] = column("领衔领导", String(60), default="")
    supervisor: Mapped[str] = column("督办单位", String(80), default="")
    ways: Mapped[list[str]] = words("督办方式")
    planned_on: Mapped[date | None] = column("计划时间", Date)
    note: Mapped[str] = column("批示", Text, default="")
    note_by: Mapped[str] = column("批示领导", String(60), default="")
    note_on: Mapped[date | None] = column("批示日期", Date)
    result: Mapped[str] = column("督办结果", Text, default="")
    report: Mapped[str] = column("督办报告", Text, default="", long=True)
    reported_on: Mapped[date | None] = column("报告日期", Date)

    proposal: Mapped[Proposal] = relationship(back_populates="key_file")
    inspections: Mapped[list[Inspection]] = relationship(back_populates="key_file", order_by="Inspection.id")


class Inspection(Record):
    """督办记录."""

    __tablename__ = "inspection"
    record_label = "督办记录"
    subject_of = "key_file.proposal"

    key_proposal_id: Mapped[int] = link("key_proposal", "重点提案")
    held_on: Mapped[date] = column("督办日期", Date)
    way: Mapped[str] = column("督办形式", String(24))
    participants: Mapped[str] = column("参加人", String(200), default="")
    content: Mapped[str] = column("督办内容", Text, default="")

    key_file: Mapped[KeyProposal] = relationship(back_populates="inspections")


class Reminder(Record):
    """催办 of one undertaking. Source: domain §4.9."""

    __tablename__ = "reminder"
    record_label = "催办"
    subject_of = "assignment.proposal"

    assignment_id: Mapped[int] = link("assignment", "承办件")
    reminded_on: Mapped[date] = column("催办日期", Date)
    way: Mapped[str] = column("催办方式", String(12), default="")
    person: Mapped[str] = column("经办人", String(40), default="")
    answer: Mapped[str] = column("单位答复", String(400), default="")
    next_on: Mapped[date | None] = column("下次跟进", Date)

    assignment: Mapped[Assignment] = relationship(back_populates="reminders")


class Award(Record):
    """评优: good proposals, good units, good persons. Source: domain §1.10, §4.9."""

    __tablename__ = "award"
    record_label = "评优"
    subject_of = "proposal"

    year: Mapped[int] = column("年度", Integer)
    kind: Mapped[str] = column("类型", String(20))  # 优秀提案 先进承办单位 先进个人
    proposal_id: Mapped[int | None] = link("proposal", "提案")
    unit_id: Mapped[int | None] = link("handling_unit", "承办单位")
    person: Mapped[str] = column("个人", String(40), default="")
    recommended_by: Mapped[str] = column("推荐来源", String(80), default="")
    score: Mapped[str] = column("得分", String(10), default="")
    meeting_on: Mapped[date | None] = column("主席会议日期", Date)
    document_number: Mapped[str] = column("文号", String(60), default="")

    proposal: Mapped[Proposal | None] = relationship(back_populates="awards")
    unit: Mapped[HandlingUnit | None] = relationship()
