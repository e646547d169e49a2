"""The pieces of a proposal's archive volume, as the register knows them, in the order of the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zxdesk.documents.values import class_mark, joined
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal

_OWN_PIECES = frozenset({"答复函", "会办意见函", "征询意见表", "回访记录表", "审查单", "提案表", "提案交办单", "交办通知", "B类答复件落实情况登记表"})
"""Papers whose returned or signed form is a piece by itself: the copy that was printed is not counted once more."""


@dataclass(frozen=True)
class VolumePiece:
    """One line of 卷内目录."""

    number: str
    author: str
    title: str
    on: date | None
    remark: str = ""


def volume_pieces(proposal: Proposal, office: str) -> list[VolumePiece]:
    """Text, review, assignment, opinions, replies, forms, visits, follow-up, supervision, letters that went out. Source: domain §1.11, §7.5."""
    return [
        *_text(proposal), *_review(proposal, office), *_handling(proposal, office), *_asking(proposal, office), *_supervision(proposal, office),
        *_letters(proposal, office),
    ]  # fmt: skip


def _text(proposal: Proposal) -> Iterator[VolumePiece]:
    for one in proposal.family:
        number = f"第{one.number}号" if one.number else one.receipt_number or ""
        names = joined(line.name for line in one.signed_lines)
        yield VolumePiece(number, names, one.title, one.submitted_on or one.received_on, "并案" if one is not proposal else "")
        for file in one.attachments:
            yield VolumePiece("", names, file.name.rpartition(".")[0] or file.name, file.added_on, file.kind)


def _review(proposal: Proposal, office: str) -> Iterator[VolumePiece]:
    if proposal.reviews:
        yield VolumePiece("", office, f"第{proposal.name}号提案审查单", proposal.decided_on or proposal.reviews[-1].reviewed_on)
    for one in proposal.transfers:
        yield VolumePiece(one.number, office, f"关于转送提案的函（{one.target}）", one.sent_on)


def _handling(proposal: Proposal, office: str) -> Iterator[VolumePiece]:
    batches = dict.fromkeys((row.batch.document_number if row.batch else "", row.assigned_on) for row in proposal.assignments)
    for number, day in batches:
        yield VolumePiece(number, office, f"第{proposal.name}号提案交办单", day)
    for row in proposal.assignments:
        yield from _of_unit(row, proposal)


def _of_unit(row: Assignment, proposal: Proposal) -> Iterator[VolumePiece]:
    unit = row.unit.name
    for asked in row.hand_backs:
        yield VolumePiece("", unit, f"关于第{proposal.name}号提案的退办（调整）申请", asked.requested_on, _decision(asked.is_accepted))
    for wanted in row.extensions:
        yield VolumePiece("", unit, f"关于第{proposal.name}号提案的延期申请", wanted.requested_on, _decision(wanted.is_granted))
    if row.opinion_on is not None:
        yield VolumePiece(row.opinion_number, unit, f"关于第{proposal.name}号提案的会办意见", row.opinion_on)
    for reply in row.final_replies:
        remark = "，".join(filter(None, (class_mark(reply.reply_class), "重新办理" if reply.redo else "")))
        yield VolumePiece(reply.number, unit, reply.title or f"关于第{proposal.name}号提案的答复", reply.replied_on, remark)
    for follow in row.follow_ups:
        if follow.followed_on is not None:
            remark = f"现为{class_mark(follow.new_class)}" if follow.new_class else ""
            yield VolumePiece("", unit, f"第{proposal.name}号提案落实情况登记表", follow.followed_on, remark)


def _asking(proposal: Proposal, office: str) -> Iterator[VolumePiece]:
    for one in proposal.family:
        for form in one.feedbacks:
            if form.returned_on is not None:
                yield VolumePiece("", form.line.name, f"第{one.name}号提案征询意见表", form.returned_on, form.result)
        for visit in one.visits:
            yield VolumePiece("", visit.person or office, f"第{one.name}号提案回访记录", visit.visited_on, visit.way)


def _supervision(proposal: Proposal, office: str) -> Iterator[VolumePiece]:
    key = proposal.key_file
    if key is None:
        return
    for held in key.inspections:
        yield VolumePiece("", key.supervisor or office, f"第{proposal.name}号提案督办记录（{held.way}）", held.held_on)
    if key.reported_on is not None:
        yield VolumePiece("", key.supervisor or office, f"第{proposal.name}号重点提案督办报告", key.reported_on)


def _letters(proposal: Proposal, office: str) -> Iterator[VolumePiece]:
    """Numbered letters that went out, each once however often it was printed."""
    sent = {(paper.kind, paper.number): paper for paper in proposal.papers if paper.number and paper.kind not in _OWN_PIECES}
    for (kind, number), paper in sent.items():
        yield VolumePiece(number, office, f"第{proposal.name}号提案{kind}", paper.issued_on)


def _decision(is_granted: bool | None) -> str:
    return {True: "同意", False: "不同意", None: ""}[is_granted]
