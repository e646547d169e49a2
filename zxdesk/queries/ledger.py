"""The year ledger's values of proposals, one mapping a row, loaded in few statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.numbering import sort_key
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import Signature
from zxdesk.domain.review import ReviewStep
from zxdesk.domain.rules import Rules
from zxdesk.domain.satisfaction import overall
from zxdesk.domain.stage import ANSWERED_STAGES, Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.office_rules import rules_by_plenary

TIMINGS = {"session": "会间", "ordinary": "平时"}
RETURNED = "退回修改"
BETWEEN_NUMBERS = "；"
SHOWN = (Signature.SIGNED, Signature.PENDING)


def ledger_proposals(session: Session, plenary_id: int | None) -> list[Proposal]:
    """Every received proposal of a plenary, or of all, with the parts a ledger tells of, in the order of their numbers."""
    of_assignment = selectinload(Proposal.assignments)
    query = select(Proposal).where(Proposal.receipt_number.is_not(None)).options(
        joinedload(Proposal.plenary).joinedload(Plenary.term),
        selectinload(Proposal.lines),
        selectinload(Proposal.reviews),
        of_assignment.joinedload(Assignment.unit),
        of_assignment.selectinload(Assignment.contacts),
        of_assignment.selectinload(Assignment.replies),
        selectinload(Proposal.feedbacks).joinedload(Feedback.line),
        selectinload(Proposal.merged),
    )
    if plenary_id is not None:
        query = query.where(Proposal.plenary_id == plenary_id)
    return sorted(session.scalars(query), key=_place)


def ledger_values(session: Session, plenary_id: int | None) -> list[dict[str, Any]]:
    """One mapping a proposal, its keys the fields of a ledger line. Source: domain §4."""
    proposals = ledger_proposals(session, plenary_id)
    rules = rules_by_plenary(session, {p.plenary_id for p in proposals}) if proposals else {}
    names = full_names(session.scalars(select(HandlingUnit)))
    return [values_of_line(p, rules[p.plenary_id], names) for p in proposals]


def full_names(units: Iterable[HandlingUnit]) -> dict[str, str]:
    """The full name behind a unit's short one; reviews keep the short one."""
    return {unit.short: unit.name for unit in units}


def values_of_line(proposal: Proposal, rules: Rules, names: Mapping[str, str]) -> dict[str, Any]:
    """The line of one proposal; what is unknown is "", () or None."""
    return _of_proposal(proposal, rules) | _of_units(proposal, names) | _of_reply(proposal) | _of_feedback(proposal, rules)


def _of_proposal(proposal: Proposal, rules: Rules) -> dict[str, Any]:
    lines = [line for line in proposal.lines if line.signature in SHOWN] or proposal.lines
    kind = "个人" if proposal.proposer_kind == "联名" and len(lines) == 1 else proposal.proposer_kind
    lead = proposal.lead if proposal.stage is Stage.MERGED else None
    return {
        "plenary": proposal.plenary.name, "receipt_number": proposal.receipt_number or "", "number": proposal.number or "",
        "title": proposal.title, "proposer_kind": kind,
        "proposers": tuple(line.name for line in lines[:1]), "joint": tuple(line.name for line in lines[1:]),
        "sector": lines[0].sector if lines else "", "submitted_on": proposal.submitted_on,
        "timing": TIMINGS.get(proposal.timing, proposal.timing), "category": proposal.category,
        "outcome": RETURNED if proposal.stage is Stage.RETURNED else proposal.outcome,
        "lead_number": (lead.number or lead.receipt_number or "") if lead else "",
        "reasons": tuple(_reason(rules, code) for code in proposal.reasons or ()),
        "is_key": proposal.is_key, "is_open": proposal.is_open,
        "situation": proposal.situation, "analysis": proposal.analysis, "suggestion": proposal.suggestion,
    }  # fmt: skip


def _of_units(proposal: Proposal, names: Mapping[str, str]) -> dict[str, Any]:
    at_work = standing(proposal)
    if not at_work:
        return _agreed(proposal, names)
    named = {role: tuple(a.unit.name for a in at_work if a.role is role) for role in Role}
    answering = [a for a in at_work if a.role.answers]
    contacts = sorted((c for a in answering for c in a.contacts), key=lambda c: (c.contacted_on, c.id))
    return {
        "lead_units": named[Role.SOLE] + named[Role.LEAD], "co_units": named[Role.CO], "separate_units": named[Role.SEPARATE],
        "assigned_on": proposal.assigned_on, "due_on": answering[0].due_on if answering else None,
        "contact_way": "、".join(dict.fromkeys(c.way for c in contacts)),
    }  # fmt: skip


def standing(proposal: Proposal) -> list[Assignment]:
    """Undertakings a ledger names: those reassigned are left out, those a withdrawal stopped are not."""
    return [a for a in proposal.assignments if a.state is not UnitState.ENDED]


def _agreed(proposal: Proposal, names: Mapping[str, str]) -> dict[str, Any]:
    """The units a filed proposal waits to be given to, as the review agreed on them."""
    review = next((r for r in reversed(proposal.reviews) if r.step is ReviewStep.SECOND), None)
    waits = proposal.stage is Stage.FILED and review is not None
    lead, co = (review.lead_units, review.co_units) if waits and review is not None else ("", "")
    units = {key: tuple(names.get(name, name) for name in text.split("、") if name) for key, text in (("lead_units", lead), ("co_units", co))}
    return units | {"separate_units": (), "assigned_on": None, "due_on": None, "contact_way": ""}


def _of_reply(proposal: Proposal) -> dict[str, Any]:
    replies = [a.last_reply for a in proposal.answering] if proposal.stage in ANSWERED_STAGES else []
    if not replies or None in replies:
        return {"replied_on": None, "reply_number": "", "reply_class": ""}
    numbers = [reply.number for reply in replies if reply is not None and reply.number]
    written = numbers[:1] if len(set(numbers)) == 1 else numbers
    return {"replied_on": proposal.replied_on, "reply_number": BETWEEN_NUMBERS.join(written), "reply_class": proposal.reply_class}


def _of_feedback(proposal: Proposal, rules: Rules) -> dict[str, Any]:
    if proposal.stage not in ANSWERED_STAGES or not any(f.returned_on for member in proposal.family for f in member.feedbacks):
        return {"attitude": "", "result": ""}
    return {
        "attitude": judgement(proposal, "attitude", rules.feedback_attitude, rules),
        "result": judgement(proposal, "result", rules.feedback_result, rules),
    }


def judgement(proposal: Proposal, aspect: str, order: tuple[str, ...], rules: Rules) -> str:
    """One word for the replies in force by the office's rule, the least favourable reply counting; "" while undecided.

    Source: domain §6.3.
    """
    forms = sorted(
        (f for member in proposal.family for f in member.feedbacks),
        key=lambda f: (f.proposal_id != proposal.id, f.proposal_id, f.line.position),
    )
    words = []
    for reply in (a.last_reply for a in proposal.answering):
        answers = [getattr(form, aspect) or None for form in forms if reply is not None and form.reply_id == reply.id]
        try:
            word = overall(answers, rule=rules.satisfaction, order=order)
        except RuleError:  # a word of an earlier rule package
            return ""
        if answers and word is None:
            return ""
        words += [word] if word else []
    return max(words, key=order.index, default="")


def bare(number: str) -> str:
    """A number without the zeros that only fill it up: an office's old sheets have lost them."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", number.strip()).casefold()


def _reason(rules: Rules, code: str) -> str:
    return next((choice.name for choice in rules.reasons if code in (choice.code, choice.name)), code)


def _place(proposal: Proposal) -> tuple[Any, ...]:
    plenary = proposal.plenary
    return (
        plenary.term.number, plenary.number, sort_key(proposal.number or ""), sort_key(proposal.receipt_number or ""), proposal.title,
    )
