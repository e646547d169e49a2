"""Carrying a proposal as far as its ledger row goes, by the office's own commands, from wherever it stands."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.base import Record
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ANSWERED_STAGES, Stage
from zxdesk.queries.ledger import BETWEEN_NUMBERS
from zxdesk.services.assignment import assign_proposal, reply_rule
from zxdesk.services.bulk import settle
from zxdesk.services.feedback import close_proposal, current_forms, register_feedback, send_forms
from zxdesk.services.filing import OPINION_KINDS, file_proposal, merge_proposal, reject_proposal, turn_into_opinion, withdraw_proposal
from zxdesk.services.frame import due
from zxdesk.services.handling import register_contact
from zxdesk.services.ledger_directory import Directory
from zxdesk.services.ledger_facts import FILED, MERGED, NOT_FILED, RETURNED, WITHDRAWN, Facts, is_of_members
from zxdesk.services.reply import register_reply, submit_reply
from zxdesk.services.review import first_review, second_review
from zxdesk.services.submission import new_draft, receive_proposal, return_proposal, set_category
from zxdesk.services.supervision import decide_key, drop_key, suggest_key

WRITER = "台账导入"
SOURCE = "台账"
KEY_LEVEL = "提案委督办"
NO_REASON = "台账没有写理由"
NO_TEXT = "台账没有正文"
BEFORE_ASSIGNMENT = (Stage.RECEIVED, Stage.RETURNED, Stage.FIRST_REVIEWED, Stage.SECOND_REVIEWED, Stage.FILED)
Units = dict[str, tuple[str, ...]]
PARTS = ("reviews", "text_versions", "transfers", "assignments", "feedbacks", "visits", "attachments", "papers", "merged")
PARTS_OF_UNIT = ("hand_backs", "extensions", "contacts", "replies", "follow_ups", "reminders")


def register_row(session: Session, facts: Facts, directory: Directory, sectors: dict[str, str]) -> Proposal:
    """P1 and P2: the proposal received with its receipt number, proposers and text.

    A ledger without texts, or silent on publicity, leaves them empty, as nothing may be made up in their place.
    """
    entry = facts.entry
    has_text = bool(entry.situation or entry.analysis or entry.suggestion)
    keys = proposer_keys(facts, directory, sectors)
    proposal = new_draft(
        session, facts.plenary, title=entry.title, submitted_on=facts.submitted_on, proposer_kind=facts.kind, proposers=keys,
        source=SOURCE, is_open=entry.is_open is not False, open_reason=NO_REASON if entry.is_open is False else "",
        situation=entry.situation if has_text else NO_TEXT, analysis=entry.analysis, suggestion=entry.suggestion,
    )  # fmt: skip
    receive_proposal(
        session, proposal.id, received_on=facts.submitted_on, receipt_number=entry.receipt_number or None,
        timing=facts.timing, timing_reason=WRITER if facts.timing else "",
    )  # fmt: skip
    _tidy(session, proposal, facts, has_text=has_text)
    return proposal


def _tidy(session: Session, proposal: Proposal, facts: Facts, *, has_text: bool) -> None:
    """Take back what stood in for facts the ledger lacks, and put in what only the ledger knows."""
    entry = facts.entry
    _without(proposal, PARTS)
    set_committed_value(proposal, "key_file", None)
    proposal.is_open = entry.is_open
    if not has_text:
        proposal.situation = ""
    if facts.timing == proposal.plenary.timing_of(facts.submitted_on, None):
        proposal.timing_reason = ""
    if entry.sector and proposal.lines[0].sector != entry.sector:
        proposal.lines[0].sector = entry.sector
    if entry.category and facts.outcome in ("", WITHDRAWN, RETURNED):
        set_category(session, proposal, entry.category)


def proposer_keys(facts: Facts, directory: Directory, sectors: dict[str, str]) -> tuple[str, ...]:
    """The proposers as "#id", created where unknown."""
    term, on = facts.plenary.term, facts.submitted_on
    first = facts.entry.proposers[0]
    keys = []
    for name in facts.names:
        field = "proposers" if name == first else "joint"
        if is_of_members(facts.kind):
            sector = facts.entry.sector if name == first and facts.entry.sector else sectors.get(name, "")
            keys.append(directory.member(name, term, on=on, sector=sector, field=field))
        else:
            keys.append(directory.organisation(name, facts.kind))
    return tuple(keys)


def to_reply(session: Session, proposal: Proposal, facts: Facts, directory: Directory) -> None:
    """Review, decision, assignment, contacts and replies: everything before the proposers are asked."""
    units = _unit_keys(facts, directory) if proposal.stage in BEFORE_ASSIGNMENT else {}
    _decide(session, proposal, facts, units)
    if facts.assigned_on is not None and proposal.stage is Stage.FILED:
        _assign(session, proposal, facts, units)
    for assignment in proposal.answering:
        _contact(session, assignment, facts)
    if facts.outcome == WITHDRAWN and proposal.stage is not Stage.WITHDRAWN:
        _withdraw(session, proposal, facts)
    if facts.entry.replied_on is not None and proposal.stage in (Stage.HANDLING, Stage.REDOING):
        _reply(session, proposal, facts, facts.entry.replied_on)


def _unit_keys(facts: Facts, directory: Directory) -> Units:
    on = facts.assigned_on or facts.submitted_on
    return {
        field: tuple(directory.unit(name, on=on, field=field) for name in getattr(facts.entry, field))
        for field in ("lead_units", "co_units", "separate_units")
    }


def to_close(session: Session, proposal: Proposal, facts: Facts) -> None:
    """Forms, what the proposers said, closing, and whether it is a key proposal.

    The ledger has one word for all proposers, so every form gets it; a dissatisfied one waits for the redo.
    """
    if (facts.entry.attitude or facts.entry.result) and proposal.stage is Stage.REPLIED:
        assert proposal.replied_on is not None
        send_forms(session, proposal.id, sent_on=proposal.replied_on)
        settle(session)
    _judge(session, proposal, facts)
    _key(session, proposal, facts)


def _decide(session: Session, proposal: Proposal, facts: Facts, units: Units) -> None:
    outcome = facts.outcome
    if outcome == RETURNED and proposal.stage is not Stage.RETURNED:
        return_proposal(session, proposal.id, reason="；".join(facts.entry.reasons) or WRITER)
        return
    is_decided = outcome in (FILED, MERGED, NOT_FILED, *OPINION_KINDS) or facts.is_filed
    if not is_decided:
        return
    if proposal.stage is Stage.RECEIVED:
        _review(session, proposal, facts, units)
    if proposal.stage is Stage.FIRST_REVIEWED:
        second_review(session, proposal.id, reviewer=WRITER, reviewed_on=_after(proposal, facts.submitted_on), outcome=outcome)
    day = _after(proposal, facts.submitted_on)
    if facts.is_filed and proposal.stage is Stage.SECOND_REVIEWED:
        file_proposal(session, proposal.id, meeting="", decided_on=day, number=facts.entry.number or None)
    elif outcome in OPINION_KINDS and proposal.outcome != outcome:
        turn_into_opinion(session, proposal.id, decided_on=day, reasons=facts.reasons, kind=outcome)
    elif outcome == NOT_FILED and proposal.outcome != outcome:
        reject_proposal(session, proposal.id, decided_on=day, reasons=facts.reasons)
    if outcome == MERGED and proposal.stage is not Stage.MERGED:
        _merge(session, proposal, facts, day)


def _merge(session: Session, proposal: Proposal, facts: Facts, day: date) -> None:
    session.flush()
    try:
        merge_proposal(session, proposal.id, lead=facts.entry.lead_number, merged_on=day)
    except RuleError as error:
        raise RuleError(error.message, "lead_number" if error.field == "lead" else error.field) from error


def _review(session: Session, proposal: Proposal, facts: Facts, units: Units) -> None:
    """Both reviews as the ledger implies them; a ledger that gives no category to what was not filed leaves none."""
    entry, on = facts.entry, _after(proposal, facts.submitted_on)
    reasons = tuple(facts.reasons)
    lead = co = ()  # type: tuple[str, ...]
    if facts.assigned_on is None:
        lead, co = units["lead_units"] + units["separate_units"], units["co_units"]
    outcome = FILED if facts.outcome == WITHDRAWN else facts.outcome
    first_review(
        session, proposal.id, reviewer=WRITER, reviewed_on=on, category=entry.category or facts.rules.categories[-1].name,
        outcome=outcome, reasons=reasons, lead_units=lead, co_units=co,
    )  # fmt: skip
    second_review(session, proposal.id, reviewer=WRITER, reviewed_on=on)
    if not entry.category:
        proposal.category = ""
        for review in proposal.reviews:
            review.category = ""


def _assign(session: Session, proposal: Proposal, facts: Facts, units: Units) -> None:
    entry, on = facts.entry, facts.assigned_on
    assert on is not None
    lead, co, separate = units["lead_units"], units["co_units"], units["separate_units"]
    is_sole = len(lead) == 1 and not co and not separate
    role = Role.SEPARATE if separate else Role.LEAD
    ruled = due(session, proposal.plenary, reply_rule(role, proposal), start=on, event="交办") if entry.due_on else None
    fixed = None if ruled is not None and ruled.due_on == entry.due_on else entry.due_on
    if is_sole:
        assign_proposal(session, proposal.id, assigned_on=on, sole=lead[0], due_on=fixed)
    else:
        assign_proposal(session, proposal.id, assigned_on=on, lead=lead, co=co, separate=separate, due_on=fixed)
    for assignment in proposal.active_assignments:
        _without(assignment, PARTS_OF_UNIT)


def _contact(session: Session, assignment: Assignment, facts: Facts) -> None:
    known = {contact.way for contact in assignment.contacts}
    for way in facts.ways:
        if way not in known:
            on = facts.entry.replied_on or assignment.assigned_on
            register_contact(session, assignment.id, contacted_on=max(on, assignment.assigned_on), way=way)


def _reply(session: Session, proposal: Proposal, facts: Facts, on: date) -> None:
    waiting = [a for a in proposal.answering if a.current_reply is None]
    numbers = facts.entry.reply_number.split(BETWEEN_NUMBERS)
    if len(numbers) != len(waiting):
        numbers = [facts.entry.reply_number] * len(waiting)
    for assignment, number in zip(waiting, numbers, strict=True):
        if facts.rules.reply_review:
            submit_reply(session, assignment.id, submitted_on=on, body="")
        register_reply(session, assignment.id, number=number.strip(), replied_on=on, reply_class=facts.reply_class)


def _withdraw(session: Session, proposal: Proposal, facts: Facts) -> None:
    on = facts.assigned_on or facts.submitted_on
    withdraw_proposal(session, proposal.id, request=WRITER, reason="、".join(facts.entry.reasons), withdrawn_on=on, consent=WRITER)


def _judge(session: Session, proposal: Proposal, facts: Facts) -> None:
    entry = facts.entry
    if not (entry.attitude or entry.result) or proposal.stage is not Stage.CONSULTING:
        return
    open_forms = [form for form in current_forms(proposal) if form.returned_on is None]
    for form in open_forms:
        register_feedback(
            session, proposal.id, proposer=f"#{form.line.id}", unit=f"#{form.reply.assignment.id}",
            returned_on=form.sent_on, attitude=entry.attitude, result=entry.result,
        )  # fmt: skip
    unhappy = {"attitude": entry.attitude, "result": entry.result}
    if entry.result and not any(unhappy[aspect] in facts.rules.dissatisfied_words for aspect in facts.rules.redo_on):
        close_proposal(session, proposal.id, closed_on=max(form.sent_on for form in current_forms(proposal)))


def _key(session: Session, proposal: Proposal, facts: Facts) -> None:
    wanted = facts.entry.is_key
    if wanted is None or wanted == proposal.is_key:
        return
    session.flush()
    if not wanted:
        drop_key(session, proposal.id, reason=WRITER)
        return
    if proposal.stage not in (Stage.FILED, Stage.HANDLING, *ANSWERED_STAGES):
        raise RuleError("没有立案的提案不能列为重点；改正是否重点或审查结果。", "is_key")
    levels = facts.rules.supervision_levels
    on = facts.assigned_on or _after(proposal, facts.submitted_on)
    suggest_key(session, proposal.id, suggested_on=on, suggested_by=WRITER)
    decide_key(session, proposal.id, decided_on=on, meeting="", level=KEY_LEVEL if KEY_LEVEL in levels else levels[-1], leader="")


def _after(proposal: Proposal, day: date) -> date:
    """Not before the review that stands."""
    return max([day, *(review.reviewed_on for review in proposal.reviews)])


def _without(record: Record, parts: tuple[str, ...]) -> None:
    """Tell the session that a record just made has no parts yet, so that it need not ask."""
    for name in parts:
        set_committed_value(record, name, [])
