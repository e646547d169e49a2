"""All figures of one plenary, whether they agree, and the proposals behind each of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.conventions import conventions_said
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import ANSWERED_STAGES
from zxdesk.queries.figures import groups
from zxdesk.queries.figures.behind import figure_ids
from zxdesk.queries.figures.contradictions import contradictions
from zxdesk.queries.figures.months import by_month, month_counts
from zxdesk.queries.figures.on_the_way import on_the_way
from zxdesk.queries.figures.people import by_member, participation
from zxdesk.queries.figures.rates import rates
from zxdesk.queries.figures.reconciliation import Line, reconciled
from zxdesk.queries.figures.satisfaction import ASPECTS, answers_given, forms_in_force
from zxdesk.queries.figures.units import by_role, by_unit, unit_cells
from zxdesk.queries.figures.years import by_year
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.readings import Readings
from zxdesk.queries.roomy import roomy

__all__ = ["contradictions", "differences", "figure_ids", "statistics", "year_figures"]


def statistics(session: Session, plenary_id: int, *, today: date) -> dict[str, Any]:
    """Every figure of a plenary by the conventions of its rule package. Source: domain §6, design §6.

    Counts are integers, shares and values fractions of 1, or none where there is nothing to divide by.
    Raises ``RuleError`` when there is no such plenary.
    """
    with roomy(session):
        return gathered_figures(Readings(session), plenary_id, today)


def gathered_figures(readings: Readings, plenary_id: int, today: date) -> dict[str, Any]:
    """The same for work that asks for more than the figures."""
    plenary = readings.session.get(Plenary, plenary_id)
    if plenary is None:
        raise RuleError(f"没有 #{plenary_id} 这个届次。", "plenary")
    rules = rules_of(readings.session, plenary_id)
    figures = _figures(readings, plenary_id, rules, today=today)
    lines = reconciled(readings, plenary_id, rules, figures)
    balance = next(line for line in lines if line.key == "received")
    return {
        "plenary": plenary.name, **figures,
        "identity": {"holds": balance.holds, "sentence": balance.sentence},
        "reconciliation": [line.plain() for line in lines],
        "differences": _sentences(lines),
        "conventions": conventions_said(rules), "decimals": int(rules.conventions["decimals"]),
    }  # fmt: skip


def _figures(readings: Readings, plenary_id: int, rules: Rules, *, today: date) -> dict[str, Any]:
    session = readings.session
    counts = groups.part_counts(session, plenary_id)
    filed, back = counts["filed"], sum(form.is_back for form in readings.ask(forms_in_force, plenary_id))
    given = {aspect: readings.gather(answers_given, plenary_id, aspect) for aspect in ASPECTS}
    base = counts["received"] if rules.conventions["share_base"] == "received" else filed
    categories = groups.by_category(session, plenary_id, rules, base)
    types = groups.by_proposer_type(session, plenary_id, rules, base)
    stages = groups.by_stage(session, plenary_id)
    measured = rates(readings, plenary_id, rules, today=today, filed=filed)
    answered = {stage.value for stage in ANSWERED_STAGES}
    return {
        **counts,
        "replied": sum(line["count"] for line in stages if line["stage"] in answered),
        "by_category": categories,
        "by_construction": groups.by_construction(categories, rules, base),
        "by_proposer_type": types,
        "by_proposer_group": groups.by_proposer_group(types, rules, base),
        "by_sector": groups.by_sector(session, plenary_id, rules, base),
        "by_unit": readings.gather(by_unit, plenary_id, today),
        "by_role": by_role(readings.ask(unit_cells, plenary_id, today)),
        "by_month": by_month(readings.ask(month_counts, plenary_id)),
        "by_stage": stages,
        "by_class": groups.by_class(session, plenary_id, rules, filed),
        "by_outcome": groups.by_outcome(session, plenary_id),
        "on_the_way": on_the_way(session, plenary_id, rules, today=today),
        "answers": {aspect: _answers(counts, rules, aspect) for aspect, counts in given.items()},
        "blank": {aspect: back - sum(counts.values()) for aspect, counts in given.items()},
        "rates": measured | {"participation": participation(session, plenary_id, rules, today=today)},
    }


def year_figures(session: Session, plenary_id: int, *, today: date) -> dict[str, Any]:
    """Every figure of a plenary with its members and the plenaries before it, as the page 统计 shows them."""
    return statistics(session, plenary_id, today=today) | {
        "by_year": by_year(session, plenary_id, today=today), "by_member": by_member(session, plenary_id, today=today),
    }  # fmt: skip


def differences(session: Session, plenary_id: int, *, today: date) -> list[str]:
    """Where the figures of a plenary do not add up, each in a sentence. Source: domain §6.1, §6.4."""
    found: list[str] = statistics(session, plenary_id, today=today)["differences"]
    return found


def _sentences(lines: list[Line]) -> list[str]:
    """Each difference once: constructions lack what categories lack, and groups what types lack."""
    broken = {line.key for line in lines if not line.holds}
    again = {"construction"} | ({"group"} if "type" in broken else set())
    return [line.sentence for line in lines if line.key in broken - again]


def _answers(counts: Mapping[str, int], rules: Rules, aspect: str) -> list[dict[str, Any]]:
    order = rules.feedback_attitude if aspect == "attitude" else rules.feedback_result
    names = list(dict.fromkeys([*order, *sorted(counts)]))
    listed = [counts.get(name, 0) for name in names]
    said = groups.as_shares(listed, sum(listed), rules)
    return [{"name": name, "count": count, "share": shown} for name, count, shown in zip(names, listed, said, strict=True)]
