"""What the find box offers while one types: proposals, members, organisations, units and document numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Batch
from zxdesk.domain.office import Plenary
from zxdesk.domain.paper import IssuedPaper
from zxdesk.domain.people import Member, Membership, Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.matching import contains, occurs, search_words
from zxdesk.queries.memberships import memberships_on

Kind = Literal["提案", "委员", "集体", "单位", "文号"]


@dataclass(frozen=True)
class Found:
    """One thing that was found: its kind, its id, the line that names it; a document number carries its proposal."""

    kind: Kind
    key: int
    label: str
    detail: str = ""
    proposal_id: int | None = None


def found_anywhere(session: Session, text: str, *, plenary_id: int | None, today: date, limit: int = 6) -> list[Found]:
    """What bears the words in its number, title or name: ``limit`` proposals, those of the plenary first, half as many of each other kind.

    Names are also found by pinyin and initials. Texts of proposals are not looked into; that is the list's search.
    """
    words = search_words(text)
    if not words:
        return []
    fewer = max(limit // 2, 1)
    kinds = (
        _proposals(session, words, plenary_id, limit), _members(session, words, today, fewer), _organisations(session, words, fewer),
        _units(session, words, fewer), _documents(session, words, fewer),
    )  # fmt: skip
    return [found for kind in kinds for found in kind]


def _proposals(session: Session, words: list[str], plenary_id: int | None, limit: int) -> list[Found]:
    """Those of the plenary first; the other years are looked through only while there is room."""
    columns = (Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.proposer_names)
    statement = (
        select(Proposal.id, Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.proposer_names, Plenary.name)
        .join(Proposal.plenary)
        .where(*(or_(*(contains(column, word) for column in columns)) for word in words))
        .limit(limit)
    )
    exact = or_(Proposal.number == words[0], Proposal.receipt_number == words[0], Proposal.number == words[0].zfill(4))
    rows = []
    if plenary_id is not None:
        own = statement.where(Proposal.plenary_id == plenary_id)
        rows = list(session.execute(own.order_by(case((exact, 0), else_=1), Proposal.id.desc())))
    if len(rows) < limit:
        others = statement.where(Proposal.plenary_id != plenary_id) if plenary_id is not None else statement
        rows += list(session.execute(others.order_by(Proposal.id.desc()).limit(limit - len(rows))))
    return [
        Found("提案", row.id, f"{_name(row)}　{row.title}", f"{row.proposer_names.split('、')[0]} · {row.name}", row.id) for row in rows
    ]


def _members(session: Session, words: list[str], today: date, limit: int) -> list[Found]:
    names = (Member.name, Member.initials, Member.pinyin, Membership.member_number)
    statement = (
        memberships_on(term_id=None, on=None)
        .where(*(or_(*(column.startswith(word.lower(), autoescape=True) for column in names), Member.name.contains(word)) for word in words))
        .order_by(func.length(Member.name), Member.id, Membership.term_id.desc())
        .limit(limit * 4)
    )
    seats: dict[int, Found] = {}
    for member, seat in session.execute(statement):
        detail = " · ".join(filter(None, (seat.member_number, seat.sector, "" if seat.holds_on(today) else "已离任")))
        seats.setdefault(member.id, Found("委员", member.id, member.name, detail))
    return list(seats.values())[:limit]


def _organisations(session: Session, words: list[str], limit: int) -> list[Found]:
    rows = session.scalars(select(Organisation).order_by(Organisation.id))
    named = (row for row in rows if _is_called(words, row.name, row.short_name, row.initials, row.pinyin, *row.aliases))
    return _first((Found("集体", row.id, row.name, row.kind) for row in named), limit)


def _units(session: Session, words: list[str], limit: int) -> list[Found]:
    rows = session.scalars(select(HandlingUnit).order_by(HandlingUnit.position, HandlingUnit.code))
    named = (row for row in rows if _is_called(words, row.name, row.short_name, row.code, row.initials, row.pinyin, *row.aliases))
    return _first((Found("单位", row.id, row.short, row.name if row.name != row.short else row.system) for row in named), limit)


def _documents(session: Session, words: list[str], limit: int) -> list[Found]:
    if not any(any(sign.isdigit() for sign in word) or len(word) > 2 for word in words):
        return []
    sources: tuple[tuple[str, Any, Any], ...] = (
        ("答复", Reply, select(Assignment.proposal_id, Reply.number.label("found")).join(Reply.assignment)),
        ("会办意见", Assignment, select(Assignment.proposal_id, Assignment.opinion_number.label("found"))),
        ("交办", Batch, select(func.min(Assignment.proposal_id).label("proposal_id"), Batch.document_number.label("found"))
         .join(Assignment, Assignment.batch_id == Batch.id).group_by(Batch.id)),
        ("文书", IssuedPaper, select(IssuedPaper.proposal_id, IssuedPaper.number.label("found"))),
    )  # fmt: skip
    columns = {"答复": Reply.number, "会办意见": Assignment.opinion_number, "交办": Batch.document_number, "文书": IssuedPaper.number}
    hits: dict[tuple[str, int], str] = {}
    for kind, record, statement in sources:
        bearing = statement.where(*(contains(columns[kind], word) for word in words)).order_by(record.id.desc()).limit(limit)
        for row in session.execute(bearing):
            hits.setdefault((row.found, row.proposal_id), kind)
    wanted = dict(list(hits.items())[:limit])
    owners = select(Proposal.id, Proposal.number, Proposal.title).where(Proposal.id.in_({owner for _found, owner in wanted}))
    named = {row.id: row for row in session.execute(owners)}
    return [
        Found("文号", owner, found, f"{kind} · {named[owner].number or ''} {named[owner].title}", owner) for (found, owner), kind in wanted.items()
    ]


def _name(row: Any) -> str:
    return row.number or row.receipt_number or "草稿"


def _is_called(words: list[str], *names: str) -> bool:
    return all(any(occurs(word, name) for name in names if name) for word in words)


def _first(found: Iterator[Found], limit: int) -> list[Found]:
    return [one for _at, one in zip(range(limit), found, strict=False)]
