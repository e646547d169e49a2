"""Undertaking units, dated, with the chain of their renamings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, column, link, words
from zxdesk.domain.errors import RuleError


class HandlingUnit(Record):
    """承办单位. Source: domain §4.4."""

    __tablename__ = "handling_unit"
    record_label = "承办单位"

    code: Mapped[str] = column("统一编码", String(20), unique=True)
    name: Mapped[str] = column("全称", String(80), index=True)
    short_name: Mapped[str] = column("简称", String(40), default="", index=True)
    aliases: Mapped[list[str]] = words("别名")
    pinyin: Mapped[str] = column("拼音", String(160), default="")
    initials: Mapped[str] = column("拼音码", String(40), default="", index=True)
    system: Mapped[str] = column("系统", String(20), default="")
    parent_id: Mapped[int | None] = link("handling_unit", "上级单位")
    leader: Mapped[str] = column("分管领导", String(40), default="")
    contact: Mapped[str] = column("联络人", String(40), default="")
    phone: Mapped[str] = column("电话", String(40), default="")
    fax: Mapped[str] = column("传真", String(40), default="")
    address: Mapped[str] = column("地址", String(120), default="")
    position: Mapped[int] = column("排序号", Integer, default=0)
    keywords: Mapped[str] = column("职责关键词", Text, default="")
    valid_from: Mapped[date | None] = column("启用日期", Date)
    valid_to: Mapped[date | None] = column("停用日期", Date)
    successor_id: Mapped[int | None] = link("handling_unit", "继任单位")
    succession: Mapped[str] = column("沿革", String(12), default="")  # 更名 合并 撤销

    parent: Mapped[HandlingUnit | None] = relationship(foreign_keys=[parent_id], remote_side="HandlingUnit.id")
    successor: Mapped[HandlingUnit | None] = relationship(foreign_keys=[successor_id], remote_side="HandlingUnit.id")

    @property
    def short(self) -> str:
        """The name lists show."""
        return self.short_name or self.name

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def require_on(self, day: date, field: str = "unit") -> None:
        """``RuleError`` naming the successor when the unit does not exist on that day."""
        if self.exists_on(day):
            return
        if self.valid_from is not None and day < self.valid_from:
            raise RuleError(f"{self.name}自 {self.valid_from:%Y-%m-%d} 起才设立，{day:%Y-%m-%d} 还不能交办；改日期或另选单位。", field)
        heir = f"，其职责由{self.successor.name}承接，改选该单位" if self.successor else "，另选单位"
        what = {"更名": "更名", "合并": "合并"}.get(self.succession, "撤销")
        raise RuleError(f"{self.name}已于 {self.valid_to:%Y-%m-%d} {what}{heir}。", field)
