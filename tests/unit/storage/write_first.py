"""Writes migration 0001 anew from the mapped records; for use until the first release, when 0001 is frozen.

Run from the top of the tree: ``python tests/unit/storage/write_first.py``.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import CheckConstraint, Column, Index, String, Table, UniqueConstraint
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Integer, Text, TypeDecorator, TypeEngine

import zxdesk
from zxdesk.domain.records import Base

TARGET = Path(zxdesk.__file__).parent / "storage/migrations/versions/0001_first.py"
WIDTH = 148
SHARED = ("id", "uid", "version", "digest")
HEADER = '''"""The first schema."""

# Written by tests/unit/storage/write_first.py from the mapped records; frozen with the first release.

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from zxdesk.storage.migrations.history import trigger_statements

revision = "0001"
down_revision = None

KEYS_NEVER_REUSED = %KEPT%


def upgrade() -> None:
    """Make every table, in the order in which they refer to each other, then the history's triggers."""
    for name, *parts in TABLES:
        op.create_table(name, *parts, sqlite_autoincrement=name in KEYS_NEVER_REUSED)
    for statement in trigger_statements():
        op.execute(statement)


def _record(name: str, *parts: Any) -> tuple[Any, ...]:
    return (
        name,
        *parts,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.String(36), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(80)),
    )


def _table(*parts: Any) -> tuple[Any, ...]:
    return parts


def _text(name: str, length: int | None = None, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Text() if length is None else sa.String(length), **options)


def _number(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Integer(), **options)


def _flag(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Boolean(), **options)


def _day(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Date(), **options)


def _moment(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.DateTime(), **options)


def _json(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.JSON(), **options)


def _link(name: str, target: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Integer(), sa.ForeignKey(f"{target}.id"), **options)


def _column(name: str, kind: Any, *parts: Any, null: bool = False, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, *parts, nullable=null, **options)


TABLES = (
'''


def main() -> None:
    """Write the module."""
    TARGET.write_text(module_text(), encoding="utf-8")


def module_text() -> str:
    """Return the module as the mapped records ask for it now."""
    tables = [_table(table) for table in Base.metadata.sorted_tables]
    kept = [table.name for table in Base.metadata.sorted_tables if table.dialect_options["sqlite"]["autoincrement"]]
    return HEADER.replace("%KEPT%", str(tuple(kept)).replace("'", '"')) + "\n".join(tables) + "\n)\n"


def _table(table: Table) -> str:
    is_record = "uid" in table.columns
    columns = [column for column in table.columns if not (is_record and column.name in SHARED)]
    parts = [_column(table, column) for column in columns]
    parts += sorted(_constraint(c) for c in table.constraints if isinstance(c, CheckConstraint) or _is_wide(c))
    parts += [_index(index) for index in sorted(table.indexes, key=lambda index: str(index.name)) if _is_wide(index)]
    call = "_record" if is_record else "_table"
    return f"    {call}(\n{_filled([repr(table.name).replace(chr(39), chr(34)), *parts])}),"


def _column(table: Table, column: Column[object]) -> str:
    options = [f'"{column.name}"']
    kind, argument = _kind(column)
    if column.foreign_keys:
        kind, argument = "_link", '"' + next(iter(column.foreign_keys)).column.table.name + '"'
    if argument:
        options.append(argument)
    if column.primary_key:
        options += ["primary_key=True", "autoincrement=False"]
    if column.nullable:
        options.append("null=True")
    if any(list(c.columns) == [column] for c in table.constraints if isinstance(c, UniqueConstraint)):
        options.append("unique=True")
    if any(list(index.columns) == [column] for index in table.indexes):
        options.append("index=True")
    return f"{kind}({', '.join(options)})"


def _kind(column: Column[object]) -> tuple[str, str]:
    kind: TypeEngine[object] = column.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    if isinstance(kind, String) and not isinstance(kind, Text):
        return "_text", str(kind.length)
    names = {Text: "_text", Integer: "_number", Boolean: "_flag", Date: "_day", DateTime: "_moment", JSON: "_json"}
    return names[type(kind)], ""


def _is_wide(part: object) -> bool:
    return isinstance(part, UniqueConstraint | Index) and len(part.columns) > 1


def _constraint(part: object) -> str:
    if isinstance(part, CheckConstraint):
        short = str(part.name).removeprefix(f"ck_{part.table.name}_")  # the naming convention puts it in front again
        return f'sa.CheckConstraint("{part.sqltext}", name="{short}")'
    assert isinstance(part, UniqueConstraint)
    return "sa.UniqueConstraint(" + ", ".join(f'"{column.name}"' for column in part.columns) + ")"


def _index(index: Index) -> str:
    unique = ", unique=True" if index.unique else ""
    parts = (f'"{part.name}"' if isinstance(part, Column) else f'sa.text("{_without_table(part)}")' for part in index.expressions)
    return f'sa.Index("{index.name}", ' + ", ".join(parts) + unique + ")"


def _without_table(part: object) -> str:
    """What an index holds a column by, as ``plenary_id DESC``."""
    return str(part).split(".", 1)[-1]


def _filled(parts: list[str]) -> str:
    lines, line = [], "       "
    for part in (piece for whole in parts for piece in (whole.split(", ") if len(whole) > WIDTH - 10 else [whole])):
        if len(line) + len(part) + 2 > WIDTH:
            lines.append(line)
            line = "       "
        line += f" {part},"
    return "\n".join([*lines, line]).removesuffix(",")


if __name__ == "__main__":
    main()
