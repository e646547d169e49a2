"""Taking the last act back, and doing it again."""

from __future__ import annotations

import typer

from zxdesk.cli.frame import Frame, as_json
from zxdesk.cli.speech import give_json, say
from zxdesk.domain.errors import RuleError
from zxdesk.queries.acts import acts_standing


def undo(context: typer.Context) -> None:
    """撤销最近一次操作；已印发文书的、后面又有改动的不能撤销。"""
    _turn(context.obj, is_redo=False)


def redo(context: typer.Context) -> None:
    """重做最近一次撤销的操作。"""
    _turn(context.obj, is_redo=True)


def _turn(frame: Frame, *, is_redo: bool) -> None:
    with frame.office(to_write=True) as office:
        acts = office.door.read(acts_standing)[is_redo]
        if not acts:
            raise RuleError("没有可以重做的操作。" if is_redo else "没有可以撤销的操作。")
        change = office.door.undo(acts[-1].op_id)
    if frame.as_json:
        give_json(as_json(change))
    else:
        say(f"已{change.label}")
