"""What a unit may ask for while it is at work, back or more time: the forms, one a request or blank, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from zxdesk.documents.codes import code_values
from zxdesk.documents.field_names import named
from zxdesk.documents.paper import Moment, Option, Paper, Request, Values
from zxdesk.documents.papers.undertakings import stem_of, undertaking_values, undertakings
from zxdesk.documents.values import Texts, chinese_date
from zxdesk.domain.assignment import Assignment, Extension, HandBack
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import AT_WORK
from zxdesk.queries.office_rules import rules_by_plenary
from zxdesk.queries.paper_records import office_of

BLANK_DAY = "年　　月　　日"
"""A date to be filled in by hand."""

BLANK = Option("blank", "空白表，由承办单位填写")

DECISION_FIELDS = named(
    """
    决定选项 同意和不同意，选定的打勾
    同意 同意的写“同意”，否则空白
    不同意 不同意的写“不同意”，否则空白
    决定日期 决定日期
    决定人 作出决定的人
    决定说明 决定说明
    """
)
"""What forms and letters say of the decision."""

Asked = TypeVar("Asked", HandBack, Extension)


def forms(
    session: Session,
    request: Request,
    moment: Moment,
    *,
    key: str,
    lacking: str,
    asked_of: Callable[[Assignment], Sequence[Asked]],
    values_of: Callable[[Assignment, Asked | None], Texts],
) -> Iterator[Paper]:
    """One form for each request in the register; one for the unit to fill in where there is none.

    ``asked_of`` gives the requests of an undertaking, ``values_of`` what the form says of one, or of none yet. Raises ``RuleError`` with
    ``lacking`` where nothing is at work.
    """
    is_blank = request.has(BLANK)

    def wanted(proposal: Proposal) -> list[Assignment]:
        asking = [] if is_blank else [row for row in proposal.assignments if asked_of(row)]
        return asking or at_work(proposal)

    for row, values in with_values(session, undertakings(session, request, lacking=lacking, of=wanted), moment):
        code = code_values(key, row.proposal, assignment=row)
        for asked in (None,) if is_blank else asked_of(row) or (None,):
            yield about(row, {**values, **values_of(row, asked), **code})


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


def decision_values(is_granted: bool | None, verb: str, asked: HandBack | Extension | None) -> Texts:
    """What ``DECISION_FIELDS`` say of a request that was granted, refused or is still open."""
    marks = {True: ("■", "□"), False: ("□", "■"), None: ("□", "□")}[is_granted]
    return {
        "决定选项": f"{marks[0]} 同意{verb}　　　　{marks[1]} 不同意{verb}",
        "同意": "同意" if is_granted else "",
        "不同意": "不同意" if is_granted is False else "",
        "决定日期": (chinese_date(asked.decided_on) if asked else "") or BLANK_DAY,
        "决定人": asked.decided_by if asked else "",
        "决定说明": asked.decision_note if asked else "",
    }
