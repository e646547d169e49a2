"""Counts and shares of proposals by category, construction, proposer, sector, class and month. Source: domain §6.2, §6.7."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, case, extract, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import CONSTRUCTIONS, Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.population import PARTS, UNNAMED, part, received, replied, sector_of_first

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
    return _groups(counted, (category.name for category in rules.categories), base)


def by_construction(categories: Iterable[Group], rules: Rules, base: int) -> list[Group]:
    """The same counts under the five constructions and 其他."""
    counted: dict[str, tuple[int, int]] = {}
    for group in categories:
        name = rules.construction_of(group["name"]) if group["name"] != UNNAMED else UNNAMED
        filed, all_received = counted.get(name, (0, 0))
        counted[name] = (filed + group["count"], all_received + group["received"])
    return _groups(counted, CONSTRUCTIONS, base)


def by_proposer_type(session: Session, plenary_id: int, rules: Rules, base: int) -> list[Group]:
    """Filed proposals by type of proposer, each with the group it is counted in. Source: domain §5.2."""
    counted = _two_counts(session, plenary_id, Proposal.proposer_kind)
    groups = _groups(counted, (choice.name for choice in rules.proposer_types), base)
    belongs = {choice.name: choice.text for choice in rules.proposer_types}
    return [group | {"group": belongs.get(group["name"], "")} for group in groups]


def by_proposer_group(types: Iterable[Group], base: int) -> list[Group]:
    """委员提案 and 集体提案."""
    counted: dict[str, tuple[int, int]] = {"委员提案": (0, 0), "集体提案": (0, 0)}
    for group in types:
        name = group["group"] or UNNAMED
        filed, all_received = counted.get(name, (0, 0))
        counted[name] = (filed + group["count"], all_received + group["received"])
    return [group for group in _groups(counted, ("委员提案", "集体提案"), base) if group["name"] != UNNAMED or group["received"]]


def by_sector(session: Session, plenary_id: int, rules: Rules, base: int) -> list[Group]:
    """Filed proposals by the sector of the first proposer."""
    counted = _two_counts(session, plenary_id, sector_of_first())
    return [group for group in _groups(counted, rules.sectors, base) if group["received"]]


def by_class(session: Session, plenary_id: int, rules: Rules, filed: int) -> list[Group]:
    """Filed proposals by reply class; ``share`` is of all filed, ``share_of_replied`` of those that have a class."""
    statement = select(Proposal.reply_class, func.count()).where(part(plenary_id, "filed")).group_by(Proposal.reply_class)
    counts = {row[0]: row[1] for row in session.execute(statement)}
    counts.pop("", None)
    texts = {choice.code: choice.text for choice in rules.reply_classes}
    given = sum(counts.values())
    return [
        {
            "name": name, "count": counts.get(name, 0), "share": share(counts.get(name, 0), filed),
            "share_of_replied": share(counts.get(name, 0), given), "text": texts.get(name, ""),
        }
        for name in dict.fromkeys([*texts, *sorted(counts)])
    ]  # fmt: skip


def by_stage(session: Session, plenary_id: int) -> list[Group]:
    """Filed proposals by where they stand, in the order of the year."""
    statement = select(Proposal.stage, func.count()).where(part(plenary_id, "filed")).group_by(Proposal.stage)
    counts = {row[0]: row[1] for row in session.execute(statement)}
    return [{"name": stage.label, "stage": stage.value, "count": counts.get(stage, 0)} for stage in Stage if stage in PARTS["filed"]]


def by_month(session: Session, plenary_id: int) -> list[Group]:
    """What came in, was filed and was answered, by month (2026-03), without empty months."""
    columns: dict[str, tuple[Any, ColumnElement[bool]]] = {
        "received": (func.coalesce(Proposal.received_on, Proposal.submitted_on), received(plenary_id)),
        "filed": (Proposal.filed_on, part(plenary_id, "filed")),
        "replied": (Proposal.replied_on, replied(plenary_id)),
    }
    months: dict[str, Counter[str]] = {}
    for name, (day, condition) in columns.items():
        month = (extract("year", day), extract("month", day))
        statement = select(*month, func.count()).where(condition, day.is_not(None)).group_by(*month)
        for year, number, count in session.execute(statement):
            months.setdefault(f"{year:04d}-{number:02d}", Counter())[name] = count
    return [{"name": month, **{name: months[month][name] for name in columns}} for month in sorted(months)]


def by_outcome(session: Session, plenary_id: int) -> list[Group]:
    """What was decided, in the words of the rule package: 立案, 并案, 转委员来信 …"""
    statement = select(Proposal.outcome, func.count()).where(received(plenary_id)).group_by(Proposal.outcome)
    counts = {row[0] or "待审": row[1] for row in session.execute(statement)}
    return [{"name": name, "count": count} for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def share(count: int, base: int) -> float | None:
    """A fraction of 1, or none where there is nothing to divide by."""
    return count / base if base else None


def _two_counts(
    session: Session, plenary_id: int, key: InstrumentedAttribute[str] | ColumnElement[str]
) -> dict[str, tuple[int, int]]:
    """Filed and received proposals by a value."""
    name = key.label("name")
    filed = func.sum(case((Proposal.stage.in_(PARTS["filed"]), 1), else_=0))
    statement = select(name, filed, func.count()).where(received(plenary_id)).group_by(name)
    return {row[0] or UNNAMED: (row[1], row[2]) for row in session.execute(statement)}


def _groups(counted: dict[str, tuple[int, int]], order: Iterable[str], base: int) -> list[Group]:
    """Known names in their order, unknown ones after them by count, what lacks the value last."""
    known = list(dict.fromkeys(order))
    others = sorted(counted.keys() - set(known) - {UNNAMED}, key=lambda name: (-counted[name][0], name))
    names = [*known, *others, *([UNNAMED] if UNNAMED in counted else [])]
    return [
        {"name": name, "count": counted.get(name, (0, 0))[0], "share": share(counted.get(name, (0, 0))[0], base),
         "received": counted.get(name, (0, 0))[1]}
        for name in names
    ]  # fmt: skip
