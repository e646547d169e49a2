"""Under which line and which group of a report a type of proposer is counted, by the office's convention. Source: domain §5.2, §6.1."""

from __future__ import annotations

from zxdesk.domain.rules import Rules

MEMBERS, JOINT_GROUP, BODIES = "委员提案", "联名提案", "集体提案"
TOGETHER = "个人联名"
"""The line of members' proposals where joint ones are counted together with others."""

_JOINT = "joint"
"""The code of the proposer type 联名 in every rule package."""


def type_line(rules: Rules, kind: str) -> str:
    """The line in which a type is counted: its own, or the one of all members' proposals."""
    is_together = rules.conventions["joint_counted"] == "together"
    return TOGETHER if is_together and _groups(rules).get(kind) == MEMBERS else kind


def type_lines(rules: Rules) -> tuple[str, ...]:
    """The lines of the table of types in the order of the rule package."""
    return tuple(dict.fromkeys(type_line(rules, choice.name) for choice in rules.proposer_types))


def kinds_of_line(rules: Rules, line: str) -> tuple[str, ...]:
    """The types counted in a line; a line that no type of the package is in stands for itself."""
    return tuple(choice.name for choice in rules.proposer_types if type_line(rules, choice.name) == line) or (line,)


def group_of(rules: Rules, kind: str) -> str:
    """The group in which a type, or a line, is counted; empty for one the package does not know."""
    if kind == TOGETHER:
        return MEMBERS
    choice = next((choice for choice in rules.proposer_types if choice.name == kind), None)
    if choice is None:
        return ""
    is_apart = rules.conventions["joint_counted"] == "apart" and choice.code == _JOINT
    return JOINT_GROUP if is_apart else choice.text


def group_lines(rules: Rules) -> tuple[str, ...]:
    """The groups a report has in any case."""
    return (MEMBERS, JOINT_GROUP, BODIES) if rules.conventions["joint_counted"] == "apart" else (MEMBERS, BODIES)


def kinds_of_group(rules: Rules, group: str) -> tuple[str, ...]:
    """The types counted in a group."""
    return tuple(choice.name for choice in rules.proposer_types if group_of(rules, choice.name) == group)


def _groups(rules: Rules) -> dict[str, str]:
    return {choice.name: choice.text for choice in rules.proposer_types}
