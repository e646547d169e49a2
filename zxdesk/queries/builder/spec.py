"""A query as plain values: conditions in groups, columns, order, grouping, pivot; read from JSON with sentences, given back as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.field import Field
from zxdesk.queries.builder.fields import field_named
from zxdesk.queries.builder.trial import Given, read_value, trial_named, trial_words

VERSION = 1
Match = Literal["all", "any", "same"]
Show = Literal["list", "groups", "pivot"]
MATCHES: dict[str, str] = {"all": "全部满足", "any": "任一满足", "same": "同一记录满足"}
SHOWS: dict[str, str] = {"list": "清单", "groups": "分组", "pivot": "交叉"}
MEASURES: dict[str, str] = {"count": "件数", "undertakings": "件次", "days": "平均办理天数"}
DEFAULT_COLUMNS = ("number", "title", "proposer", "category", "lead_unit", "stage")
_WORDS = {
    "where": "条件", "columns": "列", "sort": "排序", "group": "分组", "pivot": "交叉", "show": "显示", "version": "版本", "name": "名称",
}  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """One condition: the key of a field, the key of a trial, and what it is given."""

    field: str
    trial: str
    given: Given = ()


@dataclass(frozen=True)
class Conditions:
    """Conditions that hold all, any of them, or all on one and the same record; groups stand two levels deep."""

    match: Match = "all"
    items: tuple[Condition | Conditions, ...] = ()


@dataclass(frozen=True)
class Pivot:
    """Two fields against each other and what is counted."""

    rows: str
    columns: str
    measure: str = "count"


@dataclass(frozen=True)
class Spec:
    """A whole query. ``sort`` is the key of a field, with a minus for the other direction; empty is by number."""

    where: Conditions = field(default_factory=Conditions)
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    sort: str = ""
    group: str = ""
    pivot: Pivot | None = None
    show: Show = "list"

    def plain(self) -> dict[str, Any]:
        """The query as JSON knows it; ``read_spec`` gives it back."""
        made: dict[str, Any] = {"version": VERSION, "where": _plain(self.where), "columns": list(self.columns), "show": self.show}
        if self.sort:
            made["sort"] = self.sort
        if self.group:
            made["group"] = self.group
        if self.pivot:
            made["pivot"] = {"rows": self.pivot.rows, "columns": self.pivot.columns, "measure": self.pivot.measure}
        return made

    def words(self) -> str:
        """The conditions as a sentence without its full stop."""
        return conditions_words(self.where) or "全部提案"


def read_spec(plain: object) -> Spec:
    """Read a query from JSON values; fields, trials and matches may be said by key or in Chinese. Raises ``RuleError``."""
    given = _mapping(plain, "查询")
    if unknown := [key for key in given if key not in _WORDS]:
        raise RuleError(f"查询里有不认识的“{unknown[0]}”。可写的是 {'、'.join(_WORDS)}。", str(unknown[0]))
    version = given.get("version", VERSION)
    if version != VERSION:
        raise RuleError(f"查询的版本是“{version}”，本程序只认 {VERSION}。升级程序后再用。", "version")
    pivot = _pivot(given["pivot"]) if given.get("pivot") else None
    group = _grouping(given["group"], "分组").key if given.get("group") else ""
    columns = tuple(dict.fromkeys(field_named(str(one)).key for one in _list(given.get("columns") or DEFAULT_COLUMNS, "columns")))
    offered = "pivot" if pivot else "list"
    show = cast(Show, _word(given.get("show", offered), SHOWS, "show"))
    if show == "pivot" and pivot is None:
        raise RuleError("交叉表的行和列没有选。选两个字段，例如类别和办理类别。", "pivot")
    if show == "groups" and not group:
        raise RuleError("按什么分组没有选。选一个字段，例如类别。", "group")
    return Spec(_conditions(given.get("where") or {}, depth=1), columns, _sort(given.get("sort")), group, pivot, show)


def conditions_words(group: Conditions) -> str:
    """A group of conditions in words: 类别属于教育，且重点提案为是."""
    between = "，或" if group.match == "any" else "，且"
    words = between.join(_item_words(item) for item in group.items)
    return f"同一{_part_name(group)}{words}" if group.match == "same" and words else words


def leaves(group: Conditions) -> Iterator[Condition]:
    """Every condition, one after the other."""
    for item in group.items:
        if isinstance(item, Condition):
            yield item
        else:
            yield from leaves(item)


def _item_words(item: Condition | Conditions) -> str:
    if isinstance(item, Condition):
        found = field_named(item.field)
        return f"{found.name}{trial_words(found, item.trial, item.given)}"
    words = conditions_words(item)
    return f"（{words}）" if len(item.items) > 1 else words


def _part_name(group: Conditions) -> str:
    part = field_named(next(leaves(group)).field).part
    return part.name if part else ""


def _conditions(given: object, *, depth: int) -> Conditions:
    """``of`` holds conditions, and on the first level groups of conditions."""
    held = _mapping(given, "条件")
    match = cast(Match, _word(held.get("match", "all"), MATCHES, "match"))
    items: list[Condition | Conditions] = []
    for at, one in enumerate(_list(held.get("of") or (), "of"), 1):
        plain = _mapping(one, f"第 {at} 个条件")
        if "of" in plain or "match" in plain:
            if depth > 1:
                raise RuleError("条件最多分两层：组里不能再放组。", "where")
            items.append(_conditions(plain, depth=depth + 1))
        else:
            items.append(_condition(plain, at))
    found = Conditions(match, tuple(items))
    if match == "same":
        _require_one_part(found)
    return found


def _condition(plain: Mapping[str, Any], at: int) -> Condition:
    where = f"第 {at} 个条件"
    if not plain.get("field"):
        raise RuleError(f"{where}没有选字段。选一个，或去掉这个条件。", "field")
    found = field_named(str(plain["field"]))
    trial = trial_named(found, str(plain.get("test") or ""), where)
    return Condition(found.key, trial, read_value(found, trial, plain.get("value"), where))


def _require_one_part(group: Conditions) -> None:
    named = [field_named(one.field) for one in leaves(group)]
    odd = next((one for one in named if one.part is None or one.is_count or one.part is not named[0].part), None)
    if odd is not None:
        raise RuleError(f"“同一记录满足”的条件要属于同一类记录，“{odd.name}”不是。另放一组，或改为全部满足。", "match")


def _pivot(given: object) -> Pivot:
    held = _mapping(given, "交叉")
    rows, columns = (_grouping(held.get(side) or "", f"交叉的{word}") for side, word in (("rows", "行"), ("columns", "列")))
    if rows is columns:
        raise RuleError(f"交叉的行和列都是“{rows.name}”。换一个字段。", "pivot")
    return Pivot(rows.key, columns.key, _word(held.get("measure", "count"), MEASURES, "measure"))


def _grouping(word: object, where: str) -> Field:
    if not word:
        raise RuleError(f"{where}没有选字段。", "pivot")
    found = field_named(str(word))
    if not found.can_group:
        raise RuleError(f"“{found.name}”是整段文字，不能用来{where[:2]}。换一个字段。", "group")
    return found


def _sort(word: object) -> str:
    if not word:
        return ""
    is_down, name = str(word).startswith("-"), str(word).removeprefix("-")
    found = field_named(name)
    if not found.can_sort:
        raise RuleError(f"“{found.name}”一件提案可能有几个，不能用来排序。换一个字段。", "sort")
    return f"-{found.key}" if is_down else found.key


def _word(said: object, words: Mapping[str, str], key: str) -> str:
    found = next((one for one, word in words.items() if said in (one, word)), None)
    if found is None:
        raise RuleError(f"没有“{said}”。可写的是 {'、'.join(words.values())}。", key)
    return found


def _mapping(given: object, what: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise RuleError(f"{what}要写成 JSON 对象。", "where")
    return given


def _list(given: object, key: str) -> Sequence[Any]:
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise RuleError(f"“{key}”要写成 JSON 数组。", key)
    return given


def _plain(group: Conditions) -> dict[str, Any]:
    return {"match": group.match, "of": [
        _plain(one) if isinstance(one, Conditions) else {"field": one.field, "test": one.trial, **({"value": list(one.given)} if one.given else {})}
        for one in group.items
    ]}  # fmt: skip
