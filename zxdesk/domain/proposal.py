"""The proposal itself: identity, text, review result, flags, archive."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Date, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import CodedText, Record, column, link, words
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import ENDED_STATES, FILED_STAGES, STOPPED_STAGES, WORKING_STAGES, Stage

if TYPE_CHECKING:
    from zxdesk.domain.assignment import Assignment
    from zxdesk.domain.attachment import Attachment
    from zxdesk.domain.feedback import Feedback, Visit
    from zxdesk.domain.paper import IssuedPaper
    from zxdesk.domain.review import Review, TextVersion, Transfer
    from zxdesk.domain.supervision import Award, KeyProposal

class Proposal(Record):
    """提案. Source: domain §4.5."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("plenary_id", "receipt_number"),
        UniqueConstraint("plenary_id", "number"),
        Index(None, "plenary_id", "stage"),
        {"sqlite_autoincrement": True},  # the key of a proposal taken back is not given to another: history goes by it
    )
    record_label = "提案"

    plenary_id: Mapped[int] = link("plenary", "届次")
    receipt_number: Mapped[str | None] = column("收件号", String(20))
    number: Mapped[str | None] = column("提案号", String(20))
    number_sort: Mapped[int] = column("排序", Integer, default=0)
    external_number: Mapped[str] = column("外部系统号", String(40), default="")
    timing: Mapped[str] = column("会间平时", String(10), default="session")  # session | ordinary
    timing_reason: Mapped[str] = column("改判会间平时的理由", String(200), default="")
    proposer_kind: Mapped[str] = column("提案者类型", String(20), default="")
    group_number: Mapped[str] = column("小组号", String(20), default="")

    title: Mapped[str] = column("案由", String(200))
    situation: Mapped[str] = column("情况", Text, default="", long=True)
    analysis: Mapped[str] = column("分析", Text, default="", long=True)
    suggestion: Mapped[str] = column("建议", Text, default="", long=True)
    keywords: Mapped[str] = column("关键词", String(120), default="")
    survey: Mapped[str] = column("调研情况", String(200), default="")
    raised_before: Mapped[str] = column("往年提出情况", String(200), default="")
    source: Mapped[str] = column("来源", String(60), default="")
    submitted_on: Mapped[date | None] = column("提交日期", Date)
    submitted_at: Mapped[str | None] = column("提交时刻", String(5))
    received_on: Mapped[date | None] = column("收件日期", Date)
    wished_lead: Mapped[str] = column("意向主办单位", String(200), default="")
    wished_co: Mapped[str] = column("意向会办单位", String(200), default="")
    contact: Mapped[str] = column("联系人", String(40), default="")
    contact_phone: Mapped[str] = column("联系电话", String(40), default="")
    contact_address: Mapped[str] = column("联系地址", String(120), default="")
    contact_postcode: Mapped[str] = column("邮编", String(10), default="")
    is_sealed: Mapped[bool | None] = column("盖章或召集人签名", Boolean)
    is_open: Mapped[bool | None] = column("同意公开", Boolean)
    open_reason: Mapped[str] = column("不公开理由", String(200), default="")
    is_secret: Mapped[bool] = column("涉密", Boolean, default=False)
    publicity: Mapped[str] = column("公开决定", String(20), default="")  # 全文 摘要 目录 不公开

    stage: Mapped[Stage] = column("状态", CodedText(Stage), default=Stage.DRAFT)
    outcome: Mapped[str] = column("审查结果", String(20), default="")
    category: Mapped[str] = column("类别", String(40), default="")
    subcategory: Mapped[str] = column("小类", String(40), default="")
    reasons: Mapped[list[str]] = words("原因")
    outcome_note: Mapped[str] = column("处理说明", String(400), default="")
    meeting: Mapped[str] = column("审定会议", String(80), default="")
    decided_on: Mapped[date | None] = column("审定日期", Date)
    filed_on: Mapped[date | None] = column("立案日期", Date)
    notified_on: Mapped[date | None] = column("告知日期", Date)
    notified_by: Mapped[str] = column("告知方式", String(20), default="")
    lead_id: Mapped[int | None] = link("proposal", "主案")
    merged_on: Mapped[date | None] = column("并案日期", Date)
    merge_note: Mapped[str] = column("并案说明", String(400), default="")
    stage_before_merge: Mapped[Stage | None] = column("并案前状态", CodedText(Stage))
    withdrawn_on: Mapped[date | None] = column("撤案日期", Date)
    withdrawal_request: Mapped[str] = column("撤案申请", String(200), default="")
    withdrawal_reason: Mapped[str] = column("撤案理由", String(400), default="")

    is_key: Mapped[bool] = column("重点提案", Boolean, default=False)
    is_key_suggested: Mapped[bool] = column("建议作为重点", Boolean, default=False)
    is_good: Mapped[bool] = column("优秀提案", Boolean, default=False)
    is_first: Mapped[bool] = column("一号提案", Boolean, default=False)
    wants_feedback: Mapped[bool] = column("需征询意见", Boolean, default=True)
    leader_note: Mapped[str] = column("领导批示", Text, default="", long=True)

    redo: Mapped[int] = column("重办次数", Integer, default=0)
    assigned_on: Mapped[date | None] = column("交办日期", Date)
    replied_on: Mapped[date | None] = column("办复日期", Date)
    sent_on: Mapped[date | None] = column("征询发出日期", Date)
    closed_on: Mapped[date | None] = column("办结日期", Date)
    reply_class: Mapped[str] = column("办理类别", String(4), default="")
    follow_class: Mapped[str] = column("跟踪后类别", String(4), default="")
    satisfaction: Mapped[str] = column("满意情况", String(12), default="")

    archive_number: Mapped[str] = column("归档号", String(40), default="")
    retention: Mapped[str] = column("保管期限", String(12), default="")
    archived_on: Mapped[date | None] = column("归档日期", Date)
    pages: Mapped[int | None] = column("页数", Integer)
    location: Mapped[str] = column("存放位置", String(80), default="")

    proposer_names: Mapped[str] = column("提案者", String(400), default="")  # summaries for lists, kept by refresh_summary
    unit_names: Mapped[str] = column("承办单位", String(600), default="")
    lead_names: Mapped[str] = column("主办单位", String(200), default="")
    next_due_on: Mapped[date | None] = column("最近期限", Date)

    plenary: Mapped[Plenary] = relationship()
    lines: Mapped[list[ProposerLine]] = relationship(back_populates="proposal", order_by="ProposerLine.position")
    reviews: Mapped[list[Review]] = relationship(back_populates="proposal", order_by="Review.id")
    text_versions: Mapped[list[TextVersion]] = relationship(back_populates="proposal", order_by="TextVersion.id")
    transfers: Mapped[list[Transfer]] = relationship(back_populates="proposal", order_by="Transfer.id")
    assignments: Mapped[list[Assignment]] = relationship(back_populates="proposal", order_by="Assignment.id")
    feedbacks: Mapped[list[Feedback]] = relationship(back_populates="proposal", order_by="Feedback.id")
    visits: Mapped[list[Visit]] = relationship(back_populates="proposal", order_by="Visit.id")
    key_file: Mapped[KeyProposal | None] = relationship(back_populates="proposal", uselist=False)
    attachments: Mapped[list[Attachment]] = relationship(back_populates="proposal", order_by="Attachment.id")
    awards: Mapped[list[Award]] = relationship(back_populates="proposal", order_by="Award.id")
    papers: Mapped[list[IssuedPaper]] = relationship(back_populates="proposal", order_by="IssuedPaper.id")
    lead: Mapped[Proposal | None] = relationship(remote_side="Proposal.id", back_populates="merged")
    merged: Mapped[list[Proposal]] = relationship(back_populates="lead", order_by="Proposal.receipt_number")

    @property
    def name(self) -> str:
        """How sentences call it: its number, receipt number, or 草稿."""
        return self.number or self.receipt_number or f"草稿 {self.id or ''}".strip()

    @property
    def is_filed(self) -> bool:
        """Counted as 立案: filed and neither merged nor withdrawn."""
        return self.stage in FILED_STAGES

    @property
    def signed_lines(self) -> list[ProposerLine]:
        """The proposers that are printed, answered and asked."""
        return [line for line in self.lines if line.counts]

    @property
    def active_assignments(self) -> list[Assignment]:
        """Undertakings that stand: neither reassigned nor stopped."""
        return [assignment for assignment in self.assignments if assignment.state not in ENDED_STATES]

    @property
    def answering(self) -> list[Assignment]:
        """Undertakings that answer the proposers: sole, lead or separate."""
        return [assignment for assignment in self.active_assignments if assignment.role.answers]

    @property
    def family(self) -> list[Proposal]:
        """This proposal with all that are merged into it; each of them is answered and asked."""
        return [self, *self.merged]

    def require_complete(self) -> None:
        """Guard of P2: title, kind, signed proposer, date, text, publicity. Source: domain §2.1."""
        if not self.title.strip():
            raise RuleError("案由还没有填。", "title")
        if not self.signed_lines:
            raise RuleError("提案者还没有填，至少要有一位委员或一个集体。", "proposers")
        if self.submitted_on is None:
            raise RuleError("提交日期还没有填。", "submitted_on")
        if not (self.situation or self.analysis or self.suggestion or self.attachments):
            raise RuleError("正文还没有填：情况、分析、建议至少填一部分，或附上原件。", "situation")
        if self.is_open is None:
            raise RuleError("是否同意公开还没有填。", "is_open")
        if self.is_open is False and not self.open_reason.strip():
            raise RuleError("不同意公开要写理由。", "open_reason")

    def pending_signatures(self) -> list[ProposerLine]:
        """Joint proposers that were invited and have not answered."""
        return [line for line in self.lines if line.signature is Signature.PENDING]

    def refresh_summary(self) -> None:
        """Bring the columns that lists show in line with the parts."""
        names = [line.name for line in self.lines if line.signature in (Signature.SIGNED, Signature.PENDING)]
        self._set("proposer_names", "、".join(names)[:400])
        active = self.active_assignments
        self._set("unit_names", "、".join(a.unit.short for a in active)[:600])
        self._set("lead_names", "、".join(a.unit.short for a in active if a.role.answers)[:200])
        self._set("next_due_on", self._next_due())

    def _next_due(self) -> date | None:
        if self.stage in STOPPED_STAGES or self.stage is Stage.ARCHIVED:
            return None
        at_work = self.active_assignments if self.stage in WORKING_STAGES else []
        dates = [a.open_due_on for a in at_work if a.open_due_on]
        if self.stage is Stage.CONSULTING:
            dates += [f.due_on for f in self.feedbacks if f.due_on and f.returned_on is None]
        return min(dates, default=None)

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)


SORTED_BY = (
    Proposal.title, Proposal.proposer_names, Proposal.proposer_kind, Proposal.category, Proposal.lead_names, Proposal.unit_names,
    Proposal.stage, Proposal.next_due_on, Proposal.submitted_on, Proposal.is_key, Proposal.reply_class, Proposal.satisfaction,
)  # fmt: skip
LISTED = (
    Index(
        "ix_proposal_listed", Proposal.plenary_id.desc(), Proposal.number_sort, Proposal.receipt_number, Proposal.stage,
        Proposal.category, Proposal.proposer_kind, Proposal.is_key, Proposal.next_due_on, Proposal.submitted_on,
    ),
    *(Index(f"ix_proposal_by_{key.key}", key, Proposal.plenary_id.desc(), Proposal.number_sort) for key in SORTED_BY),
)  # fmt: skip
"""Lists of 170,000 proposals come in every order from these alone: the first answers every filter, the others hold one order each."""
