"""After a form was entered: correcting it, taking it back as not returned, and reminding of those that stay out."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.feedback import Feedback, FormReminder
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.services.bulk import record_of, settle
from zxdesk.services.change import Change
from zxdesk.services.feedback import asked_of, form_named, satisfaction_of
from zxdesk.services.frame import require_word, rules_of

FLAGS = ("is_leader_reply", "is_signed")
EMPTY: dict[str, Any] = {
    "returned_on": None, "contact_answer": "", "attitude": "", "way": "", "relevance": "", "is_leader_reply": None, "result": "",
    "comment": "", "is_signed": None, "signed_on": None, "entered_by": "",
}  # fmt: skip
"""What a form says before it has come back."""


def correct_feedback(session: Session, proposal_id: int, *, proposer: str, unit: str | None = None, reason: str = "", **values: Any) -> Change:
    """Correct what was entered of a form; only the values given change, history keeps the former ones.

    Once the proposal is closed the reason is written down, since its satisfaction was reported. Source: domain §2.1 guards.
    """
    leading, form, rules = _entered(session, proposal_id, proposer, unit)
    if leading.stage is not Stage.CONSULTING and not reason:
        raise RuleError(f"{leading.name} 已{leading.stage.label}，更正征询意见要写明理由。", "reason")
    returned_on = values.get("returned_on", form.returned_on)
    if returned_on is None or returned_on < form.sent_on:
        raise RuleError(f"收回日期要在发出日期 {form.sent_on} 以后。", "returned_on")
    for name, offered, label in _asked_words(rules):
        if name in values:
            require_word(values[name], offered, name, label)
            if not values[name] and name in ("attitude", "result"):
                raise RuleError(f"{label}不能空着；表没有收回的，退回未收。", name)
    for name, value in values.items():
        setattr(form, name, {"是": True, "否": False, "": None}.get(value, value) if name in FLAGS else value)
    form.entered_by = session.info["actor"].name
    settle(session)
    leading.satisfaction = satisfaction_of(leading, rules, "result") or ""
    unhappy = any(getattr(form, aspect) in rules.dissatisfied_words for aspect in rules.redo_on)
    late = unhappy and leading.stage is not Stage.CONSULTING
    warnings = (f"{leading.name} 已{leading.stage.label}而有不满意；要重新办理，先退回上一步。",) if late else ()
    return Change(f"更正征询意见 {leading.name} {form.line.name}", proposal_id, warnings=warnings, reason=reason)


def take_back_feedback(session: Session, proposal_id: int, *, proposer: str, reason: str, unit: str | None = None) -> Change:
    """A form entered by mistake counts as not returned again; what it said stays in history."""
    leading, form, rules = _entered(session, proposal_id, proposer, unit)
    if leading.stage is not Stage.CONSULTING:
        raise RuleError(f"{leading.name} 现在是“{leading.stage.label}”，征询意见不能退回未收；先退回到征询中。", "stage")
    for name, value in EMPTY.items():
        setattr(form, name, value)
    assignment = form.reply.assignment
    if assignment.state is UnitState.JUDGED:
        assignment.state = UnitState.REPLIED  # a step back, so no row of the table
    settle(session)
    leading.satisfaction = satisfaction_of(leading, rules, "result") or ""
    return Change(f"征询意见退回未收 {leading.name} {form.line.name}", proposal_id, reason=reason)


def remind_form(
    session: Session,
    proposal_id: int,
    *,
    proposer: str,
    reminded_on: date,
    way: str,
    unit: str | None = None,
    person: str = "",
    answer: str = "",
    next_on: date | None = None,
) -> Change:
    """催收: the proposer was asked for a form that has not come back. Source: domain §4.9 催办."""
    proposal = record_of(session, Proposal, proposal_id)
    form = form_named(asked_of(proposal), proposal, proposer, unit)
    if form.returned_on is not None:
        raise RuleError(f"{form.line.name}的征询意见表 {form.returned_on} 已收回，不用催收。", "proposer")
    require_form_reminder(session, form, reminded_on=reminded_on, way=way, next_on=next_on)
    form.reminders.append(FormReminder(reminded_on=reminded_on, way=way, person=person, answer=answer, next_on=next_on))
    return Change(f"催收征询意见表 {proposal.name} {form.line.name}", proposal.id)


def require_form_reminder(session: Session, form: Feedback, *, reminded_on: date, way: str, next_on: date | None) -> None:
    """``RuleError`` where a form cannot have been asked for so, registered or corrected."""
    if reminded_on < form.sent_on:
        raise RuleError(f"催收日期 {reminded_on} 早于发出日期 {form.sent_on}；改正其中一个。", "reminded_on")
    if form.returned_on is not None and reminded_on > form.returned_on:
        raise RuleError(f"催收日期 {reminded_on} 晚于收回日期 {form.returned_on}；改正其中一个。", "reminded_on")
    if next_on is not None and next_on < reminded_on:
        raise RuleError(f"下次跟进 {next_on} 早于催收日期 {reminded_on}；改正其中一个。", "next_on")
    require_word(way, rules_of(session, form.proposal.plenary).reminder_ways, "way", "催收方式")


def _entered(session: Session, proposal_id: int, proposer: str, unit: str | None) -> tuple[Proposal, Feedback, Rules]:
    proposal = record_of(session, Proposal, proposal_id)
    leading = asked_of(proposal)
    form = form_named(leading, proposal, proposer, unit)
    if form.returned_on is None:
        raise RuleError(f"{form.line.name}的征询意见表还没有登记，没有可改的。", "proposer")
    return leading, form, rules_of(session, proposal.plenary)


def _asked_words(rules: Rules) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return (
        ("attitude", rules.feedback_attitude, "办理态度"),
        ("result", rules.feedback_result, "办理结果"),
        ("contact_answer", rules.feedback_contact, "面商情况"),
        ("way", rules.feedback_way, "听取意见方式"),
    )
