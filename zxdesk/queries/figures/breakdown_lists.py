"""Which proposals stand behind a count of a breakdown, as conditions. Source: domain §6.1, §6.2, §6.7."""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, Subquery, and_, cast, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.people import Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import ANSWERED_STAGES, Stage
from zxdesk.queries.figures.bodies import committee_names
from zxdesk.queries.figures.months import CLOSED_STAGES
from zxdesk.queries.figures.population import PARTS, UNNAMED, of_construction, of_plenary, received
from zxdesk.queries.figures.proposers import group_lines, kinds_of_group, kinds_of_line
from zxdesk.queries.figures.satisfaction import satisfied_words

WHOLE = "全部"
"""The one name of the breakdown ``all``."""
EVERY = "*"
"""Stands for every name of a breakdown that leaves proposals out."""
TIMINGS = ("session", "ordinary")


def of_breakdown(session: Session, plenary_id: int, rules: Rules, figure: str) -> ColumnElement[bool]:
    """Which proposals a count of ``breakdown`` is made of, ``category:教育:filed``, ``organisation:*:filed`` for all that have a name there.

    Raises ``KeyError`` for what there is not.
    """
    by, _, rest = figure.partition(":")
    name, _, fate = rest.rpartition(":")
    named = _by_first(session, plenary_id, rules, by, name)
    return and_(received(plenary_id), _plain(rules, by, name) if named is None else named, fates(rules)[fate])


def fates(rules: Rules) -> dict[str, ColumnElement[bool]]:
    """What can become of a received proposal, as conditions.

    The parts of the identity, ``after_merging`` and ``filed_or_merged`` (the other ways to count, domain §6.1), ``outcome-转委员来信`` among
    opinions, ``assigned``, ``replied``, ``closed``, ``key``, ``good``, ``judged``, ``satisfied``, ``mark-满意``, ``class-A``; received and
    filed also ``@`` a group of proposers.
    """
    stages = {name: Proposal.stage.in_(within) for name, within in PARTS.items()}
    filed = stages["filed"]
    groups = {group: Proposal.proposer_kind.in_(kinds_of_group(rules, group)) for group in group_lines(rules)}
    return {
        "received": true(), **stages,
        "after_merging": Proposal.stage != Stage.MERGED, "filed_or_merged": Proposal.stage.in_(PARTS["filed"] | PARTS["merged"]),
        **{f"outcome-{name}": and_(stages["opinions"], Proposal.outcome == name) for name in opinion_words(rules)},
        "assigned": and_(filed, Proposal.stage != Stage.FILED), "replied": Proposal.stage.in_(ANSWERED_STAGES),
        "closed": Proposal.stage.in_(CLOSED_STAGES),
        "key": and_(filed, Proposal.is_key.is_(True)), "good": and_(filed, Proposal.is_good.is_(True)),
        "judged": and_(filed, Proposal.satisfaction != ""), "satisfied": and_(filed, Proposal.satisfaction.in_(satisfied_words(rules))),
        **{f"mark-{word}": and_(filed, Proposal.satisfaction == word) for word in rules.feedback_result},
        **{f"class-{choice.code}": and_(filed, Proposal.reply_class == choice.code) for choice in rules.reply_classes},
        **{f"received@{group}": condition for group, condition in groups.items()},
        **{f"filed@{group}": and_(filed, condition) for group, condition in groups.items()},
    }  # fmt: skip


def opinion_words(rules: Rules) -> list[str]:
    """The outcomes that count as passed on: 转为意见和建议, 转社情民意信息 …"""
    return [choice.name for choice in rules.outcomes if choice.text == "转意见建议"]


def first_lines(plenary_id: int) -> Subquery:
    """The first proposer who signed, of each proposal of a plenary, as it was when the proposal was handed in."""
    earlier = aliased(ProposerLine)
    before = exists().where(
        earlier.proposal_id == ProposerLine.proposal_id, earlier.position < ProposerLine.position, earlier.signature == Signature.SIGNED
    )
    columns = (ProposerLine.sector, ProposerLine.party, ProposerLine.committee, ProposerLine.organisation_id)
    values = [func.min(column).label(column.key) for column in columns]
    own = (ProposerLine.proposal_id.in_(of_plenary(plenary_id)), ProposerLine.signature == Signature.SIGNED)
    statement = select(ProposerLine.proposal_id, *values).where(*own, ~before)
    return statement.group_by(ProposerLine.proposal_id).subquery("first_line")


def _plain(rules: Rules, by: str, name: str) -> ColumnElement[bool]:
    filled = "" if name == UNNAMED else name
    if by == "all":
        return true()
    if by == "construction":
        return and_(Proposal.category != "", of_construction(rules, name)) if filled else Proposal.category == ""
    if by == "type":
        return Proposal.proposer_kind.in_(kinds_of_line(rules, filled))
    if by == "group":
        return _of_group(rules, filled)
    if by == "meeting":
        timing, _, group = filled.partition("/")
        return and_(Proposal.timing == timing, _of_group(rules, group))
    return {"timing": Proposal.timing, "category": Proposal.category}[by] == filled


def _of_group(rules: Rules, group: str) -> ColumnElement[bool]:
    if group:
        return Proposal.proposer_kind.in_(kinds_of_group(rules, group))
    return Proposal.proposer_kind.not_in([kind for known in group_lines(rules) for kind in kinds_of_group(rules, known)])


def _by_first(session: Session, plenary_id: int, rules: Rules, by: str, name: str) -> ColumnElement[bool] | None:
    """The condition of a breakdown that goes by the first proposer; None for any other."""
    first = first_lines(plenary_id)
    body, of_member = first.c.organisation_id, first.c.organisation_id.is_(None)
    filled = "" if name == UNNAMED else name
    if name == EVERY and by in ("organisation", "committee"):
        named = body.is_not(None) if by == "organisation" else or_(of_member, body.in_(list(committee_names(session, rules))))
        return _with_first(plenary_id, first, named)
    own = {
        "sector": func.coalesce(first.c.sector, "") == filled,
        "party": and_(of_member, func.coalesce(first.c.party, "") == filled),
        "organisation": cast(body, String) == filled,
        "kind": body.in_(select(Organisation.id).where(Organisation.kind == filled)),
    }
    if by == "committee":
        keys = [key for key, called in committee_names(session, rules).items() if called == name]
        own[by] = or_(and_(of_member, func.coalesce(first.c.committee, "") == filled), body.in_(keys))
    return _with_first(plenary_id, first, own[by]) if by in own else None


def _with_first(plenary_id: int, first: Subquery, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    whose = select(Proposal.id).select_from(Proposal).outerjoin(first, first.c.proposal_id == Proposal.id)
    return Proposal.id.in_(whose.where(Proposal.plenary_id == plenary_id, condition))
