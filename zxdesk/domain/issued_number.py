"""Numbers given out once: series with a counter, reserved and void numbers."""

from __future__ import annotations

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Coded, CodedText, Record, column, link
from zxdesk.domain.office import Plenary


class NumberKind(Coded):
    """收件号 on receipt, 提案号 on filing. Source: domain §1.5."""

    RECEIPT = "receipt", "收件号"
    PROPOSAL = "proposal", "提案号"


class NumberUse(Coded):
    """What became of a number."""

    ISSUED = "issued", "已用"
    RESERVED = "reserved", "预留"
    VOID = "void", "作废"
    RETURNED = "returned", "撤销退回"  # given and taken back before any paper went out: free for whoever asks for it by name


class NumberSeries(Record):
    """The counter of one series: per plenary, or per category within it."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("plenary_id", "kind", "name"),)
    record_label = "号段"

    plenary_id: Mapped[int] = link("plenary", "届次")
    kind: Mapped[NumberKind] = column("号的种类", CodedText(NumberKind))
    name: Mapped[str] = column("号段", String(40), default="")  # category, or empty for the whole plenary
    next_serial: Mapped[int] = column("下一个", Integer, default=1)

    plenary: Mapped[Plenary] = relationship()


class IssuedNumber(Record):
    """One number and its fate; rows are only added, and a number is never given twice."""

    __tablename__ = "issued_number"
    __table_args__ = (UniqueConstraint("plenary_id", "kind", "number"),)
    record_label = "编号"

    plenary_id: Mapped[int] = link("plenary", "届次")
    kind: Mapped[NumberKind] = column("号的种类", CodedText(NumberKind))
    series: Mapped[str] = column("号段", String(40), default="")
    serial: Mapped[int | None] = column("序数", Integer)
    number: Mapped[str] = column("号", String(20))
    use: Mapped[NumberUse] = column("用途", CodedText(NumberUse))
    reason: Mapped[str] = column("原因", String(200), default="")
    proposal_id: Mapped[int | None] = link("proposal", "提案")
