"""From the register to the values of the papers: 答复处理笺 of every reply, 征询意见表 of every proposer and reply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.documents.feedback_form import FEEDBACK_FORM, FeedbackForm, Question
from zxdesk.documents.render import chinese_date
from zxdesk.documents.reply_sheet import REPLY_SHEET, ContactRow, CoUnitRow, ProposerRow, ReplySheet
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.domain.office import Office
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply
from zxdesk.domain.rules import Rules
from zxdesk.queries.office_rules import rules_of

ANCHOR_LENGTH = 12
RELEVANCE = ("针对", "基本针对", "未针对")
LEADER_REPLY = ("是", "否")
_UNFIT_FOR_FILES = re.compile(r'[\\/:*?"<>|\s]+')


def papers_of(session: Session, kind: str, proposal_id: int, *, printed_on: date) -> list[tuple[str, Any]]:
    """Each paper of one kind of a proposal, with a name fit for its file. Raises ``RuleError`` when there is none to make."""
    anchor = history_anchor(session)
    if kind in (REPLY_SHEET.key, REPLY_SHEET.name):
        sheets = reply_sheets_of(session, proposal_id, printed_on=printed_on, anchor=anchor)
        return _numbered([(f"{s.number}-{s.unit}" + (f"-重办{s.redo}" if s.redo else ""), s) for s in sheets])
    if kind in (FEEDBACK_FORM.key, FEEDBACK_FORM.name):
        forms = feedback_forms_of(session, proposal_id, printed_on=printed_on, anchor=anchor)
        return _numbered([(f"{f.number}-{f.proposer}-{f.unit}", f) for f in forms])
    raise RuleError(f"没有“{kind}”这种文书。可选：{REPLY_SHEET.name}、{FEEDBACK_FORM.name}。", "kind")


def reply_sheets_of(session: Session, proposal_id: int, *, printed_on: date, anchor: str) -> list[ReplySheet]:
    """One 答复处理笺 for the reply in force of each answering unit. Source: domain §7.4, §4.6.

    Raises ``RuleError`` while no unit has replied; a merged proposal is answered with its lead.
    """
    proposal = _answered_with(session.get_one(Proposal, proposal_id))
    committee, rules = _office(session).committee, rules_of(session, proposal.plenary_id)
    replied = [(a, reply) for a in proposal.answering if (reply := a.last_reply) is not None]
    if not replied:
        raise RuleError(f"{proposal.name} 还没有答复，登记答复以后再制作答复处理笺。", "proposal")
    return [_sheet(a, reply, committee=committee, rules=rules, printed_on=printed_on, anchor=anchor) for a, reply in replied]


def feedback_forms_of(session: Session, proposal_id: int, *, printed_on: date, anchor: str) -> list[FeedbackForm]:
    """One 征询意见表 for each proposer and reply in force, those of merged proposals too. Source: domain §4.7, §2.1 P14.

    Before the forms are registered as sent they are made of the signed proposers; of a merged proposal only its own.
    """
    asked = session.get_one(Proposal, proposal_id)
    leading = _answered_with(asked)
    rules, office = rules_of(session, leading.plenary_id), _office(session)
    family = leading.family if leading is asked else [asked]
    forms = []
    for member in family:
        pairs = [(line, a, reply) for a in leading.answering if (reply := a.last_reply) is not None for line in member.signed_lines]
        for position, (line, assignment, reply) in enumerate(pairs, start=1):
            form = _form(line, assignment, reply, office=office, rules=rules, printed_on=printed_on)
            code = f"ZX-{leading.plenary.term.number}-{leading.plenary.number}-{member.name}-{position}"
            forms.append(replace(form, form_code=code, anchor=anchor))
    if not forms:
        raise RuleError(f"{asked.name} 还没有答复，登记答复以后再制作征询意见表。", "proposal")
    return forms


def history_anchor(session: Session) -> str:
    """The head of the history as papers print it: its number and the start of its hash. Source: reliability §3.7."""
    head = session.execute(select(Event.seq, Event.hash).order_by(Event.seq.desc()).limit(1)).first()
    return f"{head.seq}:{head.hash.rpartition(':')[2][:ANCHOR_LENGTH]}" if head else ""


def _sheet(assignment: Assignment, reply: Reply, *, committee: str, rules: Rules, printed_on: date, anchor: str) -> ReplySheet:
    proposal = assignment.proposal
    due_on, extended_to = _deadlines(assignment)
    return ReplySheet(
        committee=committee, plenary_name=proposal.plenary.document_name, number=proposal.name, title=proposal.title,
        proposers=tuple(ProposerRow(n.name, n.sector, n.phone, n.address) for p in proposal.family for n in p.signed_lines),
        category=proposal.category, unit=assignment.unit.name, role=assignment.role.label, co_units=_co_units(proposal),
        assigned_on=assignment.assigned_on, due_on=due_on, received_on=assignment.signed_on, extended_to=extended_to,
        contacts=tuple(ContactRow(c.contacted_on, c.way, c.phase, c.participants, c.content) for c in assignment.contacts),
        redo=reply.redo, reply_number=reply.number, replied_on=reply.replied_on, reply_class=reply.reply_class,
        class_text=_class_text(rules, reply.reply_class), signer=reply.signer, contact_person=reply.contact,
        phone=reply.contact_phone, publicity=reply.publicity,
        delivered=" ".join(filter(None, (chinese_date(reply.delivered_on), reply.delivery))),
        body=reply.body, adopted=_adopted(reply), promise=_promise(reply), review_opinion=reply.review_opinion,
        follow_up=_follow_up(assignment, reply), printed_on=printed_on, digest=reply.digest or "", anchor=anchor,
    )  # fmt: skip


def _form(line: ProposerLine, assignment: Assignment, reply: Reply, *, office: Office, rules: Rules, printed_on: date) -> FeedbackForm:
    proposal, leading = line.proposal, assignment.proposal
    sent = next((f for f in proposal.feedbacks if f.reply_id == reply.id and f.line_id == line.id), None)
    co_units = [a.unit.name for a in leading.active_assignments if a.role is Role.CO]
    is_collective = line.member_id is None
    address = f"（{office.address}{f'，{office.contact}收' if office.contact else ''}）" if office.address else ""
    return FeedbackForm(
        committee=office.committee, plenary_name=proposal.plenary.document_name, number=proposal.name, title=proposal.title,
        proposer=line.name, sector=line.sector, unit=f"{assignment.unit.name}（{assignment.role.label}）", co_units="、".join(co_units),
        reply_number=reply.number, replied_on=reply.replied_on, reply_class=reply.reply_class,
        class_text=_class_text(rules, reply.reply_class), sent_on=sent.sent_on if sent else None, due_on=sent.due_on if sent else None,
        questions=_questions(rules, is_collective=is_collective), return_to=f"{office.name}{address}", return_phone=office.phone,
        is_collective=is_collective, form_code="", printed_on=printed_on, anchor="",
    )  # fmt: skip


def _questions(rules: Rules, *, is_collective: bool) -> tuple[Question, ...]:
    asked = [
        Question("面商情况", rules.feedback_contact),
        Question("办理态度", rules.feedback_attitude),
        Question("听取意见", rules.feedback_way),
        Question("答复内容", RELEVANCE),
        Question("办理结果", rules.feedback_result),
    ]
    if is_collective:
        asked.insert(4, Question("领导答复", LEADER_REPLY))
    return tuple(asked)


def _deadlines(assignment: Assignment) -> tuple[date | None, date | None]:
    """The deadline of the present round, and what it was extended to."""
    granted = [e for e in assignment.extensions if e.is_granted and e.redo == assignment.redo]
    if not granted:
        return assignment.due_on, None
    return granted[0].old_due_on, granted[-1].new_due_on


def _co_units(proposal: Proposal) -> tuple[CoUnitRow, ...]:
    co = [a for a in proposal.active_assignments if a.role is Role.CO]
    return tuple(CoUnitRow(a.unit.name, a.opinion_number, a.opinion_on) for a in co)


def _adopted(reply: Reply) -> str:
    if reply.adopted_count is None:
        return ""
    return f"{reply.adopted_count} / {reply.suggestion_count} 条" if reply.suggestion_count is not None else f"{reply.adopted_count} 条"


def _promise(reply: Reply) -> str:
    by = f"{chinese_date(reply.promised_on)}前" if reply.promised_on else ""
    owner = f"责任人：{reply.promise_owner}" if reply.promise_owner else ""
    return "；".join(filter(None, (reply.promise, by, owner)))


def _follow_up(assignment: Assignment, reply: Reply) -> str:
    told = []
    for entry in assignment.follow_ups:
        if entry.reply_id != reply.id:
            continue
        if entry.followed_on is None:
            told.append(f"{chinese_date(entry.planned_on)}回头看。")
        else:
            told.append(f"{chinese_date(entry.followed_on)}落实：{entry.result}（由{entry.first_class}类转为{entry.new_class}类）")
    return "".join(told)


def _class_text(rules: Rules, code: str) -> str:
    return next((choice.text for choice in rules.reply_classes if code in (choice.code, choice.name)), "")


def _answered_with(proposal: Proposal) -> Proposal:
    """The proposal whose reply answers this one: itself, or the lead it is merged into."""
    return proposal.lead if proposal.lead is not None else proposal


def _office(session: Session) -> Office:
    return session.scalars(select(Office)).one()


def _numbered(papers: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Names without what a file may not be called, each once."""
    return list(_apart((_UNFIT_FOR_FILES.sub("_", stem), paper) for stem, paper in papers))


def _apart(papers: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    seen: dict[str, int] = {}
    for stem, paper in papers:
        seen[stem] = seen.get(stem, 0) + 1
        yield (stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"), paper
