"""Which units in which roles may take one proposal together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from zxdesk.domain.assignment import Role
from zxdesk.domain.errors import RuleError


class Unit(Protocol):
    """What the rule asks of a unit: its key and the name sentences call it by."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def short(self) -> str:
        """Its name in sentences."""


U = TypeVar("U", bound=Unit)


def clash_in(wanted: Sequence[tuple[Role, U]]) -> RuleError | None:
    """Why these units cannot stand side by side, whoever else may join; none when they can. Source: domain §1.6."""
    seen: set[int] = set()
    for _role, unit in wanted:
        if unit.id in seen:
            return RuleError(f"{unit.short}填了两次，一个单位在一件提案里只有一个角色。", "lead")
        seen.add(unit.id)
    roles = [role for role, _unit in wanted]
    if Role.SOLE in roles and len(roles) > 1:
        return RuleError("独办就是一家办理，不能再有别的单位；改为主办和会办。", "sole")
    if Role.LEAD in roles and Role.SEPARATE in roles:
        return RuleError("主办和分办不能同时用：主办由一家汇总答复，分办各自答复。", "separate")
    return None


def is_answered(roles: Iterable[Role]) -> bool:
    """Whether somebody among these answers the proposers: sole, lead or separate."""
    return any(role.answers for role in roles)


def require_lawful(wanted: Sequence[tuple[Role, U]]) -> None:
    """``RuleError`` when nobody answers, or the roles do not go together. Source: domain §1.6."""
    clash = clash_in(wanted)
    if clash is not None:
        raise clash
    if not is_answered(role for role, _unit in wanted):
        raise RuleError("还没有独办、主办或分办单位，没有单位答复提案者。", "lead")
