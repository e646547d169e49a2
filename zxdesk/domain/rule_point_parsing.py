"""The two point schemes of a rule package, checked item by item, and their lines as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NoReturn

from zxdesk.domain import rule_points as points
from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_points import Assessment, MemberItem, MemberScores, UnitItem
from zxdesk.text.normalise import fold, to_half_width

SCHEMES = {"assessment": "承办单位考核", "member_scores": "委员提案得分"}
SETTINGS = {
    "assessment.items": "承办单位考核：项目",
    "assessment.no_case": "承办单位考核：没有该项业务的",
    "assessment.few": "承办单位考核：少于几件注明",
    "member_scores.items": "委员提案得分：项目",
    "member_scores.sharing": "委员提案得分：联名提案怎样计分",
    "member_scores.limit": "委员提案得分：最多计几分（0 为不限）",
}
OPTIONS = {"assessment.no_case": points.NO_CASE, "member_scores.sharing": points.SHARINGS}
LINES = {
    "assessment.items": ("code", "name", "way", "points", "each", "target"),
    "member_scores.items": ("code", "name", "first", "joint", "most"),
}
"""The parts of a line of each scheme, in the order they are written."""

_NUMBERS = frozenset({"points", "each", "target", "first", "joint", "most"})
_WAYS = points.RATE_WAYS | points.COUNT_WAYS
_MOST = Fraction(1000)


def parse_assessment(content: Mapping[str, object]) -> Assessment:
    """Return the units' scheme; RuleError names the wrong item."""
    table = _table(content, "assessment", ("items", "no_case", "few"))
    items = tuple(_unit_item(line, f"assessment.items.{at}") for at, line in enumerate(_items(table, "assessment"), start=1))
    _refuse_doubles("assessment.items", [item.measure for item in items], [item.name for item in items])
    if not any(item.is_rate and item.points for item in items):
        _refuse("assessment.items", "没有一项是得分的", "至少写一项按比例得分或每低一个百分点扣分的，分值大于 0")
    no_case, few = _one_of(table, "no_case", "assessment.no_case"), table.get("few")
    if isinstance(few, bool) or not isinstance(few, int) or not 0 <= few <= 1000:
        _refuse("assessment.few", f"“{few}”不对", "写成 0 至 1000 的整数，0 为都不注明")
    return Assessment(items, no_case, few)  # type: ignore[arg-type]


def parse_member_scores(content: Mapping[str, object]) -> MemberScores:
    """Return the members' scheme; RuleError names the wrong item."""
    table = _table(content, "member_scores", ("items", "sharing", "limit"))
    items = tuple(_member_item(line, f"member_scores.items.{at}") for at, line in enumerate(_items(table, "member_scores"), start=1))
    _refuse_doubles("member_scores.items", [item.event for item in items], [item.name for item in items])
    return MemberScores(
        items, _one_of(table, "sharing", "member_scores.sharing"), _number(table, "limit", "member_scores.limit")  # type: ignore[arg-type]
    )


def line_of(path: str, parts: Sequence[str]) -> dict[str, Any]:
    """Return the table of one written line, numbers as numbers and ways by their codes; what cannot be read stays for ``parse`` to refuse."""
    known = _called(path)
    line = {name: part for name, part in zip(LINES[path], parts, strict=False) if part}
    wanted = fold(str(line.get("code", "")))
    line["code"] = next((code for code, word in known.items() if wanted in (fold(code), fold(word))), line.get("code", ""))
    return {name: plain(name, part) for name, part in line.items()}


def plain(name: str, value: object) -> object:
    """Return one part of an item as the package keeps it."""
    if name == "way":
        return next((code for code, word in _WAYS.items() if value in (code, word)), value)
    if name in (*_NUMBERS, "limit", "few") and isinstance(value, str):
        return _read_number(value)
    return value


def written_line(path: str, line: Mapping[str, Any]) -> str:
    """Return an item as a line: 内容 | 名称 | 计分方式 | …"""
    code = str(line.get("code", ""))
    words = {**line, "code": _called(path).get(code, code), "way": _WAYS.get(str(line.get("way", "")), line.get("way", ""))}
    return " | ".join(str(words.get(name, "")) for name in LINES[path]).replace("  ", " ").rstrip(" |")


def _called(path: str) -> dict[str, str]:
    return points.EVENTS if path.startswith("member_scores") else points.MEASURES


def _unit_item(line: Mapping[str, object], path: str) -> UnitItem:
    _refuse_unknown(line, LINES["assessment.items"], path)
    measure, way = _text(line, "code", path), _text(line, "way", path)
    ways = points.RATE_WAYS if measure in points.RATES else points.COUNT_WAYS
    if measure not in points.RATES | points.COUNTS:
        known = "、".join(f"{points.MEASURES[code]}（{words}）" for code, words in (points.RATES | points.COUNTS).items())
        _refuse(f"{path}.code", f"没有“{measure}”这个考核内容", f"从 {known} 中选")
    if way not in ways:
        _refuse(f"{path}.way", f"“{points.MEASURES[measure]}”的计分方式“{_WAYS.get(way, way)}”不对", f"写成 {'、'.join(ways.values())} 之一")
    target = _number(line, "target", f"{path}.target", missing=100)
    if not 0 < target <= 100:
        _refuse(f"{path}.target", f"标准“{line.get('target')}”不对", "写成大于 0、不大于 100 的百分数")
    each = _number(line, "each", f"{path}.each", missing=0)
    if way != "ratio" and not each:
        _refuse(f"{path}.each", "没有写每件或每个百分点几分", "补上大于 0 的数")
    return UnitItem(measure, _text(line, "name", path), way, _number(line, "points", f"{path}.points", missing=0), each, target)  # type: ignore[arg-type]


def _member_item(line: Mapping[str, object], path: str) -> MemberItem:
    _refuse_unknown(line, LINES["member_scores.items"], path)
    event = _text(line, "code", path)
    if event not in points.EVENTS:
        _refuse(f"{path}.code", f"没有“{event}”这个得分内容", f"从 {'、'.join(points.EVENTS.values())} 中选")
    first, joint, most = (_number(line, name, f"{path}.{name}", missing=0) for name in ("first", "joint", "most"))
    return MemberItem(event, _text(line, "name", path), first, joint, most)


def _table(content: Mapping[str, object], key: str, names: Sequence[str]) -> Mapping[str, object]:
    table = content.get(key)
    if not isinstance(table, Mapping):
        _refuse(key, "缺少，或不是一组值", "补上")
    _refuse_unknown(table, names, key)
    return table


def _items(table: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = table.get("items")
    if not isinstance(value, list) or not value or not all(isinstance(line, Mapping) for line in value):
        _refuse(f"{key}.items", "缺少，或一项也没有", "补上至少一项")
    return value


def _refuse_unknown(table: Mapping[str, object], names: Sequence[str], path: str) -> None:
    for name in table:
        if name not in names:
            _refuse(f"{path}.{name}", "没有这一项", f"可用的是 {'、'.join(names)}")


def _refuse_doubles(path: str, *columns: Sequence[str]) -> None:
    for column in columns:
        for name in column:
            if column.count(name) > 1:
                _refuse(path, f"“{name}”出现两次", "留下一个")


def _text(line: Mapping[str, object], name: str, path: str) -> str:
    value = line.get(name)
    if not isinstance(value, str) or not value.strip():
        _refuse(f"{path}.{name}", "缺少，或不是文字", "补上文字")
    return value.strip()


def _number(line: Mapping[str, object], name: str, path: str, *, missing: int | None = None) -> Fraction:
    value = line.get(name, missing)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST or (Fraction(str(value)) * 100).denominator > 1:
        _refuse(path, "缺少" if value is None else f"“{value}”不对", f"写成 0 至 {_MOST} 的数，最多两位小数")
    return Fraction(str(value))


def _one_of(table: Mapping[str, object], name: str, path: str) -> str:
    value = table.get(name)
    if not isinstance(value, str) or value not in OPTIONS[path]:
        choices = "、".join(f"{code}（{words}）" for code, words in OPTIONS[path].items())
        _refuse(path, "缺少" if value is None else f"“{value}”不对", f"写成 {choices} 之一")
    return value


def _read_number(text: str) -> int | float | str:
    folded = to_half_width(text).strip().removesuffix("%").removesuffix("分")
    if re.fullmatch(r"\d{1,6}", folded):
        return int(folded)
    return float(folded) if re.fullmatch(r"\d{1,6}\.\d{1,6}", folded) else text


def _refuse(path: str, what: str, remedy: str) -> NoReturn:
    head = ".".join(path.split(".")[:2])
    item = f"第 {path.split('.')[2]} 行" if path.count(".") > 1 else ""
    raise RuleError(f"规则包“{SETTINGS.get(head, SCHEMES[head.split('.')[0]])}”（{path}）：{item}{what}。{remedy}。", path)
