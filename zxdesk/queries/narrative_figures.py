"""The figures that narrative reports quote, by key: each as printed, with its convention and where its list is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Role
from zxdesk.domain.rounding import percent
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.behind import figure_ids
from zxdesk.queries.figures.people import participants
from zxdesk.queries.figures.population import UNNAMED
from zxdesk.queries.figures.recorded import members_behind
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.statistics import statistics
from zxdesk.text.number_ranges import ranges_of

AS_OF = "as_of"
"""The key of the day on which the register was read; it never counts as changed."""

MEMBERS = "members:"
"""How the list behind a figure begins where it is one of members."""

_PARTS = {
    "received": ("收到件数", "收到件数＝已编收件号的提案，含并案、撤案的"), "filed": ("立案件数", "立案件数＝已立案、没有并案或撤案的提案"),
    "merged": ("并案件数", "并案件数＝并入主案的提案，主案另计在立案内"),
    "opinions": ("转意见建议件数", "转意见建议件数＝审查后转为意见和建议、社情民意或来信的提案"),
    "not_filed": ("不予立案件数", "不予立案件数＝审查后不予立案的提案"),
    "withdrawn": ("撤案件数", "撤案件数＝提案者撤回的提案，含立案以后撤回的"),
    "pending": ("待审件数", "待审件数＝还没有审定和退回补充的提案"),
}  # fmt: skip
_WAY = {
    "session": ("大会提案件数", "大会提案件数＝在大会提案截止以前提交的收到件数"),
    "ordinary": ("平时提案件数", "平时提案件数＝大会提案截止以后提交的收到件数"),
    "late": ("超期件数", "超期件数＝有承办单位超过期限仍未答复的立案件数"),
    "extended": ("延期件数", "延期件数＝有承办单位经同意延期的立案件数"),
    "handed_back": ("退办件数", "退办件数＝有承办单位申请过退办的立案件数"),
    "reminded": ("催办件数", "催办件数＝发出过催办的立案件数"),
    "inspected": ("已督办的重点提案", "已督办的重点提案＝有督办记录的重点提案件数"),
    "redone": ("重新办理件数", "重新办理件数＝有承办单位重新办理过的立案件数"),
}  # fmt: skip
_RATES = {
    "filing": "立案率", "assignment": "交办率", "reply": "办复率", "on_time_reply": "按时办复率", "contact": "面商率", "revisit": "回访率",
    "adoption": "采纳率", "key": "重点提案占比", "form_return": "征询表回收率", "satisfaction_attitude": "办理态度满意率",
    "satisfaction_result": "办理结果满意率", "satisfaction_attitude_by_form": "办理态度满意率（按份）",
    "satisfaction_result_by_form": "办理结果满意率（按份）", "satisfaction_attitude_by_proposal": "办理态度满意率（按件）",
    "satisfaction_result_by_proposal": "办理结果满意率（按件）", "participation": "委员参与率",
}  # fmt: skip
_ABOVE = {
    "assignment": "已交办件数", "reply": "已办复件数", "on_time_reply": "按时办复件数", "contact": "已面商件数", "revisit": "已回访件数",
    "adoption": "采纳件数", "key": "重点提案件数", "form_return": "收回的征询意见表", "participation": "提交提案的委员",
}  # fmt: skip
_SUGGESTIONS = {"adoption": "采纳的建议条数"}
_BELOW = {"form_return": "发出的征询意见表", "participation": "在册委员"}
_LISTS = {"rate:participation": "members:signed", "rate:participation:above": "members:signed", "rate:participation:below": "members:seats"}
_GROUPS = (("group", "by_proposer_group"), ("type", "by_proposer_type"), ("construction", "by_construction"), ("category", "by_category"))


@dataclass(frozen=True)
class Figure:
    """One number of the register: as printed, what it counts, and the figure of the statistics whose list is behind it ("" for none)."""

    key: str
    name: str
    value: float | str | None
    words: str
    convention: str
    behind: str = ""


@dataclass(frozen=True)
class Behind:
    """The list behind a figure: ids of proposals, or of members."""

    ids: tuple[int, ...]
    is_of_members: bool = False


def narrative_figures(session: Session, plenary_id: int, *, today: date, counted: Mapping[str, Any] | None = None) -> dict[str, Figure]:
    """Every figure a report may quote. All of them are those of ``statistics`` (``counted``); none is counted here. Source: domain §6, §7.6."""
    rules = rules_of(session, plenary_id)
    counted = statistics(session, plenary_id, today=today) if counted is None else counted
    said = _Words(int(rules.conventions["decimals"]))
    day = Figure(AS_OF, "数据截至", today.isoformat(), f"{today.year}年{today.month}月{today.day}日", "登记簿在这一天的状态")
    found = (_parts(counted), _groups(counted, rules, said), _rates(counted, said), _undertakings(counted), _results(counted, said))
    return {AS_OF: day} | {figure.key: figure for part in found for figure in part}


def kept_figures(session: Session, plenary_id: int, figures: Mapping[str, Figure], keys: Iterable[str], *, today: date) -> dict[str, dict[str, Any]]:
    """Figures as a narrative keeps them: each with the list behind it, so that both stay the same however the register goes on."""
    known = {key: figures[key] for key in dict.fromkeys(keys) if key in figures}
    counting = {figure.behind for figure in known.values() if figure.value}  # nothing is behind a zero
    lists = {behind: list_behind(session, plenary_id, behind, today=today).ids for behind in counting}
    return {key: {**asdict(figure), "ids": ranges_of(list(lists.get(figure.behind, ())))} for key, figure in known.items()}


def list_behind(session: Session, plenary_id: int, behind: str, *, today: date) -> Behind:
    """Who or what a figure counts, as the register stands now."""
    if behind.startswith(f"{MEMBERS}sector:"):
        return Behind(tuple(sorted(members_behind(session, plenary_id, behind, today=today))), is_of_members=True)
    if behind.startswith(MEMBERS):
        signed, seats = participants(session, plenary_id, rules_of(session, plenary_id), today=today)
        return Behind(tuple(sorted(signed if behind == "members:signed" else seats)), is_of_members=True)
    return Behind(tuple(figure_ids(session, plenary_id, behind, today=today)) if behind else ())


@dataclass(frozen=True)
class _Words:
    decimals: int

    def count(self, key: str, name: str, value: int, convention: str, behind: str | None = None) -> Figure:
        return Figure(key, name, value, str(value), convention, key if behind is None else behind)

    def share(self, key: str, name: str, value: float | None, convention: str, behind: str) -> Figure:
        return Figure(key, name, value, percent(value, self.decimals), convention, behind)


def _parts(counted: Mapping[str, Any]) -> Iterator[Figure]:
    said = _Words(0)
    for key, (name, convention) in _PARTS.items():
        yield said.count(key, name, counted[key], convention)
    for key, (name, convention) in _WAY.items():
        yield said.count(f"way:{key}", name, counted["on_the_way"][key], convention)


def _groups(counted: Mapping[str, Any], rules: Rules, said: _Words) -> Iterator[Figure]:
    base = "收到件数" if rules.conventions["share_base"] == "received" else "立案件数"
    for kind, group in _GROUPS:
        for line in counted[group]:
            name, key = line["name"], f"{kind}:{line['name']}"
            shown = f"{'没有填类别' if name == UNNAMED else name}件数"
            yield said.count(key, shown, line["count"], f"{shown}＝立案提案中的件数")
            yield said.share(f"{key}%", f"{name}占比", line["share"], f"{name}占比＝{shown}÷{base}", key)


def _rates(counted: Mapping[str, Any], said: _Words) -> Iterator[Figure]:
    for name, words in _RATES.items():
        key, rate = f"rate:{name}", counted["rates"][name]
        yield said.share(key, words, rate["value"], rate["convention"], _LISTS.get(key, key))
        named = _ABOVE | _SUGGESTIONS if "建议条数" in rate["convention"] else _ABOVE
        for side, names, value in (("above", named, rate["numerator"]), ("below", _BELOW, rate["denominator"])):
            part = f"{key}:{side}"
            listed = _LISTS.get(part, key if side == "above" else part)
            if name in names:
                yield said.count(part, names[name], value, f"{rate['convention']}，这里是{'分子' if side == 'above' else '分母'}", listed)


def _undertakings(counted: Mapping[str, Any]) -> Iterator[Figure]:
    said, units, roles = _Words(0), counted["by_unit"], counted["by_role"]
    yield said.count("units", "承办单位数", len(units), "承办单位数＝承办立案提案的单位个数，退办改派、停办的不计", "unit:0:")
    yield said.count("undertakings", "承办件数", _sum(roles), "承办件数＝立案提案交给各单位的件次，一件交几个单位算几件次", "unit:0:")
    answering = [line for line in roles if line["name"] != Role.CO.label]
    yield said.count("undertakings:lead", "主办件次", _sum(answering), "主办件次＝独办、主办、分办的件次", "unit:0:lead")
    yield said.count("undertakings:co", "会办件次", _sum(roles) - _sum(answering), "会办件次＝会办的件次", "unit:0:co")
    for line in counted["by_stage"]:
        name = "待交办" if line["stage"] == Stage.FILED.value else line["name"]
        yield said.count(f"stage:{line['stage']}", f"{name}件数", line["count"], f"{name}件数＝现处于“{line['name']}”阶段的立案件数")


def _results(counted: Mapping[str, Any], said: _Words) -> Iterator[Figure]:
    for line in counted["by_class"]:
        key, name = f"class:{line['name']}", f"{line['name']}类件数"
        yield said.count(key, name, line["count"], f"{name}＝办理类别为{line['name']}（{line['text'] or '未说明'}）的立案件数")
        yield said.share(f"{key}%", f"{line['name']}类占比", line["share_of_replied"], f"{line['name']}类占比＝{name}÷已有办理类别的件数", key)
    for aspect, words in (("attitude", "办理态度"), ("result", "办理结果")):
        for line in counted["answers"][aspect]:
            key, name = f"answer:{aspect}:{line['name']}", f"{words}{line['name']}份数"
            yield said.count(key, name, line["count"], f"{name}＝最近一次答复的征询意见表中{words}填“{line['name']}”的份数")


def _sum(lines: Iterable[Mapping[str, Any]]) -> int:
    return sum(line["count"] for line in lines)
