"""The proposals and members behind the figures of the reports on members, answers, supervision and assessment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.assessment import measure_condition
from zxdesk.queries.figures.members_work import members_work, work_condition
from zxdesk.queries.figures.population import part, standing
from zxdesk.queries.figures.satisfaction import ASPECTS, in_force, proposal_answers
from zxdesk.queries.figures.unit_answers import unit_answers
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.readings import Readings


def of_record(session: Session, plenary_id: int, rules: Rules, figure: str, *, today: date) -> ColumnElement[bool] | None:
    """The proposals behind a figure of these reports; None for a figure of another.

    Figures are ``member:3:joint``; ``seat:经济界:first`` for the members of a sector together (``seat::first`` for all); ``assess:12:receipt``
    and ``assess:12:receipt:below``; ``decided:result:满意``; ``unit-forms:12:result:满意``, ``unit-forms:12:sent`` or ``returned``,
    ``unit-decided:12:result:满意``; ``follow:all``, ``checked`` or ``turned``; ``proposal:5``. Raises ``KeyError`` for a wrong part of one.
    """
    kind, _, value = figure.partition(":")
    key, _, what = value.partition(":")
    made: dict[str, Callable[[], ColumnElement[bool]]] = {
        "member": lambda: work_condition(plenary_id, rules, [int(key)], what),
        "seat": lambda: work_condition(plenary_id, rules, members_behind(session, plenary_id, f"members:sector:{key}:all", today=today), what),
        "assess": lambda: measure_condition(
            plenary_id, rules, int(key), what.removesuffix(":below"), today=today, is_base=what.endswith(":below")
        ),
        "decided": lambda: Proposal.id.in_([p for p, word in proposal_answers(session, plenary_id, key).items() if what in (word, "")]),
        "unit-decided": lambda: _unit_decided(session, plenary_id, int(key), what),
        "unit-forms": lambda: _unit_forms(plenary_id, int(key), what),
        "follow": lambda: follow_condition(plenary_id, rules, key),
        "proposal": lambda: Proposal.id == int(key),
    }  # fmt: skip
    return made[kind]() if kind in made else None


def members_behind(session: Session, plenary_id: int, figure: str, *, today: date) -> list[int]:
    """The members behind ``members:sector:经济界:seats`` (in office), ``part`` (took part), ``none`` (handed in nothing), ``first``, ``joint``
    (signed, never first) or ``all`` (those who signed without a seat too); no sector stands for every one. Raises ``KeyError`` for any other.
    """
    _, _, sector, what = figure.split(":")
    rules = rules_of(session, plenary_id)
    work = [one for one in members_work(Readings(session), plenary_id, today) if sector in ("", one.sector)]
    named = {
        "all": work, "seats": [one for one in work if one.is_seated], "part": [one for one in work if one.took_part(rules)],
        "none": [one for one in work if not one.signed], "first": [one for one in work if one.count("first")],
        "joint": [one for one in work if one.signed and not one.count("first")],
    }  # fmt: skip
    return [one.id for one in named[what]]


def follow_condition(plenary_id: int, rules: Rules, what: str) -> ColumnElement[bool]:
    """Filed proposals whose class asks to be followed up (``all``), those looked at again (``checked``) and those solved by then (``turned``)."""
    promised = and_(part(plenary_id, "filed"), Proposal.reply_class.in_(rules.follow_up_classes))
    named = {
        "all": promised, "checked": and_(promised, Proposal.follow_class != ""),
        "turned": and_(promised, Proposal.follow_class.in_(rules.solved_classes)),
    }  # fmt: skip
    return named[what]


def follow_counts(session: Session, plenary_id: int) -> dict[str, int]:
    """How many proposals stand behind ``follow:all``, ``checked`` and ``turned``."""
    rules = rules_of(session, plenary_id)
    conditions = {what: follow_condition(plenary_id, rules, what) for what in ("all", "checked", "turned")}
    counts = [func.count(case((condition, Proposal.id))) for condition in conditions.values()]
    return dict(zip(conditions, session.execute(select(*counts).where(part(plenary_id, "filed"))).one(), strict=True))


def _unit_decided(session: Session, plenary_id: int, unit_id: int, what: str) -> ColumnElement[bool]:
    aspect, _, word = what.partition(":")
    answers = unit_answers(Readings(session), plenary_id, aspect)
    return Proposal.id.in_([one.proposal_id for one in answers if one.unit_id == unit_id and one.word == word])


def _unit_forms(plenary_id: int, unit_id: int, what: str) -> ColumnElement[bool]:
    """The undertakings' proposals with a form about the reply in force; a merged one's form stands with its lead."""
    aspect, _, word = what.partition(":")
    wanted = (
        select(Assignment.proposal_id)
        .join(Reply, Reply.assignment_id == Assignment.id)
        .join(Feedback, Feedback.reply_id == Reply.id)
        .join(Proposal, Proposal.id == Feedback.proposal_id)
        .where(standing(), in_force(), or_(part(plenary_id, "filed"), and_(Proposal.plenary_id == plenary_id, Proposal.stage == Stage.MERGED)))
    )
    wanted = wanted.where(Assignment.unit_id == unit_id) if unit_id else wanted
    if what == "sent":
        return Proposal.id.in_(wanted)
    wanted = wanted.where(Feedback.returned_on.is_not(None))
    return Proposal.id.in_(wanted if what == "returned" else wanted.where(ASPECTS[aspect][0] == word))
