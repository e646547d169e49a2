"""One answer for each undertaking out of the proposers' forms about its reply in force. Source: domain §6.3, §6.7 table 7."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply
from zxdesk.domain.rules import Rules
from zxdesk.domain.satisfaction import overall
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.population import part, standing
from zxdesk.queries.figures.satisfaction import ASPECTS, in_force
from zxdesk.queries.office_rules import rules_of


class UnitAnswer(NamedTuple):
    """What the proposers together say of one undertaking."""

    unit_id: int
    proposal_id: int
    word: str


def unit_answers(session: Session, plenary_id: int, rules: Rules, aspect: str) -> list[UnitAnswer]:
    """The undertakings whose answer can be decided, by the office's rule over the forms about each one's reply in force."""
    order = rules.feedback_result if aspect == "result" else rules.feedback_attitude
    leading = func.coalesce(Proposal.lead_id, Proposal.id)
    asked = or_(part(plenary_id, "filed"), and_(Proposal.plenary_id == plenary_id, Proposal.stage == Stage.MERGED))
    statement = (
        select(Assignment.unit_id, Assignment.proposal_id, Assignment.id, ASPECTS[aspect][0])
        .select_from(Feedback)
        .join(Proposal, Proposal.id == Feedback.proposal_id)
        .join(Reply, Reply.id == Feedback.reply_id)
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .join(ProposerLine, ProposerLine.id == Feedback.line_id)
        .where(asked, standing(), in_force())
        .order_by(Assignment.id, Proposal.id != leading, Proposal.id, ProposerLine.position)
    )
    found = []
    for (unit_id, proposal_id, _key), forms in groupby(session.execute(statement), key=lambda row: row[:3]):
        given = [row[3] if row[3] in order else None for row in forms]
        word = overall(given, rule=rules.satisfaction, order=order)
        if word is not None:
            found.append(UnitAnswer(unit_id, proposal_id, word))
    return found


def result_answers_of(session: Session, plenary_id: int) -> list[UnitAnswer]:
    """What the proposers say of the result of each undertaking, by the rules that hold for the plenary."""
    return unit_answers(session, plenary_id, rules_of(session, plenary_id), "result")


def answer_proposals(session: Session, plenary_id: int, rules: Rules, figure: str) -> set[int] | None:
    """The proposals behind ``unit:12:answer-满意`` (``unit:0`` for all units); None for any other figure."""
    kind, _, value = figure.partition(":")
    key, _, what = value.partition(":")
    if kind != "unit" or not what.startswith("answer-"):
        return None
    word = what.removeprefix("answer-")
    return {one.proposal_id for one in unit_answers(session, plenary_id, rules, "result") if one.word == word and int(key) in (0, one.unit_id)}
