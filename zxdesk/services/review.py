"""First and second review: checks, category, proposed outcome and units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.review import Review, ReviewStep
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage, advance
from zxdesk.services.bulk import record_of
from zxdesk.services.change import Change
from zxdesk.services.frame import rules_of
from zxdesk.services.resolve import unit_named
from zxdesk.services.submission import set_category

NEEDS_REASON = ("不予立案", "转为意见和建议", "转社情民意信息", "转委员来信", "退回修改")


def first_review(
    session: Session,
    proposal_id: int,
    *,
    reviewer: str,
    reviewed_on: date,
    category: str,
    outcome: str,
    is_qualified: bool = True,
    is_content_fit: bool = True,
    is_form_fit: bool = True,
    duplicate_check: str = "",
    reasons: tuple[str, ...] = (),
    opinion: str = "",
    lead_units: tuple[str, ...] = (),
    co_units: tuple[str, ...] = (),
    suggests_key: bool = False,
) -> Change:
    """P5: qualification, content and form checked, category and outcome proposed. Source: domain §1.4, §2.1."""
    proposal = record_of(session, Proposal, proposal_id)
    rules = rules_of(session, proposal.plenary)
    require_date(proposal, reviewed_on)
    require_fit((is_qualified, is_content_fit, is_form_fit), outcome)
    advance(proposal, "P5")
    set_category(session, proposal, category)
    review = Review(
        step=ReviewStep.FIRST, reviewer=reviewer, reviewed_on=reviewed_on, opinion=opinion, category=category,
        outcome=outcome_named(rules, outcome), reasons=reasons_named(rules, reasons, outcome), duplicate_check=duplicate_check,
        is_qualified=is_qualified, is_content_fit=is_content_fit, is_form_fit=is_form_fit, suggests_key=suggests_key,
        lead_units=units_named(session, lead_units, reviewed_on, "lead_units"),
        co_units=units_named(session, co_units, reviewed_on, "co_units"),
    )
    proposal.reviews.append(review)
    proposal.is_key_suggested = proposal.is_key_suggested or suggests_key
    return Change(f"初审 {proposal.name}", proposal.id)


def second_review(
    session: Session,
    proposal_id: int,
    *,
    reviewer: str,
    reviewed_on: date,
    outcome: str | None = None,
    category: str | None = None,
    reasons: tuple[str, ...] | None = None,
    opinion: str = "",
    lead_units: tuple[str, ...] | None = None,
    co_units: tuple[str, ...] | None = None,
    meeting: str = "",
) -> Change:
    """P6: confirm or change what the first review proposed; the units are agreed here. Source: domain §2.1."""
    proposal = record_of(session, Proposal, proposal_id)
    rules = rules_of(session, proposal.plenary)
    if proposal.stage is not Stage.FIRST_REVIEWED:
        advance(proposal, "P6")
    first = proposal.reviews[-1]
    if reviewed_on < first.reviewed_on:
        raise RuleError(f"复审日期 {reviewed_on} 早于初审日期 {first.reviewed_on}；改正其中一个。", "reviewed_on")
    advance(proposal, "P6")
    if category is not None:
        set_category(session, proposal, category)
    agreed = outcome or first.outcome
    review = Review(
        step=ReviewStep.SECOND, reviewer=reviewer, reviewed_on=reviewed_on, opinion=opinion, category=proposal.category,
        outcome=outcome_named(rules, agreed), meeting=meeting,
        reasons=reasons_named(rules, reasons if reasons is not None else tuple(first.reasons), agreed),
        lead_units=first.lead_units if lead_units is None else units_named(session, lead_units, reviewed_on, "lead_units"),
        co_units=first.co_units if co_units is None else units_named(session, co_units, reviewed_on, "co_units"),
    )
    proposal.reviews.append(review)
    return Change(f"复审 {proposal.name}", proposal.id)


def outcome_named(rules: Rules, text: str) -> str:
    """The outcome by code or name, as the rule package writes it."""
    return rules.choice("outcomes", text).name


def reasons_named(rules: Rules, texts: tuple[str, ...], outcome: str) -> list[str]:
    """Codes of the reasons; at least one where the outcome needs it. Source: domain §5.4."""
    if not texts and outcome in NEEDS_REASON:
        raise RuleError(f"{outcome}要写明原因，从原因表里至少选一条。", "reasons")
    codes, rest = [], list(texts)
    while rest:
        count = next((n for n in range(len(rest), 1, -1) if _is_reason(rules, "、".join(rest[:n]))), 1)
        codes.append(rules.choice("reasons", "、".join(rest[:count])).code)
        del rest[:count]
    return codes


def _is_reason(rules: Rules, text: str) -> bool:
    """Whether several pieces are one reason, whose own name has a 、 in it."""
    return any(choice.name == text for choice in rules.reasons)


def units_named(session: Session, names: tuple[str, ...], on: date, field: str) -> str:
    """The units meant, by their short names, in one text."""
    return "、".join(unit_named(session, name, on=on, field=field).short for name in names)


def require_date(proposal: Proposal, reviewed_on: date) -> None:
    """``RuleError`` where a review would come before the proposal did."""
    if proposal.received_on is not None and reviewed_on < proposal.received_on:
        raise RuleError(f"审查日期 {reviewed_on} 早于收件日期 {proposal.received_on}；改正其中一个。", "reviewed_on")


def require_fit(checks: Sequence[bool | None], outcome: str) -> None:
    """``RuleError`` where filing is proposed although a check failed."""
    if False in checks and outcome == "立案":
        raise RuleError("资格、内容或格式有一项不符，不能建议立案；改建议结果，或退回补充。", "outcome")
