"""The states of a proposal and of its undertakings, with every lawful transition in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zxdesk.domain.base import Coded
from zxdesk.domain.errors import RuleError

if TYPE_CHECKING:
    from zxdesk.domain.assignment import Assignment
    from zxdesk.domain.proposal import Proposal


class Stage(Coded):
    """Where a proposal stands. Source: domain §2.1."""

    DRAFT = "draft", "草稿"
    RECEIVED = "received", "已收件"
    RETURNED = "returned", "退回补充"
    FIRST_REVIEWED = "first_reviewed", "初审"
    SECOND_REVIEWED = "second_reviewed", "待审定"
    FILED = "filed", "立案"
    MERGED = "merged", "并案"
    OPINION = "opinion", "转意见"
    NOT_FILED = "not_filed", "不予立案"
    WITHDRAWN = "withdrawn", "撤案"
    HANDLING = "handling", "办理中"
    REPLIED = "replied", "已办复"
    CONSULTING = "consulting", "征询中"
    REDOING = "redoing", "重新办理"
    CLOSED = "closed", "办结"
    FOLLOWING = "following", "跟踪"
    ARCHIVED = "archived", "归档"


class UnitState(Coded):
    """Where an undertaking stands. Source: domain §2.2."""

    WAITING = "waiting", "待签收"
    SIGNED = "signed", "已签收"
    HANDLING = "handling", "办理中"
    HAND_BACK = "hand_back", "申请退办"
    OPINION_GIVEN = "opinion_given", "意见已交"
    DRAFTED = "drafted", "答复待审"
    REPLIED = "replied", "已答复"
    JUDGED = "judged", "已评价"
    REDOING = "redoing", "重办"
    ENDED = "ended", "终止改派"
    STOPPED = "stopped", "停办"


@dataclass(frozen=True)
class Transition:
    """One row of the table: its number in the specification, its name, from where to where."""

    code: str
    label: str
    sources: frozenset[Stage]
    target: Stage | None


@dataclass(frozen=True)
class UnitTransition:
    """One row of the undertakings' table."""

    code: str
    label: str
    sources: frozenset[UnitState]
    target: UnitState | None


S = Stage
BEFORE_REPLY = frozenset(
    {S.DRAFT, S.RECEIVED, S.RETURNED, S.FIRST_REVIEWED, S.SECOND_REVIEWED, S.FILED, S.HANDLING, S.REDOING}
)
REVIEWED = frozenset({S.SECOND_REVIEWED})
FILED_STAGES = frozenset(
    {S.FILED, S.HANDLING, S.REPLIED, S.CONSULTING, S.REDOING, S.CLOSED, S.FOLLOWING, S.ARCHIVED}
)
ANSWERED_STAGES = frozenset({S.REPLIED, S.CONSULTING, S.REDOING, S.CLOSED, S.FOLLOWING, S.ARCHIVED})
WORKING_STAGES = frozenset({S.HANDLING, S.REDOING})
PENDING_STAGES = frozenset({S.RECEIVED, S.RETURNED, S.FIRST_REVIEWED, S.SECOND_REVIEWED})
STOPPED_STAGES = frozenset({S.MERGED, S.OPINION, S.NOT_FILED, S.WITHDRAWN})

TRANSITIONS: tuple[Transition, ...] = (
    Transition("P1", "起草", frozenset(), S.DRAFT),
    Transition("P2", "收件", frozenset({S.DRAFT}), S.RECEIVED),
    Transition("P3", "退回补充", frozenset({S.RECEIVED, S.FIRST_REVIEWED, S.SECOND_REVIEWED}), S.RETURNED),
    Transition("P4", "补充后重交", frozenset({S.RETURNED}), S.RECEIVED),
    Transition("P5", "初审", frozenset({S.RECEIVED}), S.FIRST_REVIEWED),
    Transition("P6", "复审", frozenset({S.FIRST_REVIEWED}), S.SECOND_REVIEWED),
    Transition("P7", "立案", REVIEWED, S.FILED),
    Transition("P8", "并案", REVIEWED | {S.FILED}, S.MERGED),
    Transition("P9", "转意见建议", REVIEWED, S.OPINION),
    Transition("P10", "不予立案", REVIEWED, S.NOT_FILED),
    Transition("P11", "撤案", BEFORE_REPLY - {S.DRAFT}, S.WITHDRAWN),
    Transition("P12", "交办", frozenset({S.FILED}), S.HANDLING),
    Transition("P13", "办复", frozenset({S.HANDLING}), S.REPLIED),
    Transition("P14", "发出征询", frozenset({S.REPLIED}), S.CONSULTING),
    Transition("P15", "办结", frozenset({S.CONSULTING}), S.CLOSED),
    Transition("P16", "重新办理", frozenset({S.CONSULTING}), S.REDOING),
    Transition("P17", "再次办复", frozenset({S.REDOING}), S.REPLIED),
    Transition("P18", "转入跟踪", frozenset({S.CLOSED}), S.FOLLOWING),
    Transition("P19", "跟踪办结", frozenset({S.FOLLOWING}), S.CLOSED),
    Transition("P20", "归档", frozenset({S.CLOSED}), S.ARCHIVED),
)

U = UnitState
AT_WORK = frozenset({U.WAITING, U.SIGNED, U.HANDLING, U.REDOING})
OPEN_STATES = AT_WORK | {U.HAND_BACK, U.DRAFTED}
ENDED_STATES = frozenset({U.ENDED, U.STOPPED})

UNIT_TRANSITIONS: tuple[UnitTransition, ...] = (
    UnitTransition("U1", "签收", frozenset({U.WAITING}), U.SIGNED),
    UnitTransition("U2", "申请退办", frozenset({U.WAITING, U.SIGNED}), U.HAND_BACK),
    UnitTransition("U3", "同意退办改派", frozenset({U.HAND_BACK}), U.ENDED),
    UnitTransition("U4", "不同意退办", frozenset({U.HAND_BACK}), U.SIGNED),
    UnitTransition("U5", "申请延期", frozenset({U.SIGNED, U.HANDLING, U.REDOING}), None),
    UnitTransition("U6", "提交会办意见", AT_WORK, U.OPINION_GIVEN),
    UnitTransition("U7", "答复送审", AT_WORK, U.DRAFTED),
    UnitTransition("U8-", "退回重写", frozenset({U.DRAFTED}), U.HANDLING),
    UnitTransition("U8", "登记答复", AT_WORK | {U.DRAFTED}, U.REPLIED),
    UnitTransition("U9", "评价", frozenset({U.REPLIED, U.JUDGED}), U.JUDGED),
    UnitTransition("U10", "重办", frozenset({U.REPLIED, U.JUDGED, U.OPINION_GIVEN}), U.REDOING),
)


def transition(code: str) -> Transition:
    """The row with this number."""
    return next(row for row in TRANSITIONS if row.code == code)


def unit_transition(code: str) -> UnitTransition:
    """The undertakings' row with this number."""
    return next(row for row in UNIT_TRANSITIONS if row.code == code)


def advance(proposal: Proposal, code: str) -> None:
    """Move a proposal along one row; ``RuleError`` when it does not stand at a source of that row."""
    row = transition(code)
    if row.target is None or proposal.stage not in row.sources:
        allowed = "、".join(stage.label for stage in Stage if stage in row.sources)
        raise RuleError(f"{proposal.name} 现在是“{proposal.stage.label}”，不能{row.label}；{row.label}要在“{allowed}”时进行。", "stage")
    proposal.stage = row.target


def advance_unit(assignment: Assignment, code: str) -> None:
    """Move an undertaking along one row; ``RuleError`` when it does not stand at a source of that row."""
    row = unit_transition(code)
    if assignment.state not in row.sources:
        allowed = "、".join(state.label for state in UnitState if state in row.sources)
        raise RuleError(
            f"{assignment.unit.short} 的承办件现在是“{assignment.state.label}”，不能{row.label}；{row.label}要在“{allowed}”时进行。",
            "unit",
        )
    if row.target is not None:
        assignment.state = row.target
