"""The form in which a record of a directory is corrected: what stands filled in, only what was changed handed on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from zxdesk.domain.field import Field
from zxdesk.queries.office_rules import rules_of
from zxdesk.services.change import Change
from zxdesk.services.step import LISTS, TODAY, run_step
from zxdesk.services.steps import choices_in, step_named
from zxdesk.ui.form import Sources
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.workspace import Workspace

EMPTY_TEXTS = frozenset({"text", "long", "choice", "time"})


def record_dialog(
    workspace: Workspace,
    title: str,
    fields: Iterable[Field],
    known: Mapping[str, object],
    command: Callable[[dict[str, object]], object],
    *,
    action: str,
    sources: Sources | None = None,
    parent: QWidget | None = None,
) -> FormDialog:
    """A dialog, not yet shown; ``command`` gets the changed fields and may refuse with ``RuleError``, shown at its field."""
    offered = with_choices(workspace, fields, known)
    standing = {field.name: known[field.name] for field in offered if field.name in known}

    def submit(values: dict[str, object]) -> None:
        changed = changed_values(offered, standing, values)
        if changed:
            command(changed)

    return FormDialog(title, offered, sources or {}, submit, action_label=action, values=standing, parent=parent)


def run_record_step(
    workspace: Workspace, verb: str, values: Mapping[str, object], expect: Mapping[type[Any], tuple[int, int]] | None = None
) -> Change:
    """Do a step of a directory. Raises ``RuleError``, also where a record of ``expect`` was changed by somebody else meanwhile."""
    step = step_named(verb)
    return workspace.run(run_step, step, None, values, today=workspace.today, action=step.verb, expect=dict(expect or {}))


def with_choices(workspace: Workspace, fields: Iterable[Field], known: Mapping[str, object] | None = None) -> tuple[Field, ...]:
    """The fields with the lists of the rules in force; a value that stands and is on no list is offered too, so that it stays."""
    rules = workspace.read(rules_of, workspace.plenary_id)
    offered = []
    for field in fields:
        if field.choices_from:
            field = replace(field, choices=choices_in(rules, field.choices_from), choices_from=None)
        value = (known or {}).get(field.name)
        if field.kind == "choice" and value and value not in [key for key, _label in field.choices]:
            field = replace(field, choices=(*field.choices, (str(value), str(value))))
        offered.append(replace(field, default=workspace.today) if field.default == TODAY else field)
    return tuple(offered)


def changed_values(fields: Iterable[Field], before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """The values that differ from what stands; an emptied text is "", an emptied date None, an emptied list ()."""
    changed = {}
    for field in fields:
        old, new = _plain(before.get(field.name)), _plain(after.get(field.name))
        if old != new:
            changed[field.name] = _emptied(field) if new is None else new
    return changed


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(value) or None
    return None if value == "" else value


def _emptied(field: Field) -> object:
    if field.kind in EMPTY_TEXTS:
        return ""
    return () if field.kind in LISTS else None
