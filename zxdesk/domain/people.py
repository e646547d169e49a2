"""Who may propose: members with their dated memberships, and organisations."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, relationship

from zxdesk.domain.base import Record, column, link, words
from zxdesk.domain.office import Term

SERVING = "在册"
"""The status of a membership that goes on."""


class Member(Record):
    """委员. Source: domain §4.2; the identity number is left out on purpose (reliability §3.9: collect little)."""

    __tablename__ = "member"
    record_label = "委员"

    name: Mapped[str] = column("姓名", String(40), index=True)
    pinyin: Mapped[str] = column("拼音", String(80), default="")
    initials: Mapped[str] = column("拼音首字母", String(20), default="", index=True)
    gender: Mapped[str] = column("性别", String(4), default="")
    ethnicity: Mapped[str] = column("民族", String(20), default="")
    born_on: Mapped[date | None] = column("出生日期", Date)
    native_place: Mapped[str] = column("籍贯", String(40), default="")
    education: Mapped[str] = column("学历", String(20), default="")
    party: Mapped[str] = column("政治面貌", String(20), default="")
    workplace: Mapped[str] = column("单位", String(80), default="")
    position: Mapped[str] = column("职务", String(60), default="")
    professional_title: Mapped[str] = column("职称", String(40), default="")
    workplace_kind: Mapped[str] = column("单位性质", String(20), default="")
    is_in_system: Mapped[bool | None] = column("体制内", Boolean)
    address: Mapped[str] = column("通讯地址", String(120), default="")
    postcode: Mapped[str] = column("邮编", String(10), default="")
    phone: Mapped[str] = column("手机", String(40), default="")
    office_phone: Mapped[str] = column("办公电话", String(40), default="")
    email: Mapped[str] = column("邮箱", String(80), default="")
    wechat: Mapped[str] = column("微信", String(40), default="")
    social_posts: Mapped[str] = column("社会职务", Text, default="")
    honours: Mapped[str] = column("荣誉", Text, default="")
    interests: Mapped[str] = column("关注领域", Text, default="")
    notes: Mapped[str] = column("备注", Text, default="")

    memberships: Mapped[list[Membership]] = relationship(back_populates="member", order_by="Membership.starts_on")

    def membership_on(self, day: date, term: Term | None = None) -> Membership | None:
        """The membership in force on a day, of that term where one is given."""
        for membership in reversed(self.memberships):
            if (term is None or membership.term_id == term.id) and membership.holds_on(day):
                return membership
        return None


class Membership(Record):
    """A member's place in one term, dated, so that last year's figures stay right."""

    __tablename__ = "membership"
    record_label = "任职"

    member_id: Mapped[int] = link("member", "委员")
    term_id: Mapped[int] = link("term", "届")
    member_number: Mapped[str] = column("委员编号", String(20), default="", index=True)
    sector: Mapped[str] = column("界别", String(40), default="")
    sector_duty: Mapped[str] = column("界别职务", String(20), default="")
    sector_group: Mapped[str] = column("界别活动组", String(40), default="")
    committee: Mapped[str] = column("专委会", String(60), default="")
    committee_duty: Mapped[str] = column("专委会职务", String(20), default="")
    liaison_group: Mapped[str] = column("联络组", String(40), default="")
    study_group: Mapped[str] = column("学习组", String(40), default="")
    studio: Mapped[str] = column("委员工作室", String(60), default="")
    post: Mapped[str] = column("政协职务", String(40), default="")
    terms_served: Mapped[int | None] = column("连任届数", Integer)
    status: Mapped[str] = column("状态", String(12), default=SERVING)
    starts_on: Mapped[date | None] = column("任职日期", Date)
    ends_on: Mapped[date | None] = column("离任日期", Date)
    end_reason: Mapped[str] = column("离任原因", String(60), default="")

    member: Mapped[Member] = relationship(back_populates="memberships")
    term: Mapped[Term] = relationship()

    def holds_on(self, day: date) -> bool:
        """Whether the member is in office on that day."""
        starts = self.starts_on or self.term.starts_on
        ends = self.ends_on or self.term.ends_on
        return (starts is None or starts <= day) and (ends is None or day <= ends)


class Organisation(Record):
    """集体提案者. Source: domain §4.3."""

    __tablename__ = "organisation"
    record_label = "集体提案者"

    kind: Mapped[str] = column("类型", String(20))
    name: Mapped[str] = column("全称", String(80), unique=True)
    short_name: Mapped[str] = column("简称", String(40), default="")
    pinyin: Mapped[str] = column("拼音", String(120), default="")
    initials: Mapped[str] = column("拼音首字母", String(40), default="", index=True)
    contact: Mapped[str] = column("联系人", String(40), default="")
    phone: Mapped[str] = column("电话", String(40), default="")
    address: Mapped[str] = column("地址", String(120), default="")
    postcode: Mapped[str] = column("邮编", String(10), default="")
    aliases: Mapped[list[str]] = words("别名")
    valid_from: Mapped[date | None] = column("启用日期", Date)
    valid_to: Mapped[date | None] = column("停用日期", Date)

    def exists_on(self, day: date) -> bool:
        """Whether the organisation exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
