"""Plain search over numbers, titles, names, texts and replies of every year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.matching import TEXT_COLUMNS, contains, excerpt, first_hit, occurs, reply_texts, search_words, words_clause

WEIGHTS = {"号": 1.0, "案由": 0.8, "提案者": 0.6, "承办单位": 0.5, "关键词": 0.5, "正文": 0.3, "答复": 0.2, "会办意见": 0.2}
"""What a word is worth by the place it is found in; a hit's score is the mean over its words."""


@dataclass(frozen=True)
class Hit:
    """One proposal that was found: where, the text around it, and a score between 0 and 1."""

    plenary: str
    receipt_number: str
    number: str
    title: str
    score: float
    proposal_id: int
    where: str
    excerpt: str


def find(session: Session, text: str, *, limit: int = 50) -> list[Hit]:
    """Proposals in which every word of the text occurs, best first; an empty text finds nothing.

    Width and case of letters and digits make no difference. ``limit`` is the most that come back.
    """
    words = search_words(text)
    if not words:
        return []
    found = list(session.execute(_statement(words, max(limit, 0))))
    answers = reply_texts(session, [row.id for row in found])
    hits = [_hit(row, words, answers.get(row.id, [])) for row in found]
    hits.sort(key=lambda hit: (-hit.score, -hit.proposal_id))
    return hits[:limit]


def _statement(words: list[str], at_most: int) -> Any:
    """The best candidates first, so that a limit never loses a hit in a title to one in a text."""
    worth: Any = 0
    for word in words:
        worth += case(
            (contains(Proposal.number, word) | contains(Proposal.receipt_number, word), WEIGHTS["号"]),
            (contains(Proposal.title, word), WEIGHTS["案由"]),
            (contains(Proposal.proposer_names, word), WEIGHTS["提案者"]),
            (contains(Proposal.unit_names, word) | contains(Proposal.keywords, word), WEIGHTS["承办单位"]),
            else_=0.0,
        )
    columns: list[Any] = [
        Proposal.id, Plenary.name.label("plenary"), Proposal.receipt_number, Proposal.number, Proposal.title,
        Proposal.proposer_names, Proposal.unit_names, Proposal.keywords, *TEXT_COLUMNS,
    ]  # fmt: skip
    statement = select(*columns).join(Proposal.plenary).where(words_clause(words))
    return statement.order_by(worth.desc(), Proposal.id.desc()).limit(at_most)


def _hit(row: Any, words: list[str], answers: list[tuple[str, str]]) -> Hit:
    places = [
        ("号", f"{row.number or ''} {row.receipt_number or ''}"), ("案由", row.title), ("提案者", row.proposer_names),
        ("承办单位", row.unit_names), ("关键词", row.keywords),
        *(("正文", text) for text in (row.situation, row.analysis, row.suggestion)), *answers,
    ]  # fmt: skip
    worth = [max((WEIGHTS[place] for place, text in places if occurs(word, text)), default=0.0) for word in words]
    hidden = [word for word in words if not occurs(word, row.title)]
    where, shown = first_hit(hidden, places) or ("案由", excerpt(row.title, words[0]))
    return Hit(
        row.plenary, row.receipt_number or "", row.number or "", row.title, round(sum(worth) / len(worth), 4), row.id, where, shown
    )
