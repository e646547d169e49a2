"""Point schemes as frozen values: what an office counts when it assesses units and when it scores members."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

RATES = {
    "receipt": "在签收期限内签收的件次÷应签收的件次",
    "reply": "已答复的件次÷应答复的件次",
    "on_time": "按时答复的件次÷已到期或已答复的件次",
    "contact": "已面商的件次÷应答复的件次",
    "solved": "办理类别算作已解决的件次÷已有办理类别的件次",
    "adopted": "办理类别算作已采纳的件次÷已有办理类别的件次",
    "attitude": "办理态度满意的份数÷收回且填了办理态度的份数",
    "result": "办理结果满意的份数÷收回且填了办理结果的份数",
    "opinion": "按时交会办意见的件次÷已到期或已交的会办件次",
}
"""What a unit's item may measure as a rate, with what is divided by what. Source: domain §6.2."""

COUNTS = {
    "hand_back_refused": "申请退办未获同意的次数",
    "extension": "同意延期的件次",
    "reminder": "被催办的次数",
    "late": "逾期答复和逾期未答复的件次",
    "dissatisfied": "填有不满意的征询意见表份数",
    "redo": "重新办理的次数",
    "key": "承办重点提案的件次",
    "good": "承办的提案评为优秀提案的件次",
    "award": "当年评为先进承办单位的次数",
}
"""What a unit's item may count by cases. Source: domain §1.10."""

MEASURES = {
    "receipt": "签收", "reply": "办复", "on_time": "按时办复", "contact": "面商", "solved": "已解决", "adopted": "已采纳", "attitude": "态度满意",
    "result": "结果满意", "opinion": "会办意见", "hand_back_refused": "退办未获同意", "extension": "延期", "reminder": "催办", "late": "逾期",
    "dissatisfied": "不满意", "redo": "重新办理", "key": "重点提案", "good": "优秀提案", "award": "先进单位",
}  # fmt: skip
"""How lines call what is measured."""

RATE_WAYS = {"ratio": "按比例得分", "below": "每低一个百分点扣分"}
COUNT_WAYS = {"deduct": "每件扣分", "add": "每件加分"}
NO_CASE = {"full": "记满分", "scaled": "不计，按其余各项折算"}

EVENTS = {
    "submitted": "提交",
    "filed": "立案",
    "merged": "并案",
    "opinion": "转意见建议",
    "not_filed": "不予立案",
    "key": "重点提案",
    "good": "优秀提案",
    "solved": "已解决",
}
"""For what a member may be given points: what became of a proposal he signed. Source: domain §8."""

SHARINGS = {"fixed": "按各自的分值", "shared": "第一提案人得一半，其余署名人平分另一半"}


@dataclass(frozen=True)
class UnitItem:
    """One item of the units' scheme: ``points`` are its full points, or the most that is added or taken (0 for no limit).

    ``each`` is what one case, or one percentage point below ``target``, is worth; by ratio full points are given at ``target`` percent.
    """

    measure: str
    name: str
    way: Literal["ratio", "below", "deduct", "add"]
    points: Fraction
    each: Fraction = Fraction(0)
    target: Fraction = Fraction(100)

    @property
    def is_rate(self) -> bool:
        """Whether the item measures a rate and gives points for it."""
        return self.way in RATE_WAYS


@dataclass(frozen=True)
class Assessment:
    """The point scheme for units; ``few`` marks those with fewer undertakings than that, ``no_case`` says what an item without a case gives."""

    items: tuple[UnitItem, ...]
    no_case: Literal["full", "scaled"]
    few: int

    @property
    def full(self) -> Fraction:
        """The points of all items that measure a rate."""
        return sum((item.points for item in self.items if item.is_rate), Fraction(0))


@dataclass(frozen=True)
class MemberItem:
    """One item of the members' scheme: points of the first proposer, of each other signer, and the most it gives (0 for no limit)."""

    event: str
    name: str
    first: Fraction
    joint: Fraction = Fraction(0)
    most: Fraction = Fraction(0)


@dataclass(frozen=True)
class MemberScores:
    """The point scheme for members; ``limit`` is the most a member is given for all his proposals (0 for no limit)."""

    items: tuple[MemberItem, ...]
    sharing: Literal["fixed", "shared"]
    limit: Fraction
