"""A rule package as a flat list of settings that an office can read and change one by one."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zxdesk.domain import rule_point_parsing as points
from zxdesk.domain import rule_schema as schema
from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_completion import completed
from zxdesk.domain.rule_parsing import label, parse, parse_deadline
from zxdesk.domain.rule_values import CONSTRUCTIONS, DeadlineRule
from zxdesk.text.names import split_names
from zxdesk.text.normalise import clean_text, to_half_width

_LINE_FIELDS: dict[str, tuple[str, ...]] = {
    "categories": ("name", "construction"), **dict.fromkeys(schema.CHOICES, ("code", "name", "text", "aliases")), **points.LINES,
}  # fmt: skip
_MODE_WORDS = {"个月": "months", "个工作日": "working_days", "工作日": "working_days", "日": "days", "天": "days"}
_MAY_BE_NEW = ("roll", "text", "aliases", "source", "category_prefixes", "amount", "month", "day", "each", "target", "joint", "most")
_AMOUNT = re.compile(r"(\d+)(个月|个?工作日|日|天)(,逢休息日顺延)?")
_FIXED = re.compile(r"(?:每年)?(\d{1,2})月(\d{1,2})日(,逢休息日顺延)?")


@dataclass(frozen=True)
class Entry:
    """One setting: where it stands, its value in words or plain form, who set the default, and its Chinese label.

    ``options`` are the (code, name) pairs it may take, where it is a choice.
    """

    path: str
    value: str | int | bool | tuple[str, ...]
    source: str
    label: str
    options: tuple[tuple[str, str], ...] = ()


def entries(content: Mapping[str, object]) -> list[Entry]:
    """Return every setting of ``content`` in the order of a settings page. Code tables are lines "A | A类 | 含义 | 别名"."""
    parse(content)
    return list(_entries(dict(completed(content))))


def with_value(content: Mapping[str, object], path: str, value: object) -> dict[str, Any]:
    """Return a copy of ``content`` with the setting at ``path`` changed and marked 本机关设定.

    ``path`` is that of an ``Entry`` or of one value in it (``deadlines.reply_lead.amount``, ``reply_classes.A.text``).
    Values may be plain or as written: "3个月", "5月25日", "走访、电话". RuleError for an unknown path or a wrong value.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(completed(content)))
    holder, key = _place(changed, path)
    holder[key] = _plain(path, value, holder.get(key))
    parts = path.split(".")
    if parts[0] == "deadlines":
        if parts[-1] != "source":
            changed["deadlines"][parts[1]]["source"] = schema.LOCAL_SOURCE
    else:
        changed.setdefault("sources", {})[_source_key(path)] = schema.LOCAL_SOURCE
    parse(changed)
    return changed


def written_deadline(rule: DeadlineRule) -> str:
    """Return a deadline rule as people write it: 3个月, 10个工作日, 5月25日."""
    text = f"{rule.month}月{rule.day}日" if rule.mode == "fixed" else f"{rule.amount}{schema.MODES[rule.mode]}"
    return f"{text}，逢休息日顺延" if rule.roll == "next_workday" else text


def read_deadline(text: str) -> dict[str, object]:
    """Return the table for a deadline as written; RuleError when it cannot be read."""
    plain = to_half_width(text).replace(" ", "")
    roll: dict[str, object] = {"roll": "next_workday"} if "," in plain else {}
    if found := _AMOUNT.fullmatch(plain):
        return {"mode": _MODE_WORDS[found[2]], "amount": int(found[1])} | roll
    if found := _FIXED.fullmatch(plain):
        return {"mode": "fixed", "month": int(found[1]), "day": int(found[2])} | roll
    raise RuleError(f"“{text}”不是期限。写成 3个月、10个工作日、30日 或 5月25日。", "deadlines")


def _entries(content: dict[str, Any]) -> Iterator[Entry]:
    constructions = tuple((name, name) for name in CONSTRUCTIONS)
    for key in ("title",):
        yield _entry(content, key, content[key])
    for key in ("categories", *schema.CHOICES):
        lines = tuple(_written_line(line, _LINE_FIELDS[key]) for line in content[key])
        yield _entry(content, key, lines, constructions if key == "categories" else ())
    for key in schema.LISTS:
        yield _entry(content, key, tuple(content[key]))
    for key, title in schema.DEADLINES.items():
        rule = parse_deadline(content["deadlines"][key], f"deadlines.{key}")
        yield Entry(f"deadlines.{key}", written_deadline(rule), rule.source, title)
    for key in schema.NUMBERINGS:
        for name in schema.NUMBERING_FIELDS:
            value = content[key].get(name, "")
            if name == "category_prefixes":
                value = tuple(f"{category} | {prefix}" for category, prefix in (value or {}).items())
            yield _entry(content, f"{key}.{name}", value)
    yield _entry(content, "satisfaction", content["satisfaction"])
    for key in schema.CONVENTIONS:
        yield _entry(content, f"conventions.{key}", content["conventions"][key])
    for path in points.SETTINGS:
        yield _entry(content, path, _point_value(content, path))
    for key in (*schema.NUMBERS, *schema.CHECK_KEYS, *schema.FLAGS):
        yield _entry(content, key, content[key])


def _point_value(content: dict[str, Any], path: str) -> Any:
    head, _, name = path.partition(".")
    value = content[head][name]
    if path in points.LINES:
        return tuple(points.written_line(path, line) for line in value)
    return value if isinstance(value, str) or value == int(value) else str(value)


def _entry(content: dict[str, Any], path: str, value: Any, options: tuple[tuple[str, str], ...] = ()) -> Entry:
    sources: Mapping[str, str] = content.get("sources", {})
    source = sources.get(path) or sources.get(path.split(".")[0]) or str(content["source"])
    return Entry(path, value, source, label(path), options or tuple(_options(path).items()))


def _options(path: str) -> dict[str, str]:
    head, _, rest = path.partition(".")
    if head == "conventions" and rest in schema.CONVENTIONS:
        return schema.CONVENTIONS[rest][1]
    if head == "satisfaction":
        return schema.SATISFACTIONS
    if path in points.OPTIONS:
        return points.OPTIONS[path]
    if head in schema.CHECK_KEYS:
        return schema.CHECKS
    if head == "redo_on":
        return schema.REDO_ANSWERS
    if head == "deadlines" and rest.endswith(".roll"):
        return schema.ROLLS
    return schema.SERIES if head in schema.NUMBERINGS and rest == "series" else {}


def _place(content: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """Return the table in which ``path`` ends, with its last key."""
    *way, last = path.split(".")
    holder: Any = content
    for step in way:
        if isinstance(holder, list):
            holder = next((line for line in holder if step in (line.get("code"), line.get("name"))), None)
        else:
            holder = holder.get(step) if isinstance(holder, dict) else None
    may_be_new = way[-1:] == ["category_prefixes"] or last in _MAY_BE_NEW
    is_known = isinstance(holder, dict) and (last in holder or may_be_new) and path not in ("key", "sources")
    is_group = is_known and isinstance(holder.get(last), dict) and way != ["deadlines"] and last != "category_prefixes"
    if not is_known or is_group or way[:1] == ["sources"]:
        raise RuleError(f"规则包里没有“{path}”这一项。核对写法，或从设置页选。", path)
    return holder, last


def _plain(path: str, value: object, before: object) -> object:
    """Return ``value`` in the form the content keeps it in, judged by its place and what stood there."""
    options = {name: code for code, name in _options(path).items()}
    if isinstance(value, tuple):
        value = list(value)
    if isinstance(value, list) and path in _LINE_FIELDS:
        return [_line(path, line) for line in value]
    if isinstance(value, list):
        return [options.get(str(item), item) for item in value]
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"deadlines\.\w+", path):
        return read_deadline(value)
    if path in _LINE_FIELDS:
        return [_line(path, line) for line in clean_text(value).split("\n") if line]
    if path.startswith(tuple(f"{head}." for head in points.SCHEMES)) and not options:
        return points.plain(path.rpartition(".")[2], value.strip())
    if path.endswith(".category_prefixes"):
        return {_split(line)[0]: _split(line)[1] for line in clean_text(value).split("\n") if line}
    if isinstance(before, list):
        return [options.get(name, name) for name in split_names(value)]
    return options.get(value, _number_or_flag(value.strip(), before))


def _number_or_flag(value: str, before: object) -> object:
    if isinstance(before, bool):
        return {"是": True, "否": False, "true": True, "false": False, "1": True, "0": False}.get(value.lower(), value)
    if isinstance(before, int) and to_half_width(value).isdecimal():
        return int(to_half_width(value))
    return value


def _line(path: str, line: object) -> object:
    if not isinstance(line, str):
        return line
    if path in points.LINES:
        return points.line_of(path, _split(line))
    parts = dict(zip(_LINE_FIELDS[path], _split(line), strict=False))
    return parts if "aliases" not in parts else parts | {"aliases": split_names(parts["aliases"])}


def _written_line(line: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    words = {**line, "aliases": "、".join(line.get("aliases", []))}
    return " | ".join(str(words.get(name, "")) for name in fields).rstrip(" |")


def _split(line: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[|｜]", line)]
    return parts if len(parts) > 1 else [*parts, ""]


def _source_key(path: str) -> str:
    head, _, rest = path.partition(".")
    if head in points.SCHEMES:
        return ".".join(path.split(".")[:2])
    return path if head in ("conventions", *schema.NUMBERINGS) and rest.count(".") == 0 and rest else head
