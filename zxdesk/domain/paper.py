"""Papers that went out, the prints of each, and the office's own templates."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Boolean, Date, Integer, String
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, UtcDateTime, column, link

if TYPE_CHECKING:
    from zxdesk.domain.proposal import Proposal


class IssuedPaper(Record):
    """文书 that went out: kind, number, the values it was given, hashes of its template and its file. Source: domain §4.9.

    The file itself lies in a bundle (``kept_in``) beside the register, so that a reprint is the same sheet. One about no single proposal (a
    list, a notice to a unit) has no ``proposal``.
    """

    __tablename__ = "issued_paper"
    record_label = "文书"
    subject_of = "proposal"

    plenary_id: Mapped[int] = link("plenary", "届次")
    proposal_id: Mapped[int | None] = link("proposal", "提案")
    unit_id: Mapped[int | None] = link("handling_unit", "承办单位")
    batch_id: Mapped[int | None] = link("batch", "交办批次")
    line_id: Mapped[int | None] = link("proposer_line", "提案者")
    assignment_id: Mapped[int | None] = link("assignment", "承办件")
    kind: Mapped[str] = column("文书", String(40))
    number: Mapped[str] = column("文号", String(60), default="")
    issued_on: Mapped[date] = column("印发日期", Date)
    template: Mapped[str] = column("模板版本", String(40), default="")
    snapshot: Mapped[dict[str, Any]] = column("数据快照", JSON, long=True)
    file_sha256: Mapped[str] = column("文件校验值", String(64))
    file_name: Mapped[str] = column("文件名", String(200))
    kept_in: Mapped[str] = column("底稿包校验值", String(64), default="")
    printed: Mapped[int] = column("印数", Integer, default=0)

    proposal: Mapped[Proposal | None] = relationship(back_populates="papers")
    prints: Mapped[list[PaperPrint]] = relationship(back_populates="paper", order_by="PaperPrint.id")


class PaperPrint(Record):
    """打印记录: when a paper was printed or saved, on what, how many copies."""

    __tablename__ = "paper_print"
    record_label = "打印记录"
    subject_of = "paper.proposal"

    paper_id: Mapped[int] = link("issued_paper", "文书")
    printed_at: Mapped[datetime] = column("时间", UtcDateTime())
    way: Mapped[str] = column("方式", String(12), default="")  # 打印 PDF Word
    printer: Mapped[str] = column("打印机", String(80), default="")
    copies: Mapped[int] = column("份数", Integer, default=1)
    clerk: Mapped[str] = column("经办人", String(40), default="")

    paper: Mapped[IssuedPaper] = relationship(back_populates="prints")


class PaperTemplate(Record):
    """模板: the office's own version of one paper's template; its file lies under its hash. Only one of a kind is in use."""

    __tablename__ = "paper_template"
    record_label = "文书模板"

    kind: Mapped[str] = column("文书", String(40), index=True)
    file_name: Mapped[str] = column("文件名", String(200))
    file_sha256: Mapped[str] = column("文件校验值", String(64))
    taken_on: Mapped[date] = column("采用日期", Date)
    is_used: Mapped[bool] = column("使用中", Boolean, default=True)
    note: Mapped[str] = column("说明", String(200), default="")
