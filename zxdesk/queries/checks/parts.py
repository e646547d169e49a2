"""What a proposal's stage promises is there, and its summaries are fresh. Source: domain §2."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ANSWERED_STAGES, FILED_STAGES, OPEN_STATES, STOPPED_STAGES, Stage
from zxdesk.queries.checks.finding import Finding, named

SUMMARIES = ("proposer_names", "unit_names", "lead_names", "next_due_on")
WARNINGS = frozenset({"form-missing", "archive-number"})
PAGE = 500
Fault = tuple[str, str]
"""A rule and the sentence about it."""
_FINISHED = frozenset({Stage.CLOSED, Stage.FOLLOWING, Stage.ARCHIVED})
_ASKED = _FINISHED | {Stage.CONSULTING}


def part_findings(session: Session) -> Iterator[Finding]:
    """Each proposal against its stage, in one pass over the register."""
    statement = (
        select(Proposal)
        .options(
            selectinload(Proposal.lines),
            selectinload(Proposal.plenary),
            selectinload(Proposal.assignments).options(selectinload(Assignment.unit), selectinload(Assignment.replies)),
            selectinload(Proposal.feedbacks),
            selectinload(Proposal.merged).options(selectinload(Proposal.lines), selectinload(Proposal.feedbacks)),
            selectinload(Proposal.lead),
        )
        .order_by(Proposal.id)
        .execution_options(yield_per=PAGE)
    )
    with session.no_autoflush:
        for proposal in session.scalars(statement):
            where = named(proposal)
            for check in (_identity, _merging, _handling, _answers, _forms, _endings, _summaries):
                for rule, sentence in check(proposal):
                    yield Finding(rule, "warning" if rule in WARNINGS else "error", where, f"{where} {sentence}")


def _identity(proposal: Proposal) -> Iterator[Fault]:
    if proposal.stage is Stage.DRAFT:
        return
    if not proposal.receipt_number:
        yield "receipt-number", f"已是“{proposal.stage.label}”，却没有收件号；补登记收件号。"
    if not proposal.signed_lines:
        yield "proposer-missing", f"已是“{proposal.stage.label}”，却没有提案者；补登记提案者。"
    if proposal.stage in FILED_STAGES and not proposal.number:
        yield "number-missing", f"已是“{proposal.stage.label}”，却没有提案号；补登记提案号。"


def _merging(proposal: Proposal) -> Iterator[Fault]:
    if proposal.stage is not Stage.MERGED:
        if proposal.lead_id is not None:
            yield "merge", f"是“{proposal.stage.label}”，却还连着主案；解除并案。"
    elif proposal.lead is None:
        yield "merge", "已并案，却没有主案；补登记主案，或解除并案。"
    elif proposal.lead.stage not in FILED_STAGES:
        yield "merge", f"的主案 {proposal.lead.name} 是“{proposal.lead.stage.label}”；换主案，或解除并案。"


def _handling(proposal: Proposal) -> Iterator[Fault]:
    if proposal.stage in FILED_STAGES - {Stage.FILED} and not proposal.answering:
        yield "assignment-missing", f"是“{proposal.stage.label}”，却没有单位答复；补登记交办。"
    if proposal.stage in STOPPED_STAGES:
        at_work = [row.unit.short for row in proposal.assignments if row.state in OPEN_STATES]
        if at_work:
            yield "assignment-open", f"已是“{proposal.stage.label}”，{'、'.join(at_work)}却还在办；登记停办。"


def _answers(proposal: Proposal) -> Iterator[Fault]:
    if proposal.stage not in ANSWERED_STAGES:
        return
    silent = [row.unit.short for row in proposal.answering if row.last_reply is None]
    if silent:
        yield "reply-missing", f"是“{proposal.stage.label}”，{'、'.join(silent)}却没有答复；补登记答复，或退回办理中。"
    if proposal.replied_on is None:
        yield "reply-date", f"是“{proposal.stage.label}”，却没有办复日期；补登记办复日期。"


def _forms(proposal: Proposal) -> Iterator[Fault]:
    """Each proposer, merged ones too, was asked about each reply in force."""
    if proposal.stage not in _ASKED or not proposal.wants_feedback:
        return
    replies = {row.last_reply.id for row in proposal.answering if row.last_reply is not None}
    for member in proposal.family:
        asked = {(form.line_id, form.reply_id) for form in member.feedbacks}
        missing = [line.name for line in member.signed_lines if any((line.id, reply) not in asked for reply in replies)]
        if missing:
            yield "form-missing", f"没有向{'、'.join(missing)}发征询意见表；补发，或注明不需征询。"


def _endings(proposal: Proposal) -> Iterator[Fault]:
    if proposal.stage in _FINISHED:
        at_work = [row.unit.short for row in proposal.answering if row.state in OPEN_STATES]
        if at_work:
            yield "assignment-open", f"已是“{proposal.stage.label}”，{'、'.join(at_work)}的承办件却没有办完；登记答复。"
    if proposal.stage is Stage.ARCHIVED and not proposal.archive_number:
        yield "archive-number", "已归档，却没有归档号；补登记归档号。"


def _summaries(proposal: Proposal) -> Iterator[Fault]:
    """Let the record itself say what its summary ought to be, then take the change back: nothing is written."""
    before = {name: getattr(proposal, name) for name in SUMMARIES}
    proposal.refresh_summary()
    stale = [name for name in SUMMARIES if getattr(proposal, name) != before[name]]
    for name in stale:
        setattr(proposal, name, before[name])
    if stale:
        yield "summary", "的列表摘要（提案者、承办单位、最近期限）与内容不符；重新保存一次即更新。"
