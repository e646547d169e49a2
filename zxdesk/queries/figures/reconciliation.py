"""The sums that must agree, each with its parts and the proposals that make the difference. Source: domain §6.1, §6.4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.lacking import MODES, lacking_counts
from zxdesk.queries.figures.population import UNNAMED
from zxdesk.queries.figures.satisfaction import form_sums
from zxdesk.queries.readings import Readings

PART_WORDS = {
    "filed": "立案", "merged": "并案", "opinions": "转意见建议", "not_filed": "不予立案", "withdrawn": "撤案", "pending": "待审",
}  # fmt: skip
_MODE_WORDS = {"sole": "独办", "host": "主办", "separate": "分办"}
_ROLE_FIGURES = {"独办": "sole", "主办": "host", "会办": "co", "分办": "separate"}
_STEPS = {"received": ("收到", "收到"), "filed": ("立案", "立案"), "replied": ("办复", "已办复")}
_KINDS = {
    "category": ("by_category", "各类别", "category", "没有填类别"), "construction": ("by_construction", "各建设类别", "category", "没有填类别"),
    "type": ("by_proposer_type", "各提案者类型", "type", "没有填提案者类型"),
    "group": ("by_proposer_group", "委员、集体提案", "group", "的提案者类型没有归入委员或集体"),
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One addend: its name, its count and the figure whose list is behind it."""

    name: str
    count: int
    figure: str


@dataclass(frozen=True)
class Reason:
    """Proposals that make a difference, in words, with the figure that lists them."""

    words: str
    count: int
    figure: str


@dataclass(frozen=True)
class Line:
    """One sum; ``sums`` is what its parts are called together. It does not hold where too much and too little make up for each other."""

    key: str
    name: str
    total: int
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...] = ()
    sums: str = ""
    unit: str = "件"
    figure: str = ""

    @property
    def difference(self) -> int:
        """What the whole has more than its parts."""
        return self.total - sum(part.count for part in self.parts)

    @property
    def holds(self) -> bool:
        """Whether the parts make up the whole and nothing is wrong with any of them."""
        return not self.difference and not self.told

    @property
    def told(self) -> tuple[Reason, ...]:
        """The reasons there are any proposals for."""
        return tuple(reason for reason in self.reasons if reason.count)

    @property
    def sentence(self) -> str:
        """The sum as it is printed, with the difference and where it comes from."""
        added = "＋".join(f"{part.name} {part.count}" for part in self.parts if part.count or len(self.parts) < 7) or "0"
        if self.holds:
            return f"{self.name} {self.total} ＝ {added}"
        why = "，".join(f"{reason.count} {self.unit}{reason.words}" for reason in self.told)
        if not self.sums:
            return f"{self.name} {self.total} {self.unit}中有 {why}。"
        reached = sum(part.count for part in self.parts)
        told = f"，{why}" if why else ""
        if not self.difference:
            return f"{self.sums}合计与{self.name} {self.total} {self.unit}相等{told}。"
        return f"{self.sums}合计 {reached} {self.unit}，与{self.name} {self.total} {self.unit}不符{told}。"

    def plain(self) -> dict[str, Any]:
        """The line as statistics give it; ``figure`` is that of the whole, ``difference_figure`` that of the first reason."""
        return {
            "key": self.key, "name": self.name, "total": self.total, "figure": self.figure, "unit": self.unit,
            "parts": [asdict(part) for part in self.parts], "difference": self.difference,
            "difference_figure": next((reason.figure for reason in self.told), ""),
            "reasons": [asdict(reason) for reason in self.told], "holds": self.holds, "sentence": self.sentence,
        }  # fmt: skip


def reconciled(readings: Readings, plenary_id: int, rules: Rules, figures: Mapping[str, Any]) -> list[Line]:
    """Every sum of a plenary's figures. ``figures`` are the counts of ``statistics``; what is lacking is counted here, by itself."""
    missing = lacking_counts(readings.session, plenary_id, rules)
    missing |= _left_over(figures, missing)
    forms = readings.ask(form_sums, plenary_id)
    lines = (_whole(figures, missing), _groups(figures, missing), _units(figures, missing), _progress(figures, missing), _forms(figures, forms))
    found = [line for some in lines for line in some]
    if rules.conventions["adoption_base"] == "suggestions":
        counted = [Part("登记了建议条数的", figures["replied"] - missing["suggestions"], "")]
        unsaid = [_reason(missing, "suggestions", "没有登记建议条数，没有计入采纳率")]
        found.append(_line("suggestions", "已办复", figures["replied"], counted, unsaid, figure="replied"))
    return found


def _left_over(figures: Mapping[str, Any], missing: Mapping[str, int]) -> dict[str, int]:
    """What is lacking where the figures themselves tell it."""
    unnamed = {key: sum(line["count"] for line in figures[group] if line["name"] == UNNAMED) for key, (group, *_) in _KINDS.items()}
    sectorless = sum(line["count"] for line in figures["by_sector"] if line["name"] == UNNAMED)
    undated = {f"{step}_on": figures[step] - sum(line[step] for line in figures["by_month"]) for step in _STEPS}
    timing = figures["received"] - figures["on_the_way"]["session"] - figures["on_the_way"]["ordinary"]
    return unnamed | undated | {"sector": sectorless - missing["member"], "timing": timing}


def _whole(figures: Mapping[str, Any], missing: Mapping[str, int]) -> Iterator[Line]:
    received, filed = figures["received"], figures["filed"]
    outside = _reason(missing, "receipt", "没有收件号，没有计入收到")
    yield _line("registered", "登记的提案", received + outside.count, [Part("收到", received, "received")], [outside])
    parts = [Part(word, figures[name], name) for name, word in PART_WORDS.items()]
    yield _line("received", "收到", received, parts, sums="各项去向", figure="received")
    after = [part for part in parts if part.figure != "merged"]
    yield _line("after_merging", "合并后", received - figures["merged"], after, sums="并案以外的各项去向")
    way, unsaid = figures["on_the_way"], [_reason(missing, "timing", "没有分大会、平时")]
    timings = [Part("大会提案", way["session"], "way:session"), Part("平时提案", way["ordinary"], "way:ordinary")]
    yield _line("timing", "收到", received, timings, unsaid, sums="大会、平时提案", figure="received")
    numbered = [Part("有提案号", filed - missing["number"], "")]
    yield _line("number", "立案", filed, numbered, [_reason(missing, "number", "没有提案号")], figure="filed")


def _groups(figures: Mapping[str, Any], missing: Mapping[str, int]) -> Iterator[Line]:
    for key, (group, sums, lacks, words) in _KINDS.items():
        reason = _reason(missing, lacks, words)
        yield _line(key, "立案", figures["filed"], _parts(figures[group], key), [reason], sums=sums, figure="filed")
    sectors = [*_parts(figures["by_sector"], "sector"), Part("集体提案者", missing["member"], "lacking:member")]
    yield _line("sector", "立案", figures["filed"], sectors, [_reason(missing, "sector", "的第一提案人没有界别")], sums="各界别", figure="filed")


def _units(figures: Mapping[str, Any], missing: Mapping[str, int]) -> Iterator[Line]:
    modes = [Part(_MODE_WORDS[name], missing[f"mode:{name}"], f"unit:0:{name}") for name in MODES.values()]
    reasons = [
        _reason(missing, "unit", "没有主办单位"), _reason(missing, "early_unit", "有主办单位却还没有交办"),
        _reason(missing, "mixed_units", "独办、主办、分办并存"),
    ]  # fmt: skip
    yield _line("units", "已交办", figures["rates"]["assignment"]["numerator"], modes, reasons, sums="独办、主办、分办", figure="assigned")
    roles = [Part(line["name"], line["count"], f"unit:0:{_ROLE_FIGURES[line['name']]}") for line in figures["by_role"]]
    given = sum(unit["lead"] + unit["co"] for unit in figures["by_unit"])
    yield Line("roles", "各单位承办", given, tuple(roles), sums="各承办角色", unit="件次", figure="unit:0:")


def _progress(figures: Mapping[str, Any], missing: Mapping[str, int]) -> Iterator[Line]:
    filed, replied = figures["filed"], figures["replied"]
    stages = [Part(line["name"], line["count"], f"stage:{line['stage']}") for line in figures["by_stage"]]
    yield _line("stage", "立案", filed, stages, sums="各阶段", figure="filed")
    classes = [Part(f"{line['name']}类", line["count"], f"class:{line['name']}") for line in figures["by_class"]]
    reasons = [_reason(missing, "class", "已办复没有办理类别"), _reason(missing, "early_class", "有办理类别却没有办复")]
    yield _line("class", "已办复", replied, classes, reasons, sums="各办理类别", figure="replied")
    wholes = {"received": figures["received"], "filed": filed, "replied": replied}
    for step, (word, name) in _STEPS.items():
        months = [Part(line["name"], line[step], f"month:{line['name']}:{step}") for line in figures["by_month"] if line[step]]
        undated = [_reason(missing, f"{step}_on", f"没有{word}日期")]
        yield _line(f"month_{step}", name, wholes[step], months, undated, sums=f"各月{word}", figure=step)


def _forms(figures: Mapping[str, Any], forms: Mapping[str, int]) -> Iterator[Line]:
    parts = (Part("收回", forms["returned"], "forms:returned"), Part("未收回", forms["out"], "forms:out"))
    yield Line("forms", "发出的征询意见表", forms["sent"], parts, sums="收回和未收回", unit="份", figure="forms:sent")
    for aspect, words in (("attitude", "办理态度"), ("result", "办理结果")):
        answers = [Part(line["name"], line["count"], f"answer:{aspect}:{line['name']}") for line in figures["answers"][aspect]]
        rest = (Part("该项未填", figures["blank"][aspect], f"lacking:{aspect}"), Part("以前各次答复的", forms["former"], "forms:former"))
        yield Line(
            f"answers_{aspect}", f"收回的征询意见表按{words}", forms["returned"], (*answers, *rest), sums=f"{words}各项", unit="份",
            figure="forms:returned",
        )  # fmt: skip


def _line(key: str, name: str, total: int, parts: Iterable[Part], reasons: Sequence[Reason] = (), *, sums: str = "", figure: str = "") -> Line:
    return Line(key, name, total, tuple(parts), tuple(reasons), sums, figure=figure)


def _reason(missing: Mapping[str, int], name: str, words: str) -> Reason:
    return Reason(words, missing[name], f"lacking:{name}")


def _parts(lines: Iterable[Mapping[str, Any]], kind: str) -> list[Part]:
    return [Part(line["name"], line["count"], f"{kind}:{line['name']}") for line in lines if line["name"] != UNNAMED]
