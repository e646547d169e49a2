"""A row of a proposal the register has already: what differs, what of it may be corrected, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import OPEN_STATES, Stage
from zxdesk.queries.ledger import BETWEEN_NUMBERS, TIMINGS, bare, standing
from zxdesk.services.answering import proposal_class
from zxdesk.services.assignment import add_unit, set_due
from zxdesk.services.ledger_directory import Directory
from zxdesk.services.ledger_facts import MERGED, WITHDRAWN, Facts
from zxdesk.services.ledger_forward import NO_REASON, WRITER, proposer_keys
from zxdesk.services.ledger_verdict import LABELS
from zxdesk.services.submission import TEXTS, fill, keep_version, set_category

UNIT_FIELDS = ("lead_units", "co_units", "separate_units")
NUMBERS = ("receipt_number", "number", "lead_number")
PLAIN = ("situation", "analysis", "suggestion", "title", "sector")
CLOSED_TO_CORRECTION = (Stage.ARCHIVED, Stage.FOLLOWING)
ROLES = {"co_units": Role.CO, "separate_units": Role.SEPARATE}


def differences(facts: Facts, now: Mapping[str, Any], directory: Directory) -> tuple[str, ...]:
    """The fields in which a row says more or other than the register; an empty cell says nothing and clears nothing."""
    return tuple(name for name in LABELS if name != "plenary" and _differs(name, facts, now, directory))


def _differs(name: str, facts: Facts, now: Mapping[str, Any], directory: Directory) -> bool:
    said, known = getattr(facts.entry, name), now[name]
    if name == "outcome":
        return bool(facts.outcome) and facts.outcome != known
    if said in ("", (), None) or said == known:
        return False
    if name in NUMBERS:
        return not known or bool(bare(said) != bare(known))
    if name == "proposer_kind":
        return bool(facts.kind != known)
    if name == "timing":
        return bool(TIMINGS[facts.timing or ""] != known)
    if name == "reasons":
        return facts.reasons != tuple(facts.rules.choice("reasons", reason).code for reason in known)
    if name == "reply_class":
        return bool(facts.reply_class != known)
    if name == "contact_way":
        return not set(facts.ways) <= set(known.split("、"))
    if name in UNIT_FIELDS:
        return not _same_units(said, known, directory)
    return True


def _same_units(said: tuple[str, ...], known: tuple[str, ...], directory: Directory) -> bool:
    """Whether two lists name the same units, a short name for a full one included."""
    meant = [{unit.name for unit in directory.units.get(name, ())} or {name} for name in said]
    return len(meant) == len(known) and all(any(name in names for names in meant) for name in known)


def correct(
    session: Session, proposal: Proposal, facts: Facts, fields: tuple[str, ...], *, directory: Directory, sectors: dict[str, str], today: date
) -> None:
    """Write the differences that may be corrected. Raises ``RuleError`` for one that only the workflow may change."""
    proposal.plenary.require_unlocked()
    _refuse_backwards(proposal, facts, fields)
    _correct_content(session, proposal, facts, fields, today)
    if {"proposers", "joint"} & set(fields):
        fill(session, proposal, proposer_kind=facts.kind, proposers=proposer_keys(facts, directory, sectors))
    if "sector" in fields and proposal.lines:
        proposal.lines[0].sector = facts.entry.sector
    if proposal.assignments:
        _correct_units(session, proposal, facts, fields, directory)
    if {"reply_number", "reply_class", "replied_on"} & set(fields) and proposal.replied_on is not None:
        _correct_reply(proposal, facts, fields)
    session.flush()


def _refuse_backwards(proposal: Proposal, facts: Facts, fields: tuple[str, ...]) -> None:
    for name in ("receipt_number", "number"):
        held = getattr(proposal, name)
        if name in fields and held:
            raise RuleError(f"{LABELS[name]}已是 {held}，发出的号不能改；台账写的是 {getattr(facts.entry, name)}。", name)
    forward = facts.outcome == WITHDRAWN or (facts.outcome == MERGED and proposal.stage is Stage.FILED)
    if "outcome" in fields and proposal.outcome and not forward:
        raise RuleError(f"已是“{proposal.outcome}”，台账写的是“{facts.outcome}”；要改先在文件里退回上一步。", "outcome")
    if "lead_number" in fields and proposal.stage is Stage.MERGED:
        raise RuleError(f"已并入 {proposal.lead.name if proposal.lead else ''}，要改先解除并案。", "lead_number")
    if "assigned_on" in fields and proposal.assigned_on is not None:
        raise RuleError(f"已于 {proposal.assigned_on} 交办，台账写的是 {facts.assigned_on}；核对交办日期。", "assigned_on")
    for name in ("attitude", "result"):
        if name in fields and any(getattr(form, name) for form in proposal.feedbacks):
            raise RuleError(f"{LABELS[name]}已按征询意见表登记，与台账的“{getattr(facts.entry, name)}”不同；在文件里更正。", name)


def _correct_content(session: Session, proposal: Proposal, facts: Facts, fields: tuple[str, ...], today: date) -> None:
    entry = facts.entry
    if any(name in fields for name in TEXTS):
        keep_version(proposal, on=today, reason=WRITER)
    values: dict[str, Any] = {name: getattr(entry, name) for name in TEXTS if name in fields}
    if "submitted_on" in fields:
        if proposal.received_on is not None and facts.submitted_on > proposal.received_on:
            raise RuleError(f"提交日期 {facts.submitted_on} 晚于收件日期 {proposal.received_on}；改正其中一个。", "submitted_on")
        values["submitted_on"] = facts.submitted_on
    if "is_open" in fields:
        values |= {"is_open": entry.is_open, "open_reason": proposal.open_reason or ("" if entry.is_open else NO_REASON)}
    if "timing" in fields:
        values |= {"timing": facts.timing, "timing_reason": WRITER}
    if "reasons" in fields:
        values["reasons"] = list(facts.reasons)
    if "proposer_kind" in fields and not {"proposers", "joint"} & set(fields):
        values["proposer_kind"] = facts.kind
    if "category" in fields:
        set_category(session, proposal, entry.category)
    fill(session, proposal, **values)


def _correct_units(session: Session, proposal: Proposal, facts: Facts, fields: tuple[str, ...], directory: Directory) -> None:
    entry, at_work = facts.entry, standing(proposal)
    for name in UNIT_FIELDS:
        if name in fields:
            _add_units(session, proposal, facts, name, directory)
    if "due_on" not in fields or entry.due_on is None:
        return
    still_open = [a for a in at_work if a.role.answers and a.state in OPEN_STATES]
    if not still_open:
        raise RuleError(f"已经答复，答复期限不能再改为 {entry.due_on}；核对答复期限。", "due_on")
    for assignment in still_open:
        start = assignment.due_from or assignment.assigned_on
        set_due(session, assignment, rule=assignment.due_rule, start=start, event=WRITER, fixed=entry.due_on)


def _add_units(session: Session, proposal: Proposal, facts: Facts, name: str, directory: Directory) -> None:
    """A unit more may be brought in; one left out or in another role needs a hand-back."""
    on = proposal.assigned_on or facts.submitted_on
    wanted = {directory.unit(text, on=on, field=name) for text in getattr(facts.entry, name)}
    held = {f"#{a.unit_id}": a for a in standing(proposal)}
    roles = (Role.SOLE, Role.LEAD) if name == "lead_units" else (ROLES[name],)
    left_out = [a.unit.short for key, a in held.items() if a.role in roles and key not in wanted]
    if left_out:
        raise RuleError(f"已交办{'、'.join(left_out)}，台账里没有；换单位在文件里办退办改派。", name)
    for key in sorted(wanted - held.keys()):
        add_unit(session, proposal.id, added_unit=key, role=(Role.LEAD if name == "lead_units" else ROLES[name]).label, assigned_on=on)
    moved = [a.unit.short for key, a in held.items() if key in wanted and a.role not in roles]
    if moved:
        raise RuleError(f"{'、'.join(moved)}已按别的角色交办，台账写在“{LABELS[name]}”；核对承办角色。", name)


def _correct_reply(proposal: Proposal, facts: Facts, fields: tuple[str, ...]) -> None:
    entry = facts.entry
    if proposal.stage in CLOSED_TO_CORRECTION:
        name = next(name for name in ("reply_number", "reply_class", "replied_on") if name in fields)
        raise RuleError(f"已是“{proposal.stage.label}”，答复不能再由台账更正；先在文件里退回上一步。", name)
    numbers = entry.reply_number.split(BETWEEN_NUMBERS)
    answering = [a for a in proposal.answering if a.last_reply is not None]
    if len(numbers) != len(answering):
        numbers = [entry.reply_number] * len(answering)
    for assignment, number in zip(answering, numbers, strict=True):
        _correct_one(assignment, facts, fields, number.strip())
    days = [a.last_reply.replied_on for a in answering if a.last_reply is not None and a.last_reply.replied_on]
    proposal.replied_on = max(days)
    proposal.reply_class = proposal_class(proposal, facts.rules)


def _correct_one(assignment: Assignment, facts: Facts, fields: tuple[str, ...], number: str) -> None:
    reply, day = assignment.last_reply, facts.entry.replied_on
    assert reply is not None
    if "replied_on" in fields and day is not None:
        assignment.require_not_before(day, "答复日期", "replied_on")
        sent_on = assignment.proposal.sent_on
        if sent_on is not None and day > sent_on:
            raise RuleError(f"答复日期 {day} 晚于征询发出日期 {sent_on}；改正其中一个。", "replied_on")
        reply.replied_on = day
    if "reply_class" in fields:
        reply.reply_class = facts.reply_class
    if "reply_number" in fields:
        reply.number = number
