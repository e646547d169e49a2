"""The list of proposals: ids by filter and sort, rows by id, counts by stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.light import Light
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import ENDED_STATES, STOPPED_STAGES, Stage
from zxdesk.queries.lights import light_clause, proposal_light
from zxdesk.queries.matching import TEXT_COLUMNS, first_hit, occurs, reply_texts, search_words, words_clause

STAGE_GROUPS: dict[str, frozenset[Stage]] = {
    "收件": frozenset({Stage.DRAFT, Stage.RECEIVED, Stage.RETURNED}),
    "审查": frozenset({Stage.RECEIVED, Stage.FIRST_REVIEWED, Stage.SECOND_REVIEWED}),
    "交办": frozenset({Stage.FILED}),
    "办理": frozenset({Stage.HANDLING, Stage.REDOING}),
    "征询": frozenset({Stage.REPLIED, Stage.CONSULTING}),
    "跟踪": frozenset({Stage.FOLLOWING}),
    "办结": frozenset({Stage.CLOSED, Stage.FOLLOWING}),
    "归档": frozenset({Stage.ARCHIVED}),
    "终止": STOPPED_STAGES,
}
"""Groups of stages that pages and saved views name."""

_STAGE_ORDER = case(*((Proposal.stage == stage, position) for position, stage in enumerate(Stage)))
_SORTS: dict[str, tuple[Any, ...]] = {
    "number": (Proposal.number_sort, Proposal.receipt_number),
    "receipt_number": (func.length(Proposal.receipt_number), Proposal.receipt_number),
    "title": (Proposal.title,),
    "proposers": (Proposal.proposer_names,),
    "kind": (Proposal.proposer_kind,),
    "category": (Proposal.category,),
    "lead_units": (Proposal.lead_names,),
    "units": (Proposal.unit_names,),
    "stage": (_STAGE_ORDER,),
    "due_on": (Proposal.next_due_on,),
    "light": (Proposal.next_due_on,),
    "submitted_on": (Proposal.submitted_on,),
    "is_key": (Proposal.is_key,),
    "reply_class": (Proposal.reply_class,),
    "satisfaction": (Proposal.satisfaction,),
    "plenary": (Proposal.plenary_id,),
}
_EMPTY_LAST: dict[str, Any] = {
    "number": Proposal.number.is_(None),
    "receipt_number": Proposal.receipt_number.is_(None),
    "due_on": Proposal.next_due_on.is_(None),
    "light": Proposal.next_due_on.is_(None),
    "submitted_on": Proposal.submitted_on.is_(None),
    "lead_units": Proposal.lead_names == "",
    "units": Proposal.unit_names == "",
    "category": Proposal.category == "",
    "reply_class": Proposal.reply_class == "",
    "satisfaction": Proposal.satisfaction == "",
}
SORT_KEYS = tuple(_SORTS)
"""Keys that ``sort`` may name; a minus before one turns it round, with what is empty still last."""


@dataclass(frozen=True)
class ProposalFilter:
    """What a list of proposals is narrowed to; an empty value narrows nothing. Dates are of submission, both ends included."""

    plenary_id: int | None = None
    stages: frozenset[Stage] = frozenset()
    stage_group: str = ""
    category: str = ""
    sector: str = ""
    kind: str = ""
    unit_id: int | None = None
    light: Light | None = None
    is_key: bool | None = None
    submitted_from: date | None = None
    submitted_to: date | None = None
    text: str = ""
    categories: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    lights: frozenset[Light] = frozenset()
    ids: frozenset[int] = frozenset()
    unit_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ProposalRow:
    """One line of the list, in words; ``light`` is none where nothing is due."""

    id: int
    version: int
    plenary: str
    receipt_number: str
    number: str
    title: str
    proposers: str
    proposers_full: str
    sector: str
    kind: str
    category: str
    lead_units: str
    units: str
    stage: Stage
    stage_label: str
    light: Light | None
    light_words: str
    due_on: date | None
    submitted_on: date | None
    is_key: bool
    reply_class: str
    satisfaction: str
    search_hit: str | None = None
    hit_place: str = ""


def proposal_ids(
    session: Session, filter: ProposalFilter, sort: str = "number", *, today: date, yellow_days: int = 15
) -> list[int]:
    """Ids of the proposals that pass the filter, in order; equal ones by number, newest plenary first.

    Raises ``KeyError`` for a sort key that is not in ``SORT_KEYS``.
    """
    statement = select(Proposal.id).where(*_conditions(filter, today=today, yellow_days=yellow_days))
    return list(session.scalars(_ordered(statement, sort, is_one_plenary=filter.plenary_id is not None)))


def proposal_rows(
    session: Session, ids: Sequence[int], *, today: date, yellow_days: int = 15, text: str = ""
) -> list[ProposalRow]:
    """Rows for these ids in their order; ``text`` is what was searched, for the excerpt of each row.

    At most four statements, however many rows.
    """
    words = search_words(text)
    found = {row.id: row for row in session.execute(_row_statement(ids, with_texts=bool(words)))}
    lines = _first_lines(session, ids)
    answers = reply_texts(session, ids) if words else {}
    rows = []
    for key in ids:
        if (row := found.get(key)) is None:
            continue
        hit = _hit(row, words, answers.get(key, [])) if words else None
        line = lines.get(key, _NO_LINE)
        rows.append(_proposal_row(row, line, today=today, yellow_days=yellow_days, hit=hit))
    return rows


def count_by_stage(session: Session, plenary_id: int | None = None) -> dict[Stage, int]:
    """How many proposals stand at each stage, of one plenary or of all; stages without any are zero."""
    statement = select(Proposal.stage, func.count()).group_by(Proposal.stage)
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    return dict.fromkeys(Stage, 0) | {row[0]: row[1] for row in session.execute(statement)}


@dataclass(frozen=True)
class _Line:
    sector: str = ""
    is_member: bool = True
    is_signing: bool = False


_NO_LINE = _Line()


def _conditions(wanted: ProposalFilter, *, today: date, yellow_days: int) -> list[ColumnElement[bool]]:
    stages = wanted.stages or (STAGE_GROUPS[wanted.stage_group] if wanted.stage_group else frozenset())
    chosen: list[ColumnElement[bool]] = []
    if wanted.plenary_id is not None:
        chosen.append(Proposal.plenary_id == wanted.plenary_id)
    if stages:
        chosen.append(Proposal.stage.in_(stages))
    if categories := wanted.categories | _one(wanted.category):
        chosen.append(Proposal.category.in_(categories))
    if kinds := wanted.kinds | _one(wanted.kind):
        chosen.append(Proposal.proposer_kind.in_(kinds))
    if sectors := wanted.sectors | _one(wanted.sector):
        chosen.append(or_(*(_has_signer_of(sector) for sector in sectors)))
    if units := wanted.unit_ids | ({wanted.unit_id} if wanted.unit_id is not None else frozenset()):
        chosen.append(_has_unit(units))
    if wanted.ids:
        chosen.append(Proposal.id.in_(wanted.ids))
    return [*chosen, *_dated(wanted), *_marked(wanted, today=today, yellow_days=yellow_days)]


def _one(word: str) -> frozenset[str]:
    return frozenset({word}) if word else frozenset()


def _dated(wanted: ProposalFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.submitted_from is not None:
        yield Proposal.submitted_on >= wanted.submitted_from
    if wanted.submitted_to is not None:
        yield Proposal.submitted_on <= wanted.submitted_to


def _marked(wanted: ProposalFilter, *, today: date, yellow_days: int) -> Iterator[ColumnElement[bool]]:
    if wanted.is_key is not None:
        yield Proposal.is_key.is_(wanted.is_key)
    if lights := wanted.lights | ({wanted.light} if wanted.light is not None else frozenset()):
        yield or_(*(light_clause(light, today=today, yellow_days=yellow_days) for light in lights))
    if words := search_words(wanted.text):
        yield words_clause(words)


def _has_signer_of(sector: str) -> ColumnElement[bool]:
    signed = select(ProposerLine.proposal_id).where(ProposerLine.sector == sector, ProposerLine.signature == Signature.SIGNED)
    return Proposal.id.in_(signed)


def _has_unit(unit_ids: frozenset[int]) -> ColumnElement[bool]:
    return exists().where(
        Assignment.proposal_id == Proposal.id, Assignment.unit_id.in_(unit_ids), Assignment.state.not_in(ENDED_STATES)
    )


def _ordered(statement: Select[int], sort: str, *, is_one_plenary: bool) -> Select[int]:
    key = sort.removeprefix("-")
    order = [column.desc() if sort.startswith("-") else column for column in _SORTS[key]]
    if key in _EMPTY_LAST:
        order.insert(0, _EMPTY_LAST[key])
    if not is_one_plenary:
        by_plenary = Proposal.plenary_id.desc()
        order.insert(0 if key in ("number", "receipt_number") else len(order), by_plenary)
    return statement.order_by(*order, Proposal.number_sort, Proposal.id)


def _row_statement(ids: Sequence[int], *, with_texts: bool) -> Select[Any]:
    columns: list[Any] = [
        Proposal.id, Proposal.version, Proposal.plenary_id, Plenary.name.label("plenary"), Proposal.receipt_number,
        Proposal.number, Proposal.title, Proposal.proposer_names, Proposal.proposer_kind, Proposal.category,
        Proposal.lead_names, Proposal.unit_names, Proposal.stage, Proposal.next_due_on, Proposal.submitted_on,
        Proposal.is_key, Proposal.reply_class, Proposal.satisfaction,
    ]  # fmt: skip
    texts = TEXT_COLUMNS if with_texts else ()
    return select(*columns, *texts).join(Proposal.plenary).where(Proposal.id.in_(ids))


def _first_lines(session: Session, ids: Sequence[int]) -> dict[int, _Line]:
    statement = (
        select(ProposerLine.proposal_id, ProposerLine.sector, ProposerLine.member_id, ProposerLine.signature)
        .where(ProposerLine.proposal_id.in_(ids))
        .order_by(ProposerLine.proposal_id, ProposerLine.position)
    )
    lines: dict[int, _Line] = {}
    for owner, sector, member_id, signature in session.execute(statement):
        if signature not in (Signature.SIGNED, Signature.PENDING):
            continue
        is_signing = signature is Signature.PENDING
        first = lines.setdefault(owner, _Line(sector, member_id is not None, is_signing))
        if is_signing and not first.is_signing:
            lines[owner] = replace(first, is_signing=True)
    return lines


def _proposal_row(
    row: Row[Any], line: _Line, *, today: date, yellow_days: int, hit: tuple[str, str] | None
) -> ProposalRow:
    light, light_words = proposal_light(
        row.stage, row.next_due_on, is_signing=line.is_signing, today=today, yellow_days=yellow_days
    )
    return ProposalRow(
        id=row.id, version=row.version, plenary=row.plenary, receipt_number=row.receipt_number or "",
        number=row.number or "", title=row.title, proposers=short_names(row.proposer_names, is_member=line.is_member),
        proposers_full=row.proposer_names, sector=line.sector, kind=row.proposer_kind,
        category=row.category, lead_units=row.lead_names, units=row.unit_names, stage=row.stage,
        stage_label=row.stage.label, light=light, light_words=light_words, due_on=row.next_due_on,
        submitted_on=row.submitted_on, is_key=row.is_key, reply_class=row.reply_class, satisfaction=row.satisfaction,
        search_hit=hit[1] if hit else None, hit_place=hit[0] if hit else "",
    )  # fmt: skip


def short_names(names: str, *, is_member: bool = True) -> str:
    """The first proposer and how many there are: 周砚秋 等 4 人; organisations are counted 家."""
    each = [name for name in names.split("、") if name]
    if len(each) < 2:
        return names
    return f"{each[0]} 等 {len(each)} {'人' if is_member else '家'}"


def _hit(row: Row[Any], words: Sequence[str], answers: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Where a word occurs that the row itself does not show."""
    shown = "\n".join((row.title, row.proposer_names, row.unit_names, row.number or "", row.receipt_number or ""))
    hidden = [word for word in words if not occurs(word, shown)]
    texts = [("正文", text) for text in (row.situation, row.analysis, row.suggestion)]
    return first_hit(hidden or words, [*texts, *answers])
