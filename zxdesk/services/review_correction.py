"""Correcting a review that was typed wrong, without contradicting what was built on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.review import Review, ReviewStep
from zxdesk.services.change import Change
from zxdesk.services.correction import PartKind, correct_part, part_named
from zxdesk.services.frame import rules_of
from zxdesk.services.review import outcome_named, reasons_named, require_date, require_fit, units_named
from zxdesk.services.submission import set_category

RANK = {ReviewStep.FIRST: 0, ReviewStep.SECOND: 1, ReviewStep.DECISION: 2}
OF_DECISION = frozenset({"reviewer", "reviewed_on", "opinion", "meeting"})
DECIDED_DAYS = ("decided_on", "filed_on", "merged_on")
Values = Mapping[str, Any]


def correct_review(session: Session, proposal_id: int, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """Correct a review; the proposal's category follows as long as nothing was decided.

    What the decision took over stays as it was decided: its category and outcome are changed by their own steps, or by stepping
    back. The day and the meeting of the decision may be corrected and go up to the proposal. Source: domain §1.3, §1.4, §2.1 P5–P10.
    """
    proposal = session.get_one(Proposal, proposal_id)
    review: Review = _named(proposal, record)
    if review.step is ReviewStep.DECISION and (other := next((name for name in values if name not in OF_DECISION), None)):
        raise RuleError("审定的结果、类别和单位不在这里改；“更正”提案的类别，或退回上一步后重新审定。", other)
    before = review.reviewed_on
    correct_part(session, REVIEW, review, values)
    if review.step is ReviewStep.DECISION:
        _tell_decision(proposal, review, before)
    elif review.category and review is _standing(proposal) and not _decision(proposal):
        set_category(session, proposal, review.category)
    if "suggests_key" in values and proposal.key_file is None:
        proposal.is_key_suggested = any(one.suggests_key for one in proposal.reviews)
    return Change(f"更正{review.step.label} {proposal.name}", proposal.id, reason=reason)


def _named(proposal: Proposal, record: str | None) -> Any:
    """By its day or #id, or by its step: 初审, 复审, 审定 mean the last of that kind."""
    of_step = [review for review in proposal.reviews if review.step.label == record]
    return of_step[-1] if of_step else part_named(REVIEW, proposal.reviews, record, proposal.name)


def _columns(session: Session, review: Review, values: Values) -> dict[str, Any]:
    proposal = review.proposal
    rules = rules_of(session, proposal.plenary)
    columns = dict(values)
    on = columns.get("reviewed_on") or review.reviewed_on
    if columns.get("category") and rules.category(str(columns["category"])) is None:
        raise RuleError(f"规则包里没有“{columns['category']}”这个类别；可选的是：{'、'.join(c.name for c in rules.categories)}。", "category")
    if columns.get("outcome"):
        columns["outcome"] = outcome_named(rules, columns["outcome"])
    if {"outcome", "reasons"} & columns.keys():
        columns["reasons"] = reasons_named(rules, tuple(columns.get("reasons", review.reasons)), columns.get("outcome") or review.outcome)
    for name in ("lead_units", "co_units"):
        if name in columns and columns[name] != _split(getattr(review, name)):
            columns[name] = units_named(session, tuple(columns[name]), on, name)
        elif name in columns:
            columns[name] = getattr(review, name)  # a unit that was renamed since keeps the name it was proposed by
    return columns


def _check(_session: Session, review: Review, values: Values) -> None:
    proposal = review.proposal
    require_date(proposal, values["reviewed_on"])
    _require_between(review, values["reviewed_on"])
    if review.step is ReviewStep.FIRST:
        require_fit((values["is_qualified"], values["is_content_fit"], values["is_form_fit"]), values["outcome"])
    decision = _decision(proposal)
    if decision is None or review is not _standing(proposal):
        return
    for name, decided, word in (("category", proposal.category, "类别"), ("outcome", decision.outcome, "结果")):
        if values[name] not in (getattr(review, name), decided):
            what = f"{review.step.label}的{word}不能改成“{values[name]}”；先“更正”提案，或退回上一步"
            raise RuleError(f"{proposal.name} 已按“{decided}”审定，{what}。", name)


def _require_between(review: Review, on: date) -> None:
    """Between the reviews of the same pass, and not after what followed the decision."""
    proposal = review.proposal
    at = proposal.reviews.index(review)
    rank = RANK[review.step]
    earlier = next((one for one in reversed(proposal.reviews[:at]) if RANK[one.step] < rank), None)
    later = next(iter(proposal.reviews[at + 1 :]), None)
    if earlier is not None and on < earlier.reviewed_on:
        raise RuleError(f"{review.step.label}日期 {on} 早于{earlier.step.label}日期 {earlier.reviewed_on}；改正其中一个。", "reviewed_on")
    if later is not None and RANK[later.step] > rank and on > later.reviewed_on:
        raise RuleError(f"{review.step.label}日期 {on} 晚于{later.step.label}日期 {later.reviewed_on}；改正其中一个。", "reviewed_on")
    if review.step is ReviewStep.DECISION and review is proposal.reviews[-1]:
        passed_on = min((transfer.sent_on for transfer in proposal.transfers), default=None)
        for day, what in ((proposal.notified_on, "告知日期"), (passed_on, "转送日期"), (proposal.assigned_on, "交办日期")):
            if day is not None and on > day:
                raise RuleError(f"审定日期 {on} 晚于{what} {day}；改正其中一个。", "reviewed_on")


def _standing(proposal: Proposal) -> Review | None:
    """The review that the decision rests on, or will rest on."""
    return next((review for review in reversed(proposal.reviews) if review.step is not ReviewStep.DECISION), None)


def _decision(proposal: Proposal) -> Review | None:
    """The decision in force; one that was stepped back from does not count."""
    if proposal.decided_on is None and not proposal.outcome:
        return None
    return next((review for review in reversed(proposal.reviews) if review.step is ReviewStep.DECISION), None)


def _tell_decision(proposal: Proposal, review: Review, before: date) -> None:
    if review is not _decision(proposal):
        return
    for name in DECIDED_DAYS:
        if getattr(proposal, name) == before:
            setattr(proposal, name, review.reviewed_on)
    proposal.meeting = review.meeting


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("、") if part)


REVIEW = PartKind(Review, "reviewed_on", ("reviewer", "reviewed_on", "category", "outcome"), _check, _columns)
