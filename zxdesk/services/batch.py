"""One step on many proposals: tried beforehand, done in one transaction, taken back in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.services.change import Change, attempt
from zxdesk.services.step import Step, run_step

Report = Callable[[int, int], None]
"""Called with how many are done of how many; may raise to stop, and then nothing is written."""


@dataclass(frozen=True)
class Item:
    """One step on one proposal (its id), with raw or typed values."""

    step: Step
    target: int | None
    values: Mapping[str, object]


@dataclass(frozen=True)
class Verdict:
    """What became, or would become, of one item: its proposal by name, and a sentence of what was done or why it was not."""

    target: int | None
    name: str
    sentence: str
    is_done: bool
    warnings: tuple[str, ...] = ()
    field: str | None = None


@dataclass(frozen=True)
class Outcome:
    """A whole batch: the change that views read again after, and a verdict an item in the order given."""

    change: Change
    verdicts: tuple[Verdict, ...]

    @property
    def done(self) -> tuple[Verdict, ...]:
        """What was carried out."""
        return tuple(verdict for verdict in self.verdicts if verdict.is_done)

    @property
    def refused(self) -> tuple[Verdict, ...]:
        """What was left out, each with its reason."""
        return tuple(verdict for verdict in self.verdicts if not verdict.is_done)


def run_batch(
    session: Session,
    items: Sequence[Item],
    *,
    label: str,
    today: date,
    verdicts: list[Verdict],
    report: Report | None = None,
) -> Change:
    """Carry out every item that can be; what is refused leaves no trace and is named in ``verdicts``.

    The history of each proposal tells of its own part, not of the batch.
    """
    labels: dict[int, str] = {}
    for at, item in enumerate(items):
        if report is not None:
            report(at, len(items))
        verdicts.append(_carried_out(session, item, today, labels))
    if report is not None:
        report(len(items), len(items))
    reason = next((str(item.values["reason"]) for item in items if item.values.get("reason")), "")
    warnings = tuple(dict.fromkeys(warning for verdict in verdicts for warning in verdict.warnings))
    return Change(label, warnings=warnings[:3], reason=reason, labels=labels)


def _carried_out(session: Session, item: Item, today: date, labels: dict[int, str]) -> Verdict:
    try:
        with attempt(session):
            change = run_step(session, item.step, item.target, item.values, today=today)
    except RuleError as error:
        return Verdict(item.target, _name(session, item.target), error.message, is_done=False, field=error.field)
    if change.subject is not None:
        labels[change.subject] = change.label
    return Verdict(item.target, _name(session, item.target), change.label, is_done=True, warnings=change.warnings)


def _name(session: Session, target: int | None) -> str:
    proposal = session.get(Proposal, target) if target is not None else None
    return proposal.name if proposal is not None else ""
