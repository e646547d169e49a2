"""承办单位考核: the units' points by the office's scheme, item by item, with their places. Source: domain §1.10."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from zxdesk.domain.rule_points import COUNTS, RATES, Assessment, UnitItem
from zxdesk.domain.scoring import plainly
from zxdesk.queries.figures.assessment import AWARD, AssessedUnit, assessed_units
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, count
from zxdesk.reports.kind import SCORES, ReportKind
from zxdesk.reports.table import Column, Table

_CASES = (("add", "加分"), ("deduct", "扣分"))
NO_UNITS = "本届次还没有交办，没有可以考核的承办单位。"


def build_assessment(source: YearSource) -> Table:
    """Every unit with what each item gives, in the order of their places; units with few undertakings are marked."""
    scheme = source.rules.assessment
    columns = (
        Column("rank", "名次", "integer", 6), Column("name", "承办单位", width=30),
        *(Column(item.measure, f"{item.name}\n（{plainly(item.points)}）", "points", 9, group="基本分") for item in scheme.items if item.is_rate),
        Column("base", "合计", "points", 8, group="基本分"),
        *(Column(item.measure, item.name, "points", 9, group=words) for way, words in _CASES for item in scheme.items if item.way == way),
        Column("total", "总分", "points", 8), Column("note", "备注", width=10.5),
    )  # fmt: skip
    lines = _lines(source, columns, lambda unit, item: _points(unit.score.items[item.measure]))
    return lines.table(
        source, "提案承办单位考核评分表", convention=_convention(scheme), notes=tuple(map(_note, scheme.items)) if lines.rows else (NO_UNITS,),
        frozen=2, record="name",
    )  # fmt: skip


def build_counts(source: YearSource) -> Table:
    """The same units in the same order with what each item counts, and what a rate divides by."""
    scheme = source.rules.assessment
    columns = (
        Column("rank", "名次", "integer", 6), Column("name", "承办单位", width=30), count("undertakings", "承办件次", width=6.5),
        *(column for item in scheme.items if item.is_rate for column in _rate_columns(item)),
        *(count(item.measure, item.name, width=8, group="次数") for _way, _words in _CASES for item in scheme.items if item.way == _way),
    )  # fmt: skip
    lines = _lines(source, columns, lambda unit, item: unit.counted[item.measure][0])
    return lines.table(
        source, "提案承办单位考核计分依据表", convention="各项以件次、份、次计，一件交几个单位的各计一次；退办改派、停办的不计。名次见考核评分表。",
        notes=tuple(map(_note, scheme.items)) if lines.rows else (NO_UNITS,), frozen=2, record="name", total_behind=_behind(0, scheme),
    )  # fmt: skip


def _rate_columns(item: UnitItem) -> tuple[Column, Column]:
    return count(item.measure, "达到", width=6, group=item.name), count(f"{item.measure}-base", "应计", width=6, group=item.name)


def _lines(source: YearSource, columns: Sequence[Column], value: Callable[[AssessedUnit, UnitItem], int | float | None]) -> Lines:
    scheme, lines, keys = source.rules.assessment, Lines(columns), {column.key for column in columns}
    units = source.gather(assessed_units, source.today)
    for unit in sorted(units, key=lambda unit: (unit.rank is None, unit.rank)):
        measured = {item.measure: value(unit, item) for item in scheme.items}
        bases = {f"{item.measure}-base": unit.counted[item.measure][1] for item in scheme.items}
        lines.add(
            {"rank": unit.rank, "name": unit.name, "undertakings": unit.undertakings, "base": _points(unit.score.base),
             "total": _points(unit.score.total), "note": _mark(unit, scheme), **bases, **measured},
            {key: figure for key, figure in _behind(unit.id, scheme).items() if key in keys and _is_any(unit, key)},
        )  # fmt: skip
    return lines


def _is_any(unit: AssessedUnit, key: str) -> bool:
    """Whether there is anything behind a column: full points for want of a case have no list."""
    if key == "undertakings":
        return True
    counted, base = unit.counted[key.removesuffix("-base")]
    return bool(base if key.endswith("-base") else counted)


def _points(points: Fraction | None) -> float | None:
    return None if points is None else float(points)


def _mark(unit: AssessedUnit, scheme: Assessment) -> str:
    if unit.score.total is None:
        return "未计分"
    return "只有会办" if not unit.answering else "件数少" if unit.undertakings < scheme.few else ""


def _behind(unit_id: int, scheme: Assessment) -> dict[str, str]:
    """The list behind each item of a unit, 0 for all; an award of a unit has none."""
    found = {item.measure: f"assess:{unit_id}:{item.measure}" for item in scheme.items if item.measure != AWARD}
    bases = {f"{item.measure}-base": f"assess:{unit_id}:{item.measure}:below" for item in scheme.items if item.is_rate}
    return found | bases | {"undertakings": f"unit:{unit_id}:"}


def _convention(scheme: Assessment) -> str:
    empty = "没有该项业务的记满分" if scheme.no_case == "full" else "没有该项业务的不计，按其余各项折算"
    few = f"；承办不足 {scheme.few} 件次的注明“件数少”，没有主办的注明“只有会办”" if scheme.few else ""
    return (
        f"总分＝基本分（满分 {plainly(scheme.full)} 分）＋加分－扣分，最低 0 分；各项得分保留一位小数；{empty}；总分相同的名次相同{few}。"
        "退办改派、停办的不计。评分办法见设置中的“承办单位考核”。"
    )


def _note(item: UnitItem) -> str:
    what = (RATES | COUNTS)[item.measure]
    if item.way == "ratio":
        full = "" if item.target == 100 else f"，达到 {plainly(item.target)}% 得满分"
        return f"{item.name}（{plainly(item.points)} 分）：{what}，按比例得分{full}。"
    if item.way == "below":
        each = f"{plainly(item.target)}% 得满分，每低一个百分点扣 {plainly(item.each)} 分，扣完为止"
        return f"{item.name}（{plainly(item.points)} 分）：{what}，{each}。"
    limit = f"，最多 {plainly(item.points)} 分" if item.points else ""
    return f"{item.name}：{what}，每件次{'加' if item.way == 'add' else '扣'} {plainly(item.each)} 分{limit}。"


ASSESSMENT = ReportKind("assessment", "承办单位考核", build_assessment, group=SCORES)
ASSESSMENT_COUNTS = ReportKind("assessment_counts", "承办单位考核依据", build_counts, group=SCORES)
