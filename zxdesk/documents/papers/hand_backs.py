"""退办(调整)申请表 of an undertaking and the decision on it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from zxdesk.documents.codes import CODE_FIELDS
from zxdesk.documents.field_names import named
from zxdesk.documents.paper import About, Moment, Paper, PaperKind, Request
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, letter_values
from zxdesk.documents.papers.undertakings import ASSIGNED_STAGES, UNDERTAKING_FIELDS, undertakings
from zxdesk.documents.papers.unit_requests import BLANK, BLANK_DAY, DECISION_FIELDS, about, decision_values, forms, with_values
from zxdesk.documents.values import Texts, chinese_date, joined
from zxdesk.domain.assignment import Assignment, HandBack
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.paper_records import office_of

_REQUEST_FIELDS = named(
    """
    申请日期 申请日期
    退办理由 退办理由
    建议单位 建议承办单位
    申请签字人 签字的负责人
    退办答复期限 答复退办申请的期限
    改派单位 改派的承办单位，顿号隔开
    """
)


def make_forms(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for each request in the register; one for the unit to fill in where there is none. Source: domain §2.2 U2, §7.5.

    Raises ``RuleError`` where nothing is at work.
    """
    lacking = "没有退办申请，也没有在办的承办件；交办以后再制作退办申请表。"
    return forms(
        session, request, moment, key="hand_back_form", lacking=lacking, asked_of=lambda row: row.hand_backs, values_of=_request_values
    )


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


def _asked(proposal: Proposal) -> list[Assignment]:
    return [row for row in proposal.assignments if row.hand_backs]


def _decided(proposal: Proposal) -> list[Assignment]:
    return [row for row in _asked(proposal) if any(asked.is_accepted is not None for asked in row.hand_backs)]


def _request_values(row: Assignment, asked: HandBack | None) -> Texts:
    if asked is None:
        empty = dict.fromkeys((field.name for field in _REQUEST_FIELDS), "")
        return {**empty, **decision_values(None, "调整", None), "申请日期": BLANK_DAY}
    taken = [one for one in row.proposal.assignments if one.previous_id == row.id] if asked.is_accepted else []
    return {
        "申请日期": chinese_date(asked.requested_on),
        "退办理由": asked.reason,
        "建议单位": asked.suggested_unit,
        "申请签字人": asked.signed_by,
        "退办答复期限": chinese_date(asked.answer_due_on),
        **decision_values(asked.is_accepted, "调整", asked),
        "改派单位": joined(one.unit.name for one in taken),
    }


HAND_BACK_FORM = PaperKind(
    "hand_back_form", "退办（调整）申请表", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *_REQUEST_FIELDS, *DECISION_FIELDS, *CODE_FIELDS), make_forms,
    stages=ASSIGNED_STAGES, options=(BLANK,), pages=1,
)  # fmt: skip
HAND_BACK_DECISION = PaperKind(
    "hand_back_decision", "退办决定通知", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *_REQUEST_FIELDS, *DECISION_FIELDS, *LETTER_FIELDS), make_decisions,
    stages=ASSIGNED_STAGES, options=LETTER_OPTIONS, takes_number=True,
)  # fmt: skip
