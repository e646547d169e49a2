"""交办清单: what a batch hands to one unit, and to all of them with the count of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSAL_FIELDS, UNIT_FIELDS, named
from zxdesk.documents.paper import About, Moment, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.assign_notice import BATCH_FIELDS, batch_values
from zxdesk.documents.papers.undertakings import ROW_FIELDS, SHORT_FIELDS, row_values, short_names, short_units
from zxdesk.documents.values import Texts, office_values, proposal_values, unit_values
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import batch_assignments, office_of, plenary_of

_REMARKS = PaperField("备注", "重点、并案的件数")
_LINE_FIELDS = (*ROW_FIELDS, _REMARKS)
_TOTAL_FIELDS = (*PROPOSAL_FIELDS, *SHORT_FIELDS, _REMARKS)
_COUNT_FIELDS = named(
    """
    单位 承办单位全称
    单位简称 承办单位简称
    答复 独办、主办、分办的件数
    会办 会办的件数
    合计 承办件数
    """
)


def make_unit_lists(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One list for each unit, by number. Source: domain §7.5. Raises ``RuleError`` for a batch without undertakings."""
    rows = batch_assignments(session, request.batch_id or 0, request.units)
    batch = rows[0].batch
    assert batch is not None
    rules, office = rules_of(session, batch.plenary_id), office_values(office_of(session), plenary_of(session, batch.plenary_id), moment)
    for unit_id, own in groupby(rows, key=lambda row: row.unit_id):
        chosen = list(own)
        lines = tuple({**row_values(row, rules), "备注": remarks(row.proposal)} for row in chosen)
        values: Values = {**office, **unit_values(chosen[0].unit), **batch_values(batch, chosen), "清单": lines}
        yield Paper(f"{batch.name}-{chosen[0].unit.short}", values, unit_id=unit_id, batch_id=batch.id)


def make_total_list(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """Every proposal of the batch once, by number, and the count of each unit. Raises ``RuleError`` for a batch without undertakings."""
    rows = batch_assignments(session, request.batch_id or 0, request.units)
    batch = rows[0].batch
    assert batch is not None
    rules = rules_of(session, batch.plenary_id)
    proposals = sorted({row.proposal for row in rows}, key=lambda one: (one.number_sort, one.id))
    counts = [_count(list(own)) for _, own in groupby(rows, key=lambda row: row.unit_id)]
    values: Values = {
        **office_values(office_of(session), plenary_of(session, batch.plenary_id), moment),
        **batch_values(batch, rows),
        "清单": tuple(_total_line(one, rules) for one in proposals),
        "单位数": str(len(counts)),
        "单位件数": tuple(counts),
    }
    yield Paper(batch.name, values, batch_id=batch.id)


def remarks(proposal: Proposal) -> str:
    """What the last column says: 重点, 并案2件."""
    merged = len(proposal.merged)
    return "、".join(filter(None, ("重点" if proposal.is_key else "", f"并案{merged}件" if merged else "")))


def _total_line(proposal: Proposal, rules: Rules) -> Texts:
    names = short_names([line.name for line in proposal.signed_lines])
    return {**proposal_values(proposal, rules), "提案者列名": names, **short_units(proposal), "备注": remarks(proposal)}


def _count(rows: Sequence[Assignment]) -> Texts:
    co = sum(row.role is Role.CO for row in rows)
    return {
        "单位": rows[0].unit.name,
        "单位简称": rows[0].unit.short,
        "答复": str(len(rows) - co),
        "会办": str(co),
        "合计": str(len(rows)),
    }


ASSIGN_LIST = PaperKind(
    "assign_list", "交办清单", "交办", About.BATCH,
    (*OFFICE_FIELDS, *UNIT_FIELDS, *BATCH_FIELDS, PaperField("清单", "该单位的承办件，按提案号", _LINE_FIELDS)), make_unit_lists,
)  # fmt: skip
ASSIGN_TOTAL = PaperKind(
    "assign_total", "交办总清单", "交办", About.BATCH,
    (
        *OFFICE_FIELDS, *BATCH_FIELDS, PaperField("清单", "本批次的提案，按提案号", _TOTAL_FIELDS), PaperField("单位数", "承办单位数"),
        PaperField("单位件数", "各承办单位的件数", _COUNT_FIELDS),
    ),
    make_total_list,
)  # fmt: skip
