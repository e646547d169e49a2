"""Undertakings: one proposal with one unit in one role, from 交办 to 评价."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Coded, CodedText, Record, column, link
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.stage import OPEN_STATES, UnitState
from zxdesk.domain.unit import HandlingUnit

if TYPE_CHECKING:
    from zxdesk.domain.followup import FollowUp
    from zxdesk.domain.proposal import Proposal
    from zxdesk.domain.reply import Contact, Reply
    from zxdesk.domain.supervision import Reminder


class Role(Coded):
    """承办角色. Source: domain §1.6, §5.5."""

    SOLE = "sole", "独办"
    LEAD = "lead", "主办"
    CO = "co", "会办"
    SEPARATE = "separate", "分办"

    @property
    def answers(self) -> bool:
        """A co-unit sends its opinion to the lead and does not answer the proposer."""
        return self is not Role.CO


class Batch(Record):
    """交办批次: what one meeting, or one day, assigned."""

    __tablename__ = "batch"
    record_label = "交办批次"

    plenary_id: Mapped[int] = link("plenary", "届次")
    name: Mapped[str] = column("批次", String(40))
    assigned_on: Mapped[date] = column("交办日期", Date)
    meeting: Mapped[str] = column("会议名称", String(80), default="")
    document_number: Mapped[str] = column("交办文号", String(60), default="")
    due_on: Mapped[date | None] = column("统一答复期限", Date)

    plenary: Mapped[Plenary] = relationship()


class Assignment(Record):
    """承办件. Source: domain §4.6."""

    __tablename__ = "assignment"
    __table_args__ = (Index(None, "unit_id", "state", "proposal_id"), Index(None, "state", "due_on"))
    record_label = "承办件"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    unit_id: Mapped[int] = link("handling_unit", "承办单位")
    batch_id: Mapped[int | None] = link("batch", "交办批次")
    previous_id: Mapped[int | None] = link("assignment", "改派自")
    role: Mapped[Role] = column("角色", CodedText(Role))
    state: Mapped[UnitState] = column("承办状态", CodedText(UnitState), default=UnitState.WAITING)
    assigned_on: Mapped[date] = column("交办日期", Date)
    receipt_due_on: Mapped[date | None] = column("签收期限", Date)
    hand_back_due_on: Mapped[date | None] = column("退办期限", Date)
    contact_due_on: Mapped[date | None] = column("首次沟通期限", Date)
    due_on: Mapped[date | None] = column("办理期限", Date)
    due_why: Mapped[str] = column("期限依据", String(200), default="")
    due_rule: Mapped[str] = column("期限规则", String(24), default="")
    due_from: Mapped[date | None] = column("期限起算", Date)
    is_due_fixed: Mapped[bool] = column("期限由人指定", Boolean, default=False)
    original_due_on: Mapped[date | None] = column("原定期限", Date)
    signed_on: Mapped[date | None] = column("签收日期", Date)
    signed_by: Mapped[str] = column("签收人", String(40), default="")
    leader: Mapped[str] = column("承办领导", String(40), default="")
    section: Mapped[str] = column("承办科室", String(60), default="")
    handler: Mapped[str] = column("承办人", String(40), default="")
    handler_phone: Mapped[str] = column("承办人电话", String(40), default="")
    planned_on: Mapped[date | None] = column("计划办结日", Date)
    opinion_number: Mapped[str] = column("会办意见文号", String(60), default="")
    opinion_on: Mapped[date | None] = column("会办意见日期", Date)
    opinion: Mapped[str] = column("会办意见", Text, default="", long=True)
    redo: Mapped[int] = column("重办次数", Integer, default=0)
    ended_on: Mapped[date | None] = column("终止日期", Date)
    end_reason: Mapped[str] = column("终止原因", String(200), default="")

    proposal: Mapped[Proposal] = relationship(back_populates="assignments")
    unit: Mapped[HandlingUnit] = relationship()
    batch: Mapped[Batch | None] = relationship()
    previous: Mapped[Assignment | None] = relationship(remote_side="Assignment.id")
    hand_backs: Mapped[list[HandBack]] = relationship(back_populates="assignment", order_by="HandBack.id")
    extensions: Mapped[list[Extension]] = relationship(back_populates="assignment", order_by="Extension.id")
    contacts: Mapped[list[Contact]] = relationship(back_populates="assignment", order_by="Contact.contacted_on")
    replies: Mapped[list[Reply]] = relationship(back_populates="assignment", order_by="Reply.id")
    follow_ups: Mapped[list[FollowUp]] = relationship(back_populates="assignment", order_by="FollowUp.id")
    reminders: Mapped[list[Reminder]] = relationship(back_populates="assignment", order_by="Reminder.id")

    @property
    def final_replies(self) -> list[Reply]:
        """Replies that went out, oldest first."""
        return [reply for reply in self.replies if reply.is_final]

    @property
    def last_reply(self) -> Reply | None:
        """The reply in force: the last that went out."""
        return max(self.final_replies, key=lambda reply: reply.redo, default=None)

    @property
    def current_reply(self) -> Reply | None:
        """The reply of the present round, if it went out."""
        return next((reply for reply in self.final_replies if reply.redo == self.redo), None)

    @property
    def pending_extension(self) -> Extension | None:
        """An extension that was asked in this round and not decided."""
        return next((e for e in self.extensions if e.is_granted is None and e.redo == self.redo), None)

    @property
    def open_due_on(self) -> date | None:
        """The deadline that counts now, or none when the undertaking waits for nobody."""
        return self.due_on if self.state in OPEN_STATES else None

    @property
    def state_label(self) -> str:
        """What lists show: a pending extension shows before the state."""
        return "申请延期" if self.state in OPEN_STATES and self.pending_extension else self.state.label

    def is_called(self, text: str) -> bool:
        """Whether a clerk means this undertaking: its own #id, or its unit's code, name, short name, alias or #id."""
        unit = self.unit
        return text in (f"#{self.id}", f"#{unit.id}", unit.code, unit.name, unit.short_name, *unit.aliases)

    def require_not_before(self, day: date, what: str, field: str) -> None:
        """``RuleError`` when a date lies before the assignment."""
        if day < self.assigned_on:
            raise RuleError(f"{what} {day:%Y-%m-%d} 早于{self.unit.short}的交办日期 {self.assigned_on:%Y-%m-%d}；改正其中一个。", field)


class HandBack(Record):
    """退办申请 and its decision. Source: domain §2.2 U2–U4."""

    __tablename__ = "hand_back"
    record_label = "退办"
    subject_of = "assignment.proposal"

    assignment_id: Mapped[int] = link("assignment", "承办件")
    requested_on: Mapped[date] = column("申请日期", Date)
    reason: Mapped[str] = column("退办理由", Text)
    suggested_unit: Mapped[str] = column("建议单位", String(120), default="")
    signed_by: Mapped[str] = column("签字人", String(40), default="")
    answer_due_on: Mapped[date | None] = column("答复退办期限", Date)
    is_accepted: Mapped[bool | None] = column("同意退办", Boolean)
    decided_on: Mapped[date | None] = column("决定日期", Date)
    decided_by: Mapped[str] = column("决定人", String(60), default="")
    decision_note: Mapped[str] = column("决定说明", String(400), default="")

    assignment: Mapped[Assignment] = relationship(back_populates="hand_backs")


class Extension(Record):
    """延期申请 and its decision; the old date is kept. Source: domain §2.2 U5."""

    __tablename__ = "extension"
    record_label = "延期"
    subject_of = "assignment.proposal"

    assignment_id: Mapped[int] = link("assignment", "承办件")
    requested_on: Mapped[date] = column("申请日期", Date)
    reason: Mapped[str] = column("延期理由", Text)
    old_due_on: Mapped[date | None] = column("原期限", Date)
    new_due_on: Mapped[date] = column("新期限", Date)
    is_granted: Mapped[bool | None] = column("同意延期", Boolean)
    decided_on: Mapped[date | None] = column("决定日期", Date)
    decided_by: Mapped[str] = column("决定人", String(60), default="")
    decision_note: Mapped[str] = column("决定说明", String(400), default="")
    redo: Mapped[int] = column("重办次数", Integer, default=0)

    assignment: Mapped[Assignment] = relationship(back_populates="extensions")
