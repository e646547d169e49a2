"""Adopting the figures of a year, and what was corrected since."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from zxdesk.cli.frame import Frame, Office
from zxdesk.cli.frame import as_json as change_as_json
from zxdesk.cli.speech import give_json, say, table
from zxdesk.queries.adopted import Since, changes_since
from zxdesk.services.change import Change
from zxdesk.services.frame import plenary_of
from zxdesk.services.steps import step_named


def adopt(
    context: typer.Context,
    meeting: Annotated[str, typer.Option("--meeting", help="通过年度统计的会议；写了就通过并锁定")] = "",
    adopted_on: Annotated[str, typer.Option("--on", help="通过的日期，不写为今天")] = "",
    take_back: Annotated[str, typer.Option("--take-back", metavar="理由", help="撤回通过，写明理由")] = "",
) -> None:
    """年度统计：通过并锁定；不写选项时列出通过的数字与现在的不同和通过后的更正。"""
    frame: Frame = context.obj
    values: dict[str, object] = {"reason": take_back} if take_back else {"meeting": meeting, "adopted_on": adopted_on}
    with frame.office(to_write=bool(meeting or adopted_on or take_back)) as office:
        if not (meeting or adopted_on or take_back):
            _show(office)
            return
        with office.door.reading() as session:
            name = plenary_of(session, frame.plenary).name
        _tell(frame, office.door.step(step_named("take-back-adoption" if take_back else "adopt"), None, {"plenary": name, **values}))


def _show(office: Office) -> None:
    since: Since | None = office.door.read(changes_since, office.plenary_id(), today=office.frame.today)
    if office.frame.as_json:
        give_json(_plain(since))
        return
    if since is None:
        say("本届次的年度统计还没有通过。")
        return
    told = since.adopted
    say(f"{told.plenary}年度统计于 {told.adopted_on} 由{told.meeting}通过，数据截至 {told.as_of}，{'已锁定' if told.is_locked else '已解锁'}")
    say(f"与通过时不同的数字 {len(since.changes)} 个")
    table((one.name, one.adopted, one.now, one.difference) for one in since.changes)
    say(f"通过后更正 {len(since.corrections)} 处")
    table((str(one.day), one.number or one.title, one.field, one.old, one.new, one.reason, one.actor) for one in since.corrections)
    if since.later_acts:
        say(f"另有锁定以后的办理、回访、跟踪等 {since.later_acts} 次，不算更正")


def _plain(since: Since | None) -> dict[str, object] | None:
    if since is None:
        return None
    told = since.adopted
    return {
        "plenary": told.plenary, "meeting": told.meeting, "adopted_on": told.adopted_on.isoformat(), "as_of": told.as_of.isoformat(),
        "is_locked": told.is_locked, "figures": dict(told.figures), "changes": [asdict(one) for one in since.changes],
        "corrections": [{**asdict(one), "day": one.day.isoformat()} for one in since.corrections], "later_acts": since.later_acts,
    }  # fmt: skip


def _tell(frame: Frame, change: Change) -> None:
    if frame.as_json:
        give_json(change_as_json(change))
        return
    say(f"已{change.label}")
    for warning in change.warnings:
        say(f"提醒：{warning}")
