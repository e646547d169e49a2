"""会办意见函: what a co-unit writes to the unit that answers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import named
from zxdesk.documents.paper import About, Moment, Paper, PaperKind, Request
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, contact_note, letter_values
from zxdesk.documents.papers.undertakings import ASSIGNED_STAGES, UNDERTAKING_FIELDS, undertakings
from zxdesk.documents.papers.unit_requests import BLANK, about, with_values
from zxdesk.documents.values import joined
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.paper_records import office_of

BLANK_NOTE = "（联系人：　　　　　联系电话：　　　　　　　）"
_SKELETON = "一、关于“　　　　　　　　”的建议。（写明职责范围内的办理情况和意见。）\n二、关于“　　　　　　　　”的建议。"

_OPINION_FIELDS = named(
    """
    会办意见正文 会办意见，没有登记的是提纲
    附注 联系人和电话，带括号
    """
)


def make_opinions(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for each co-unit: its opinion as registered, or the model for it to fill in. Source: domain §2.2 U6, §7.4 (6), §7.5.

    Raises ``RuleError`` where there is no co-unit.
    """
    rows = undertakings(session, request, lacking="没有会办单位；交办会办单位以后再制作会办意见函。", of=_co)
    office = office_of(session)
    for row, values in with_values(session, rows, moment):
        is_blank = request.has(BLANK) or not row.opinion
        letter = letter_values(
            request, moment, office, to=joined(one.unit.name for one in row.proposal.answering), copies=office.name, sender=row.unit.name,
            number=f"　　　〔{moment.today.year}〕　　号" if is_blank else row.opinion_number, day=row.opinion_on,
        )  # fmt: skip
        if is_blank:
            letter |= {"成文日期": f"{moment.today.year}年　月　日"}
        text = {
            "会办意见正文": _SKELETON if is_blank else row.opinion,
            "附注": BLANK_NOTE if is_blank else contact_note(row.handler, row.handler_phone),
        }
        yield about(row, {**values, **letter, **text}, number="" if is_blank else letter["文号"])


def _co(proposal: Proposal) -> list[Assignment]:
    return [row for row in proposal.active_assignments if row.role is Role.CO]


CO_OPINION = PaperKind(
    "co_opinion", "会办意见函", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *LETTER_FIELDS, *_OPINION_FIELDS), make_opinions,
    stages=ASSIGNED_STAGES, options=(BLANK, *LETTER_OPTIONS),
)  # fmt: skip
