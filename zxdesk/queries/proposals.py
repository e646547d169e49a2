"""The list of proposals: ids by filter and sort, rows by id, counts by stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from zxdesk.domain.light import Light
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import Stage
from zxdesk.queries.lights import is_signing_clause, proposal_light
from zxdesk.queries.matching import BEFORE_IN_LISTS, TEXT_COLUMNS, first_hit, occurs, reply_texts, search_words
from zxdesk.queries.proposal_filter import STAGE_GROUPS as STAGE_GROUPS
from zxdesk.queries.proposal_filter import ProposalFilter as ProposalFilter
from zxdesk.queries.proposal_filter import conditions, matching_ids
from zxdesk.queries.proposal_order import SORT_KEYS as SORT_KEYS
from zxdesk.queries.proposal_order import among, kept_in_order, ordered_ids
from zxdesk.queries.unindexed import unindexed


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
    co_units: str = ""
    search_hit: str | None = None
    hit_place: str = ""


def proposal_ids(
    session: Session,
    filter: ProposalFilter,
    sort: str = "number",
    *,
    today: date,
    yellow_days: int = 15,
    only_heads: bool = False,
) -> list[int]:
    """Ids in the order of the list; while searching by number, those that hold the words in number, title or names first.

    ``only_heads`` finds only these, quickly. Raises ``KeyError`` for a sort key that is not in ``SORT_KEYS``.
    """
    narrowed = conditions(replace(filter, plenary_id=None), today=today, yellow_days=yellow_days)
    order = ordered_ids(session, sort, filter.plenary_id, narrowed)
    if (matched := matching_ids(session, filter, only_heads=only_heads)) is None:
        return order
    heads, every = matched
    order = kept_in_order(order, every)
    return [*kept_in_order(order, heads), *(one for one in order if one not in heads)] if sort == "number" else order


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
    proposal = Proposal.__table__.c
    statement = select(proposal.stage, func.count()).group_by(proposal.stage)
    if plenary_id is not None:
        statement = statement.where(proposal.plenary_id == plenary_id)
    return dict.fromkeys(Stage, 0) | {row[0]: row[1] for row in session.execute(statement)}


def count_of(session: Session, filter: ProposalFilter, *, today: date, yellow_days: int = 15) -> int:
    """How many proposals pass a filter."""
    return int(session.scalar(_passing(session, select(func.count()).select_from(Proposal), filter, today=today, yellow_days=yellow_days)) or 0)


def counts_by_light(
    session: Session, filter: ProposalFilter, *, today: date, yellow_days: int = 15
) -> dict[Light | None, int]:
    """How many of the proposals that pass a filter show each light, None for no light; lights without any are left out."""
    signing = is_signing_clause()
    grouped: Any = select(Proposal.stage, Proposal.next_due_on, signing, func.count()).group_by(
        unindexed(Proposal.stage), unindexed(Proposal.next_due_on), signing
    )
    counts: dict[Light | None, int] = {}
    for stage, due_on, is_signing, count in session.execute(
        _passing(session, grouped, filter, today=today, yellow_days=yellow_days)
    ):
        light, _ = proposal_light(stage, due_on, is_signing=is_signing, today=today, yellow_days=yellow_days)
        counts[light] = counts.get(light, 0) + count
    return {light: counts[light] for light in (*Light, None) if light in counts}


def _passing(
    session: Session, statement: Any, filter: ProposalFilter, *, today: date, yellow_days: int
) -> Any:
    matched = matching_ids(session, filter)
    asked = conditions(filter, today=today, yellow_days=yellow_days)
    return statement.where(*asked, *([among(matched[1])] if matched is not None else []))


@dataclass(frozen=True)
class _Line:
    sector: str = ""
    is_member: bool = True
    is_signing: bool = False


_NO_LINE = _Line()


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
        co_units=_without(row.unit_names, row.lead_names), search_hit=hit[1] if hit else None, hit_place=hit[0] if hit else "",
    )  # fmt: skip


def _without(names: str, taken: str) -> str:
    """Those of the names joined with 、 that are not among the others: units that only help."""
    others = taken.split("、")
    return "、".join(name for name in names.split("、") if name not in others)


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
    return first_hit(hidden or words, [*texts, *answers], before=BEFORE_IN_LISTS)
