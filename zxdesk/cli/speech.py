"""How the command line speaks: Chinese help, Chinese usage errors, text for people or one JSON document."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from zxdesk.domain.rounding import percent as written

WORDS = (
    ("Usage:", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "动词 …"),
    ("Options:", "选项："),
    ("Commands:", "动词："),
    ("Arguments:", "参数："),
    ("Show this message and exit.", "显示这段说明。"),
    ("[required]", "[必填]"),
    ("[default: ", "[默认 "),
    ("[default:", "[默认"),
    ("<list[str]>", "<文字>"),
    ("<str>", "<文字>"),
    ("<int>", "<整数>"),
    ("<path>", "<路径>"),
)
UsageError: Any = typer.BadParameter.__mro__[1]  # typer carries its own click and does not name this class


class ChineseCommand(TyperCommand):
    """A verb whose help is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The list of verbs in Chinese."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


def in_chinese(text: str) -> str:
    """The help text with the library's English words replaced."""
    for english, chinese in WORDS:
        text = text.replace(english, chinese)
    return text


def usage_sentence(error: Any) -> str:
    """A usage error of the library in one Chinese sentence."""
    kind = type(error).__name__
    if not str(getattr(error, "message", "")).isascii() and kind == "UsageError":
        return str(error.message)
    if kind == "NoSuchOption":
        return f"没有 {error.option_name} 这个选项；用 --help 看有哪些。"
    if kind == "MissingParameter" and error.param is not None:
        return f"缺少参数 {_called(error.param)}；用 --help 看用法。"
    if kind == "BadParameter":
        name = _called(error.param) if error.param is not None else ""
        return f"参数 {name} 的取值不对：{error.message}" if not str(error.message).isascii() else f"参数 {name} 的取值不对，用 --help 看用法。"
    if kind == "BadOptionUsage":
        return f"选项 {error.option_name} 后面缺少取值。"
    words = str(getattr(error, "message", error)).split("'")
    named = f"“{words[1]}”" if len(words) > 2 else ""
    return f"命令看不懂{named}；用 zxdesk --help 看有哪些动词。"


def _called(param: Any) -> str:
    """A parameter as the help page calls it: --name of an option, 号 of an argument."""
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name)


def say(text: str = "") -> None:
    """A line for people."""
    sys.stdout.write(text + "\n")


def refuse(sentence: str) -> None:
    """A refusal on the error stream."""
    sys.stderr.write(sentence + "\n")


def give_json(value: object) -> None:
    """One JSON document."""
    say(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def table(rows: Iterable[tuple[str, ...]]) -> None:
    """Columns separated by two spaces, Chinese characters counted double."""
    kept = [tuple(str(cell) for cell in row) for row in rows]
    if not kept:
        return
    widths = [max(_width(row[at]) for row in kept) for at in range(len(kept[0]))]
    for row in kept:
        say("  ".join(cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(row)).rstrip())


def percent(value: float | None, decimals: int = 1) -> str:
    """A share with the office's decimals, or — where there is nothing to divide by."""
    return written(value, decimals) or "—"


def _width(text: str) -> int:
    return sum(2 if ord(ch) > 0x2E7F else 1 for ch in text)
