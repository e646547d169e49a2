"""The office without a window: `zxdesk VERB …`, for scripts, trials and machines without a display."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import typer

from zxdesk import __version__, paths
from zxdesk.cli.speech import ChineseCommand, ChineseGroup, UsageError, refuse, say, usage_sentence
from zxdesk.command_words import split
from zxdesk.domain.errors import RuleError

ABOUT = """政协提案办理工作站。不带动词时打开窗口。

每个动词前后都可以写：--data-dir 数据文件夹、--plenary 届次（如 十六届二次）、--json 输出 JSON、--clerk 经办人。
环境变量 ZXDESK_TODAY 可固定今天的日期，ZXDESK_CLERK 可指明经办人。
退出码：0 已办，1 不能办并说明原因，2 命令写错。"""


def main(arguments: list[str] | None = None) -> int:
    """Run one verb and return the exit code: 0 done, 1 refused with a sentence, 2 wrong usage."""
    _speak_utf8()
    gc.set_threshold(50_000, 20, 50)  # records come in thousands; collecting every 700 of them costs a third of an import
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options, rest = split(given)
    except RuleError as error:
        refuse(error.message)
        return 2
    try:
        if rest in (["--version"], ["-V"]):
            say(f"zxdesk {__version__}")
            return 0
        return _run(rest, options)
    except RuleError as error:
        refuse(error.message)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone; Python flushes once more at its end
        return 0


def application() -> typer.Typer:
    """The verbs, in the order of the office's work."""
    from zxdesk.cli import (
        adoption_verbs,
        import_verbs,
        narrative_verbs,
        office_verbs,
        output_verbs,
        package_verbs,
        paper_verbs,
        query_verbs,
        report_verbs,
        step_verbs,
        undo_verbs,
    )

    app = typer.Typer(cls=ChineseGroup, help=ABOUT, add_completion=False, rich_markup_mode=None, no_args_is_help=True)
    for name, verb in (
        ("init", office_verbs.init), ("demo", office_verbs.demo), ("import", import_verbs.import_), ("step", step_verbs.step),
        ("undo", undo_verbs.undo), ("redo", undo_verbs.redo), ("show", step_verbs.show),
        ("find", step_verbs.find), ("paper", paper_verbs.paper), ("template", paper_verbs.template), ("package", package_verbs.package),
        ("narrative", narrative_verbs.narrative), ("adopt", adoption_verbs.adopt), ("report", report_verbs.report),
        ("stats", output_verbs.stats), ("query", query_verbs.query), ("check", output_verbs.check),
    ):  # fmt: skip
        app.command(name, cls=ChineseCommand)(verb)
    return app


def _run(rest: list[str], options: dict[str, str]) -> int:
    from zxdesk.cli.frame import Frame

    data_dir = Path(options["data_dir"]) if "data_dir" in options else paths.default_data_dir()
    frame = Frame(data_dir, options.get("plenary"), "json" in options, options.get("clerk"))
    command: Any = typer.main.get_command(application())
    try:
        answer = command.main(args=rest or ["--help"], prog_name="zxdesk", standalone_mode=False, obj=frame)
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            say(error.format_message())
            return 2
        refuse(usage_sentence(error))
        return 2
    return answer if isinstance(answer, int) else 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
