"""What window, command line and tests call: read with a query, run a command, be told what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from zxdesk.domain.base import new_uid
from zxdesk.domain.errors import RuleError
from zxdesk.services.batch import Item, Outcome, Report, Verdict, run_batch
from zxdesk.services.change import Actor, Change, Command, perform, was_saved
from zxdesk.services.step import Step, run_step
from zxdesk.services.undo import undo_act

P = ParamSpec("P")
T = TypeVar("T")
Opening = Callable[[], AbstractContextManager[Session]]


class _TakenBack(Exception):  # noqa: N818 - not an error
    pass


def _verb(items: Sequence[Item]) -> str:
    verbs = {item.step.verb for item in items}
    return verbs.pop() if len(verbs) == 1 else "batch"


@dataclass(frozen=True)
class Door:
    """An open register as its users see it; the sessions come from outside, one a call."""

    reading: Opening
    writing: Opening
    actor: Actor
    now: Callable[[], datetime]
    explain: Callable[[Exception], RuleError | None] = lambda error: None
    files: Path | None = None  # where attachments are kept

    @property
    def today(self) -> date:
        """The office's date."""
        return self.now().date()

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **values: P.kwargs) -> T:
        """Run a query in a short reading session."""
        with self.reading() as session:
            return query(session, *args, **values)

    def run(self, command: Command, *args: Any, op_id: str | None = None, **values: Any) -> Change:
        """Run a command in one transaction; after a doubtful commit look whether it was saved. Raises ``RuleError``."""
        op_id = op_id or new_uid()
        try:
            with self.writing() as session:
                session.info["files"] = self.files
                return perform(session, command, *args, actor=self.actor, now=self.now(), op_id=op_id, **values)
        except (SQLAlchemyError, OSError) as error:
            saved = self._is_saved(op_id)
            if saved:
                return Change("已保存", op_id=op_id)
            if saved is None:
                raise RuleError("登记簿现在读不到，无法确认这次是否已保存。不要重复录入，重新打开后先查一下。") from error
            known = self.explain(error)
            if known is not None:
                raise known from error
            raise

    def rehearse(self, command: Command, *args: Any, **values: Any) -> Change:
        """Run a command and take everything back: what it would do, without a byte written. Raises ``RuleError``."""
        answer: list[Change] = []
        try:
            with self.writing() as session:
                answer.append(perform(session, command, *args, actor=self.actor, now=self.now(), **values))
                raise _TakenBack
        except _TakenBack:
            return answer[0]

    def step(self, step: Step, target: int | None, values: Mapping[str, object], *, op_id: str | None = None) -> Change:
        """Run a step of the catalogue with raw or typed values; ``target`` is the proposal's id. Raises ``RuleError``."""
        reason = str(values.get("reason") or "")
        return self.run(run_step, step, target, values, today=self.today, op_id=op_id, action=step.verb, reason=reason)

    def many(self, items: Sequence[Item], *, label: str, report: Report | None = None, op_id: str | None = None) -> Outcome:
        """Run many steps in one transaction; what is refused is left out and named. Raises ``RuleError``, and what ``report`` raises."""
        verdicts: list[Verdict] = []
        values = {"label": label, "today": self.today, "verdicts": verdicts, "report": report}
        change = self.run(run_batch, items, op_id=op_id, action=_verb(items), **values)
        return Outcome(change, tuple(verdicts))

    def rehearse_many(self, items: Sequence[Item], *, report: Report | None = None) -> tuple[Verdict, ...]:
        """What each of many steps would do, or why it cannot; nothing is written."""
        verdicts: list[Verdict] = []
        self.rehearse(run_batch, items, label="", today=self.today, verdicts=verdicts, report=report)
        return tuple(verdicts)

    def undo(self, op_id: str) -> Change:
        """Take an act back, or do one again that was taken back. Raises ``RuleError``."""
        return self.run(undo_act, op_id, action="undo")

    def _is_saved(self, op_id: str) -> bool | None:
        """None when the register cannot even be asked. Source: reliability §3.2."""
        try:
            with self.reading() as session:
                return was_saved(session, op_id)
        except (SQLAlchemyError, OSError):
            return None
