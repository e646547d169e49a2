"""A step: one verb with its fields, as window, command line and scripts offer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from zxdesk.domain.after_lock import require_open
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ENDED_STATES, Stage, UnitState
from zxdesk.services.change import Change
from zxdesk.text.dates import parse_date
from zxdesk.text.names import split_names
from zxdesk.text.normalise import clean_text, to_half_width

Scope = Literal["office", "new", "proposal", "assignment"]
TODAY = "today"
YES = frozenset({"是", "有", "true", "yes", "1", "√", "y", "on"})
NO = frozenset({"否", "无", "false", "no", "0", "×", "n", "off"})
MANY = 10
"""Stages that a sentence can still name."""
LISTS = frozenset({"choices", "names", "members", "units"})


@dataclass(frozen=True)
class Step:
    """One act: the rows of the transition table it walks, the stages and states it is offered at, its fields."""

    verb: str
    label: str
    command: Callable[..., Change]
    fields: tuple[Field, ...] = ()
    codes: tuple[str, ...] = ()
    stages: frozenset[Stage] | None = None
    unit_states: frozenset[UnitState] | None = None
    roles: frozenset[Role] | None = None
    scope: Scope = "proposal"
    page: str = ""
    clears: bool = False  # an empty value given on purpose empties the field

    def fits(self, proposal_stage: Stage) -> bool:
        """Whether the step is offered for a proposal at that stage."""
        return self.scope in ("proposal", "assignment") and (self.stages is None or proposal_stage in self.stages)

    def fits_unit(self, state: UnitState, role: Role) -> bool:
        """Whether the step is offered for an undertaking in that state."""
        return (self.unit_states is None or state in self.unit_states) and (self.roles is None or role in self.roles)


UNIT = Field("unit", "承办单位", "assignment", help="只有一个承办件时可不填")


def run_step(session: Session, step: Step, target: int | None, values: Mapping[str, object], *, today: date) -> Change:
    """Run a step with raw or typed values; ``target`` is the proposal's id. Raises ``RuleError`` naming the field."""
    fields = (UNIT, *step.fields) if step.scope == "assignment" else step.fields
    typed = read_values(fields, values, today=today, clears=step.clears)
    if step.scope in ("office", "new"):
        return step.command(session, **typed)
    if target is None:
        raise RuleError(f"{step.label}要指明是哪一件提案。", "number")
    proposal = session.get_one(Proposal, target)
    require_open(proposal.plenary, step.verb, step.label, typed)
    _require_stage(proposal, step)
    if step.scope == "proposal":
        return step.command(session, target, **typed)
    chosen = _chosen_assignment(session, step, target, typed.pop("unit", None))
    return step.command(session, chosen.id, **typed)


def _require_stage(proposal: Proposal, step: Step) -> None:
    if step.stages is None or proposal.stage in step.stages:
        return
    allowed = "、".join(stage.label for stage in Stage if stage in step.stages)
    hint = f"{step.label}要在“{allowed}”时进行" if len(step.stages) <= MANY else "先退回上一步"
    raise RuleError(f"{proposal.name} 现在是“{proposal.stage.label}”，不能{step.label}；{hint}。", "stage")


def read_values(
    fields: tuple[Field, ...], values: Mapping[str, object], *, today: date, clears: bool = False
) -> dict[str, Any]:
    """Texts to typed values; ``RuleError`` for an unknown, missing or unreadable field. Empty stays out, or clears."""
    known = {field.name: field for field in fields}
    for name in values:
        if name not in known:
            offered = "、".join(f"{field.name}（{field.label}）" for field in fields)
            raise RuleError(f"没有“{name}”这个字段；可用的字段是：{offered}。", name)
    result: dict[str, Any] = {}
    for field in fields:
        value = typed_value(field, values.get(field.name), today=today)
        if value is None or value == ():
            value = typed_value(field, field.default, today=today)
        if value is None or value == ():
            if field.required:
                raise RuleError(f"{field.label}还没有填。", field.name)
            if clears and field.name in values and field.kind != "flag":
                result[field.name] = _nothing(field)
            continue
        result[field.name] = value
    return result


def _nothing(field: Field) -> object:
    if field.kind in LISTS:
        return ()
    return None if field.kind in ("date", "integer", "time") else ""


def typed_value(field: Field, value: object, *, today: date) -> Any:
    """One value in the type of its field, or None when empty."""
    if value is None or value == "" or value == () or value == []:
        return None
    if value == TODAY and field.kind == "date":
        return today
    try:
        return _convert(field, value, today)
    except ValueError as error:
        raise RuleError(f"{field.label}：{error}", field.name) from error


def _convert(field: Field, value: object, today: date) -> Any:
    kind = field.kind
    if kind == "date":
        return parse_date(value, today=today)
    if kind == "flag":
        return value if isinstance(value, bool) else _flag(str(value))
    if kind == "integer":
        return _integer(str(int(value) if isinstance(value, int) else value))
    if kind == "time":
        return _clock(str(value))
    if kind in LISTS:
        texts = tuple(split_names(value) if isinstance(value, str) else (str(v).strip() for v in value))  # type: ignore[attr-defined]
        return tuple(_choice(field, text) for text in texts if text)
    text = clean_text(str(value)) if kind == "long" else clean_text(str(value)).replace("\n", " ").strip()
    return _choice(field, text) if text else None


def _choice(field: Field, text: str) -> str:
    if not field.choices:
        return text
    for code, label in field.choices:
        if text in (code, label):
            return code
    offered = "、".join(label for _code, label in field.choices)
    raise ValueError(f"没有“{text}”这一项，可选的是：{offered}。")


def _flag(text: str) -> bool:
    folded = to_half_width(text).strip().lower()
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise ValueError(f"“{text}”看不懂，填“是”或“否”。")


def _integer(text: str) -> int:
    folded = to_half_width(text).strip()
    if not re.fullmatch(r"[0-9]{1,9}", folded):
        raise ValueError(f"“{text}”不是整数，填 0 至 999999999 的数。")
    return int(folded)


def _clock(text: str) -> str:
    folded = to_half_width(text).strip().replace("时", ":").replace("分", "").rstrip(":")
    try:
        moment = datetime.strptime(folded if ":" in folded else f"{folded}:00", "%H:%M")
    except ValueError:
        raise ValueError(f"“{text}”不是时刻，填成 09:30 这样。") from None
    return moment.strftime("%H:%M")


def _chosen_assignment(session: Session, step: Step, proposal_id: int, wanted: object) -> Assignment:
    proposal = session.get_one(Proposal, proposal_id)
    standing = [a for a in proposal.assignments if a.state not in ENDED_STATES]
    if wanted is not None:
        text = str(wanted)
        named = [a for a in standing if text == f"#{a.id}"] or [a for a in standing if a.is_called(text)]
        if len(named) == 1:
            return named[0]
        offered = "、".join(a.unit.short for a in standing) or "还没有交办"
        raise RuleError(f"{proposal.name} 没有由“{text}”承办的件；现有承办单位：{offered}。", "unit")
    fitting = [a for a in standing if step.fits_unit(a.state, a.role)]
    if len(fitting) == 1:
        return fitting[0]
    if not standing:
        raise RuleError(f"{proposal.name} 还没有交办，不能{step.label}。", "unit")
    if len(standing) == 1:
        return standing[0]
    raise RuleError(f"{proposal.name} 有 {len(standing)} 个承办单位（{'、'.join(a.unit.short for a in standing)}），写明是哪一个。", "unit")
