"""From the code on a paper to its place in the register."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary, Term
from zxdesk.domain.proposal import Proposal
from zxdesk.text.paper_code import CodeError, PaperCode, read_code

R = TypeVar("R")


@dataclass(frozen=True)
class CodedPlace:
    """Where a paper belongs: its kind and the keys of plenary, proposal, proposer, undertaking and reply; None where it has none.

    ``redo`` is the round that the paper was made for.
    """

    kind: str
    plenary_id: int
    proposal_id: int
    line_id: int | None = None
    assignment_id: int | None = None
    reply_id: int | None = None
    redo: int = 0


def coded_place(session: Session, text: str) -> CodedPlace:
    """The place of a paper by its code as scanned or typed. Raises ``RuleError`` for a mistyped code, and for a paper of another register."""
    try:
        code = read_code(text)
    except CodeError as fault:
        raise RuleError(str(fault), "code") from None
    plenary = session.scalars(select(Plenary).join(Term).where(Term.number == code.term, Plenary.number == code.plenary)).first()
    if plenary is None:
        raise RuleError(f"登记簿里没有第{code.term}届第{code.plenary}次会议，这张表不是这个登记簿印的。", "code")
    proposal = _proposal(session, plenary, code)
    lead = proposal.lead if proposal.lead is not None else proposal
    line = _nth(proposal.lines, code.proposer, f"{proposal.name} 没有第 {code.proposer} 位提案者")
    assignment = _nth(lead.assignments, code.unit, f"{lead.name} 没有第 {code.unit} 个承办件")
    replies = [reply for reply in assignment.final_replies if reply.redo == code.redo] if assignment is not None else []
    return CodedPlace(
        code.kind, plenary.id, proposal.id, line.id if line is not None else None, assignment.id if assignment is not None else None,
        replies[0].id if replies else None, code.redo,
    )  # fmt: skip


def _proposal(session: Session, plenary: Plenary, code: PaperCode) -> Proposal:
    if code.is_key:
        found = [one for one in [session.get(Proposal, code.number)] if one is not None and one.plenary_id == plenary.id]
    else:
        column = Proposal.receipt_number if code.is_receipt else Proposal.number
        rows = session.scalars(select(Proposal).where(Proposal.plenary_id == plenary.id, column.endswith(str(code.number))))
        found = [one for one in rows if _serial(one, is_receipt=code.is_receipt) == code.number]
    if len(found) != 1:
        what = f"这件提案（键 {code.number}）" if code.is_key else f"{'收件' if code.is_receipt else ''} {code.number} 号提案"
        lacking = f"没有{what}，这张表可能是别的登记簿印的" if not found else f"有 {len(found)} 件{what}，分不出是哪一件"
        raise RuleError(f"{plenary.name}{lacking}；按案由查找。", "code")
    return found[0]


def _serial(proposal: Proposal, *, is_receipt: bool) -> int | None:
    """The digits a code is made of; a proposal number with a prefix is never coded by them."""
    number = (proposal.receipt_number if is_receipt else proposal.number) or ""
    match = re.fullmatch(r"\D*(\d+)" if is_receipt else r"(\d+)", number)
    return int(match[1]) if match else None


def _nth(items: list[R], place: int, sentence: str) -> R | None:
    if not place:
        return None
    if place > len(items):
        raise RuleError(f"{sentence}，登记簿在印表之后改过；按提案号查找。", "code")
    return items[place - 1]
