"""What the proposers answered: by form, and one answer for each proposal. Source: domain §6.2, §6.3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.rules import Rules
from zxdesk.domain.satisfaction import overall
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.population import part, standing

ASPECTS: dict[str, tuple[InstrumentedAttribute[str], str]] = {
    "attitude": (Feedback.attitude, "办理态度"),
    "result": (Feedback.result, "办理结果"),
}


class Form(NamedTuple):
    """A form about a reply in force: the proposal that was answered (the lead of a merged one), the reply, whether it is back, its answers."""

    owner: int
    reply_id: int
    is_back: bool
    attitude: str
    result: str

    def answer(self, aspect: str) -> str:
        """What it says; nothing while it is out or left blank."""
        return (self.attitude if aspect == "attitude" else self.result) if self.is_back else ""


def forms_in_force(session: Session, plenary_id: int) -> list[Form]:
    """The forms about replies in force, those of one reply together, its first proposer first."""
    leading = func.coalesce(Proposal.lead_id, Proposal.id)
    columns = (leading, Feedback.reply_id, Feedback.returned_on.is_not(None), Feedback.attitude, Feedback.result)
    statement = (
        _forms(plenary_id, *columns)
        .join(ProposerLine, ProposerLine.id == Feedback.line_id)
        .order_by(leading, Feedback.reply_id, Proposal.id != leading, Proposal.id, ProposerLine.position)
    )
    return [Form(*row) for row in session.execute(statement)]


def answers_given(forms: Iterable[Form], aspect: str) -> dict[str, int]:
    """How often each answer was given; forms that are out or leave it blank do not count."""
    return dict(Counter(filter(None, (form.answer(aspect) for form in forms))))


def proposal_answers(session: Session, plenary_id: int, rules: Rules, aspect: str) -> dict[int, str]:
    """One answer for each proposal of a plenary that can be decided."""
    return decided_answers(forms_in_force(session, plenary_id), rules, aspect)


def decided_answers(forms: Iterable[Form], rules: Rules, aspect: str) -> dict[int, str]:
    """One answer for each proposal that can be decided, by the office's rule for each reply, then the worse reply."""
    order = rules.feedback_result if aspect == "result" else rules.feedback_attitude
    decided: dict[int, str] = {}
    for owner, own in groupby(forms, key=lambda form: form.owner):
        word = _worst_reply(own, rules, aspect, order)
        if word is not None:
            decided[owner] = word
    return decided


def form_counts(session: Session, plenary_id: int) -> tuple[int, int]:
    """Forms returned and forms sent, of every round."""
    statement = select(func.count(Feedback.returned_on), func.count()).join(Feedback.proposal).where(_asked(plenary_id))
    returned, sent = session.execute(statement).one()
    return returned, sent


def form_owners(plenary_id: int, *conditions: ColumnElement[bool]) -> Select[int]:
    """Ids of the proposals, leads for merged ones, that have a form which meets the conditions."""
    owner = func.coalesce(Proposal.lead_id, Proposal.id)
    return select(owner).join(Feedback, Feedback.proposal_id == Proposal.id).where(_asked(plenary_id), *conditions)


def answer_owners(plenary_id: int, aspect: str, words: Iterable[str] | None) -> Select[int]:
    """Ids of the proposals, leads for merged ones, with a form in force that gives one of these answers, or any at all."""
    answer, _label = ASPECTS[aspect]
    statement = _forms(plenary_id, func.coalesce(Proposal.lead_id, Proposal.id)).where(Feedback.returned_on.is_not(None), answer != "")
    return statement if words is None else statement.where(answer.in_(tuple(words)))


def satisfied_words(rules: Rules) -> tuple[str, ...]:
    """The answers that count as satisfied in the office's variant. Source: domain §6.2."""
    return rules.fully_satisfied_words if rules.conventions["satisfaction_variant"] == "2" else rules.satisfied_words


def in_force() -> ColumnElement[bool]:
    """Whether a form is about the last reply that went out; earlier rounds stay on file and count no more."""
    later = aliased(Reply)
    return ~exists().where(
        later.assignment_id == Reply.assignment_id, later.redo > Reply.redo, later.state == ReplyState.FINAL
    )


def is_in_force() -> ColumnElement[bool]:
    """Whether a form is about the reply in force of an undertaking that stands, asked of the form alone."""
    about = select(Reply.id).join(Assignment, Assignment.id == Reply.assignment_id).where(standing(), in_force())
    return about.where(Reply.id == Feedback.reply_id).correlate(Feedback).exists()


def _asked(plenary_id: int) -> ColumnElement[bool]:
    merged = and_(Proposal.plenary_id == plenary_id, Proposal.stage == Stage.MERGED)
    return or_(part(plenary_id, "filed"), merged)


def _forms(plenary_id: int, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Feedback)
        .join(Proposal, Proposal.id == Feedback.proposal_id)
        .join(Reply, Reply.id == Feedback.reply_id)
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .where(_asked(plenary_id), standing(), in_force())
    )


def _worst_reply(forms: Iterable[Form], rules: Rules, aspect: str, order: tuple[str, ...]) -> str | None:
    words: Counter[str] = Counter()
    for _reply, about in groupby(forms, key=lambda form: form.reply_id):
        given = [word if word in order else None for word in (form.answer(aspect) for form in about)]
        word = overall(given, rule=rules.satisfaction, order=order)
        if word is None:
            return None
        words[word] += 1
    return max(words, key=order.index, default=None)
