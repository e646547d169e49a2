"""Where a proposal stands, as the nine steps of the stage line with their days, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence

from zxdesk.domain.after_lock import goes_on
from zxdesk.domain.assignment import Role
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.services.step import Step
from zxdesk.services.steps import STEPS
from zxdesk.ui.file_records import is_there
from zxdesk.ui.file_words import File
from zxdesk.ui.widgets.stage_line import Step as Point
from zxdesk.ui.widgets.stage_line import short_day, steps_up_to

NEXT: dict[str, tuple[str, ...]] = {
    "draft": ("receive", "correct"),
    "received": ("first-review", "return", "countersign"),
    "returned": ("resubmit", "notify"),
    "first_reviewed": ("second-review", "return"),
    "second_reviewed": ("file", "merge", "reject"),
    "filed": ("assign", "merge"),
    "merged": ("notify", "unmerge"),
    "opinion": ("notify", "transfer"),
    "not_filed": ("notify", "transfer"),
    "handling": ("reply", "contact", "remind"),
    "redoing": ("reply", "contact", "remind"),
    "replied": ("send-forms", "visit"),
    "consulting": ("feedback", "close", "redo", "correct-feedback"),
    "closed": ("archive", "follow", "visit"),
    "following": ("follow-result", "visit"),
}
PLACE = {
    Stage.DRAFT: 0, Stage.RECEIVED: 1, Stage.RETURNED: 1, Stage.FIRST_REVIEWED: 1, Stage.SECOND_REVIEWED: 2, Stage.FILED: 3,
    Stage.HANDLING: 4, Stage.REDOING: 4, Stage.REPLIED: 6, Stage.CONSULTING: 6, Stage.CLOSED: 8, Stage.FOLLOWING: 7, Stage.ARCHIVED: 9,
}  # fmt: skip
ENDED = {Stage.MERGED: "并案", Stage.OPINION: "转意见", Stage.NOT_FILED: "不予立案", Stage.WITHDRAWN: "撤案"}
PART_OF_POINT = ("基本", "审查", "审查", "承办", "承办", "答复", "征询回访", "征询回访", "文书")
ICONS = {
    "reply": "edit", "contact": "meet", "remind": "remind", "first-review": "review", "second-review": "review", "file": "done",
    "assign": "assign", "send-forms": "mail", "feedback": "feedback", "close": "done", "archive": "save", "merge": "merge",
    "return": "undo", "redo": "redo", "visit": "phone", "receive": "import", "resubmit": "import", "attach": "attach", "sign": "done",
    "follow": "supervise", "follow-result": "supervise", "extension": "deadline", "hand-back": "hand-back",
}  # fmt: skip
ANSWER_POINT = 5


def points_of(file: File, *, doing: str = "", at: int | None = None) -> tuple[Point, ...]:
    """The stage line; ``doing`` stands below the current step, or below step ``at``, while a form is open, such as 正在登记."""
    stage = Stage.from_text(file["stage"])
    reviewed = file["reviews"][0]["reviewed_on"] if file["reviews"] else None
    days = [
        file["received_on"], reviewed, file["filed_on"], file["assigned_on"], _signed_on(file), file["replied_on"], file["sent_on"],
        file["closed_on"], file["archived_on"],
    ]  # fmt: skip
    place = at if at is not None else PLACE.get(stage, 3 if file["filed_on"] else 2)
    below = [short_day(day) for day in days]
    if stage in ENDED:
        return steps_up_to(place, below, ended=ENDED[stage])
    shown = [day if at < place else (doing or "现在") if at == place else "" for at, day in enumerate(below)]
    if place < ANSWER_POINT and file["next_due_on"]:
        shown[ANSWER_POINT] = short_day(_answer_due(file))
    return steps_up_to(place, shown)


def fitting_steps(file: File) -> list[Step]:
    """Every step that is offered for this proposal as it stands, and that has something to be done to."""
    stage = Stage.from_text(file["stage"])
    offered = [step for step in STEPS if step.fits(stage) and (not file["is_locked"] or goes_on(step.verb))]
    return [step for step in offered if _unit_fits(step, file) and is_there(step, file)]


def next_steps(file: File, steps: Sequence[Step]) -> list[Step]:
    """What is usually done next, at most three."""
    return [step for verb in NEXT.get(file["stage"], ()) for step in steps if step.verb == verb][:3]


def _unit_fits(step: Step, file: File) -> bool:
    if step.scope != "assignment":
        return True
    rows = [(UnitState.from_text(a["state"]), Role.from_text(a["role"])) for a in file["assignments"] if a["state"] not in ("ended", "stopped")]
    if step.verb == "decide-extension":
        return any(extension["is_granted"] is None for a in file["assignments"] for extension in a["extensions"])
    return any(step.fits_unit(state, role) for state, role in rows)


def _signed_on(file: File) -> str | None:
    days = [row["signed_on"] for row in file["assignments"] if row["signed_on"]]
    return min(days, default=None) or _text(file["assigned_on"])


def _text(value: object) -> str | None:
    return str(value) if value else None


def _answer_due(file: File) -> str | None:
    days = [row["due_on"] for row in file["assignments"] if row["due_on"] and row["role"] != "co" and row["state"] not in ("ended", "stopped")]
    return min(days) if days else None
