"""The words of a command line: the options that may stand anywhere among them, and the rest."""

from __future__ import annotations

from zxdesk.domain.errors import RuleError

VALUED = {"--data-dir": "data_dir", "--plenary": "plenary", "--clerk": "clerk"}


def split(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take the options that may stand anywhere out of the arguments; ``RuleError`` where a value is missing."""
    options: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for word in waiting:
        name, equals, value = word.partition("=")
        if name in VALUED:
            taken = value if equals else next(waiting, None)
            if not taken:
                raise RuleError(f"{name} 后面缺少取值。")
            options[VALUED[name]] = taken
        elif word == "--json":
            options["json"] = "1"
        elif word == "--set":
            rest += [word, next(waiting, "")]
        else:
            rest.append(word)
    return options, rest
