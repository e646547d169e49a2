"""What the proposers answered: by form, and one answer for each proposal. Source: domain §6.2, §6.3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.rules import Rules
from zxdesk.domain.satisfaction import overall
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.population import number_of, part, standing
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.readings import Readings

ASPECTS: dict[str, tuple[InstrumentedAttribute[str], str]] = {
    "attitude": (Feedback.attitude, "办理态度"),
    "result": (Feedback.result, "办理结果"),
}


class Form(NamedTuple):
    """A form about a reply in force: the proposal answered (the lead of a merged one), the reply, its unit, whether it is back, its answers."""

    owner: int
    reply_id: int
    unit_id: int
    is_back: bool
    attitude: str
    result: str

    def answer(self, aspect: str) -> str:
        """What it says; nothing while it is out or left blank."""
        return (self.attitude if aspect == "attitude" else self.result) if self.is_back else ""


class Decided(NamedTuple):
    """What the proposers together say of a reply in force; None while it cannot be decided."""

    owner: int
    unit_id: int
    word: str | None


def forms_in_force(session: Session, plenary_id: int) -> list[Form]:
    """The forms about replies in force, those of one reply together, its first proposer first."""
    leading = func.coalesce(Proposal.lead_id, Proposal.id)
    columns = (leading, Feedback.reply_id, Assignment.unit_id, Feedback.returned_on.is_not(None), Feedback.attitude, Feedback.result)
    statement = (
        asked_forms(plenary_id, *columns)
        .join(ProposerLine, ProposerLine.id == Feedback.line_id)
        .order_by(leading, Feedback.reply_id, Proposal.id != leading, Proposal.id, ProposerLine.position)
    )
    return [Form(*row) for row in session.execute(statement)]


def answers_given(readings: Readings, plenary_id: int, aspect: str) -> Counter[str]:
    """How often each answer was given; forms that are out or leave it blank do not count."""
    return Counter(filter(None, (form.answer(aspect) for form in readings.ask(forms_in_force, plenary_id))))


def decided_replies(readings: Readings, plenary_id: int, aspect: str) -> list[Decided]:
    """One answer for each reply in force, by the office's rule over its forms; those about one proposal together. Source: domain §6.3."""
    rules = rules_of(readings.session, plenary_id)
    order = answer_order(rules, aspect)
    words: dict[tuple[str | None, ...], str | None] = {}
    found = []
    for (owner, _reply, unit_id), about in groupby(readings.ask(forms_in_force, plenary_id), key=itemgetter(0, 1, 2)):
        given = tuple([word if (word := form.answer(aspect)) in order else None for form in about])
        if given not in words:
            words[given] = overall(given, rule=rules.satisfaction, order=order)
        found.append(Decided(owner, unit_id, words[given]))
    return found


def decided_answers(readings: Readings, plenary_id: int, aspect: str) -> dict[int, str]:
    """One answer for each proposal that can be decided: that of the worst of its replies, all of which must be decided."""
    order = answer_order(rules_of(readings.session, plenary_id), aspect)
    found: dict[int, str] = {}
    for owner, replies in groupby(readings.gather(decided_replies, plenary_id, aspect), key=itemgetter(0)):
        words = [reply.word for reply in replies]
        if None not in words:
            found[owner] = max(filter(None, words), key=order.index)
    return found


def proposal_answers(session: Session, plenary_id: int, aspect: str) -> dict[int, str]:
    """One answer for each proposal of a plenary that can be decided."""
    return decided_answers(Readings(session), plenary_id, aspect)


def answer_order(rules: Rules, aspect: str) -> tuple[str, ...]:
    """The possible answers from best to worst."""
    return rules.feedback_result if aspect == "result" else rules.feedback_attitude


def form_sums(session: Session, plenary_id: int) -> dict[str, int]:
    """Forms sent, returned, still out, and returned about a reply that is no longer in force, each counted by itself."""
    back = Feedback.returned_on.is_not(None)
    conditions = {"returned": back, "out": Feedback.returned_on.is_(None), "former": and_(back, not_(is_in_force()))}
    own = Feedback.id.in_(form_owners(plenary_id).with_only_columns(Feedback.id))
    columns = [number_of(condition) for condition in conditions.values()]
    sent, *rest = session.execute(select(func.count(), *columns).select_from(Feedback).where(own)).one()
    return {"sent": sent, **dict(zip(conditions, rest, strict=True))}


def form_owners(plenary_id: int, *conditions: ColumnElement[bool]) -> Select[int]:
    """Ids of the proposals, leads for merged ones, that have a form which meets the conditions."""
    owner = func.coalesce(Proposal.lead_id, Proposal.id)
    return select(owner).join(Feedback, Feedback.proposal_id == Proposal.id).where(_asked(plenary_id), *conditions)


def answer_owners(plenary_id: int, aspect: str, words: Iterable[str] | None) -> Select[int]:
    """Ids of the proposals, leads for merged ones, with a form in force that gives one of these answers, or any at all."""
    answer, _label = ASPECTS[aspect]
    statement = asked_forms(plenary_id, func.coalesce(Proposal.lead_id, Proposal.id)).where(Feedback.returned_on.is_not(None), answer != "")
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


def asked_forms(plenary_id: int, *columns: Any) -> Select[Any]:
    """The forms sent out about the replies in force; those of a merged proposal stand with its lead."""
    return (
        select(*columns)
        .select_from(Feedback)
        .join(Proposal, Proposal.id == Feedback.proposal_id)
        .join(Reply, Reply.id == Feedback.reply_id)
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .where(_asked(plenary_id), standing(), in_force())
    )

