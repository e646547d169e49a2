"""Queries from the command line: of a file or of a saved one, as text, JSON or workbook."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from zxdesk.cli.frame import Frame, Office
from zxdesk.cli.speech import give_json, say, table
from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.fields import FIELDS, choices_of
from zxdesk.queries.builder.run import asked_on, run
from zxdesk.queries.builder.saved import saved_queries, saved_query
from zxdesk.queries.builder.spec import Spec, read_spec
from zxdesk.queries.builder.trial import trial_word, trials_of
from zxdesk.reports.query_table import query_table
from zxdesk.reports.table import Table, Value
from zxdesk.services.saved_query import save_query

KINDS = {"text": "文字", "long": "长文", "choice": "选项", "number": "数字", "date": "日期", "flag": "是否"}


def query(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="查询", help="写明查询的 .json 文件，或已保存的查询的名称；不写列出已保存的")] = "",
    file: Annotated[Path | None, typer.Option("--output", "-o", help="写成哪个 .xlsx 文件")] = None,
    fields: Annotated[bool, typer.Option("--fields", help="列出全部字段和它们的条件")] = False,
    name: Annotated[str, typer.Option("--save", help="按这个名称存入登记簿")] = "",
) -> None:
    """综合查询：任意字段、任意条件，列出、分组或交叉统计。"""
    frame: Frame = context.obj
    with frame.office(to_write=bool(name)) as office:
        if fields:
            _give_fields(office)
        elif not source:
            _give_saved(office)
        else:
            _answer(office, source, file, name)


def _answer(office: Office, source: str, file: Path | None, name: str) -> None:
    from zxdesk.reports.workbook import write_workbook

    if file is not None and file.suffix.lower() != ".xlsx":
        raise RuleError(f"查询结果写成 .xlsx 文件，{file.name} 改个名字。", "file")
    title, spec = _read(office, source)
    if name:
        office.door.run(save_query, name=name, content=spec.plain())
    if file is not None:
        made = office.door.read(query_table, spec, today=office.frame.today, title=name or title)
        notes = write_workbook(made, file)
        if office.frame.as_json:
            give_json({"file": str(file), "notes": list(notes), "rows": len(made.rows)})
        else:
            say("\n".join([*(f"提醒：{note}" for note in notes), f"已写出 {file}"]))
    elif office.frame.as_json:
        give_json(office.door.read(_plain_answer, spec, office))
    else:
        _say_table(office.door.read(query_table, spec, today=office.frame.today, title=name or title))


def _read(office: Office, source: str) -> tuple[str, Spec]:
    """A name of the saved ones, or a file."""
    if not source.lower().endswith(".json"):
        found = office.door.read(saved_query, source)
        return found.name, read_spec(found.content)
    path = Path(source)
    try:
        plain = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise RuleError(f"读不到文件“{source}”。核对文件名和文件夹。", "file") from None
    except (ValueError, UnicodeDecodeError) as error:
        where = f"第 {error.lineno} 行" if isinstance(error, json.JSONDecodeError) else "它"
        raise RuleError(f"{path.name} 不是 JSON：{where}写错了。改好后再用。", "file") from None
    title = str(plain.pop("name", "")) if isinstance(plain, dict) else ""
    return title, read_spec(plain)


def _plain_answer(session: Session, spec: Spec, office: Office) -> dict[str, Any]:
    today = office.frame.today
    if spec.show == "list" and not spec.group:
        found = run(session, spec, today=today)
        return {"conditions": spec.words(), "count": found.count, "rows": found.rows}
    made = query_table(session, spec, today=today)
    keys = [f"{column.group}:{column.title}" if column.group else column.title for column in made.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in made.rows]
    parted = {str(at): said for at, said in made.sections.items()}
    return {"conditions": spec.words(), "convention": made.convention, "rows": rows, "sections": parted}


def _say_table(made: Table) -> None:
    say(made.title)
    say(made.period)
    lines = [tuple(f"{column.group} {column.title}".strip() for column in made.columns)]
    lines += [tuple(_said(value, column.kind, made.decimals) for value, column in zip(row, made.columns, strict=True)) for row in made.rows]
    starts = [0, *(at + 1 for at in made.sections), len(lines)]
    for start, end in pairwise(starts):
        if said := made.sections.get(start - 1):
            say(f"【{said}】")
        table(lines[start:end])
    for line in (f"统计口径：{made.convention}" if made.convention else "", *made.notes):
        if line:
            say(line)


def _said(value: Value, kind: str, decimals: int) -> str:
    if isinstance(value, float):
        return f"{value:.{decimals}%}" if kind == "share" else f"{value:.1f}"
    return "" if value is None else str(value)


def _give_fields(office: Office) -> None:
    def every(session: Session) -> list[dict[str, Any]]:
        rules = asked_on(session, office.frame.today).rules
        return [
            {
                "key": field.key, "name": field.name, "group": field.group, "kind": KINDS[field.kind], "several": field.is_several,
                "tests": [trial_word(field, one) for one in trials_of(field)], "choices": choices_of(session, field, rules),
            }
            for field in FIELDS
        ]  # fmt: skip

    found = office.door.read(every)
    if office.frame.as_json:
        give_json(found)
        return
    table((one["group"], one["name"], one["key"], one["kind"], "可有几个" if one["several"] else "", "、".join(one["tests"])) for one in found)


def _give_saved(office: Office) -> None:
    found = office.door.read(saved_queries)
    if office.frame.as_json:
        give_json([asdict(one) for one in found])
        return
    table((one.name, read_spec(one.content).words()) for one in found)
    say(f"共 {len(found)} 个。" if found else "还没有保存过查询。")
