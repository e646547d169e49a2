"""What can be done with several proposals at once: the steps that make sense in common, and whom each of them would touch."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from zxdesk.documents.catalog import PAPER_KINDS
from zxdesk.documents.paper import About
from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.queries.subjects import Subject, Undertaking
from zxdesk.services.batch import Item
from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.ui.widgets.command_bar import Verb

MOST = 1000
"""More than these are not acted on at once: nobody reads such a preview."""
FIRST = ("first-review", "second-review", "file", "assign", "sign", "contact", "remind", "extension", "send-forms", "close", "archive")
MARKS = ("suggest-key", "shortlist-key", "decide-key", "drop-key", "award")
REST = (
    "decide-extension", "reassign", "refuse-hand-back", "add-unit", "visit", "follow", "inspect", "note", "return", "reject", "opinion",
    "notify", "transfer", "merge", "unmerge", "withdraw", "redo", "correct", "step-back",
)  # fmt: skip
OWN_FIELDS: Mapping[str, frozenset[str]] = {
    "file": frozenset({"number"}), "first-review": frozenset({"duplicate_check"}), "sign": frozenset({"planned_on"}),
    "archive": frozenset({"pages"}), "award": frozenset({"score"}),
}  # fmt: skip
"""Fields whose value is one proposal's own; a batch leaves them out."""
ONLY_FIELDS: Mapping[str, frozenset[str]] = {"correct": frozenset({"reason", "corrected_on", "category", "keywords"})}
COUNTED: Mapping[str, str] = {"archive": "archive_number"}
"""Numbers that go up by one from proposal to proposal."""
UNITS = ("lead", "co", "sole", "separate")
_ICONS = {
    "first-review": "review", "second-review": "review", "file": "done", "assign": "assign", "sign": "edit", "contact": "meet",
    "remind": "remind", "extension": "deadline", "send-forms": "feedback", "close": "done", "archive": "save", "correct": "edit",
}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """What is selected in a list: proposals in the list's order, and where rows are undertakings, which of them."""

    proposals: tuple[int, ...]
    undertakings: frozenset[int] | None = None


@dataclass(frozen=True)
class Target:
    """One act of a batch: a proposal, and for a step of an undertaking which one; none where the register has to say why not."""

    subject: Subject
    undertaking: Undertaking | None = None


def targets(step: Step, subjects: Sequence[Subject], chosen: Collection[int] | None = None) -> list[Target]:
    """Every proposal of the selection, the fitting ones first; for a step of an undertaking one target for each that fits."""
    if step.scope != "assignment":
        return sorted((Target(subject) for subject in subjects), key=lambda target: not fits(step, target))
    found: list[Target] = []
    for subject in subjects:
        if not step.fits(subject.stage):
            found.append(Target(subject))
            continue
        fitting = [u for u in subject.undertakings if _fits_unit(step, u) and (chosen is None or u.id in chosen)]
        named = [u for u in subject.undertakings if chosen is not None and u.id in chosen and u not in fitting]
        found += [Target(subject, undertaking) for undertaking in fitting + named] or [Target(subject)]
    return sorted(found, key=lambda target: not fits(step, target))


def fits(step: Step, target: Target) -> bool:
    """Whether a step is offered for a target as it stands."""
    if not step.fits(target.subject.stage):
        return False
    return step.scope != "assignment" or (target.undertaking is not None and _fits_unit(step, target.undertaking))


def _fits_unit(step: Step, undertaking: Undertaking) -> bool:
    """A decision is offered only where more time was asked for."""
    return step.fits_unit(undertaking.state, undertaking.role) and (step.verb != "decide-extension" or undertaking.is_asking)


def verbs(subjects: Sequence[Subject], chosen: Collection[int] | None = None) -> tuple[list[Verb], list[Verb]]:
    """The verbs for the bar, valid for all selected, and those under 更多, where a verb for some names how many."""
    bar: list[Verb] = []
    later: list[Verb] = []
    partly: list[Verb] = []
    for verb in (*FIRST, *REST):
        step = step_named(verb)
        each = targets(step, subjects, chosen)
        count = sum(1 for target in each if fits(step, target))
        if count and count == len(each):
            (bar if verb in FIRST else later).append(Verb(f"step:{verb}", f"{step.label}…", _ICONS.get(verb)))
        elif count:
            partly.append(Verb(f"step:{verb}", f"{step.label} {count} 件…", _ICONS.get(verb)))
    if not bar:
        bar, partly = partly[:2], partly[2:]
    bar = [*bar[:3], Verb("paper", "打印", "paper", parts=paper_verbs(subjects)), *_marks(subjects), *bar[3:]]
    for group in (partly, later):
        if group:
            group[0] = replace(group[0], starts_group=True)
    return bar, [*later, *partly, Verb("export", "导出…", "export", starts_group=True), Verb("copy", "复制", None)]


def paper_verbs(subjects: Sequence[Subject]) -> tuple[Verb, ...]:
    """The papers that proposals at these stages have, for the menu of 打印, a line between their groups; the page 文书 has the others."""
    stages = {subject.stage for subject in subjects}
    kinds = [kind for kind in PAPER_KINDS if kind.about is About.PROPOSALS and kind.stages is not None and kind.stages & stages]
    first = {kind.key for at, kind in enumerate(kinds) if at and kinds[at - 1].group != kind.group}
    offered = [Verb(f"paper:{kind.key}", f"{kind.name}…", "paper", starts_group=kind.key in first) for kind in kinds]
    return (*offered, Verb("paper:", "其他文书…", "paper", starts_group=bool(offered)))


def _marks(subjects: Sequence[Subject]) -> list[Verb]:
    steps = [step_named(verb) for verb in MARKS]
    parts = tuple(
        Verb(f"step:{step.verb}", f"{step.label}…") for step in steps if subjects and all(step.fits(subject.stage) for subject in subjects)
    )
    return [Verb("mark", "标记", "supervise", parts=parts)] if parts else []


def common_fields(step: Step, fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields of a step that have one value for all; a number becomes the first of a row."""
    left_out, only = OWN_FIELDS.get(step.verb, frozenset()), ONLY_FIELDS.get(step.verb)
    kept = [field for field in fields if field.name not in left_out and (only is None or field.name in only)]
    if step.verb == "assign":
        kept = [replace(field, help="几项都留空，各按审查商定的单位") if field.name in UNITS else field for field in kept]
    counted = COUNTED.get(step.verb)
    return tuple(
        replace(field, label=f"起始{field.label}", help="第一件的号，以下依次加一") if field.name == counted else field for field in kept
    )


def items(
    step: Step,
    wanted: Sequence[Target],
    values: Mapping[str, object],
    agreed: Mapping[int, tuple[tuple[str, ...], tuple[str, ...]]] | None = None,
) -> list[Item]:
    """The acts of a batch with their values; ``agreed`` are the units of each proposal where none is given in common.

    Raises ``RuleError`` for a number that cannot go up.
    """
    given = {name: value for name, value in values.items() if value not in (None, "", ())}
    made = []
    for at, target in enumerate(wanted):
        own: dict[str, object] = {}
        if target.undertaking is not None:
            own["unit"] = target.undertaking.unit
        counted = COUNTED.get(step.verb)
        if counted and counted in given:
            own[counted] = number_after(str(given[counted]), at, counted)
        if step.verb == "assign" and agreed and not any(given.get(name) for name in UNITS):
            own |= dict(zip(UNITS, agreed.get(target.subject.id, ((), ())), strict=False))
        made.append(Item(step, target.subject.id, {**given, **{name: value for name, value in own.items() if value}}))
    return made


def number_after(first: str, by: int, field: str) -> str:
    """The number so many after the first, as long as that: 2026-009 and 1 give 2026-010. Raises ``RuleError`` without a digit at its end."""
    if not by:
        return first
    found = re.search(r"\d+$", first)
    if found is None:
        raise RuleError(f"“{first}”末尾没有数字，不能依次加一。写成 2026-001 这样。", field)
    return first[: found.start()] + str(int(found[0]) + by).zfill(len(found[0]))
