"""Opening any step as a form: its fields, what is known already filled in, the command run on its button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.domain.field import Field
from zxdesk.queries.awards import other_awards
from zxdesk.queries.entry import OF_UNIT, last_reply_of_unit
from zxdesk.services.change import Change
from zxdesk.services.step import TODAY, UNIT, Step
from zxdesk.services.steps import step_fields
from zxdesk.ui.file_records import choices_of, fixed_values, is_correction, known_values, records_of, table_of
from zxdesk.ui.sources import sources_for
from zxdesk.ui.step_form import StepForm, remember, remembered
from zxdesk.ui.workspace import Workspace

EDITS = ("correct", "resubmit", "receive")  # steps that show what stands and send only what was changed
OWN = {"reviewer": ("first-review",), "person": ("remind", "visit")}  # what the clerk at the desk usually does himself


def open_step(
    workspace: Workspace,
    step: Step,
    proposal_id: int | None = None,
    *,
    file: Mapping[str, Any] | None = None,
    preset: Mapping[str, object] | None = None,
    parent: QWidget | None = None,
) -> bool:
    """Show the form of a step and run it; True when it was done. Refusals stay in the form, at their field."""
    dialog = step_dialog(workspace, step, proposal_id, file=file, preset=preset, parent=parent)
    return dialog.exec() == QDialog.DialogCode.Accepted


def enter_new(workspace: Workspace, step: Step, *, preset: Mapping[str, object] | None = None, parent: QWidget | None = None) -> int | None:
    """Show the form of a step that makes new proposals; the one made last, or None."""
    made: list[int | None] = []
    noting = workspace.changed.connect(lambda change: made.append(change.subject) if "proposal" in change.tables else None)
    open_step(workspace, step, preset=preset, parent=parent)
    workspace.changed.disconnect(noting)
    return made[-1] if made else None


def step_dialog(
    workspace: Workspace,
    step: Step,
    proposal_id: int | None = None,
    *,
    file: Mapping[str, Any] | None = None,
    preset: Mapping[str, object] | None = None,
    parent: QWidget | None = None,
) -> StepForm:
    """The dialog of a step, not yet shown."""
    fields: tuple[Field, ...] = workspace.read(step_fields, step, workspace.plenary_id)
    if step.scope == "assignment":
        fields = (_unit_field(step, file), *fields)
    source = file or office_records(workspace, step)
    fields = tuple(_of_file(step, field, source) if source and _is_chosen(step, field) else field for field in fields)
    own = {name: workspace.door.actor.name for name in OWN if step.verb in OWN[name]}
    known = {**own, **remembered(workspace, step, fields), **_likely(workspace, step), **_known(step, file), **(preset or {})}
    known = {name: value for name, value in known.items() if any(field.name == name for field in fields)}
    fields = tuple(replace(field, default=workspace.today) if field.default == TODAY else field for field in fields)

    if source and is_correction(step.verb):
        known |= {name: value for name, value in _of_only_record(step, source, fields).items() if name not in (preset or {})}
    standing = dict(known)

    def act(values: dict[str, object], op_id: str) -> Change:
        given = {name: value for name, value in values.items() if value is not None and value != ()}
        if step.verb in EDITS or is_correction(step.verb):
            before = {field.name: standing.get(field.name, field.default) for field in fields}
            given = {n: v for n, v in values.items() if v != before[n] and not (v in (None, ()) and before[n] in (None, "", ()))}
            given |= {f.name: values[f.name] for f in fields if f.required and values[f.name] is not None}
            given |= {f.name: values[f.name] for f in fields if is_correction(step.verb) and _is_identity(step, f) and values[f.name] is not None}
            given = {name: "" if value is None else value for name, value in given.items()}
        change = workspace.step(step, proposal_id, given, op_id=op_id)
        remember(workspace, step, given)
        return change

    name = f"{step.label}　{file['number'] or file['receipt_number'] or '草稿'}" if file else step.label
    sources = sources_for(workspace, proposal_id)
    dialog = StepForm(workspace, step, name, fields, sources, act, proposal_id=proposal_id, values=known, parent=parent, file=file)
    if step.verb == "reply":
        _follow_unit(workspace, dialog)
    if source and "record" in dialog.form.editors and is_correction(step.verb):
        _follow_record(dialog, step, source, standing)
    return dialog


def office_records(workspace: Workspace, step: Step) -> dict[str, Any]:
    """What a step of the office chooses its record among, as a file of its own; empty for a step that chooses none."""
    return {"awards": workspace.read(other_awards)} if step.scope == "office" and table_of(step) == "awards" else {}


def _likely(workspace: Workspace, step: Step) -> dict[str, object]:
    """What a new record mostly starts with."""
    return {"submitted_on": workspace.today} if step.verb == "register" else {}


def _follow_unit(workspace: Workspace, dialog: StepForm) -> None:
    """Signer, contact and the like are those of the unit's last reply, as long as nothing else was typed."""
    seen: list[object] = []

    def look() -> None:
        unit = dialog.form.editors["unit"].value()
        if [unit] != seen:
            seen[:] = [unit]
            if isinstance(unit, str):
                last = workspace.read(last_reply_of_unit, int(unit.removeprefix("#")))
                dialog.form.suggest({name: last.get(name) for name in OF_UNIT})

    dialog.form.editors["unit"].changed.connect(look)
    look()


def _is_identity(step: Step, field: Field) -> bool:
    """Whether a field only says which record is meant."""
    return field.name in ("unit", "record") or (step.verb == "correct-feedback" and field.name == "proposer")


def _is_chosen(step: Step, field: Field) -> bool:
    """Whether a field is filled from the file; the proposer of a visit may stay empty."""
    return not (step.verb == "correct-visit" and field.name == "proposer") or field.kind != "line"


def _of_only_record(step: Step, file: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, object]:
    """What stands in the record that is corrected, where there is only one."""
    rows = records_of(file, table_of(step))
    if len(rows) != 1:
        return {}
    record, unit = rows[0]
    return {**known_values(fields, step.verb, record), **fixed_values(step.verb, record, unit)}


def _follow_record(dialog: StepForm, step: Step, file: Mapping[str, Any], standing: dict[str, object]) -> None:
    """The fields show what stands in the record chosen; what was typed for another is not carried over to it."""
    editors = dialog.form.editors
    shown = [standing.get("record")]

    def look() -> None:
        chosen = editors["record"].value()
        if chosen == shown[0]:
            return
        shown[0] = chosen
        found = next(((record, unit) for record, unit in records_of(file, table_of(step)) if f"#{record['id']}" == chosen), None)
        if found is not None:
            reason = editors["reason"].value()
            standing.clear()
            standing.update(known_values(dialog.form.fields, step.verb, found[0]) | fixed_values(step.verb, *found))
            dialog.form.fill({**standing, "reason": reason})

    editors["record"].changed.connect(look)


def _of_file(step: Step, field: Field, file: Mapping[str, Any]) -> Field:
    """A proposer or an answering unit is chosen among the few of this file, not searched for."""
    if field.kind == "line":
        lines = [*file["proposers"], *(line for merged in file["merged"] for line in merged["proposers"])]
        choices = tuple((f"#{line['id']}", str(line["name"])) for line in lines)
    elif field.kind == "assignment" and field.name == "unit" and not field.choices:
        units = [a for a in file["assignments"] if a["role"] != "co" and a["state"] not in ("ended", "stopped")]
        choices = tuple((f"#{a['id']}", str(a["unit"])) for a in units)
    elif field.kind == "part":
        choices = choices_of(file, table_of(step))
        field = replace(field, required=True)
    else:
        return field
    return replace(field, kind="choice", choices=choices, default=choices[0][0] if len(choices) == 1 else None)


def _unit_field(step: Step, file: Mapping[str, Any] | None) -> Field:
    fitting = [a for a in (file or {}).get("assignments", []) if _fits(step, a)]
    choices = tuple((f"#{a['id']}", f"{a['unit']}（{a['role_label']}，{a['state_label']}）") for a in fitting)
    default = choices[0][0] if len(choices) == 1 else None
    return replace(UNIT, kind="choice", choices=choices, required=True, default=default)


def _fits(step: Step, assignment: Mapping[str, Any]) -> bool:
    state_fits = step.unit_states is None or assignment["state"] in {state.value for state in step.unit_states}
    role_fits = step.roles is None or assignment["role"] in {role.value for role in step.roles}
    return state_fits and role_fits and assignment["state"] not in ("ended", "stopped")


def _known(step: Step, file: Mapping[str, Any] | None) -> dict[str, object]:
    """What the register knows already, so that nothing is typed twice."""
    if file is None:
        return {}
    if step.verb in EDITS:
        return _as_entered(file)
    known: dict[str, object] = {}
    if step.verb in ("first-review", "second-review", "file"):
        known["category"] = file["category"] or None
    if step.verb == "first-review":
        known |= {"lead_units": _names(file["wished_lead"]), "co_units": _names(file["wished_co"])}
    if step.verb in ("second-review", "assign") and file["reviews"]:
        last = next((r for r in reversed(file["reviews"]) if r["lead_units"]), file["reviews"][-1])
        keys = ("lead_units", "co_units") if step.verb == "second-review" else ("lead", "co")
        known |= {keys[0]: _names(last["lead_units"]), keys[1]: _names(last["co_units"])}
        if step.verb == "second-review":
            known |= {"outcome": last["outcome"], "reasons": tuple(last["reasons"])}
    if step.verb == "award":
        known["year"] = int(str(file["filed_on"] or file["submitted_on"] or "0")[:4]) or None
    return known


def _as_entered(file: Mapping[str, Any]) -> dict[str, object]:
    entered: dict[str, object] = {name: _typed(name, value) for name, value in file.items() if not isinstance(value, dict | list)}
    signed = [line for line in file["proposers"] if line["signature"] == "signed"]
    pending = [line for line in file["proposers"] if line["signature"] == "pending"]
    entered["proposers"] = tuple(_line_key(line) for line in signed)
    entered["invited"] = tuple(_line_key(line) for line in pending)
    for name in ("wished_lead", "wished_co"):
        entered[name] = _names(file[name])
    return {name: value for name, value in entered.items() if value not in (None, "", ())}


def _typed(name: str, value: object) -> object:
    return date.fromisoformat(value) if name.endswith("_on") and isinstance(value, str) and value else value


def _line_key(line: Mapping[str, Any]) -> str:
    return f"#{line['member_id']}" if line["member_id"] else str(line["name"])


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split("、") if part)
