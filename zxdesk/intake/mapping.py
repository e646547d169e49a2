"""Which column of a foreign sheet is which field: the official heading first, its usual other names after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zxdesk.domain.errors import RuleError
from zxdesk.intake.sheet import SheetTable, heading_key

Kind = Literal["text", "line", "number", "names", "units", "reasons", "person", "date", "month", "flag", "integer"]


@dataclass(frozen=True)
class Column:
    """A field a sheet may carry; ``also`` are other headings seen for it, parted by blanks; a ``required`` one must be filled."""

    field: str
    heading: str
    kind: Kind = "line"
    also: str = ""
    required: bool = False


@dataclass(frozen=True)
class Match:
    """``found``: heading in the sheet → its column; ``unknown``: headings nobody knows; ``missing``: required and absent."""

    found: dict[str, Column]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


def known_keys(columns: Sequence[Column]) -> frozenset[str]:
    """Every heading and alias as ``heading_key`` writes it."""
    return frozenset(heading_key(name) for column in columns for name in (column.heading, *column.also.split()))


def match_columns(table: SheetTable, columns: Sequence[Column]) -> Match:
    """The columns of a sheet; RuleError when two of them claim the same field with equal right."""
    claims: dict[str, tuple[int, str]] = {}
    ranks = _ranks(columns)
    for heading in table.headings:
        if heading_key(heading) not in ranks:
            continue
        column, rank = ranks[heading_key(heading)]
        held = claims.get(column.field)
        if held is not None and held[0] == rank:
            raise RuleError(
                f"工作表“{table.name}”里“{held[1]}”和“{heading}”两列都是“{column.heading}”。留下一列再导入。"
            )
        if held is None or rank < held[0]:
            claims[column.field] = (rank, heading)
    by_field = {column.field: column for column in columns}
    found = {heading: by_field[field] for field, (_, heading) in claims.items()}
    return Match(
        found,
        tuple(heading for heading in table.headings if heading not in found),
        tuple(column.heading for column in columns if column.required and column.field not in claims),
    )


def _ranks(columns: Sequence[Column]) -> dict[str, tuple[Column, int]]:
    """Heading key → its column and right: 0 for the official heading, 1 for another name."""
    ranks = {heading_key(name): (column, 1) for column in columns for name in column.also.split()}
    return ranks | {heading_key(column.heading): (column, 0) for column in columns}


def missing_sentence(table: SheetTable, missing: Sequence[str]) -> str:
    """What a sheet lacks, in a sentence."""
    count = "一列" if len(missing) == 1 else f"{len(missing)} 列"
    names = "".join(f"“{name}”" for name in missing)
    return f"工作表“{table.name}”缺少{names}{count}（以第 {table.heading_row} 行为标题行）。补上标题再导入。"
