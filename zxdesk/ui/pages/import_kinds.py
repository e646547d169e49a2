"""What can be imported: for each kind its reader, its command and how a row is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zxdesk.intake import people
from zxdesk.intake.ledger import read_ledger
from zxdesk.services.change import Change
from zxdesk.services.door import Door
from zxdesk.services.ledger_verdict import ImportOutcome, Verdict
from zxdesk.ui.jobs import Report

STATUSES = {"new": "新增", "changed": "变更", "same": "相同", "refused": "拒绝"}
PATTERNS = "表格 (*.xlsx *.xls *.ods *.csv *.et);;所有文件 (*)"


@dataclass(frozen=True)
class ImportKind:
    """One kind of sheet: ``number`` and ``title`` name the fields a row is called by."""

    key: str
    name: str
    read: Callable[..., Any]
    number: str
    number_title: str
    title: str
    title_title: str

    @property
    def command(self) -> Callable[..., Change]:
        """The service that takes the rows in."""
        if self.key == "proposals":
            from zxdesk.services.ledger import import_ledger

            return import_ledger
        from zxdesk.services.roster import import_members, import_organisations, import_units

        commands: dict[str, Callable[..., Change]] = {
            "members": import_members, "units": import_units, "organisations": import_organisations,
        }  # fmt: skip
        return commands[self.key]

    def values(self, plenary: str | None, today: date, report: Report) -> dict[str, Any]:
        """What the command takes besides the rows."""
        if self.key == "proposals":
            return {"plenary": plenary, "today": today, "progress": report}
        return {"today": today} | ({"term": None} if self.key == "members" else {})


KINDS: tuple[ImportKind, ...] = (
    ImportKind("proposals", "台账", read_ledger, "number", "提案号", "title", "案由"),
    ImportKind("members", "委员", people.read_members, "member_number", "委员编号", "name", "姓名"),
    ImportKind("units", "承办单位", people.read_units, "code", "编码", "name", "全称"),
    ImportKind("organisations", "集体提案者", people.read_organisations, "kind", "类型", "name", "全称"),
)


@dataclass(frozen=True)
class Preview:
    """What a file gave and what the register says to each row."""

    read: Any
    outcome: ImportOutcome
    lines: tuple[dict[str, Any], ...]

    def count(self, status: str) -> int:
        """How many rows have this verdict."""
        return sum(1 for line in self.lines if line["status"] == status)

    @property
    def wanted(self) -> int:
        """How many rows an import would write."""
        return self.count("new") + self.count("changed")


def look_at(kind: ImportKind, path: Path, door: Door, plenary: str | None, report: Report) -> Preview:
    """Read a file and judge every row; nothing is written. Raises ``RuleError`` when the file as a whole cannot be used."""
    read = kind.read(path, today=door.today)
    outcome = ImportOutcome()
    door.rehearse(kind.command, read.rows, outcome=outcome, **kind.values(plenary, door.today, report))
    return Preview(read, outcome, _lines(kind, read, outcome))


def take_in(kind: ImportKind, read: Any, door: Door, plenary: str | None, report: Report) -> tuple[Change, Preview]:
    """Import the rows of a file; refused ones stop nothing else. Raises ``RuleError``."""
    outcome = ImportOutcome()
    values = kind.values(plenary, door.today, report)
    change = door.run(kind.command, read.rows, outcome=outcome, action=f"import-{kind.key}", **values)
    return change, Preview(read, outcome, _lines(kind, read, outcome))


def _lines(kind: ImportKind, read: Any, outcome: ImportOutcome) -> tuple[dict[str, Any], ...]:
    """One line a row, in the order of the sheets, refused ones with column and reason."""
    rows = {(row.sheet, row.row): row for row in read.rows}
    sheets = {sheet: at for at, sheet in enumerate(dict.fromkeys(sheet for sheet, _row in rows))}
    refused = [Verdict(one.sheet, one.row, "refused", column=one.column, reason=one.reason) for one in read.refused]
    found = [_line(kind, verdict, rows.get((verdict.sheet, verdict.row))) for verdict in (*refused, *outcome.verdicts)]
    return tuple(sorted(found, key=lambda line: (sheets.get(line["sheet"], len(sheets)), line["row"])))


def _line(kind: ImportKind, said: Verdict, row: Any) -> dict[str, Any]:
    number = getattr(row, kind.number, "") or getattr(row, "receipt_number", "")
    return {
        "id": f"{said.sheet}!{said.row}", "sheet": said.sheet, "row": said.row, "status": said.status, "verdict": STATUSES[said.status],
        "number": number or said.number, "title": getattr(row, kind.title, "") or said.title,
        "column": said.column or "、".join(said.fields), "reason": said.reason,
    }  # fmt: skip
