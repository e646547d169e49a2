"""What a field of a query is: its Chinese name, its kind, how it is read, and the records it stands in where a proposal has several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from inspect import isfunction
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from zxdesk.domain.rules import Rules

Kind = Literal["text", "long", "choice", "number", "date", "flag"]
UNFILLED = "未填"


class Asked:
    """What reading depends on: the day, and the rules in force, which are read when a field needs them."""

    def __init__(self, today: date, rules: Callable[[], Rules]) -> None:
        self.today, self._rules = today, rules

    @cached_property
    def rules(self) -> Rules:
        """The rules of the current plenary."""
        return self._rules()


Value = Any  # an SQL expression, or a function of Asked that returns one
Choices = Callable[[Session, Rules], Sequence[str]]


@dataclass(frozen=True, eq=False)
class Part:
    """Records of which a proposal has none, one or several: 提案者, 承办件, 答复 …; ``owner`` leads to the proposal.

    ``base`` says which of them count, ``joins`` what is needed to reach the proposal, ``order`` how they stand in a list.
    """

    key: str
    name: str
    record: Any
    owner: Any
    row: Any
    base: tuple[Any, ...] = ()
    joins: tuple[tuple[Any, Any], ...] = ()
    order: Any = None

    def select(self, *columns: Any, joins: Sequence[tuple[Any, Any]] = ()) -> Select[Any]:
        """These columns of all records that count; ``joins`` reach further tables."""
        statement = select(*columns).select_from(self.record)
        for target, condition in self.joins:
            statement = statement.join(target, condition)
        for target, condition in dict.fromkeys(joins):
            statement = statement.outerjoin(target, condition)
        return statement.where(*self.base)


@dataclass(frozen=True, eq=False)
class Field:
    """One field. Without a ``part`` a proposal has one value of it; ``is_count`` counts the records of the part.

    ``only`` narrows the records of the part (主办单位 are those of 承办单位 in that role). ``codes`` are the stored words by their labels,
    ``choices`` what the window offers, ``width`` the characters of a column. ``linked`` are the column that refers to another record, that
    record's key and its name, where the value is this name: a condition then looks the few names up first.
    """

    key: str
    name: str
    group: str
    kind: Kind
    value: Value = None
    part: Part | None = None
    is_count: bool = False
    only: tuple[Any, ...] = ()
    joins: tuple[tuple[Any, Any], ...] = ()
    codes: tuple[tuple[str, Any], ...] = ()
    choices: Choices | None = None
    width: float = 12
    linked: tuple[Any, Any, Any] | None = None

    @property
    def is_several(self) -> bool:
        """Whether a proposal may have several values."""
        return self.part is not None and not self.is_count

    @property
    def can_group(self) -> bool:
        """Whether proposals are counted by it; whole texts are not."""
        return self.kind != "long"

    @property
    def can_sort(self) -> bool:
        """Whether a list is put in its order."""
        return not self.is_several and self.can_group

    def expression(self, asked: Asked) -> Any:
        """The value in SQL; of a part, that of one record."""
        return self.value(asked) if isfunction(self.value) else self.value

    @cached_property
    def _labels(self) -> dict[Any, str]:
        return {stored: label for label, stored in self.codes}

    @cached_property
    def _stored(self) -> dict[str, Any]:
        return dict(self.codes)

    def stored(self, word: Any) -> Any:
        """A value as the register keeps it; ``KeyError`` for a word that is none of the codes."""
        return self._stored[word] if self.codes else word

    def shown(self, value: Any) -> Any:
        """A value as people read it; None where there is none."""
        if value is None or value == "":
            return None
        if self.kind == "flag":
            return "是" if value else "否"
        return self._labels.get(value, value)

