"""Proposals that keep sums from agreeing: what each of them lacks, or has too early. Source: domain §6.1, §6.4."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, case, exists, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.adoption import has_suggestions
from zxdesk.queries.figures.population import assigned, number_of, of_plenary, part, received, replied, sector_of_first, standing
from zxdesk.queries.figures.proposers import group_of
from zxdesk.queries.figures.satisfaction import form_owners, is_in_force

MODES = {Role.SOLE: "sole", Role.LEAD: "host", Role.SEPARATE: "separate"}
"""The roles that answer, with the unit figure of each; a proposal has undertakings of one of them only."""


@dataclass(frozen=True)
class Asked:
    """Of which plenary and by which rules it is asked what is lacking."""

    plenary_id: int
    rules: Rules

    @property
    def filed(self) -> ColumnElement[bool]:
        """What was filed."""
        return part(self.plenary_id, "filed")

    @cached_property
    def modes(self) -> CTE:
        """Which of the roles that answer each proposal has, read once however many conditions go by them."""
        columns = [func.max(case((Assignment.role == role, 1), else_=0)).label(name) for role, name in MODES.items()]
        own = (Assignment.proposal_id.in_(of_plenary(self.plenary_id)), standing(), Assignment.role.in_(MODES))
        return select(Assignment.proposal_id, *columns).where(*own).group_by(Assignment.proposal_id).cte("modes")

    def has(self, condition: Callable[[Any], ColumnElement[bool]] = lambda _modes: true()) -> ColumnElement[bool]:
        """The proposals with units that answer, in these modes."""
        return Proposal.id.in_(select(self.modes.c.proposal_id).where(condition(self.modes.c)))


Condition = Callable[[Asked], ColumnElement[bool]]
_COUNTED = ("receipt", "number", "member", "class", "early_class", "unit", "early_unit", "mixed_units")


def lacking_counts(session: Session, plenary_id: int, rules: Rules) -> dict[str, int]:
    """How many proposals there are of those of ``LACKING`` that no other figure tells, and of each of ``MODES`` (``mode:sole``)."""
    asked = Asked(plenary_id, rules)
    names = [*_COUNTED, *(["suggestions"] if rules.conventions["adoption_base"] == "suggestions" else [])]
    conditions = {name: LACKING[name](asked) for name in names}
    conditions |= {f"mode:{name}": and_(asked.filed, asked.has(partial(_is_of, name))) for name in MODES.values()}
    columns = [number_of(condition) for condition in conditions.values()]
    row = session.execute(select(*columns).where(Proposal.plenary_id == plenary_id, Proposal.stage != Stage.DRAFT)).one()
    return dict(zip(conditions, row, strict=True))


def lacking(plenary_id: int, rules: Rules, name: str) -> ColumnElement[bool]:
    """The proposals behind ``lacking:category``. Raises ``KeyError`` for what is not in ``LACKING``."""
    return LACKING[name](Asked(plenary_id, rules))


def _filed(condition: ColumnElement[bool]) -> Condition:
    return lambda asked: and_(asked.filed, condition)


def _of_received(condition: ColumnElement[bool]) -> Condition:
    return lambda asked: and_(received(asked.plenary_id), condition)


def _of_replied(condition: ColumnElement[bool]) -> Condition:
    return lambda asked: and_(replied(asked.plenary_id), condition)


def _outside(asked: Asked) -> ColumnElement[bool]:
    return and_(Proposal.plenary_id == asked.plenary_id, Proposal.stage != Stage.DRAFT, ~received(asked.plenary_id))


def _group(asked: Asked) -> ColumnElement[bool]:
    grouped = [choice.name for choice in asked.rules.proposer_types if group_of(asked.rules, choice.name)]
    return and_(asked.filed, Proposal.proposer_kind.not_in(grouped))


def _is_of(name: str, modes: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = modes[name] == 1
    return found


def _mixed(modes: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = modes.sole + modes.host + modes.separate > 1
    return found


def _of_body() -> ColumnElement[bool]:
    """Whether the first proposer who signed is an organisation, which has no sector."""
    line, earlier = aliased(ProposerLine), aliased(ProposerLine)
    before = exists().where(
        earlier.proposal_id == line.proposal_id, earlier.position < line.position, earlier.signature == Signature.SIGNED
    )
    signed = (line.proposal_id == Proposal.id, line.signature == Signature.SIGNED, line.organisation_id.is_not(None))
    return exists().where(*signed, ~before).correlate(Proposal)


def _blank(aspect: str) -> Condition:
    answer = Feedback.attitude if aspect == "attitude" else Feedback.result
    back = (Feedback.returned_on.is_not(None), answer == "")
    return lambda asked: Proposal.id.in_(form_owners(asked.plenary_id, *back, is_in_force()))


LACKING: dict[str, Condition] = {
    "receipt": _outside, "group": _group,
    "number": _filed(or_(Proposal.number.is_(None), Proposal.number == "")),
    "category": _filed(Proposal.category == ""),
    "type": _filed(Proposal.proposer_kind == ""),
    "sector": lambda asked: and_(asked.filed, sector_of_first() == "", not_(_of_body())),
    "member": lambda asked: and_(asked.filed, _of_body(), sector_of_first() == ""),
    "timing": _of_received(Proposal.timing.not_in(("session", "ordinary"))),
    "class": _of_replied(Proposal.reply_class == ""),
    "early_class": lambda asked: and_(asked.filed, Proposal.reply_class != "", ~replied(asked.plenary_id)),
    "unit": lambda asked: and_(assigned(asked.plenary_id), not_(asked.has())),
    "early_unit": lambda asked: and_(asked.filed, Proposal.stage == Stage.FILED, asked.has()),
    "mixed_units": lambda asked: and_(asked.filed, asked.has(_mixed)),
    "received_on": _of_received(func.coalesce(Proposal.received_on, Proposal.submitted_on).is_(None)),
    "filed_on": _filed(Proposal.filed_on.is_(None)),
    "replied_on": _of_replied(Proposal.replied_on.is_(None)),
    "attitude": _blank("attitude"), "result": _blank("result"),
    "suggestions": lambda asked: and_(replied(asked.plenary_id), ~has_suggestions(asked.plenary_id)),
}  # fmt: skip
"""``member``: what organisations hand in stands in no sector; ``early_…``: what has a class or a unit before its stage says so."""
