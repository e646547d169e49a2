"""A rule package's plain content, checked key by key into ``Rules``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn, get_args

from zxdesk.domain import rule_schema as schema
from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_completion import completed
from zxdesk.domain.rule_point_parsing import SCHEMES, SETTINGS, parse_assessment, parse_member_scores
from zxdesk.domain.rule_values import CONSTRUCTIONS, Category, Choice, DeadlineMode, DeadlineRule, NumberingRule, Rules
from zxdesk.domain.sector_names import read_renamings

_TOP = (
    {*schema.TEXTS, *schema.LISTS, *schema.CHOICES, *schema.NUMBERINGS, *schema.NUMBERS, *schema.CHECK_KEYS, *schema.FLAGS}
    | {"categories", "deadlines", "conventions", "satisfaction", "sources", *SCHEMES}
)  # fmt: skip
_DEADLINE_KEYS = frozenset({"mode", "amount", "month", "day", "source", "roll"})
_MAY_BE_EMPTY = frozenset({"aliases", "contact_waived_words", "follow_up_classes", "redo_on", "sector_renamings"})


def parse(content: Mapping[str, object]) -> Rules:
    """Return the rules in ``content`` (a TOML file or the register's JSON).

    Raises RuleError, with the key as its field, when a key is missing, unknown or holds a value it may not.
    """
    content = completed(content)
    for key in content:
        if key not in _TOP:
            _refuse(key, "规则包里没有这一项", "删去，或核对拼写")
    sources = _table({"sources": {}} | dict(content), "sources", "sources")
    if not all(isinstance(source, str) for source in sources.values()):
        _refuse("sources", "有的依据不是文字", "改为文字")
    values: dict[str, Any] = {key: _text(content, key) for key in schema.TEXTS}
    values |= {key: _names(content, key) for key in schema.LISTS}
    values |= {key: _choices(content, key) for key in schema.CHOICES}
    values |= {key: _numbering(content, key) for key in schema.NUMBERINGS}
    values |= {key: _number(content, key, key) for key in schema.NUMBERS}
    values |= {key: _one_of(content, key, schema.CHECKS, key) for key in schema.CHECK_KEYS}
    values |= {key: _flag(content, key) for key in schema.FLAGS}
    rules = Rules(
        categories=_categories(content),
        deadlines=_deadlines(content),
        conventions=_conventions(content),
        satisfaction=_one_of(content, "satisfaction", schema.SATISFACTIONS, "satisfaction"),  # type: ignore[arg-type]
        assessment=parse_assessment(content),
        member_scores=parse_member_scores(content),
        **values,
    )
    _check_whole(rules)
    return rules


def parse_deadline(table: Mapping[str, object], path: str) -> DeadlineRule:
    """Return the deadline rule in ``table``; RuleError names the wrong key under ``path``."""
    for key in table:
        if key not in _DEADLINE_KEYS:
            _refuse(f"{path}.{key}", "期限没有这一项", "可用的是 mode、amount、month、day、roll、source")
    mode = table.get("mode")
    if mode not in get_args(DeadlineMode):
        _refuse(f"{path}.mode", f"期限方式“{mode}”不对", "写成 months、working_days、days 或 fixed")
    source = str(table.get("source", ""))
    roll = _one_of({"roll": "none"} | dict(table), "roll", schema.ROLLS, f"{path}.roll")
    if mode != "fixed":
        amount = _number(table, "amount", f"{path}.amount", largest=1000)
        return DeadlineRule(mode=mode, amount=amount, source=source, roll=roll)  # type: ignore[arg-type]
    month, day = _number(table, "month", f"{path}.month"), _number(table, "day", f"{path}.day")
    try:
        date(2000, month, day)
    except ValueError:
        _refuse(f"{path}.day", f"没有 {month}月{day}日", "改为有的日期")
    return DeadlineRule(mode="fixed", month=month, day=day, source=source, roll=roll)  # type: ignore[arg-type]


def _deadlines(content: Mapping[str, object]) -> dict[str, DeadlineRule]:
    tables = _table(content, "deadlines", "deadlines")
    for key in tables:
        if key not in schema.DEADLINES:
            _refuse(f"deadlines.{key}", "规则包里没有这个期限", "删去，或核对拼写")
    rules = {}
    for key in schema.DEADLINES:
        rules[key] = parse_deadline(_table(tables, key, f"deadlines.{key}"), f"deadlines.{key}")
    return rules | {alias: rules[key] for alias, key in schema.DEADLINE_ALIASES.items()}


def _categories(content: Mapping[str, object]) -> tuple[Category, ...]:
    categories = []
    for at, table in enumerate(_tables(content, "categories")):
        name = _text(table, "name", f"categories.{at + 1}.name")
        construction = _text(table, "construction", f"categories.{name}.construction")
        if construction not in CONSTRUCTIONS:
            remedy = f"改为 {'、'.join(CONSTRUCTIONS)} 之一"
            _refuse(f"categories.{name}.construction", f"“{construction}”不在五大建设之列", remedy)
        categories.append(Category(name, construction))
    _refuse_doubles("categories", [category.name for category in categories])
    return tuple(categories)


def _choices(content: Mapping[str, object], key: str) -> tuple[Choice, ...]:
    choices = []
    for at, table in enumerate(_tables(content, key)):
        code = _text(table, "code", f"{key}.{at + 1}.code")
        name, aliases = _text(table, "name", f"{key}.{code}.name"), _names({"aliases": []} | dict(table), "aliases")
        choices.append(Choice(code, name, str(table.get("text", "")), aliases))
    _refuse_doubles(key, [choice.code for choice in choices])
    _refuse_doubles(key, [word for choice in choices for word in (choice.name, *choice.aliases)])
    return tuple(choices)


def _numbering(content: Mapping[str, object], key: str) -> NumberingRule:
    table = _table(content, key, key)
    for name in table:
        if name not in schema.NUMBERING_FIELDS:
            _refuse(f"{key}.{name}", "编号规则没有这一项", "可用的是 series、prefix、width、start、category_prefixes")
    prefixes = _table(table, "category_prefixes", f"{key}.category_prefixes")
    _refuse_doubles(f"{key}.category_prefixes", [str(prefix) for prefix in prefixes.values()])
    return NumberingRule(
        series=_one_of(table, "series", schema.SERIES, f"{key}.series"),  # type: ignore[arg-type]
        prefix=_prefix(table.get("prefix", ""), f"{key}.prefix"),
        width=_number(table, "width", f"{key}.width", largest=9),
        start=_number(table, "start", f"{key}.start"),
        category_prefixes={name: _prefix(text, f"{key}.category_prefixes.{name}") for name, text in prefixes.items()},
    )


def _prefix(value: object, path: str) -> str:
    if not isinstance(value, str) or any(char.isdigit() for char in value) or value != value.strip():
        _refuse(path, f"字头“{value}”带有数字或空格", "只写文字或字母")
    return value


def _conventions(content: Mapping[str, object]) -> dict[str, str]:
    table = _table(content, "conventions", "conventions")
    for key in table:
        if key not in schema.CONVENTIONS:
            _refuse(f"conventions.{key}", "没有这一项统计口径", "删去，或核对拼写")
    return {key: _one_of(table, key, values, f"conventions.{key}") for key, (_, values) in schema.CONVENTIONS.items()}


def _check_whole(rules: Rules) -> None:
    """Refuse words in one list that another list does not know."""
    read_renamings(rules.sector_renamings)
    classes = {choice.code for choice in rules.reply_classes}
    answers = {*rules.feedback_attitude, *rules.feedback_result}
    subsets: dict[str, set[str]] = {
        "face_ways": set(rules.contact_ways),
        "solved_classes": classes,
        "adopted_classes": classes,
        "follow_up_classes": classes,
        "contact_done_words": set(rules.feedback_contact),
        "contact_waived_words": set(rules.feedback_contact),
        "fully_satisfied_words": set(rules.satisfied_words),
        "satisfied_words": answers,
        "dissatisfied_words": answers - set(rules.satisfied_words),
        "redo_on": set(schema.REDO_ANSWERS),
    }
    for key, allowed in subsets.items():
        for word in getattr(rules, key):
            if word not in allowed:
                _refuse(key, f"“{word}”不在可用的词里", f"从 {'、'.join(sorted(allowed))} 中选")
    for word in sorted(answers - {*rules.satisfied_words, *rules.dissatisfied_words}):
        _refuse("satisfied_words", f"回答“{word}”既不算满意也不算不满意", "归入其中一项")
    if rules.proposal_numbering.series == "category":
        for category in rules.categories:
            if category.name not in (rules.proposal_numbering.category_prefixes or {}):
                _refuse("proposal_numbering.category_prefixes", f"类别“{category.name}”没有字头", "补上字头")


def _table(content: Mapping[str, object], key: str, path: str) -> Mapping[str, object]:
    value = content.get(key, {} if key == "category_prefixes" else None)
    if not isinstance(value, Mapping):
        _refuse(path, "缺少，或不是一组值", "补上")
    return value


def _tables(content: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = content.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(line, Mapping) for line in value):
        _refuse(key, "缺少，或一行也没有", "补上至少一行")
    return value


def _text(content: Mapping[str, object], key: str, path: str = "") -> str:
    value = content.get(key)
    if not isinstance(value, str) or not value.strip():
        _refuse(path or key, "缺少，或不是文字", "补上文字")
    return value.strip()


def _names(content: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = content.get(key)
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        _refuse(key, "缺少，或不是一列文字", "补上")
    if not value and key not in _MAY_BE_EMPTY:
        _refuse(key, "一项也没有", "补上至少一项")
    _refuse_doubles(key, value)
    return tuple(value)


def _number(content: Mapping[str, object], key: str, path: str, *, largest: int = 100_000) -> int:
    value = content.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= largest:
        shown = "缺少" if value is None else f"“{value}”不对"
        _refuse(path, shown, f"写成 1 至 {largest} 的整数")
    return value


def _flag(content: Mapping[str, object], key: str) -> bool:
    value = content.get(key)
    if not isinstance(value, bool):
        _refuse(key, "缺少，或不是是否", "写成 true 或 false")
    return value


def _one_of(content: Mapping[str, object], key: str, allowed: Mapping[str, str], path: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or value not in allowed:
        shown = "缺少" if value is None else f"“{value}”不对"
        _refuse(path, shown, "写成 " + "、".join(f"{code}（{name}）" for code, name in allowed.items()) + " 之一")
    return value


def _refuse_doubles(path: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            _refuse(path, f"“{name}”出现两次", "留下一个")


def _refuse(path: str, what: str, remedy: str) -> NoReturn:
    raise RuleError(f"规则包“{label(path)}”（{path}）：{what}。{remedy}。", path)


def label(path: str) -> str:
    """Return the Chinese name of the setting at ``path``."""
    head, _, rest = path.partition(".")
    known: dict[str, str] = {
        **schema.TEXTS, **schema.LISTS, **schema.CHOICES, **schema.NUMBERINGS, **schema.NUMBERS, **schema.CHECK_KEYS,
        **schema.FLAGS, "categories": "提案类别", "deadlines": "期限", "conventions": "统计口径", "satisfaction": "满意度取值",
        "sources": "依据", **SCHEMES, **SETTINGS,
    }  # fmt: skip
    if head == "deadlines" and rest:
        return schema.DEADLINES.get(rest.split(".")[0], known[head])
    if head == "conventions" and rest:
        return schema.CONVENTIONS.get(rest, (known[head], {}))[0]
    if head in schema.NUMBERINGS and rest:
        return f"{known[head]}{schema.NUMBERING_FIELDS.get(rest.split('.')[0], '')}"
    return known.get(path, known.get(head, head))
