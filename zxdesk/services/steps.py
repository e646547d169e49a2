"""Every step there is, read top to bottom: what the window's pages, `zxdesk step` and scripts can do."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.office import Plenary
from zxdesk.domain.rules import Rules
from zxdesk.services import steps_closing, steps_correcting, steps_directory, steps_handling, steps_intake, steps_office
from zxdesk.services.frame import rules_of
from zxdesk.services.step import Step

STEPS: tuple[Step, ...] = (
    *steps_intake.STEPS, *steps_handling.STEPS, *steps_closing.STEPS, *steps_correcting.STEPS, *steps_office.STEPS, *steps_directory.STEPS,
)  # fmt: skip


def step_named(verb: str) -> Step:
    """The step with this verb or Chinese name; ``RuleError`` lists what there is."""
    for step in STEPS:
        if verb in (step.verb, step.label):
            return step
    raise RuleError(f"没有“{verb}”这个动作；全部动作用 zxdesk step --list 查看。", "verb")


def fields_of(session: Session, step: Step, plenary: Plenary | None) -> tuple[Field, ...]:
    """The step's fields with the choices of the rules in force filled in."""
    rules = rules_of(session, plenary)
    return tuple(replace(field, choices=choices_in(rules, field.choices_from)) if field.choices_from else field for field in step.fields)


def step_fields(session: Session, step: Step, plenary_id: int | None) -> tuple[Field, ...]:
    """The same by the plenary's id, as a query for the window."""
    return fields_of(session, step, session.get(Plenary, plenary_id) if plenary_id is not None else None)


def choices_in(rules: Rules, table: str) -> tuple[tuple[str, str], ...]:
    """The (value, label) pairs of a list of the rule package."""
    rows = getattr(rules, table)
    if table == "reply_classes":
        return tuple((row.code, f"{row.code}　{row.text}" if row.text else row.code) for row in rows)
    if table == "reasons":
        return tuple((row.code, f"{row.code} {row.name}") for row in rows)
    return tuple((row, row) if isinstance(row, str) else (row.name, row.name) for row in rows)
