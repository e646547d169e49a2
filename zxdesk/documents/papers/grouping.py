"""The filed proposals of a plenary in the groups of a book: by number, category, unit or proposer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.documents.paper import Option, Request
from zxdesk.domain.assignment import Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import FILED_STAGES, Stage
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.paper_records import plenary_of, proposals_for_papers
from zxdesk.text.pinyin import full

BY_NUMBER, BY_CATEGORY, BY_UNIT, BY_PROPOSER = "按提案号", "按类别", "按承办单位", "按提案者"
GROUPING = Option("grouping", "编排", "choice", BY_NUMBER, (BY_NUMBER, BY_CATEGORY, BY_UNIT, BY_PROPOSER))
WITH_CO = Option("with_co", "会办的也列在单位下")
WITH_MERGED = Option("with_merged", "列入并案的提案")

UNGIVEN = {BY_CATEGORY: "未分类", BY_UNIT: "未交办", BY_PROPOSER: "无提案者"}
"""Under what proposals stand that lack what a book is arranged by; their group comes last."""


@dataclass(frozen=True)
class Group:
    """One group of a book; ``name`` is empty where the book is not divided."""

    name: str
    proposals: tuple[Proposal, ...]


def book_of(session: Session, request: Request, rules: Rules) -> list[Group]:
    """The groups in order, each by number; a proposal of several units or proposers stands under each of them.

    Raises ``RuleError`` where nothing is filed, and for an arrangement that is not known. Source: domain §7.5 (提案目录汇编).
    """
    chosen = filed_proposals(session, request)
    arrangement = request.option(GROUPING)
    if arrangement == BY_NUMBER:
        return [Group("", tuple(chosen))]
    if arrangement == BY_CATEGORY:
        order = [category.name for category in rules.categories]
        return _groups(chosen, lambda one: [one.category], arrangement, lambda name: (order.index(name) if name in order else len(order), name))
    if arrangement == BY_UNIT:
        places = _unit_places(chosen)
        return _groups(chosen, lambda one: [unit.name for unit in _units(one, with_co=request.has(WITH_CO))], arrangement, lambda name: places[name])
    if arrangement == BY_PROPOSER:
        lines = {line.name: line for one in chosen for line in one.signed_lines}
        return _groups(chosen, lambda one: [line.name for line in one.signed_lines], arrangement, lambda name: _proposer_place(lines[name]))
    raise RuleError(f"没有“{arrangement}”这种编排；可选：{'、'.join(GROUPING.choices)}。", GROUPING.key)


def filed_proposals(session: Session, request: Request) -> list[Proposal]:
    """The filed proposals of a plenary, or those of the chosen that are, by number; merged ones where they are wanted, without a number last."""
    ids: Iterable[int] = request.proposals
    if not ids:
        ids = session.scalars(select(Proposal.id).where(Proposal.plenary_id == request.plenary_id))
    stages = FILED_STAGES | ({Stage.MERGED} if request.has(WITH_MERGED) else frozenset())
    found = [one for one in proposals_for_papers(session, ids) if one.stage in stages]
    if not found:
        what = "所选的提案都没有立案" if request.proposals else f"{plenary_of(session, request.plenary_id).name}还没有立案的提案"
        raise RuleError(f"{what}；立案以后再编目录。", "proposals")
    return found


def _groups(
    proposals: Sequence[Proposal], names: Callable[[Proposal], list[str]], arrangement: str, place: Callable[[str], tuple[object, ...]]
) -> list[Group]:
    held: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        for name in dict.fromkeys(names(proposal) or [""]):
            held.setdefault(name, []).append(proposal)
    last = held.pop("", [])
    groups = [Group(name, tuple(held[name])) for name in sorted(held, key=place)]
    return [*groups, Group(UNGIVEN[arrangement], tuple(last))] if last else groups


def _units(proposal: Proposal, *, with_co: bool) -> list[HandlingUnit]:
    rows = (proposal.lead or proposal).active_assignments
    return [row.unit for row in rows if with_co or row.role is not Role.CO]


def _unit_places(proposals: Sequence[Proposal]) -> dict[str, tuple[object, ...]]:
    units = {unit.name: unit for one in proposals for unit in _units(one, with_co=True)}
    return {name: (unit.position, unit.code) for name, unit in units.items()}


def _proposer_place(line: ProposerLine) -> tuple[object, ...]:
    """Bodies before members, each by the sound of its name."""
    return (line.member_id is not None, full(line.name, is_person=line.member_id is not None), line.name)
