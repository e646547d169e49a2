"""All figures of one plenary, whether they agree, and the proposals behind each of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures import groups
from zxdesk.queries.figures.behind import figure_ids
from zxdesk.queries.figures.contradictions import contradictions
from zxdesk.queries.figures.on_the_way import on_the_way
from zxdesk.queries.figures.people import by_member, participation
from zxdesk.queries.figures.population import (
    UNNAMED,
    part,
    received,
    replied,
)
from zxdesk.queries.figures.rates import rates
from zxdesk.queries.figures.satisfaction import ASPECTS, answer_counts
from zxdesk.queries.figures.units import by_role, by_unit
from zxdesk.queries.figures.years import by_year
from zxdesk.queries.office_rules import rules_of

__all__ = ["contradictions", "differences", "figure_ids", "statistics", "year_figures"]

PART_WORDS = {
    "filed": "立案", "merged": "并案", "opinions": "转意见建议", "not_filed": "不予立案", "withdrawn": "撤案", "pending": "待审",
}  # fmt: skip


def statistics(session: Session, plenary_id: int, *, today: date) -> dict[str, Any]:
    """Every figure of a plenary by the conventions of its rule package. Source: domain §6, design §6.

    Counts are integers, shares and values fractions of 1, or none where there is nothing to divide by.
    Raises ``RuleError`` when there is no such plenary.
    """
    plenary = session.get(Plenary, plenary_id)
    if plenary is None:
        raise RuleError(f"没有 #{plenary_id} 这个届次。", "plenary")
    rules = rules_of(session, plenary_id)
    counts = groups.part_counts(session, plenary_id)
    base = counts["received"] if rules.conventions["share_base"] == "received" else counts["filed"]
    categories = groups.by_category(session, plenary_id, rules, base)
    types = groups.by_proposer_type(session, plenary_id, rules, base)
    return {
        "plenary": plenary.name,
        **counts,
        "by_category": categories,
        "by_construction": groups.by_construction(categories, rules, base),
        "by_proposer_type": types,
        "by_proposer_group": groups.by_proposer_group(types, base),
        "by_sector": groups.by_sector(session, plenary_id, rules, base),
        "by_unit": by_unit(session, plenary_id, rules, today=today),
        "by_role": by_role(session, plenary_id, rules, today=today),
        "by_month": groups.by_month(session, plenary_id),
        "by_stage": groups.by_stage(session, plenary_id),
        "by_class": groups.by_class(session, plenary_id, rules, counts["filed"]),
        "by_outcome": groups.by_outcome(session, plenary_id),
        "on_the_way": on_the_way(session, plenary_id, rules, today=today),
        "answers": {aspect: _answers(session, plenary_id, rules, aspect) for aspect in ASPECTS},
        "rates": rates(session, plenary_id, rules, today=today)
        | {"participation": participation(session, plenary_id, rules, today=today)},
        "identity": _identity(counts),
        "differences": differences(session, plenary_id),
    }


def year_figures(session: Session, plenary_id: int, *, today: date) -> dict[str, Any]:
    """Every figure of a plenary with its members and the plenaries before it, as the page 统计 shows them."""
    return statistics(session, plenary_id, today=today) | {
        "by_year": by_year(session, plenary_id, today=today), "by_member": by_member(session, plenary_id, today=today),
    }  # fmt: skip


def _answers(session: Session, plenary_id: int, rules: Rules, aspect: str) -> list[dict[str, Any]]:
    counts = answer_counts(session, plenary_id, aspect)
    order = rules.feedback_attitude if aspect == "attitude" else rules.feedback_result
    names = dict.fromkeys([*order, *sorted(counts)])
    total = sum(counts.values())
    return [{"name": n, "count": counts.get(n, 0), "share": groups.share(counts.get(n, 0), total)} for n in names]


def _identity(counts: dict[str, int]) -> dict[str, Any]:
    """R = F + M + T + N + W + P, written out. Source: domain §6.1."""
    added = "＋".join(f"{word} {counts[name]}" for name, word in PART_WORDS.items())
    reached = sum(counts[name] for name in PART_WORDS)
    sign = "＝" if reached == counts["received"] else "≠"
    return {"holds": reached == counts["received"], "sentence": f"收到 {counts['received']} {sign} {added}"}


def differences(session: Session, plenary_id: int) -> list[str]:
    """Where the figures of a plenary do not add up, each in a sentence. Source: domain §6.1, §6.4."""
    rules = rules_of(session, plenary_id)
    counts = groups.part_counts(session, plenary_id)
    categories = groups.by_category(session, plenary_id, rules, counts["filed"])
    types = groups.by_proposer_type(session, plenary_id, rules, counts["filed"])
    classes = groups.by_class(session, plenary_id, rules, counts["filed"])
    found = []
    if not _identity(counts)["holds"]:
        found.append(f"{_identity(counts)['sentence']}，收支不平。")
    for title, lines in (("类别", categories), ("提案者类型", types)):
        named = sum(line["count"] for line in lines if line["name"] != UNNAMED)
        if named != counts["filed"]:
            found.append(f"各{title}合计 {named} 件，与立案 {counts['filed']} 件不符，{counts['filed'] - named} 件没有填{title}。")
    answered = _count(session, replied(plenary_id))
    classed = sum(line["count"] for line in classes)
    if answered != classed:
        found.append(f"已办复 {answered} 件，各办理类别合计 {classed} 件，两者不符。")
    unnumbered = _count(session, and_(part(plenary_id, "filed"), or_(Proposal.number.is_(None), Proposal.number == "")))
    if unnumbered:
        found.append(f"立案 {counts['filed']} 件中有 {unnumbered} 件没有提案号。")
    outside = _count(
        session, and_(Proposal.plenary_id == plenary_id, Proposal.stage != Stage.DRAFT, ~received(plenary_id))
    )
    if outside:
        found.append(f"有 {outside} 件没有收件号，没有计入收到 {counts['received']} 件。")
    return found


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count()).select_from(Proposal).where(condition)) or 0)
