"""What the clerk has chosen on the assignment board and not yet issued: units with roles, and the batch they go out in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zxdesk.domain.assignment import Role
from zxdesk.domain.unit_roles import clash_in, is_answered
from zxdesk.queries.assign_board import AssignBoard, BoardRow, BoardUnit, Wish
from zxdesk.services.batch import Item
from zxdesk.services.steps import step_named
from zxdesk.ui.table import shown

Record = dict[int, dict[int, Role]]
"""The choices of some proposals at one moment."""
CYCLE = (None, Role.LEAD, Role.CO, Role.SEPARATE, Role.SOLE)
FIELDS = {Role.SOLE: "sole", Role.LEAD: "lead", Role.CO: "co", Role.SEPARATE: "separate"}
BUSIEST = 12
"""How many units are shown beside those that somebody named or used."""
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class BatchPlan:
    """The batch to issue; without a date it goes out on the day it is issued, without deadlines by the rules."""

    batch: str = ""
    document_number: str = ""
    meeting: str = ""
    assigned_on: date | None = None
    due_on: date | None = None
    co_due_on: date | None = None

    def kept(self) -> dict[str, str]:
        """As a draft keeps it."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in vars(self).items() if value}

    @staticmethod
    def from_kept(kept: Mapping[str, str]) -> BatchPlan:
        """As a draft gave it back."""
        return BatchPlan(**{n: date.fromisoformat(v) if n.endswith("_on") else v for n, v in kept.items()})  # type: ignore[arg-type]


class AssignPlan:
    """The choices over a board that was read; a new reading of the board keeps them."""

    def __init__(self, board: AssignBoard, today: date) -> None:
        self.board = board
        self.today = today
        self.choices: dict[int, dict[int, Role]] = {}
        self.added: list[int] = []
        self.settings = BatchPlan()
        self._shown: list[int] = []
        self._judged: dict[int, tuple[object, str]] = {}
        self.past: list[Record] = []
        self.future: list[Record] = []

    @property
    def assigned_on(self) -> date:
        """The day the batch goes out."""
        return self.settings.assigned_on or self.today

    @property
    def batch_name(self) -> str:
        """The batch's name, or the one that follows the last."""
        return self.settings.batch or next_name(list(self.board.batches))

    def role(self, proposal_id: int, unit_id: int) -> Role | None:
        """The role chosen for a unit."""
        return self.choices.get(proposal_id, {}).get(unit_id)

    def put(self, proposal_id: int, unit_id: int, role: Role | None) -> None:
        """Choose a role, or clear it."""
        row = self.choices.setdefault(proposal_id, {})
        if role is None:
            row.pop(unit_id, None)
        else:
            row[unit_id] = role
        if not row:
            del self.choices[proposal_id]

    def remember(self, *proposal_ids: int) -> None:
        """Note how these proposals stand before they are changed, so that the change can be taken back."""
        self.past.append({key: dict(self.choices.get(key, {})) for key in proposal_ids})
        self.future.clear()

    def take_back(self, *, again: bool = False) -> list[int]:
        """Take the last change of choices back, or do it again; the proposals it concerned."""
        taken, given = (self.future, self.past) if again else (self.past, self.future)
        if not taken:
            return []
        record = taken.pop()
        given.append({key: dict(self.choices.get(key, {})) for key in record})
        self.choices.update({key: dict(row) for key, row in record.items() if row})
        for key in [key for key, row in record.items() if not row]:
            self.choices.pop(key, None)
        return list(record)

    def forget(self) -> None:
        """What was chosen went out: there is nothing to take back here any more."""
        self.past.clear()
        self.future.clear()

    def cycle(self, proposal_id: int, unit_id: int) -> None:
        """The next of nothing, 主办, 会办, 分办, 独办."""
        at = CYCLE.index(self.role(proposal_id, unit_id))
        self.put(proposal_id, unit_id, CYCLE[(at + 1) % len(CYCLE)])

    def natural_role(self, proposal_id: int) -> Role:
        """What one more unit most likely is: the lead while there is none, separate beside separate ones, otherwise a co-unit."""
        roles = self.choices.get(proposal_id, {}).values()
        if not is_answered(roles):
            return Role.LEAD
        return Role.SEPARATE if Role.SEPARATE in roles else Role.CO

    def wish(self, row: BoardRow, unit_id: int) -> Role | None:
        """The role a unit was agreed or wished for."""
        return row.agreed.role_of(unit_id) or row.wished.role_of(unit_id)

    def fill(self) -> int:
        """Take what was agreed, or else wished, for every proposal that has no choice yet; how many that were."""
        named = {row.id: row.agreed if row.agreed.lead else row.wished for row in self.board.rows if row.id not in self.choices}
        filled = {key: self._named(wish) for key, wish in named.items() if wish.lead or wish.co}
        if filled:
            self.remember(*filled)
            self.choices.update(filled)
        return len(filled)

    def wanted(self, proposal_id: int) -> list[tuple[Role, BoardUnit]]:
        """The chosen units with their roles, leads first."""
        chosen = self.choices.get(proposal_id, {})
        return sorted(
            ((role, self.board.units[unit_id]) for unit_id, role in chosen.items() if unit_id in self.board.units),
            key=lambda pair: list(FIELDS).index(pair[0]),
        )

    def unit_words(self, proposal_id: int) -> str:
        """The chosen units in words: 主办 县住建局；会办 县财政局、县民政局."""
        named: dict[str, list[str]] = {}
        for role, unit in self.wanted(proposal_id):
            named.setdefault(role.label, []).append(unit.short)
        return "；".join(f"{role} {'、'.join(units)}" for role, units in named.items())

    def fault(self, proposal_id: int) -> str:
        """Why the choices of a proposal cannot go out as they stand; nobody to answer is no fault yet."""
        chosen = self.choices.get(proposal_id)
        if not chosen:
            return ""
        stand = (tuple(chosen.items()), self.assigned_on, id(self.board))
        held = self._judged.get(proposal_id)
        if held is None or held[0] != stand:
            held = self._judged[proposal_id] = (stand, self._judge(proposal_id))
        return held[1]

    def ended(self, unit: BoardUnit) -> str:
        """That a unit does not exist on the batch's day, and who took over."""
        heir = f"，其职责由{unit.heir}承接" if unit.heir else ""
        return f"{unit.short}在 {shown(self.assigned_on, year=self.today.year)} 不在有效期内{heir}；另选单位。"

    def is_ready(self, proposal_id: int) -> bool:
        """Whether the proposal goes out with the batch."""
        return is_answered(self.choices.get(proposal_id, {}).values()) and not self.fault(proposal_id)

    def ready(self) -> list[BoardRow]:
        """The proposals that go out with the batch."""
        return [row for row in self.board.rows if self.is_ready(row.id)]

    def counts(self) -> list[tuple[BoardUnit, int, int]]:
        """How many of the batch each unit gets, as answering unit and as co-unit; the most first."""
        counted: dict[int, list[int]] = {}
        for row in self.ready():
            for role, unit in self.wanted(row.id):
                counted.setdefault(unit.id, [0, 0])[0 if role.answers else 1] += 1
        order = sorted(counted.items(), key=lambda pair: (-pair[1][0], -pair[1][1]))
        return [(self.board.units[unit_id], lead, co) for unit_id, (lead, co) in order]

    def columns(self) -> list[BoardUnit]:
        """The units shown: those most often wished, agreed, used or returning first; then the busiest, then those looked up.

        What was shown once keeps its place as long as the plan lives.
        """
        named: Counter[int] = Counter()
        for row in self.board.rows:
            units = {*row.wished.lead, *row.wished.co, *row.agreed.lead, *row.agreed.co, *self.choices.get(row.id, ())}
            named.update(units)
        waiting = {row.id for row in self.board.rows}
        named.update(one.unit_id for one in self.board.returned if one.proposal_id in waiting)
        every = self.board.units
        busiest = sorted((unit for unit in every.values() if unit.exists_on(self.today)), key=lambda unit: -unit.lead - unit.co)
        keys = sorted((key for key in every if key in named), key=lambda key: -named[key])
        keys += [unit.id for unit in busiest if unit.id not in named][:BUSIEST]
        self._shown = [key for key in dict.fromkeys((*self._shown, *keys, *self.added)) if key in every]
        return [every[key] for key in self._shown]

    def items(self) -> list[Item]:
        """The step 交办 for every proposal that is ready."""
        step = step_named("assign")
        common: dict[str, object] = {
            name: value for name, value in vars(replace(self.settings, batch=self.batch_name, assigned_on=self.assigned_on)).items() if value
        }
        return [Item(step, row.id, common | self._unit_values(row.id)) for row in self.ready()]

    def kept(self) -> dict[str, Any]:
        """As a draft keeps it."""
        choices = {str(key): {str(unit): role.value for unit, role in row.items()} for key, row in self.choices.items()}
        return {"choices": choices, "added": self.added, "batch": self.settings.kept()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Take up what a draft kept of the proposals that still wait."""
        known, waiting = self.board.units, {row.id for row in self.board.rows}
        for key, row in kept["choices"].items():
            chosen = {int(unit): Role.from_text(role) for unit, role in row.items() if int(unit) in known}
            if chosen and int(key) in waiting:
                self.choices[int(key)] = chosen
        self.added = [int(key) for key in kept["added"]]
        self.settings = BatchPlan.from_kept(kept["batch"])

    def _judge(self, proposal_id: int) -> str:
        wanted = self.wanted(proposal_id)
        clash = clash_in(wanted)
        if clash is not None:
            return clash.message
        return next((self.ended(unit) for _role, unit in wanted if not unit.exists_on(self.assigned_on)), "")

    def _named(self, named: Wish) -> dict[int, Role]:
        return dict.fromkeys(named.lead, Role.LEAD) | dict.fromkeys(named.co, Role.CO)

    def _unit_values(self, proposal_id: int) -> dict[str, object]:
        values: dict[str, object] = {}
        for role, name in FIELDS.items():
            keys = tuple(f"#{unit.id}" for given, unit in self.wanted(proposal_id) if given is role)
            if keys:
                values[name] = keys[0] if role is Role.SOLE else keys
        return values


def next_name(names: Iterable[str]) -> str:
    """The name after the last numbered batch: 平时提案第三批 leads to 平时提案第四批; 第一批 where none is numbered."""
    for name in reversed(list(names)):
        found = re.fullmatch(rf"(.*第)([{NUMERALS}]{{1,3}}|\d+)(批.*)", name)
        if found is not None:
            return f"{found[1]}{_after(found[2])}{found[3]}"
    return "第一批"


def _after(numeral: str) -> str:
    """The numeral after this one, up to 99."""
    if numeral.isdigit():
        return str(int(numeral) + 1)
    tens, has_ten, ones = numeral.rpartition("十")
    value = (NUMERALS.index(tens) + 1 if tens else int(bool(has_ten))) * 10 + (NUMERALS.index(ones) + 1 if ones else 0) + 1
    ten, one = divmod(value, 10)
    return (("" if ten == 1 else NUMERALS[ten - 1]) + "十" if ten else "") + (NUMERALS[one - 1] if one else "")
