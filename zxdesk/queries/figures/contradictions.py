"""Whether a set of published figures agrees with itself. Source: domain §6.1, §6.4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

RECEIVED = ("收到", "提交")
FILED = ("并案后立案", "立案", "承办", "交办", "提案", "建议")
DESTINATIONS = (
    "并案", "转意见", "转意见建议", "转为意见和建议", "作建议", "转建议", "转社情民意", "转来信", "转市政协", "不予立案", "未立案",
    "撤案", "待审",
)  # fmt: skip
PROPOSERS = (
    "委员", "个人", "联名", "个人联名", "集体", "党派团体", "党派工商联", "民主党派", "人民团体", "界别", "界别小组", "专委会",
    "委员提案", "集体提案",
)  # fmt: skip
CLASSES = ("A", "B", "C", "D", "解决", "计划", "参考", "已落实", "基本或计划落实", "以后研究")
LAST_CLASSES = frozenset({"C", "D", "参考", "以后研究", "基本或计划落实"})
ANSWERS = ("满意", "基本满意", "不满意")
ROLES = ("独办", "主办", "分办", "协办", "会办")
APART = frozenset({"重点", "围绕重点", "办结", "暂缓", "合计", "转办", "市政府承办", "并案前件数"})
"""Figures that are no part of a sum; so are numbers of units and persons, and what begins with 其中."""

Number = int | float | Decimal


def contradictions(figures: Mapping[str, Number]) -> list[str]:
    """Return a sentence for each contradiction in a published set; an empty list when it agrees.

    Keys are the names as published; a percentage stands under the name with % behind it (``立案%``). Checked are: what was
    received against where it went, each full breakdown against its total, each percentage against its count.
    A breakdown of which only one or two lines are published is not added up.
    """
    counts = {name: int(value) for name, value in figures.items() if not name.endswith("%")}
    totals = {name: counts[name] for name in (*FILED, *RECEIVED) if name in counts}
    found = list(_destinations(counts))
    for title, names in _breakdowns(counts):
        found += _sum_differs(title, names, counts, totals)
    return found + list(_percentages(figures, counts, totals))


def _destinations(counts: Mapping[str, int]) -> Iterable[str]:
    total = next((name for name in RECEIVED if name in counts), None)
    parts = [name for name in ("立案", *DESTINATIONS) if name in counts]
    if total is None or "立案" not in parts or len(parts) < 2:
        return
    reached = sum(counts[name] for name in parts)
    missing = counts[total] - reached
    if missing:
        added = "＋".join(f"{name} {counts[name]}" for name in parts)
        what = f"还有 {missing} 件没有去向" if missing > 0 else f"多出 {-missing} 件"
        yield f"{total} {counts[total]} 件，{added}＝{reached} 件，{what}。"


def _breakdowns(counts: Mapping[str, int]) -> Iterable[tuple[str, list[str]]]:
    proposers = [name for name in PROPOSERS if name in counts]
    classes = [name for name in CLASSES if name in counts]
    answers = [name for name in ANSWERS if name in counts]
    roles = [name for name in ROLES if name in counts]
    others = [name for name in counts if _is_category(name)]
    if len(proposers) > 1 and {"委员", "个人", "个人联名", "委员提案"} & set(proposers):
        yield "提案者类型", proposers
    if len(classes) > 1 and LAST_CLASSES & set(classes):
        yield "办理类别", classes
    if len(answers) > 1:
        yield "满意情况", answers
    if len(roles) > 2:
        yield "承办角色", roles
    if len(others) > 2:
        yield "类别", others


def _is_category(name: str) -> bool:
    known = {*RECEIVED, *FILED, *DESTINATIONS, *PROPOSERS, *CLASSES, *ANSWERS, *ROLES} | APART
    is_of_people = name.endswith(("单位", "人数", "人次", "提案委员"))
    is_of_role = name.endswith(("主办", "协办", "会办"))
    return not (name in known or name.startswith("其中") or is_of_people or is_of_role)


def _sum_differs(title: str, names: Sequence[str], counts: Mapping[str, int], totals: Mapping[str, int]) -> list[str]:
    """A breakdown may add up to any total of the set, or be one of 集体提案 alone."""
    reached = sum(counts[name] for name in names)
    wholes = {**totals, **{name: counts[name] for name in ("集体", "党派团体") if name in counts and name not in names}}
    if not totals or reached in wholes.values():
        return []
    nearest = min(totals, key=lambda name: abs(totals[name] - reached))
    added = "＋".join(str(counts[name]) for name in names)
    less = totals[nearest] - reached
    what = f"少 {less} 件" if less > 0 else f"多 {-less} 件"
    return [f"各{title}合计 {added}＝{reached} 件，与{nearest} {totals[nearest]} 件不符，{what}。"]


def _percentages(figures: Mapping[str, Number], counts: Mapping[str, int], totals: Mapping[str, int]) -> Iterable[str]:
    printed = {name: Decimal(str(figures[f"{name}%"])) for name in counts if f"{name}%" in figures}
    usual = _usual_base(printed, counts, totals)
    for name, value in printed.items():
        bases = {base: total for base, total in totals.items() if base != name and total >= counts[name]}
        if not bases:
            continue
        exact = [base for base, total in bases.items() if _rounded(counts[name], total, value) == value]
        if usual in exact or (exact and (usual not in bases or name in DESTINATIONS)):
            continue
        yield _wrong(name, counts[name], value, bases, usual if usual in bases else None, exact)


def _usual_base(printed: Mapping[str, Decimal], counts: Mapping[str, int], totals: Mapping[str, int]) -> str | None:
    """The denominator most of the shares follow; shares of what was received, like the filing rate, are no vote."""
    apart = {*totals, *DESTINATIONS}
    votes = {
        base: sum(1 for name, value in printed.items() if name not in apart and _rounded(counts[name], total, value) == value)
        for base, total in totals.items()
    }
    best = max(votes, key=lambda base: votes[base], default=None)
    return best if best is not None and votes[best] else None


def _wrong(
    name: str, count: int, value: Decimal, bases: Mapping[str, int], usual: str | None, exact: Sequence[str]
) -> str:
    if exact and usual is not None:
        other = exact[0]
        return (
            f"{name} {count} 件占 {value}% 是以{other} {bases[other]} 件为分母，"
            f"其余比例以{usual} {bases[usual]} 件为分母，应为 {_rounded(count, bases[usual], value)}%。"
        )
    cut = [base for base, total in bases.items() if _rounded(count, total, value, ROUND_DOWN) == value]
    if cut:
        base = usual if usual in cut else cut[0]
        right = _rounded(count, bases[base], value)
        return f"{name} {count} 件占{base} {bases[base]} 件的 {value}% 是截去尾数，四舍五入应为 {right}%。"
    tried = "、".join(
        f"以{base} {total} 件计为 {_rounded(count, total, value)}%"
        for base, total in bases.items()
        if usual is None or base == usual
    )
    return f"{name} {count} 件占 {value}% 不对：{tried}。"


def _rounded(count: int, total: int, like: Decimal, mode: str = ROUND_HALF_UP) -> Decimal:
    """The percentage with as many decimals as the printed one."""
    if not total:
        return Decimal(0)
    exponent = like.as_tuple().exponent
    digits = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return (Decimal(count) * 100 / Decimal(total)).quantize(digits, rounding=mode)
