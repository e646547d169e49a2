"""Plain matching of words in numbers, titles, names, texts and replies, with the place and an excerpt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.text.normalise import clean_line, to_half_width

EXCERPT = 40
"""Characters of an excerpt around the word that was found."""
BEFORE = 13
"""Characters of it that stand ahead of the word."""
BEFORE_IN_LISTS = 5
"""The same where a column is narrow: the word itself must be seen."""

HEAD_COLUMNS = (
    Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.proposer_names, Proposal.unit_names, Proposal.keywords,
)
_NARROW = (Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.proposer_names, Proposal.unit_names)
TEXT_COLUMNS = (Proposal.situation, Proposal.analysis, Proposal.suggestion)
_TO_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def search_words(text: str) -> list[str]:
    """The words of a search, half width, doubles removed; all of them must occur."""
    return list(dict.fromkeys(to_half_width(clean_line(text)).split()))


def words_clause(words: Sequence[str]) -> ColumnElement[bool]:
    """The condition for proposals in which every word occurs somewhere: head, text, reply or co-unit's opinion."""
    return and_(*(or_(head_clause(word), _text_clause(word), _answer_clause(word)) for word in words))


def head_clause(word: str) -> ColumnElement[bool]:
    """The condition for proposals whose number, title, names or keywords hold the word."""
    return or_(*(contains(column, word) for column in HEAD_COLUMNS))


def head_matches(session: Session, word: str) -> set[int]:
    """Proposals whose number, title or names hold the word; each of these columns is read from its own narrow index."""
    each = (select(Proposal.id).where(contains(column, word)) for column in _NARROW)
    return set(session.scalars(union_all(*each)))


def whole_matches(session: Session, word: str, plenary_id: int | None = None) -> set[int]:
    """Proposals whose keywords, texts, replies or co-units' opinions hold the word; reads all of them, of one plenary or of all."""
    held = or_(contains(Proposal.keywords, word), _text_clause(word))
    answers = (
        select(Assignment.proposal_id).outerjoin(Reply, Reply.assignment_id == Assignment.id)
        .where(or_(_reply_clause(word), contains(Assignment.opinion, word)))
    )  # fmt: skip
    texts = select(Proposal.id).where(held)
    if plenary_id is not None:
        texts = texts.where(Proposal.plenary_id == plenary_id)
        answers = answers.join(Proposal, Proposal.id == Assignment.proposal_id).where(Proposal.plenary_id == plenary_id)
    return {*session.scalars(texts), *session.scalars(answers)}


def contains(column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], word: str) -> ColumnElement[bool]:
    """The condition that a column holds the word as typed or in full-width signs; ``%`` and ``_`` are ordinary signs."""
    return or_(*(column.contains(form, autoescape=True) for form in _forms(word)))


def occurs(word: str, text: str) -> bool:
    """Whether the word occurs in the text, width and case aside; the same rule as ``contains``."""
    return word.casefold() in to_half_width(text).casefold()


def reply_texts(session: Session, proposal_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """(place, text) of replies and co-units' opinions by proposal, to look for words in."""
    ids = list(proposal_ids)
    found: dict[int, list[tuple[str, str]]] = {}
    answers = (
        select(Assignment.proposal_id, Reply.number, Reply.title, Reply.body, Assignment.opinion)
        .outerjoin(Reply, Reply.assignment_id == Assignment.id)
        .where(Assignment.proposal_id.in_(ids))
        .order_by(Assignment.id, Reply.id)
    )
    for owner, number, title, body, opinion in session.execute(answers):
        places = found.setdefault(owner, [])
        places.append(("答复", "\n".join(part for part in (number, title, body) if part)))
        places.append(("会办意见", opinion))
    return found


def first_hit(words: Sequence[str], places: Iterable[tuple[str, str]], *, before: int = BEFORE) -> tuple[str, str] | None:
    """The first place in which a word occurs and an excerpt around it, with at most ``before`` characters ahead of the word."""
    for place, text in places:
        for word in words:
            if text and occurs(word, text):
                return place, excerpt(text, word, before=before)
    return None


def excerpt(text: str, word: str, *, before: int = BEFORE) -> str:
    """About ``EXCERPT`` characters of the text around the word, on one line."""
    line = clean_line(text)
    at = max(to_half_width(line).casefold().find(word.casefold()), 0)
    start = max(at - before, 0)
    end = min(max(start + EXCERPT, at + len(word)), len(line))
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def _text_clause(word: str) -> ColumnElement[bool]:
    return or_(*(contains(column, word) for column in TEXT_COLUMNS))


def _answer_clause(word: str) -> ColumnElement[bool]:
    answered = select(Assignment.proposal_id).join(Reply, Reply.assignment_id == Assignment.id).where(_reply_clause(word))
    advised = select(Assignment.proposal_id).where(contains(Assignment.opinion, word))
    return or_(Proposal.id.in_(answered), Proposal.id.in_(advised))


def _reply_clause(word: str) -> ColumnElement[bool]:
    return or_(contains(Reply.number, word), contains(Reply.title, word), contains(Reply.body, word))


def _forms(word: str) -> list[str]:
    """The word in small and capital letters, half and full width: databases fold at most ASCII, and that slowly."""
    cases = (word, word.lower(), word.upper())
    return list(dict.fromkeys((*cases, *(form.translate(_TO_FULL_WIDTH) for form in cases[1:]))))
