"""The year ledger of an office: one proposal a row, headings in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zxdesk.intake.ledger_columns import LEDGER
from zxdesk.intake.records import read_records
from zxdesk.intake.refusal import Refusal

__all__ = ["Ledger", "LedgerRow", "Refusal", "read_ledger"]


UNIT_FIELDS = ("lead_units", "co_units", "separate_units")
ROLES = {
    "主办": "lead_units", "独办": "lead_units", "牵头": "lead_units",
    "会办": "co_units", "协办": "co_units",
    "分办": "separate_units",
}
ROLE_BEFORE = re.compile(f"({'|'.join(ROLES)})(?:单位)?[:：]\\s*")
ROLE_AFTER = re.compile(f"[(（]({'|'.join(ROLES)})(?:单位)?[)）]$")


def read_ledger(path: Path, *, today: date) -> Ledger:
    """Reads an office's year ledger; ``today`` gives the year to dates written without one.

    Raises RuleError, one sentence that names the file, when the file as a whole cannot be used.
    """
    gathered = read_records(path, LEDGER, _build, today=today)
    return Ledger(gathered.rows, gathered.refused, gathered.unknown_columns, gathered.notes)


def sort_by_role(names: tuple[str, ...], role: str) -> list[tuple[str, str]]:
    """(role, unit) for a cell such as "主办：住建局、财政局；会办：环保局" or "住建局（主办）、财政局（会办）".

    ``role`` is what the column itself says and holds until a word of the cell says otherwise.
    """
    sorted_names = []
    for name in names:
        if found := ROLE_BEFORE.match(name):
            role, name = ROLES[found[1]], name[found.end() :].strip()
        own = role
        if found := ROLE_AFTER.search(name):
            own, name = ROLES[found[1]], name[: found.start()].strip()
        if name:
            sorted_names.append((own, name))
    return sorted_names


def _build(**fields: Any) -> LedgerRow:
    given = [pair for role in UNIT_FIELDS for pair in sort_by_role(fields[role], role)]
    for role in UNIT_FIELDS:
        fields[role] = tuple(dict.fromkeys(name for own, name in given if own == role))
    fields["filled"] |= {own for own, _ in given}
    return LedgerRow(**fields)


@dataclass(frozen=True)
class LedgerRow:
    """One proposal as the office wrote it; an empty cell is "" , () or None.

    ``filled`` holds the names of the fields whose heading the sheet had: a field outside it was not spoken of
    and must not be cleared by the import.
    """

    sheet: str
    row: int
    plenary: str = ""
    receipt_number: str = ""
    number: str = ""
    title: str = ""
    proposer_kind: str = ""
    proposers: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    sector: str = ""
    submitted_on: date | None = None
    timing: str = ""
    category: str = ""
    outcome: str = ""
    lead_number: str = ""
    reasons: tuple[str, ...] = ()
    lead_units: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    separate_units: tuple[str, ...] = ()
    assigned_on: date | None = None
    due_on: date | None = None
    replied_on: date | None = None
    reply_number: str = ""
    reply_class: str = ""
    contact_way: str = ""
    attitude: str = ""
    result: str = ""
    is_key: bool | None = None
    is_open: bool | None = None
    situation: str = ""
    analysis: str = ""
    suggestion: str = ""
    filled: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """What a ledger file gave: rows to import, rows refused, columns nobody knew, remarks on the file."""

    rows: tuple[LedgerRow, ...]
    refused: tuple[Refusal, ...]
    unknown_columns: tuple[str, ...]
    notes: tuple[str, ...]
