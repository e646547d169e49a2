"""Review steps, earlier versions of a text, and what was passed on elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Date, String, Text
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Coded, CodedText, Record, column, link, words

if TYPE_CHECKING:
    from zxdesk.domain.proposal import Proposal


class ReviewStep(Coded):
    """初审, 复审, 审定. Source: domain §1.4."""

    FIRST = "first", "初审"
    SECOND = "second", "复审"
    DECISION = "decision", "审定"


class Review(Record):
    """One review step with its checks, proposed outcome and proposed units."""

    __tablename__ = "review"
    record_label = "审查"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    step: Mapped[ReviewStep] = column("审查环节", CodedText(ReviewStep))
    reviewer: Mapped[str] = column("审查人", String(60), default="")
    reviewed_on: Mapped[date] = column("审查日期", Date)
    opinion: Mapped[str] = column("审查意见", Text, default="")
    is_qualified: Mapped[bool | None] = column("资格相符", Boolean)
    is_content_fit: Mapped[bool | None] = column("内容相符", Boolean)
    is_form_fit: Mapped[bool | None] = column("格式相符", Boolean)
    duplicate_check: Mapped[str] = column("查重结果", String(200), default="")
    category: Mapped[str] = column("类别", String(40), default="")
    outcome: Mapped[str] = column("建议结果", String(20), default="")
    reasons: Mapped[list[str]] = words("原因")
    lead_units: Mapped[str] = column("建议主办", String(200), default="")
    co_units: Mapped[str] = column("建议会办", String(400), default="")
    suggests_key: Mapped[bool] = column("建议作为重点", Boolean, default=False)
    meeting: Mapped[str] = column("会议", String(80), default="")

    proposal: Mapped[Proposal] = relationship(back_populates="reviews")


class TextVersion(Record):
    """The wording before it was changed."""

    __tablename__ = "text_version"
    record_label = "旧稿"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    replaced_on: Mapped[date] = column("替换日期", Date)
    reason: Mapped[str] = column("原因", String(200), default="")
    title: Mapped[str] = column("案由", String(200))
    situation: Mapped[str] = column("情况", Text, default="", long=True)
    analysis: Mapped[str] = column("分析", Text, default="", long=True)
    suggestion: Mapped[str] = column("建议", Text, default="", long=True)

    proposal: Mapped[Proposal] = relationship(back_populates="text_versions")


class Transfer(Record):
    """转送: an idea that was not filed, passed on. Source: domain §4.9."""

    __tablename__ = "transfer"
    record_label = "转送"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    target: Mapped[str] = column("去向单位", String(80))
    number: Mapped[str] = column("文号", String(60), default="")
    sent_on: Mapped[date] = column("转送日期", Date)
    answer: Mapped[str] = column("回复", Text, default="")
    answered_on: Mapped[date | None] = column("回复日期", Date)

    proposal: Mapped[Proposal] = relationship(back_populates="transfers")
