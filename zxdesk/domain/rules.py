"""Rule packages: what differs between offices, from the shipped files to the values the program asks for."""

from __future__ import annotations

import tomllib
from typing import Any

from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_parsing import parse
from zxdesk.domain.rule_settings import Entry, entries, read_deadline, with_value, written_deadline
from zxdesk.domain.rule_values import CONSTRUCTIONS, Category, Choice, DeadlineRule, NumberingRule, Rules
from zxdesk.paths import resources

__all__ = [
    "CONSTRUCTIONS",
    "Category",
    "Choice",
    "DeadlineRule",
    "Entry",
    "NumberingRule",
    "Rules",
    "entries",
    "load_package",
    "package_titles",
    "packages",
    "parse",
    "read_deadline",
    "with_value",
    "written_deadline",
]


def packages() -> tuple[str, ...]:
    """Return the keys of the shipped rule packages, ``national`` first."""
    keys = sorted(path.stem for path in (resources() / "rules").glob("*.toml"))
    return tuple(sorted(keys, key=lambda key: key != "national"))


def package_titles() -> tuple[tuple[str, str], ...]:
    """Return (key, Chinese title) of each shipped rule package, for choosing one."""
    return tuple((key, str(load_package(key)["title"])) for key in packages())


def load_package(key: str) -> dict[str, Any]:
    """Return the content of the shipped package ``key``, to be copied into an office's register.

    Raises RuleError, naming the packages there are, for an unknown one.
    """
    if key not in packages():
        raise RuleError(f"没有名为“{key}”的规则包。可用的是 {'、'.join(packages())}。", "rules")
    return tomllib.loads((resources() / "rules" / f"{key}.toml").read_text(encoding="utf-8"))
