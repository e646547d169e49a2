"""The proposers of a proposal, in order, as they were when they signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Date, Index, Integer, String
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Coded, CodedText, Record, column, link
from zxdesk.domain.people import Member, Organisation

if TYPE_CHECKING:
    from zxdesk.domain.proposal import Proposal


class Signature(Coded):
    """会签 state of a joint proposer. Source: domain §2.3."""

    PENDING = "pending", "待会签"
    SIGNED = "signed", "已会签"
    DECLINED = "declined", "谢绝"
    EXPIRED = "expired", "过期"


class ProposerLine(Record):
    """提案者: a member or an organisation, with the sector, party and address of that day."""

    __tablename__ = "proposer_line"
    __table_args__ = (
        CheckConstraint("(member_id IS NULL) <> (organisation_id IS NULL)", name="one_proposer"),
        Index(None, "signature", "proposal_id"),
    )
    record_label = "提案者"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    position: Mapped[int] = column("次序", Integer)
    member_id: Mapped[int | None] = link("member", "委员")
    organisation_id: Mapped[int | None] = link("organisation", "集体提案者")
    name: Mapped[str] = column("名称", String(80))
    sector: Mapped[str] = column("界别", String(40), default="")
    party: Mapped[str] = column("政治面貌", String(20), default="")
    committee: Mapped[str] = column("专委会", String(60), default="")
    phone: Mapped[str] = column("电话", String(40), default="")
    address: Mapped[str] = column("地址", String(120), default="")
    postcode: Mapped[str] = column("邮编", String(10), default="")
    signature: Mapped[Signature] = column("会签", CodedText(Signature), default=Signature.SIGNED)
    invited_on: Mapped[date | None] = column("邀请日期", Date)
    signed_on: Mapped[date | None] = column("会签日期", Date)

    proposal: Mapped[Proposal] = relationship(back_populates="lines")
    member: Mapped[Member | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    @property
    def counts(self) -> bool:
        """Only signed names are printed, answered and counted."""
        return self.signature is Signature.SIGNED


BY_SECTOR = Index(
    "ix_proposer_line_by_sector", ProposerLine.sector, ProposerLine.position, ProposerLine.proposal_id.desc(), ProposerLine.signature
)
"""Lists of proposals by sector read nothing else."""
