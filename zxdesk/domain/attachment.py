"""Files handed in, and papers that went out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Date, Integer, String
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, column, link

if TYPE_CHECKING:
    from zxdesk.domain.proposal import Proposal


class Attachment(Record):
    """附件, kept under its hash; the real name stands only here."""

    __tablename__ = "attachment"
    record_label = "附件"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    kind: Mapped[str] = column("类型", String(20), default="原件")
    name: Mapped[str] = column("文件名", String(200))
    sha256: Mapped[str] = column("校验值", String(64))
    size: Mapped[int] = column("字节数", Integer)
    added_on: Mapped[date] = column("加入日期", Date)

    proposal: Mapped[Proposal] = relationship(back_populates="attachments")


class IssuedPaper(Record):
    """文书 that went out: kind, number, data snapshot, hash of the file, printed copies. Source: domain §4.9."""

    __tablename__ = "issued_paper"
    record_label = "文书"
    subject_of = "proposal"

    proposal_id: Mapped[int] = link("proposal", "提案")
    kind: Mapped[str] = column("文书", String(40))
    number: Mapped[str] = column("文号", String(60), default="")
    issued_on: Mapped[date] = column("印发日期", Date)
    template: Mapped[str] = column("模板版本", String(40), default="")
    snapshot: Mapped[dict[str, Any]] = column("数据快照", JSON, long=True)
    file_sha256: Mapped[str] = column("文件校验值", String(64))
    file_name: Mapped[str] = column("文件名", String(200))
    printed: Mapped[int] = column("印数", Integer, default=0)

    proposal: Mapped[Proposal] = relationship(back_populates="papers")
