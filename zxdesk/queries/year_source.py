"""What the reports of a plenary are made of: its figures and lists, each read once, however many reports use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from zxdesk.domain.conventions import convention_lines
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.rounding import shares
from zxdesk.domain.rules import Rules
from zxdesk.queries.adopted import adoption_note
from zxdesk.queries.office import OfficeHead, office_head
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.readings import Readings
from zxdesk.queries.statistics import figure_ids, gathered_figures

T = TypeVar("T")


class YearSource:
    """One plenary as reports read it. ``figures`` are those of ``queries.statistics``: no report counts by itself.

    Raises ``RuleError`` when there is no such plenary.
    """

    def __init__(self, session: Session, plenary_id: int, *, today: date) -> None:
        plenary = session.get(Plenary, plenary_id)
        if plenary is None:
            raise RuleError(f"没有 #{plenary_id} 这个届次。", "plenary")
        self.session, self.plenary, self.today = session, plenary, today
        self._readings = Readings(session)

    @property
    def plenary_id(self) -> int:
        """The key of the plenary."""
        return self.plenary.id

    @cached_property
    def rules(self) -> Rules:
        """The rule package that holds for the plenary."""
        return rules_of(self.session, self.plenary_id)

    @cached_property
    def office(self) -> OfficeHead | None:
        """The office."""
        return office_head(self.session)

    @cached_property
    def figures(self) -> dict[str, Any]:
        """Every figure of the plenary."""
        return self.gather(gathered_figures, self.today)

    @property
    def period(self) -> str:
        """The line under a report's title: plenary and the day the register was read."""
        return f"{self.plenary.full_name or self.plenary.name}　　数据截至{self.today.year}年{self.today.month}月{self.today.day}日"

    @property
    def decimals(self) -> int:
        """Decimals of the office's percentages."""
        return int(self.rules.conventions["decimals"])

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands below every report of the plenary: by whom its figures were adopted, and how much was corrected since."""
        note = self.read(adoption_note)
        return (note,) if note else ()

    def convention(self, *keys: str) -> str:
        """The office's conventions in words, all or those named (``share_base``, ``satisfaction`` …), as ``Table.convention`` has them."""
        return f"{'；'.join(convention_lines(self.rules, *keys))}。"

    def read(self, query: Callable[..., T], *arguments: Any) -> T:
        """Return ``query(session, plenary_id, *arguments)``, asked once for all reports. The arguments must be hashable."""
        return self._readings.ask(query, self.plenary_id, *arguments)

    def gather(self, query: Callable[..., T], *arguments: Any) -> T:
        """The same of a query that is made of others: ``query(readings, plenary_id, *arguments)``."""
        return self._readings.gather(query, self.plenary_id, *arguments)

    def ids(self, figure: str) -> list[int]:
        """The proposals behind a figure, in the order of their numbers."""
        return figure_ids(self.session, self.plenary_id, figure, today=self.today)

    def shares(self, counts: Sequence[int], base: int) -> list[float | None]:
        """The counts as fractions of the base, rounded as the office's convention says."""
        return shares(counts, base, decimals=self.decimals, mode=self.rules.conventions["rounding"])
