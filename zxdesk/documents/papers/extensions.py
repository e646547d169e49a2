"""延期申请表 of an undertaking and the decision on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from zxdesk.documents.codes import CODE_FIELDS
from zxdesk.documents.field_names import named
from zxdesk.documents.paper import About, Moment, Paper, PaperKind, Request
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, letter_values
from zxdesk.documents.papers.undertakings import ASSIGNED_STAGES, UNDERTAKING_FIELDS, undertakings
from zxdesk.documents.papers.unit_requests import BLANK, BLANK_DAY, DECISION_FIELDS, about, decision_values, forms, with_values
from zxdesk.documents.values import Texts, chinese_date
from zxdesk.domain.assignment import Assignment, Extension
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ENDED_STATES
from zxdesk.queries.paper_records import office_of

_REQUEST_FIELDS = named(
    """
    申请日期 申请日期
    延期理由 延期理由
    原期限 申请时的期限
    新期限 申请延长到的期限
    """
)


def make_forms(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for each request in the register; one for the unit to fill in where there is none. Source: domain §2.2 U5, §7.5.

    Raises ``RuleError`` where nothing is at work.
    """
    lacking = "没有延期申请，也没有在办的承办件；交办以后再制作延期申请表。"
    return forms(
        session, request, moment, key="extension_form", lacking=lacking, asked_of=_requests, values_of=_request_values
    )


def make_decisions(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """A letter to the unit for each decision. Source: domain §2.2 U5. Raises ``RuleError`` where nothing is decided."""
    lacking = "没有作出决定的延期申请；登记决定以后再制作延期决定通知。"
    rows = undertakings(session, request, lacking=lacking, of=_decided)
    office = office_of(session)
    for row, values in with_values(session, rows, moment):
        for asked in row.extensions:
            if asked.is_granted is not None:
                letter = letter_values(request, moment, office, to=row.unit.name, day=asked.decided_on)
                yield about(row, {**values, **_request_values(row, asked), **letter}, number=letter["文号"])


def _requests(row: Assignment) -> Sequence[Extension]:
    return row.extensions if row.state not in ENDED_STATES else ()


def _decided(proposal: Proposal) -> list[Assignment]:
    return [row for row in proposal.assignments if any(asked.is_granted is not None for asked in _requests(row))]


def _request_values(row: Assignment, asked: Extension | None) -> Texts:
    if asked is None:
        empty = dict.fromkeys((field.name for field in _REQUEST_FIELDS), "")
        return {**empty, "原期限": chinese_date(row.due_on), **decision_values(None, "延期", None), "申请日期": BLANK_DAY}
    return {
        "申请日期": chinese_date(asked.requested_on),
        "延期理由": asked.reason,
        "原期限": chinese_date(asked.old_due_on),
        "新期限": chinese_date(asked.new_due_on),
        **decision_values(asked.is_granted, "延期", asked),
    }


EXTENSION_FORM = PaperKind(
    "extension_form", "延期申请表", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *_REQUEST_FIELDS, *DECISION_FIELDS, *CODE_FIELDS), make_forms,
    stages=ASSIGNED_STAGES, options=(BLANK,), pages=1,
)  # fmt: skip
EXTENSION_DECISION = PaperKind(
    "extension_decision", "延期决定通知", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *_REQUEST_FIELDS, *DECISION_FIELDS, *LETTER_FIELDS), make_decisions,
    stages=ASSIGNED_STAGES, options=LETTER_OPTIONS, takes_number=True,
)  # fmt: skip
