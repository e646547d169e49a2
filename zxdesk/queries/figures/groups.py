"""Counts and shares of proposals by category, construction, proposer, sector and class. Source: domain §6.2, §6.7."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rounding import shares
from zxdesk.domain.rules import CONSTRUCTIONS, Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.population import PARTS, UNNAMED, number_of, part, received, sector_of_first
from zxdesk.queries.figures.proposers import group_lines, group_of, type_line, type_lines

Group = dict[str, Any]


def part_counts(session: Session, plenary_id: int) -> dict[str, int]:
    """R and its parts F, M, T, N, W, P."""
    statement = select(Proposal.stage, func.count()).where(received(plenary_id)).group_by(Proposal.stage)
    stages = {row[0]: row[1] for row in session.execute(statement)}
    parts = {name: sum(stages.get(stage, 0) for stage in within) for name, within in PARTS.items()}
    return {"received": sum(stages.values()), **parts}


def by_category(session: Session, plenary_id: int, rules: Rules, base: int) -> list[Group]:
    """Filed proposals by local category, in the order of the rule package, then those it does not know."""
    counted = _two_counts(session, plenary_id, Proposal.category)
    return _groups(counted, (category.name for category in rules.categories), base, rules)


def by_construction(categories: Iterable[Group], rules: Rules, base: int) -> list[Group]:
    """The same counts under the five constructions and 其他."""
    named = ((rules.construction_of(group["name"]) if group["name"] != UNNAMED else UNNAMED, group) for group in categories)
    return _groups(_added(named), CONSTRUCTIONS, base, rules)


def by_proposer_type(session: Session, plenary_id: int, rules: Rules, base: int) -> list[Group]:
    """Filed proposals by type of proposer, each with the group it is counted in; joint ones by the convention. Source: domain §5.2."""
    counted = _two_counts(session, plenary_id, Proposal.proposer_kind)
    kinds: list[Group] = [{"name": kind, "count": filed, "received": got} for kind, (filed, got) in counted.items()]
    lines = _added((type_line(rules, kind["name"]), kind) for kind in kinds)
    return [group | {"group": group_of(rules, group["name"])} for group in _groups(lines, type_lines(rules), base, rules)]


def by_proposer_group(types: Iterable[Group], rules: Rules, base: int) -> list[Group]:
    """委员提案 and 集体提案, and 联名提案 where it is a group of its own."""
    lines = _added((group["group"] or UNNAMED, group) for group in types)
    return [group for group in _groups(lines, group_lines(rules), base, rules) if group["name"] != UNNAMED or group["received"]]


def by_sector(session: Session, plenary_id: int, rules: Rules, base: int) -> list[Group]:
    """Filed proposals by the sector of the first proposer."""
    counted = _two_counts(session, plenary_id, sector_of_first())
    return [group for group in _groups(counted, rules.sectors, base, rules) if group["received"]]


def by_class(session: Session, plenary_id: int, rules: Rules, filed: int) -> list[Group]:
    """Filed proposals by reply class; ``share`` is of all filed, ``share_of_replied`` of those that have a class."""
    statement = select(Proposal.reply_class, func.count()).where(part(plenary_id, "filed")).group_by(Proposal.reply_class)
    counts = {row[0]: row[1] for row in session.execute(statement)}
    counts.pop("", None)
    texts = {choice.code: choice.text for choice in rules.reply_classes}
    names = list(dict.fromkeys([*texts, *sorted(counts)]))
    listed = [counts.get(name, 0) for name in names]
    of_filed, of_given = as_shares(listed, filed, rules), as_shares(listed, sum(listed), rules)
    return [
        {"name": name, "count": count, "share": whole, "share_of_replied": given, "text": texts.get(name, "")}
        for name, count, whole, given in zip(names, listed, of_filed, of_given, strict=True)
    ]


def by_stage(session: Session, plenary_id: int) -> list[Group]:
    """Filed proposals by where they stand, in the order of the year."""
    statement = select(Proposal.stage, func.count()).where(part(plenary_id, "filed")).group_by(Proposal.stage)
    counts = {row[0]: row[1] for row in session.execute(statement)}
    return [{"name": stage.label, "stage": stage.value, "count": counts.get(stage, 0)} for stage in Stage if stage in PARTS["filed"]]


def by_outcome(session: Session, plenary_id: int) -> list[Group]:
    """What was decided, in the words of the rule package: 立案, 并案, 转委员来信 …"""
    statement = select(Proposal.outcome, func.count()).where(received(plenary_id)).group_by(Proposal.outcome)
    counts = {row[0] or "待审": row[1] for row in session.execute(statement)}
    return [{"name": name, "count": count} for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def share(count: int, base: int) -> float | None:
    """A fraction of 1, or none where there is nothing to divide by."""
    return count / base if base else None


def as_shares(counts: Sequence[int], base: int, rules: Rules) -> list[float | None]:
    """The shares of a breakdown, rounded together or each by itself as the office has it."""
    return shares(counts, base, decimals=int(rules.conventions["decimals"]), mode=rules.conventions["rounding"])


def _two_counts(
    session: Session, plenary_id: int, key: InstrumentedAttribute[str] | ColumnElement[str]
) -> dict[str, tuple[int, int]]:
    """Filed and received proposals by a value."""
    name = key.label("name")
    filed = number_of(Proposal.stage.in_(PARTS["filed"]))
    statement = select(name, filed, func.count()).where(received(plenary_id)).group_by(name)
    return {row[0] or UNNAMED: (row[1], row[2]) for row in session.execute(statement)}


def _added(named: Iterable[tuple[str, Group]]) -> dict[str, tuple[int, int]]:
    """Lines under other names, those of one name added up."""
    counted: dict[str, tuple[int, int]] = {}
    for name, group in named:
        filed, all_received = counted.get(name, (0, 0))
        counted[name] = (filed + group["count"], all_received + group["received"])
    return counted


def _groups(counted: dict[str, tuple[int, int]], order: Iterable[str], base: int, rules: Rules) -> list[Group]:
    """Known names in their order, unknown ones after them by count, what lacks the value last."""
    known = list(dict.fromkeys(order))
    others = sorted(counted.keys() - set(known) - {UNNAMED}, key=lambda name: (-counted[name][0], name))
    names = [*known, *others, *([UNNAMED] if UNNAMED in counted else [])]
    counts = [counted.get(name, (0, 0)) for name in names]
    said = as_shares([filed for filed, _ in counts], base, rules)
    return [
        {"name": name, "count": filed, "share": shown, "received": all_received}
        for name, (filed, all_received), shown in zip(names, counts, said, strict=True)
    ]
