"""The forms of the feedback matrix, one row a form, with everything a clerk needs while entering."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.attachment import Attachment
from zxdesk.domain.feedback import RELEVANCE_WORDS, Feedback, FormReminder
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.rule_values import DeadlineRule
from zxdesk.domain.stage import ENDED_STATES, Stage
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.office_rules import rules_by_plenary

ENTRY_STAGES = frozenset({Stage.CONSULTING, Stage.CLOSED, Stage.FOLLOWING})
"""Where the leading proposal stands while forms can be entered and corrected."""
ANSWERS = ("contact_answer", "attitude", "relevance", "result")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form on a reply in force; ``number``, ``title`` and ``stage`` are of the proposal that leads, ``proposal_id`` of its own."""

    id: int
    proposal_id: int
    lead_id: int
    plenary_id: int
    number: str
    title: str
    merged_number: str
    stage: Stage
    assignment_id: int
    unit_id: int
    unit: str
    line_id: int
    proposer: str
    sector: str
    phone: str
    reply_number: str
    reply_class: str
    replied_on: date | None
    redo: int
    sent_on: date
    sent_by: str
    due_on: date | None
    returned_on: date | None
    contact_answer: str
    attitude: str
    relevance: str
    result: str
    comment: str
    way: str
    is_signed: bool | None
    is_leader_reply: bool | None
    reminders: int
    reminded_on: date | None

    @property
    def group(self) -> tuple[int, int]:
        """What stands under one heading: the leading proposal and the unit that answered."""
        return (self.lead_id, self.assignment_id)

    @property
    def is_open(self) -> bool:
        """Whether the form can be entered or corrected now."""
        return self.stage in ENTRY_STAGES

    @property
    def target(self) -> dict[str, object]:
        """The form as the steps name it."""
        return {"proposer": f"#{self.line_id}", "unit": f"#{self.assignment_id}"}

    def is_late(self, today: date) -> bool:
        """Not back after its day."""
        return self.returned_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class FormWords:
    """The words a form offers, column by column in the order of the rules, and how they are judged."""

    contact_answer: tuple[str, ...]
    attitude: tuple[str, ...]
    relevance: tuple[str, ...]
    result: tuple[str, ...]
    way: tuple[str, ...]
    good: frozenset[str]
    bad: frozenset[str]
    redo_on: tuple[str, ...]
    redo_term: str
    follow_up_classes: frozenset[str]

    def of(self, column: str) -> tuple[str, ...]:
        """The words of one column."""
        found: tuple[str, ...] = getattr(self, column)
        return found

    def tone(self, column: str, word: str) -> str:
        """How a word is shown: good, middle, bad or plain. The best of a column is good, the worst bad. Source: look §4."""
        offered = self.of(column)
        if column in ("attitude", "result"):
            return "good" if word in self.good else "bad" if word in self.bad else "middle" if word in offered else "plain"
        if word not in offered:
            return "plain"
        if column == "contact_answer":
            return "good" if word in self.good else "bad" if word == offered[-1] else "plain"
        return "good" if word == offered[0] else "bad" if word == offered[-1] else "middle"


def form_rows(
    session: Session, *, plenary_id: int | None = None, proposal_ids: Collection[int] | None = None, with_done: bool = True
) -> list[FormRow]:
    """Forms on the replies in force, by number, unit and proposer; of some proposals with all merged into the same one.

    Without ``with_done`` only those whose proposal can still be entered, which are the forms a clerk works on.
    """
    lead = aliased(Proposal)
    statement = _forms(lead)
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    if proposal_ids is not None:
        leads = _families(session, proposal_ids)
        statement = statement.where(Proposal.id.in_(leads) | Proposal.lead_id.in_(leads))  # both by their index
    if not with_done:
        working = func.coalesce(lead.stage, Proposal.stage).in_(ENTRY_STAGES)
        statement = statement.where(Proposal.stage.in_(ENTRY_STAGES | {Stage.MERGED}), working)
    reminded = _reminded(session)
    return [_row(row, reminded.get(row[0], (0, None))) for row in session.execute(statement)]


def form_words(session: Session, plenary_ids: Collection[int]) -> dict[int, FormWords]:
    """The words by plenary, since a plenary may have rules of its own."""
    found: dict[int, FormWords] = {}
    for key, rules in rules_by_plenary(session, list(plenary_ids)).items():
        if key is None:
            continue
        found[key] = FormWords(
            contact_answer=rules.feedback_contact, attitude=rules.feedback_attitude,
            relevance=RELEVANCE_WORDS, result=rules.feedback_result,
            way=rules.feedback_way,
            good=frozenset({*rules.fully_satisfied_words, *rules.contact_done_words}), bad=frozenset(rules.dissatisfied_words),
            redo_on=rules.redo_on, redo_term=_term(rules.deadlines.get("redo")), follow_up_classes=frozenset(rules.follow_up_classes),
        )  # fmt: skip
    return found


def _term(rule: DeadlineRule | None) -> str:
    """How long a rule gives, in words."""
    if rule is None:
        return ""
    if rule.mode == "fixed":
        return f"{rule.month}月{rule.day}日"
    return f"{rule.amount} {'个月' if rule.mode == 'months' else '个工作日' if rule.mode == 'working_days' else '日'}"


def _forms(lead: Any) -> Select[Any]:
    later = aliased(Reply)
    replaced = exists(select(later.id).where(later.assignment_id == Reply.assignment_id, later.state == ReplyState.FINAL, later.redo > Reply.redo))
    return (
        select(
            Feedback.id, Proposal.id, lead.id, Proposal.plenary_id, Proposal.number, Proposal.receipt_number, Proposal.title,
            Proposal.stage, lead.number, lead.title, lead.stage, Assignment.id, HandlingUnit.id,
            HandlingUnit.short_name, HandlingUnit.name, ProposerLine.id, ProposerLine.name, ProposerLine.sector, ProposerLine.phone,
            Reply.number, Reply.reply_class, Reply.replied_on, Feedback.redo, Feedback.sent_on, Feedback.sent_by, Feedback.due_on,
            Feedback.returned_on, Feedback.contact_answer, Feedback.attitude, Feedback.relevance, Feedback.result, Feedback.comment,
            Feedback.way, Feedback.is_signed, Feedback.is_leader_reply,
        )
        .join(Feedback.proposal)
        .outerjoin(lead, (lead.id == Proposal.lead_id) & (Proposal.stage == Stage.MERGED))
        .join(ProposerLine, ProposerLine.id == Feedback.line_id)
        .join(Reply, Reply.id == Feedback.reply_id)
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        .where(~replaced, Assignment.state.not_in(ENDED_STATES))
        .order_by(
            func.coalesce(lead.number_sort, Proposal.number_sort), func.coalesce(lead.id, Proposal.id), Assignment.id,
            lead.id.is_not(None), Proposal.id, ProposerLine.position, Feedback.id,
        )
    )  # fmt: skip


def _row(row: Any, reminded: tuple[int, date | None]) -> FormRow:
    (form, proposal, lead, plenary, number, receipt, title, stage, lead_number, lead_title, lead_stage, assignment, unit,
     short, unit_name, line, proposer, sector, phone, reply, reply_class, replied_on, redo, *rest) = row  # fmt: skip
    sent_on, sent_by, due_on, returned_on, contact_answer, attitude, relevance, result, comment, way, is_signed, is_leader_reply = rest
    own = number or receipt or ""
    return FormRow(
        id=form, proposal_id=proposal, lead_id=lead or proposal, plenary_id=plenary, number=lead_number or own if lead else own,
        title=lead_title if lead else title, merged_number=own if lead else "", stage=lead_stage if lead else stage,
        assignment_id=assignment, unit_id=unit, unit=short or unit_name, line_id=line,
        proposer=proposer, sector=sector, phone=phone, reply_number=reply, reply_class=reply_class, replied_on=replied_on, redo=redo,
        sent_on=sent_on, sent_by=sent_by, due_on=due_on, returned_on=returned_on, contact_answer=contact_answer, attitude=attitude,
        relevance=relevance, result=result, comment=comment, way=way,
        is_signed=is_signed, is_leader_reply=is_leader_reply, reminders=reminded[0], reminded_on=reminded[1],
    )  # fmt: skip


def _families(session: Session, proposal_ids: Collection[int]) -> set[int]:
    """The leading proposals of these."""
    found = select(func.coalesce(Proposal.lead_id, Proposal.id)).where(Proposal.id.in_(proposal_ids))
    return set(session.scalars(found))


def _reminded(session: Session) -> dict[int, tuple[int, date | None]]:
    counted = select(FormReminder.feedback_id, func.count(), func.max(FormReminder.reminded_on)).group_by(FormReminder.feedback_id)
    return {row[0]: (row[1], row[2]) for row in session.execute(counted)}


def form_scans(session: Session, proposal_id: int) -> list[str]:
    """The names of the scanned forms kept with a proposal, the latest first."""
    held = select(Attachment.name).where(Attachment.proposal_id == proposal_id, Attachment.kind == "征询意见表")
    return list(session.scalars(held.order_by(Attachment.id.desc())))
