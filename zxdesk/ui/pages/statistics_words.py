"""The words of the page 统计: parts, rates, charts and columns, and what a figure is called when its list opens."""

from __future__ import annotations

from collections.abc import Iterable

from zxdesk.ui.table import Column

PARTS = {
    "received": "收到", "filed": "立案", "merged": "并案", "opinions": "转意见建议", "not_filed": "不予立案", "withdrawn": "撤案",
    "pending": "审查中",
}  # fmt: skip
RATES = {
    "filing": "立案率", "reply": "办复率", "on_time_reply": "按时办复率", "contact": "面商率", "form_return": "表收回率",
    "satisfaction_attitude": "态度满意率", "satisfaction_result": "结果满意率", "revisit": "回访率",
}  # fmt: skip
MORE_RATES = {
    "assignment": "交办率", "adoption": "采纳率", "key": "重点提案占比", "participation": "委员参与率",
    "satisfaction_attitude_by_proposal": "态度满意率（按件）", "satisfaction_result_by_proposal": "结果满意率（按件）",
    "satisfaction_attitude_by_form": "态度满意率（按份）", "satisfaction_result_by_form": "结果满意率（按份）",
}  # fmt: skip
OF_MEMBERS = frozenset({"participation"})
"""Rates that count members: they lead to the list of members."""
CHARTS = {
    "construction": "立案提案类别", "category": "类别", "outcome": "审查结果", "class": "办理类别", "type": "提案者类型",
    "group": "委员与集体", "sector": "第一提案人界别", "stage": "立案提案按阶段",
}  # fmt: skip
YEAR_SERIES = {"received": ("收到", "line2"), "filed": ("立案", "accent"), "replied": ("办复", "green"), "satisfied": ("满意", "accent")}
MONTH_SERIES = {"received": ("收到", "line2"), "filed": ("立案", "accent"), "replied": ("办复", "green")}
PROGRESS = {"replied": ("已复", "green"), "open": ("在办", "line2"), "late": ("超期", "red")}


def number(key: str, title: str, width: int = 64, *, yields: int = 0) -> Column:
    """A column of counts."""
    return Column(key, title, width, kind="number", yields=yields)


def unit_columns(classes: Iterable[str]) -> tuple[Column, ...]:
    """The columns of the table of units; one for each reply class of the office."""
    return (
        Column("name", "承办单位", 190, stretch=True, tip="name"), number("lead", "主办件"), number("co", "会办件"), number("replied", "已复"),
        Column("rate", "办复率", 76, align="right", sort="rate_value"), number("on_time", "按时"), number("late", "超期"),
        *(number(f"class-{name}", f"{name} 类", 58, yields=1) for name in classes),
        number("extended", "延期", yields=2), number("co_given", "会办意见", 80, yields=3),
    )  # fmt: skip


def unit_figures(classes: Iterable[str]) -> tuple[str, ...]:
    """The columns of the table of units that can be pressed."""
    return ("lead", "co", "replied", "on_time", "late", "extended", "co_given", *(f"class-{name}" for name in classes))


MEASURES = (
    Column("name", "指标", 160), Column("words", "数值", 80, align="right", sort="value"), number("numerator", "分子", 72),
    number("denominator", "分母", 72), Column("convention", "统计口径", 400, stretch=True, tip="convention"),
)  # fmt: skip
MEMBERS = (
    Column("member_number", "编号", 80), Column("name", "委员", 110), Column("sector", "界别", 160, stretch=True, yields=1),
    number("signed", "署名件数", 90), number("first", "第一提案人", 96), number("filed", "其中立案", 90),
)  # fmt: skip
YEARS = (
    Column("name", "届次", 120, stretch=True), number("received", "收到", 80), number("filed", "立案", 80),
    Column("filing_words", "立案率", 80, align="right"),
    number("replied", "办复", 80), Column("reply_words", "办复率", 80, align="right"), number("judged", "有满意度", 90, yields=1),
    number("satisfied", "满意", 80), Column("satisfaction_words", "满意率（按件）", 110, align="right"),
)  # fmt: skip
COUNTED = {"received": "收到", "filed": "立案", "replied": "办复", "satisfied": "满意", "judged": "有满意度", "signed": "署名", "first": "第一提案人"}


def name_of_figure(figure: str) -> str:
    """What the list behind a mark of a chart is called."""
    kind, _, value = figure.partition(":")
    if kind == "answer":
        aspect, _, word = value.partition(":")
        return f"{'态度' if aspect == 'attitude' else '结果'}{word}"
    if kind == "month":
        month, _, what = value.partition(":")
        return f"{month} {COUNTED.get(what, '收到')}"
    if kind == "class":
        return f"{value} 类"
    if kind in COUNTED:
        return COUNTED[kind]
    return value
