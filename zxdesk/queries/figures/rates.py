"""Rates, each with numerator, denominator and the convention it follows. Source: domain §6.2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, case, func, or_, select

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback, Visit
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Contact
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.adoption import counted_suggestions, has_adopted, has_suggestions
from zxdesk.queries.figures.groups import Group, share
from zxdesk.queries.figures.population import ANSWERING_ROLES, assigned, number_of, of_plenary, part, received, replied, standing
from zxdesk.queries.figures.satisfaction import (
    ASPECTS,
    answers_given,
    decided_answers,
    form_owners,
    form_sums,
    satisfied_words,
)
from zxdesk.queries.figures.units import undertakings
from zxdesk.queries.readings import Readings


@dataclass(frozen=True)
class Measure:
    """A rate over proposals: which count above, which below the line, and the sentence that says so."""

    above: ColumnElement[bool]
    below: ColumnElement[bool]
    convention: str


@dataclass(frozen=True)
class Asked:
    """Of which plenary, by which rules and on which day the rates are asked for."""

    plenary_id: int
    rules: Rules
    today: date

    @cached_property
    def answering(self) -> CTE:
        """The undertakings that answer, added up for each proposal, read once however many rates go by them."""
        rows = undertakings(self.plenary_id, self.rules, today=self.today)
        sums = [func.sum(rows.c[name]).label(name) for name in ("has_due", "is_done", "is_on_time", "is_late")]
        statement = select(rows.c.proposal_id, func.count().label("units"), *sums).where(rows.c.role.in_(ANSWERING_ROLES))
        return statement.group_by(rows.c.proposal_id).cte("answering")

    @cached_property
    def contacts(self) -> CTE:
        """Whether the units of each proposal met the proposers, and whether these wanted no meeting, by what the units registered."""
        met, waived = and_(Contact.way.in_(self.rules.face_ways), Contact.is_waived.is_(False)), Contact.is_waived.is_(True)
        own = (Assignment.proposal_id.in_(of_plenary(self.plenary_id)), standing(), or_(met, waived))
        found = select(Assignment.proposal_id, *_any(met=met, waived=waived)).join(Contact, Contact.assignment_id == Assignment.id)
        return found.where(*own).group_by(Assignment.proposal_id).cte("contacts")

    @cached_property
    def contact_answers(self) -> CTE:
        """The same by what the proposers wrote on their forms."""
        words = {"met": self.rules.contact_done_words, "waived": self.rules.contact_waived_words}
        given = {name: Feedback.contact_answer.in_(said) for name, said in words.items()}
        found, owner = form_owners(self.plenary_id, or_(*given.values())), func.coalesce(Proposal.lead_id, Proposal.id)
        return found.with_only_columns(owner.label("proposal_id"), *_any(**given)).group_by(owner).cte("contact_answers")

    def where(self, condition: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
        """The proposals whose answering undertakings together are so."""
        return Proposal.id.in_(select(self.answering.c.proposal_id).where(condition(self.answering.c)))

    @property
    def late(self) -> ColumnElement[bool]:
        """Proposals for which a unit is late without a reply."""
        return self.where(lambda units: units.is_late > 0)


def _any(**conditions: ColumnElement[bool]) -> list[ColumnElement[int]]:
    """Columns that are 1 where a condition holds for any of the rows that are added up."""
    return [func.max(case((condition, 1), else_=0)).label(name) for name, condition in conditions.items()]


def measures(plenary_id: int, rules: Rules, *, today: date) -> dict[str, Measure]:
    """The rates that count proposals, as conditions, so that the ids behind them can be listed."""
    asked = Asked(plenary_id, rules, today)
    made: dict[str, Callable[[Asked], Measure]] = {
        "filing": _filing, "assignment": _assignment, "reply": _reply, "on_time_reply": _on_time, "contact": _contact,
        "revisit": _revisit, "adoption": _adoption, "key": _key,
    }  # fmt: skip
    return {name: make(asked) for name, make in made.items()}


def rates(
    readings: Readings, plenary_id: int, rules: Rules, *, today: date, filed: int
) -> dict[str, Group]:
    """Every rate; ``value`` is a fraction of 1, or none where the denominator is 0. ``filed`` are counted already."""
    session = readings.session
    measured = measures(plenary_id, rules, today=today)
    counts: list[Any] = []
    for measure in measured.values():
        counts += [number_of(and_(measure.above, measure.below)), number_of(measure.below)]
    row = session.execute(select(*counts).where(received(plenary_id))).one()
    found = {
        name: rate(row[2 * at], row[2 * at + 1], measure.convention) for at, (name, measure) in enumerate(measured.items())
    }
    if rules.conventions["adoption_base"] == "suggestions":
        found["adoption"] = rate(*counted_suggestions(session, plenary_id), measured["adoption"].convention)
    forms = readings.ask(form_sums, plenary_id)
    found["form_return"] = rate(forms["returned"], forms["sent"], "征询意见表回收率＝收回份数÷发出份数，含并案提案和各次重办")
    for aspect in ASPECTS:
        decided = readings.gather(decided_answers, plenary_id, aspect)
        found |= _satisfaction(readings.gather(answers_given, plenary_id, aspect), decided, rules, aspect, filed)
    return found


def rate(numerator: int, denominator: int, convention: str) -> Group:
    """One rate as statistics give it."""
    value = share(numerator, denominator)
    return {"numerator": numerator, "denominator": denominator, "value": value, "convention": convention}


def _filing(asked: Asked) -> Measure:
    above, below = part(asked.plenary_id, "filed"), received(asked.plenary_id)
    words, base = "立案件数", "收到件数"
    if asked.rules.conventions["merged_counted"] == "yes":
        above, words = or_(above, part(asked.plenary_id, "merged")), "立案和并案件数"
    elif asked.rules.conventions["filing_base"] == "merged":
        below, base = and_(below, ~part(asked.plenary_id, "merged")), "合并后件数（收到件数减并案件数）"
    return Measure(above, below, f"立案率＝{words}÷{base}")


def _assignment(asked: Asked) -> Measure:
    return Measure(assigned(asked.plenary_id), part(asked.plenary_id, "filed"), "交办率＝已交办件数÷立案件数")


def _reply(asked: Asked) -> Measure:
    done, base = replied(asked.plenary_id), asked.rules.conventions["reply_base"]
    if base == "filed":
        return Measure(done, part(asked.plenary_id, "filed"), "办复率＝已办复件数÷立案件数")
    if base == "assigned":
        return Measure(done, assigned(asked.plenary_id), "办复率＝已办复件数÷已交办件数")
    below = or_(done, and_(assigned(asked.plenary_id), asked.late))
    return Measure(done, below, "办复率＝已办复件数÷（已办复件数＋到期未办复件数）")


def _on_time(asked: Asked) -> Measure:
    in_time = asked.where(lambda units: and_(units.is_done == units.units, units.is_on_time == units.has_due, units.has_due > 0))
    dated = asked.where(lambda units: units.has_due > 0)
    below = and_(assigned(asked.plenary_id), or_(and_(replied(asked.plenary_id), dated), asked.late))
    limit = "原定期限" if asked.rules.conventions["on_time_deadline"] == "original" else "同意延期后的期限"
    sentence = f"按时办复率＝各承办单位首次答复都不晚于{limit}的件数÷（已办复件数＋到期未办复件数）"
    return Measure(in_time, below, sentence)


def _contact(asked: Asked) -> Measure:
    given = assigned(asked.plenary_id)
    met, waived = (or_(_is(asked.contacts, name), _is(asked.contact_answers, name)) for name in ("met", "waived"))
    if asked.rules.conventions["contact_waived"] == "counts":
        return Measure(or_(met, waived), given, "面商率＝已面商件数÷已交办件数，提案者提出不需要面商的算已面商")
    return Measure(met, and_(given, or_(met, ~waived)), "面商率＝已面商件数÷已交办件数，提案者提出不需要面商的不计入")


def _revisit(asked: Asked) -> Measure:
    owner = func.coalesce(Proposal.lead_id, Proposal.id)
    visited = select(owner).join(Visit, Visit.proposal_id == Proposal.id).where(Proposal.plenary_id == asked.plenary_id)
    return Measure(Proposal.id.in_(visited), assigned(asked.plenary_id), "回访率＝提案委已回访件数÷已交办件数")


def _adoption(asked: Asked) -> Measure:
    """By reply classes, or by the suggestions that units counted in their replies. Source: domain §6.2 采纳率."""
    filed = part(asked.plenary_id, "filed")
    if asked.rules.conventions["adoption_base"] == "suggestions":
        sentence = "采纳率＝采纳的建议条数÷建议总条数，按各单位最近一次答复，没有登记条数的不计入"
        return Measure(has_adopted(asked.plenary_id), and_(filed, has_suggestions(asked.plenary_id)), sentence)
    words = "、".join(asked.rules.adopted_classes)
    below = and_(filed, Proposal.reply_class != "")
    return Measure(Proposal.reply_class.in_(asked.rules.adopted_classes), below, f"采纳率＝办理类别为 {words} 的件数÷已有办理类别的件数")


def _key(asked: Asked) -> Measure:
    return Measure(Proposal.is_key.is_(True), part(asked.plenary_id, "filed"), "重点提案占比＝重点提案件数÷立案件数")


def _satisfaction(
    counts: Mapping[str, int], decided: Mapping[int, str], rules: Rules, aspect: str, filed: int
) -> dict[str, Group]:
    """By form and by proposal, and which of them is meant by the one 满意率; the third variant divides by all filed. Source: domain §6.2, §6.3."""
    label, words = ASPECTS[aspect][1], satisfied_words(rules)
    named, key = "、".join(words), f"satisfaction_{aspect}"
    happy = sum(1 for answer in decided.values() if answer in words)
    by_form = rate(
        sum(counts.get(word, 0) for word in words), sum(counts.values()), f"{label}满意率（按份）＝回答为 {named} 的份数÷收回且填了该项的份数"
    )
    by_proposal = rate(happy, len(decided), f"{label}满意率（按件）＝回答为 {named} 的件数÷已有定论的件数")
    meant = by_proposal if rules.conventions["satisfaction_by"] == "proposals" else by_form
    if rules.conventions["satisfaction_variant"] == "3":
        meant = rate(happy, filed, f"{label}满意率＝回答为 {named} 的件数÷立案件数")
    return {key: meant, f"{key}_by_form": by_form, f"{key}_by_proposal": by_proposal}


def _is(found: CTE, name: str) -> ColumnElement[bool]:
    """The proposals of which something was found that is so."""
    return Proposal.id.in_(select(found.c.proposal_id).where(found.c[name] == 1))
