"""The office, its terms and plenaries, its rule packages and its calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, column, link
from zxdesk.domain.errors import RuleError
from zxdesk.domain.rules import Rules, parse


class Office(Record):
    """The committee that keeps this register; one row."""

    __tablename__ = "office"
    record_label = "本机关"

    name: Mapped[str] = column("机关名称", String(80))  # 云溪县政协提案委
    committee: Mapped[str] = column("政协全称", String(80))  # 政协云溪县委员会
    region: Mapped[str] = column("地区", String(40), default="")
    contact: Mapped[str] = column("联系人", String(40), default="")
    phone: Mapped[str] = column("电话", String(40), default="")
    address: Mapped[str] = column("地址", String(120), default="")
    postcode: Mapped[str] = column("邮编", String(10), default="")
    current_plenary_id: Mapped[int | None] = link("plenary", "当前届次", index=False)

    current_plenary: Mapped[Plenary | None] = relationship()


class Term(Record):
    """届: the years one committee is in office."""

    __tablename__ = "term"
    record_label = "届"

    number: Mapped[int] = column("届", Integer, unique=True)
    name: Mapped[str] = column("届名", String(20), unique=True)  # 十届
    starts_on: Mapped[date | None] = column("起", Date)
    ends_on: Mapped[date | None] = column("止", Date)

    plenaries: Mapped[list[Plenary]] = relationship(back_populates="term", order_by="Plenary.number")


class Plenary(Record):
    """次: one plenary session, the frame of numbers, deadlines and figures. Source: domain §4.1."""

    __tablename__ = "plenary"
    record_label = "届次"
    __table_args__ = (UniqueConstraint("term_id", "number"),)

    term_id: Mapped[int] = link("term", "届")
    number: Mapped[int] = column("次", Integer)
    name: Mapped[str] = column("届次", String(20), unique=True)  # 十届二次
    full_name: Mapped[str] = column("全称", String(120))
    opens_on: Mapped[date | None] = column("开幕", Date)
    closes_on: Mapped[date | None] = column("闭幕", Date)
    window_opens_at: Mapped[datetime | None] = column("大会提案起", DateTime)  # wall clock of the office, as published
    cutoff_at: Mapped[datetime | None] = column("大会提案止", DateTime)
    year_starts_on: Mapped[date | None] = column("提案年度起", Date)
    year_ends_on: Mapped[date | None] = column("提案年度止", Date)
    locked_on: Mapped[date | None] = column("锁定日期", Date)

    term: Mapped[Term] = relationship(back_populates="plenaries")
    package: Mapped[RulePackage | None] = relationship(back_populates="plenary", uselist=False)

    @property
    def document_name(self) -> str:
        """The session as letters name it: 十届二次会议."""
        return f"{self.name}会议"

    def require_unlocked(self) -> None:
        """``RuleError`` when the year's report has been adopted. Source: domain §2.1 guards."""
        if self.locked_on is not None:
            raise RuleError(f"{self.name}已于 {self.locked_on:%Y-%m-%d} 锁定，不能再改；先在设置里解锁并写明理由。", "plenary")

    def timing_of(self, submitted_on: date, submitted_at: str | None = None) -> str:
        """``session`` within the published window, else ``ordinary``. Source: domain §1.3."""
        moment = datetime.fromisoformat(f"{submitted_on.isoformat()}T{submitted_at or '00:00'}")
        opens = self.window_opens_at
        if self.cutoff_at is None or (opens is not None and moment.date() < opens.date()):
            return "ordinary"
        return "session" if moment <= self.cutoff_at else "ordinary"


class RulePackage(Record):
    """The rules of this office, or of one plenary, copied from a seed and edited here."""

    __tablename__ = "rule_package"
    record_label = "规则包"

    plenary_id: Mapped[int | None] = link("plenary", "届次", unique=True, index=False)
    key: Mapped[str] = column("来源规则包", String(40))
    title: Mapped[str] = column("名称", String(80))
    content: Mapped[dict[str, Any]] = column("内容", JSON, long=True)

    plenary: Mapped[Plenary | None] = relationship(back_populates="package")

    def rules(self) -> Rules:
        """The content as values; ``RuleError`` names a wrong key."""
        return parse(self.content)


class Holiday(Record):
    """A day that is not what its weekday says: a holiday, or a workday at a weekend (调休)."""

    __tablename__ = "holiday"
    record_label = "放假与调休"

    day: Mapped[date] = column("日期", Date, unique=True)
    is_workday: Mapped[bool] = column("上班", Boolean)
    name: Mapped[str] = column("名称", String(40), default="")
    is_own: Mapped[bool] = column("本机关更正", Boolean, default=False)
