"""The parts of a file whose records each carry a pencil: reviews, forms with visits, supervision."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from zxdesk.domain.after_lock import goes_on
from zxdesk.services.step import Step
from zxdesk.ui import file_words
from zxdesk.ui.file_parts import LinesGrid, add_blocks, column_of
from zxdesk.ui.file_records import name_of, table_of
from zxdesk.ui.file_words import Block, Cell, File, day, forms_of
from zxdesk.ui.widgets.button import icon_button
from zxdesk.ui.widgets.labels import SectionHeading, label

REMINDER_HEADS = ("日期", "提案者", "方式", "经办人", "提案者答复")
Correct = Callable[[str, int], object]
Do = Callable[[Step, dict[str, object]], object]


class Pencils:
    """Makes the buttons that correct one record in its place, where the step that does so is offered."""

    def __init__(self, steps: tuple[Step, ...], correct: Correct, *, is_locked: bool) -> None:
        self._steps = {step.verb: step for step in steps if not is_locked or goes_on(step.verb)}
        self._correct = correct

    def step(self, verb: str) -> Step | None:
        """The step, where it is offered."""
        return self._steps.get(verb)

    def __call__(self, verb: str, record: File) -> QWidget | None:
        """The pencil of a record, or nothing where it cannot be corrected now."""
        step = self._steps.get(verb)
        if step is None:
            return None
        words = f"更正{name_of(table_of(step), record)}"
        return icon_button("edit", words, framed=False, clicked=lambda: self._correct(verb, record["id"]))


def review_part(file: File, pencils: Pencils, *, year: int, width: int, empty: str) -> QWidget:
    """审查: every review with its pencil, then reasons and notice, and where it was passed on."""
    blocks = file_words.reviews(file, year)
    ends = {at: pencils("correct-review", review) for at, review in enumerate(file["reviews"])}
    ends |= _last_ends(blocks, file["transfers"], pencils, "correct-transfer")
    return _part(blocks, ends, width, empty)


def supervision_part(file: File, pencils: Pencils, *, year: int, width: int, empty: str) -> QWidget:
    """督办: the key proposal and its inspections, the leader's note and the awards, with their pencils."""
    blocks = file_words.supervision(file, year)
    key = file["key_file"]
    ends: dict[int, QWidget | None] = {1 if key else 0: pencils("correct-note", file)} if file["leader_note"] else {}
    if key is not None:
        inspections = key["inspections"]
        first = len(blocks) - len(inspections) - len(file["awards"])
        ends[0] = pencils("correct-key", key)
        ends |= {first + at: pencils("correct-inspection", row) for at, row in enumerate(inspections)}
    ends |= _last_ends(blocks, file["awards"], pencils, "correct-award")
    return _part(blocks, ends, width, empty)


def opinion_part(file: File, pencils: Pencils, do: Do, *, year: int, width: int, empty: str) -> QWidget:
    """征询回访: the forms, what was asked for again, the visits."""
    blocks = file_words.opinions(file, year)
    inner, column = column_of()
    forms = forms_of(file)
    if forms:
        table = blocks.pop(0)
        column.addWidget(SectionHeading(table.title, table.note))
        column.addWidget(LinesGrid(table.lines, table.heads, width=width - 40, ends=[_form_button(form, pencils, do) for form in forms]))
    if asked := [(reminder, form) for form in forms for reminder in form["reminders"]]:
        asked.sort(key=lambda pair: str(pair[0]["reminded_on"]), reverse=True)
        lines = tuple(_reminder_line(reminder, form, year) for reminder, form in asked)
        ends = [pencils("correct-form-reminder", reminder | {"proposer": form["proposer"]}) for reminder, form in asked]
        column.addWidget(SectionHeading("催收", f"{len(asked)} 次"))
        column.addWidget(LinesGrid(lines, REMINDER_HEADS, width=width - 40, ends=ends))
    visits = {at: pencils("correct-visit", visit) for at, visit in enumerate(file["visits"])}
    add_blocks(column, blocks, width=width, ends=visits)
    if not forms and not blocks:
        column.addWidget(label(empty, "muted", wrap=True))
    column.addStretch(1)
    return inner


def _last_ends(blocks: list[Block], rows: list[File], pencils: Pencils, verb: str) -> dict[int, QWidget | None]:
    """The pencils of the records whose blocks stand last."""
    return {len(blocks) - len(rows) + at: pencils(verb, row) for at, row in enumerate(rows)}


def _part(blocks: list[Block], ends: Mapping[int, QWidget | None], width: int, empty: str) -> QWidget:
    inner, column = column_of()
    add_blocks(column, blocks, width=width, ends=ends)
    if not blocks:
        column.addWidget(label(empty, "muted", wrap=True))
    column.addStretch(1)
    return inner


def _form_button(form: File, pencils: Pencils, do: Do) -> QWidget | None:
    """Corrects a form that came back in its place; registers one that is out."""
    if form["returned_on"]:
        return pencils("correct-feedback", form)
    step = pencils.step("feedback")
    if step is None:
        return None
    preset: dict[str, object] = {"proposer": f"#{form['line_id']}", "unit": f"#{form['assignment_id']}"}
    return icon_button("add", f"登记{form['proposer']}的意见", framed=False, clicked=lambda: do(step, preset))


def _reminder_line(reminder: File, form: File, year: int) -> tuple[Cell, ...]:
    then = f"{day(reminder['next_on'], year=year)} 再催" if reminder["next_on"] else ""
    said = file_words.joined(reminder["answer"], then, by="　")
    return (Cell(day(reminder["reminded_on"], year=year)), Cell(form["proposer"]), Cell(reminder["way"]), Cell(reminder["person"]), Cell(said))
