"""The papers of 交办: notice, lists, the sheet of each undertaking with its tear-off 回执, and the 回执单 of each unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from zxdesk.documents.codes import CODE_FIELDS, code_values
from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSER_FIELDS, UNIT_FIELDS, named
from zxdesk.documents.paper import About, Moment, Paper, PaperField, PaperKind, Request
from zxdesk.documents.papers.assign_lists import ASSIGN_LIST, ASSIGN_TOTAL
from zxdesk.documents.papers.assign_notice import ASSIGN_NOTICE, BATCH_FIELDS, batch_values
from zxdesk.documents.papers.undertakings import ASSIGNED_STAGES, UNDERTAKING_FIELDS, stem_of, undertaking_values, undertakings
from zxdesk.documents.values import chinese_date, office_values, proposer_rows, unit_values
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.queries.office_rules import rules_by_plenary
from zxdesk.queries.paper_records import batch_assignments, office_of, plenary_of

_NUMBER_FIELDS = named(
    """
    签收期限 退回回执单的期限
    独办主办提案号 独办、主办的提案号，空格隔开
    分办提案号 分办的提案号，空格隔开
    会办提案号 会办的提案号，空格隔开
    """
)


def make_sheets(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """提案交办单, one for each undertaking. Source: domain §7.5. Raises ``RuleError`` where nothing is assigned."""
    rows = undertakings(session, request, lacking="还没有交办，交办以后再制作提案交办单。")
    office, rules = office_of(session), rules_by_plenary(session, {row.proposal.plenary_id for row in rows})
    for row in rows:
        values = undertaking_values(row, office=office, rules=rules[row.proposal.plenary_id], moment=moment)
        code = code_values("assign_sheet", row.proposal, assignment=row)
        yield Paper(
            stem_of(row), {**values, "提案者名单": proposer_rows(row.proposal.signed_lines), **code}, proposal_id=row.proposal_id, unit_id=row.unit_id,
            batch_id=row.batch_id, assignment_id=row.id,
        )  # fmt: skip


def make_slips(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """回执单, one for each unit with the numbers it got. Source: domain §1.6, §7.5. Raises ``RuleError`` for a batch without undertakings."""
    rows = batch_assignments(session, request.batch_id or 0, request.units)
    batch = rows[0].batch
    assert batch is not None
    office = office_values(office_of(session), plenary_of(session, batch.plenary_id), moment)
    for unit_id, own in groupby(rows, key=lambda row: row.unit_id):
        chosen = list(own)
        due = max((row.receipt_due_on for row in chosen if row.receipt_due_on), default=None)
        numbers = {
            "签收期限": chinese_date(due),
            "独办主办提案号": _numbers(chosen, (Role.SOLE, Role.LEAD)),
            "分办提案号": _numbers(chosen, (Role.SEPARATE,)),
            "会办提案号": _numbers(chosen, (Role.CO,)),
        }
        code = code_values("receipt_slip", chosen[0].proposal, assignment=chosen[0])  # the first stands for all that the slip lists
        values = {**office, **unit_values(chosen[0].unit), **batch_values(batch, chosen), **numbers, **code}
        yield Paper(f"{batch.name}-{chosen[0].unit.short}", values, unit_id=unit_id, batch_id=batch.id)


def _numbers(rows: Sequence[Assignment], roles: tuple[Role, ...]) -> str:
    return "　".join(dict.fromkeys(row.proposal.name for row in rows if row.role in roles))


ASSIGN_SHEET = PaperKind(
    "assign_sheet", "提案交办单", "交办", About.PROPOSALS,
    (*UNDERTAKING_FIELDS, PaperField("提案者名单", "全部提案者", PROPOSER_FIELDS), *CODE_FIELDS), make_sheets, stages=ASSIGNED_STAGES, pages=1,
)  # fmt: skip
RECEIPT_SLIP = PaperKind(
    "receipt_slip", "回执单", "交办", About.BATCH, (*OFFICE_FIELDS, *UNIT_FIELDS, *BATCH_FIELDS, *_NUMBER_FIELDS, *CODE_FIELDS), make_slips, pages=1,
)  # fmt: skip

KINDS: tuple[PaperKind, ...] = (ASSIGN_NOTICE, ASSIGN_LIST, ASSIGN_TOTAL, ASSIGN_SHEET, RECEIPT_SLIP)
