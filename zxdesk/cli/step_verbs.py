"""Acting on and reading one proposal: step, show, find."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from zxdesk.cli.frame import Frame, as_json
from zxdesk.cli.speech import give_json, say, table
from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.rule_schema import CHOICES, LISTS
from zxdesk.queries.file import find_proposal, proposal_file
from zxdesk.queries.history import events_of
from zxdesk.queries.search import find as find_hits
from zxdesk.services.step import UNIT, Step
from zxdesk.services.steps import STEPS, step_named

NOBODY = ("-", "new", "新")
VERB_HELP = "动作，英文或中文名；全部动作用 --list 查看"
SET_HELP = "字段=取值，可重复；取值里的多个名字用、隔开"


def step(
    context: typer.Context,
    verb: Annotated[str | None, typer.Argument(metavar="动作", help=VERB_HELP)] = None,
    number: Annotated[str, typer.Argument(metavar="号", help="提案号、收件号或 #编号；新建和机关事务写 -")] = "-",
    values: Annotated[list[str] | None, typer.Option("--set", metavar="字段=取值", help=SET_HELP)] = None,
    show_list: Annotated[bool, typer.Option("--list", help="列出全部动作和字段，必填的带 *")] = False,
) -> None:
    """办一步：审查、立案、交办、答复、征询等，窗口里的动作都在这里。"""
    frame: Frame = context.obj
    if show_list or verb is None:
        list_steps(frame, verb)
        return
    chosen = step_named(verb)
    given = parse_values(values or [])
    with frame.office(to_write=True) as office:
        target = None
        if chosen.scope in ("proposal", "assignment"):
            if number in NOBODY:
                raise RuleError(f"{chosen.label}要写明提案号，如 zxdesk step {chosen.verb} 0012。", "number")
            target = office.door.read(find_proposal, office.plenary_id(), number)
        elif frame.plenary and any(field.name == "plenary" for field in chosen.fields):
            given.setdefault("plenary", frame.plenary)
        change = office.door.step(chosen, target, given)
        if frame.as_json:
            give_json({**as_json(change), **_numbers(office.door, chosen, change.subject)})
            return
        say(f"已{change.label}")
        for warning in change.warnings:
            say(f"提醒：{warning}")


def show(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="号", help="提案号、收件号或 #编号")],
    with_history: Annotated[bool, typer.Option("--history", help="同时列出历史")] = False,
) -> None:
    """看一件提案的全部内容。"""
    frame: Frame = context.obj
    with frame.office() as office:
        found = office.door.read(find_proposal, office.plenary_id(), number)
        file = office.door.read(proposal_file, found, today=frame.today)
        history = office.door.read(events_of, found) if with_history or frame.as_json else []
    if frame.as_json:
        give_json({**file, "history": [_event(row) for row in history]})
        return
    _print_file(file)
    for row in history:
        say(f"{row.moment:%Y-%m-%d %H:%M}  {row.actor}  {row.label}{'　' + row.reason if row.reason else ''}")


def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="文字", help="号、案由、提案者、单位、正文、答复里的字词，多个用空格隔开")],
    limit: Annotated[int, typer.Option("--limit", help="最多几件")] = 50,
) -> None:
    """在各届次里查找。"""
    frame: Frame = context.obj
    with frame.office() as office:
        hits = office.door.read(find_hits, text, limit=limit)
    if frame.as_json:
        keys = ("plenary", "receipt_number", "number", "title", "score")
        give_json([{key: getattr(hit, key) for key in keys} for hit in hits])
        return
    table((hit.plenary, hit.number or hit.receipt_number or "草稿", hit.title, f"{hit.where} {hit.excerpt}".strip()) for hit in hits)
    say(f"共 {len(hits)} 件。")


def list_steps(frame: Frame, verb: str | None) -> None:
    """Print every step with its fields, required ones marked."""
    chosen = [step_named(verb)] if verb else list(STEPS)
    if frame.as_json:
        give_json([_described(row) for row in chosen])
        return
    for row in chosen:
        codes = f"［{'、'.join(row.codes)}］" if row.codes else ""
        say(f"{row.verb}  {row.label}{codes}")
        for field in _fields(row):
            mark = "*" if field.required else " "
            note = "、".join(label for _code, label in field.choices) or field.help or _listed(field) or _WORDS.get(field.kind, "")
            say(f"    {mark} {field.name}  {field.label}{'  ' + note if note else ''}")


def parse_values(texts: list[str]) -> dict[str, object]:
    """``field=value`` pairs; ``RuleError`` for one without an equals sign."""
    values: dict[str, object] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise RuleError(f"--set “{text}”看不懂，写成 字段=取值。")
        values[name.strip()] = value
    return values


_WORDS = {
    "date": "日期", "flag": "是或否", "integer": "整数", "time": "时刻", "units": "单位，可多个", "members": "名字，可多个", "choices": "可多项",
}  # fmt: skip


def _listed(field: Field) -> str:
    """Which list of the rule package a field is chosen from."""
    if field.choices_from is None:
        return ""
    names = {**LISTS, **CHOICES, "categories": "类别"}
    return f"规则包里的{names.get(field.choices_from, field.choices_from)}"


def _fields(row: Step) -> tuple[Field, ...]:
    return (UNIT, *row.fields) if row.scope == "assignment" else row.fields


def _described(row: Step) -> dict[str, Any]:
    return {
        "verb": row.verb, "label": row.label, "codes": list(row.codes), "scope": row.scope, "page": row.page,
        "stages": sorted(stage.value for stage in row.stages) if row.stages is not None else None,
        "fields": [
            {"name": f.name, "label": f.label, "kind": f.kind, "required": f.required, "choices": [c for c, _label in f.choices],
             "choices_from": f.choices_from, "help": f.help}
            for f in _fields(row)
        ],
    }  # fmt: skip


def _numbers(door: Any, step: Step, subject: int | None) -> dict[str, Any]:
    """Numbers and stage after the step, so that a script can go on."""
    if step.scope == "office" or subject is None:
        return {}
    file = door.read(proposal_file, subject, today=door.today)
    return {key: file[key] for key in ("receipt_number", "number", "stage", "stage_label")}


def _event(row: Any) -> dict[str, Any]:
    changes = [{"record": c.record, "field": c.field, "old": c.old, "new": c.new} for c in row.changes]
    return {"seq": row.seq, "at": row.moment.isoformat(), "actor": row.actor, "label": row.label, "reason": row.reason, "changes": changes}


def _print_file(file: dict[str, Any]) -> None:
    say(f"{file['plenary']}　{file['number'] or file['receipt_number'] or '草稿'}　{file['stage_label']}　{file['light_words']}")
    say(file["title"])
    say(f"收件 {file['receipt_number']}　提交 {file['submitted_on']}　{file['timing_label']}　类别 {file['category'] or '未定'}")
    table((line["name"], line["sector"], line["phone"], line["signature_label"]) for line in file["proposers"])
    table(
        (a["unit"], a["role_label"], a["state_label"], f"期限 {a['due_on'] or '—'}", a["due_why"], a["light_words"]) for a in file["assignments"]
    )
    for name, key in (("情况", "situation"), ("分析", "analysis"), ("建议", "suggestion")):
        if file[key]:
            say(f"【{name}】{file[key]}")
    for assignment in file["assignments"]:
        for reply in assignment["replies"]:
            say(f"【{assignment['unit']} 第 {reply['redo'] + 1} 次答复】{reply['number']}　{reply['replied_on']}　{reply['reply_class']}")
    for form in file["feedbacks"]:
        say(f"【征询】{form['proposer']}　{form['unit']}　{form['attitude'] or '未收回'}　{form['result']}")
