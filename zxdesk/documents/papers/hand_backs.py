"""退办(调整)申请表 of an undertaking and the decision on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from zxdesk.documents.codes import CODE_FIELDS, code_values
from zxdesk.documents.field_names import named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperKind, Request, Values
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, letter_values
from zxdesk.documents.papers.undertakings import ASSIGNED_STAGES, UNDERTAKING_FIELDS, stem_of, undertaking_values, undertakings
from zxdesk.documents.values import Texts, chinese_date, joined
from zxdesk.domain.assignment import Assignment, HandBack
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import AT_WORK
from zxdesk.queries.office_rules import rules_by_plenary
from zxdesk.queries.paper_records import office_of

BLANK_DAY = "年　　月　　日"
"""A date to be filled in by hand."""

BLANK = Option("blank", "空白表，由承办单位填写")

_REQUEST_FIELDS = named(
    """
    申请日期 申请日期
    退办理由 退办理由
    建议单位 建议承办单位
    申请签字人 签字的负责人
    退办答复期限 答复退办申请的期限
    决定选项 同意和不同意，选定的打勾
    同意 同意的写“同意”，否则空白
    不同意 不同意的写“不同意”，否则空白
    决定日期 决定日期
    决定人 作出决定的人
    决定说明 决定说明
    改派单位 改派的承办单位，顿号隔开
    """
)


def make_forms(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for each request in the register; one for the unit to fill in where there is none. Source: domain §2.2 U2, §7.5.

    Raises ``RuleError`` where nothing is at work.
    """
    is_blank = request.has(BLANK)
    lacking = "没有退办申请，也没有在办的承办件；交办以后再制作退办申请表。"
    rows = undertakings(session, request, lacking=lacking, of=at_work if is_blank else lambda one: _asked(one) or at_work(one))
    for row, values in with_values(session, rows, moment):
        code = code_values("hand_back_form", row.proposal, assignment=row)
        requests: Sequence[HandBack | None] = [] if is_blank else row.hand_backs
        for asked in requests or [None]:
            yield about(row, {**values, **_request_values(row, asked), **code})


def make_decisions(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """A letter to the unit for each decision. Source: domain §2.2 U3–U4. Raises ``RuleError`` where nothing is decided."""
    lacking = "没有作出决定的退办申请；登记决定以后再制作退办决定通知。"
    rows = undertakings(session, request, lacking=lacking, of=_decided)
    office = office_of(session)
    for row, values in with_values(session, rows, moment):
        for asked in row.hand_backs:
            if asked.is_accepted is not None:
                told = _request_values(row, asked)
                letter = letter_values(request, moment, office, to=row.unit.name, copies=told["改派单位"], day=asked.decided_on)
                yield about(row, {**values, **told, **letter}, number=letter["文号"])


def at_work(proposal: Proposal) -> list[Assignment]:
    """The undertakings on which the unit may still ask for something."""
    return [row for row in proposal.active_assignments if row.state in AT_WORK]


def with_values(session: Session, rows: list[Assignment], moment: Moment) -> Iterator[tuple[Assignment, Texts]]:
    """Each undertaking with the values of ``UNDERTAKING_FIELDS``."""
    office, rules = office_of(session), rules_by_plenary(session, {row.proposal.plenary_id for row in rows})
    for row in rows:
        yield row, undertaking_values(row, office=office, rules=rules[row.proposal.plenary_id], moment=moment)


def about(row: Assignment, values: Values, *, number: str = "") -> Paper:
    """The paper of one undertaking."""
    return Paper(stem_of(row), values, proposal_id=row.proposal_id, unit_id=row.unit_id, batch_id=row.batch_id, assignment_id=row.id, number=number)


def decision_values(is_granted: bool | None, verb: str) -> Texts:
    """The boxes of a form and the word of a letter for what was decided, or not yet."""
    marks = {True: ("■", "□"), False: ("□", "■"), None: ("□", "□")}[is_granted]
    return {
        "决定选项": f"{marks[0]} 同意{verb}　　　　{marks[1]} 不同意{verb}",
        "同意": "同意" if is_granted else "",
        "不同意": "不同意" if is_granted is False else "",
    }


def _asked(proposal: Proposal) -> list[Assignment]:
    return [row for row in proposal.assignments if row.hand_backs]


def _decided(proposal: Proposal) -> list[Assignment]:
    return [row for row in _asked(proposal) if any(asked.is_accepted is not None for asked in row.hand_backs)]


def _request_values(row: Assignment, asked: HandBack | None) -> Texts:
    if asked is None:
        empty = dict.fromkeys((field.name for field in _REQUEST_FIELDS), "")
        return {**empty, **decision_values(None, "调整"), "申请日期": BLANK_DAY, "决定日期": BLANK_DAY}
    taken = [one for one in row.proposal.assignments if one.previous_id == row.id] if asked.is_accepted else []
    return {
        "申请日期": chinese_date(asked.requested_on),
        "退办理由": asked.reason,
        "建议单位": asked.suggested_unit,
        "申请签字人": asked.signed_by,
        "退办答复期限": chinese_date(asked.answer_due_on),
        **decision_values(asked.is_accepted, "调整"),
        "决定日期": chinese_date(asked.decided_on) or BLANK_DAY,
        "决定人": asked.decided_by,
        "决定说明": asked.decision_note,
        "改派单位": joined(one.unit.name for one in taken),
    }


HAND_BACK_FORM = PaperKind(
    "hand_back_form", "退办（调整）申请表", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *_REQUEST_FIELDS, *CODE_FIELDS), make_forms,
    stages=ASSIGNED_STAGES, options=(BLANK,), pages=1,
)  # fmt: skip
HAND_BACK_DECISION = PaperKind(
    "hand_back_decision", "退办决定通知", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *_REQUEST_FIELDS, *LETTER_FIELDS), make_decisions,
    stages=ASSIGNED_STAGES, options=LETTER_OPTIONS, takes_number=True,
)  # fmt: skip
