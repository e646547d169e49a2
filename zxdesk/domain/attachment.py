"""Files handed in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Date, Integer, String
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
