"""Sheets of members, handling units and collective proposers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zxdesk.intake.people_columns import MEMBERS, ORGANISATIONS, UNITS
from zxdesk.intake.records import read_records
from zxdesk.intake.refusal import Refusal

__all__ = [
    "MemberRow", "Members", "OrganisationRow", "Organisations", "Refusal", "UnitRow", "Units",
    "read_members", "read_organisations", "read_units",
]


def read_members(path: Path, *, today: date) -> Members:
    """Reads a members sheet. RuleError, one sentence, when the file as a whole cannot be used. Source: domain §4.2."""
    gathered = read_records(path, MEMBERS, MemberRow, today=today)
    return Members(gathered.rows, gathered.refused, gathered.unknown_columns, gathered.notes)


def read_units(path: Path, *, today: date) -> Units:
    """Reads a sheet of handling units. RuleError when the file as a whole cannot be used. Source: domain §4.4."""
    gathered = read_records(path, UNITS, UnitRow, today=today)
    return Units(gathered.rows, gathered.refused, gathered.unknown_columns, gathered.notes)


def read_organisations(path: Path, *, today: date) -> Organisations:
    """Reads a sheet of collective proposers. RuleError when the file as a whole cannot be used. Source: domain §4.3."""
    gathered = read_records(path, ORGANISATIONS, OrganisationRow, today=today)
    return Organisations(gathered.rows, gathered.refused, gathered.unknown_columns, gathered.notes)


@dataclass(frozen=True)
class MemberRow:
    """One member as the office wrote it; ``phone`` is the mobile. Source: domain §4.2."""

    sheet: str
    row: int
    name: str = ""
    member_number: str = ""
    gender: str = ""
    ethnicity: str = ""
    born_on: date | None = None
    party: str = ""
    sector: str = ""
    committee: str = ""
    workplace: str = ""
    position: str = ""
    professional_title: str = ""
    phone: str = ""
    office_phone: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""
    post: str = ""
    education: str = ""
    native_place: str = ""
    status: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    remark: str = ""
    term: str = ""
    filled: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitRow:
    """One handling unit as the office wrote it; ``parent`` and ``successor`` are names. Source: domain §4.4."""

    sheet: str
    row: int
    code: str = ""
    name: str = ""
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    system: str = ""
    parent: str = ""
    leader: str = ""
    contact: str = ""
    phone: str = ""
    fax: str = ""
    address: str = ""
    position: int | None = None
    keywords: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    succession: str = ""
    filled: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrganisationRow:
    """One collective proposer as the office wrote it. Source: domain §4.3."""

    sheet: str
    row: int
    kind: str = ""
    name: str = ""
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    filled: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Members:
    """What a members sheet gave."""

    rows: tuple[MemberRow, ...]
    refused: tuple[Refusal, ...]
    unknown_columns: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Units:
    """What a units sheet gave."""

    rows: tuple[UnitRow, ...]
    refused: tuple[Refusal, ...]
    unknown_columns: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Organisations:
    """What a sheet of collective proposers gave."""

    rows: tuple[OrganisationRow, ...]
    refused: tuple[Refusal, ...]
    unknown_columns: tuple[str, ...]
    notes: tuple[str, ...]
