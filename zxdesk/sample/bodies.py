"""Texts of proposals and replies, put together from a subject's sentences with invented figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from zxdesk.sample.content import Measure, Subject, general_measures, phrases

FIGURE = re.compile(r"\{(few|tens|hundreds|thousands|percent)\}")
SHORTEST = 300
DEPTHS = (0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 7, 9)
ORDINALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Body:
    """The three parts of a proposal and the measures its suggestions ask for."""

    situation: str
    analysis: str
    suggestion: str
    measures: tuple[Measure, ...]

    @property
    def length(self) -> int:
        """Characters of the three parts."""
        return len(self.situation) + len(self.analysis) + len(self.suggestion)


def fill(text: str, rng: Random, place: str = "") -> str:
    """Set the place and an invented figure for every mark."""

    def figure(found: re.Match[str]) -> str:
        match found[1]:
            case "few":
                return str(rng.randint(3, 9))
            case "tens":
                return str(rng.randint(12, 96))
            case "hundreds":
                return str(rng.randint(11, 98) * 10)
            case "thousands":
                return str(rng.randint(12, 98) * 100)
            case _:
                return str(rng.randint(18, 76))

    return FIGURE.sub(figure, text.replace("{place}", place))


def write_body(subject: Subject, place: str, rng: Random) -> Body:
    """情况, 分析 and 建议 of 300 to 1,500 characters."""
    depth = rng.choice(DEPTHS)
    measures = (*subject.measures, *rng.sample(general_measures(), min(5, depth)))
    situation = [rng.choice(phrases("openers")), subject.situation, *rng.sample(phrases("situation_extras"), depth)]
    analysis = [rng.choice(phrases("analysis_openers")), subject.analysis, *rng.sample(phrases("analysis_extras"), depth)]
    parts = [fill("".join(situation), rng, place), fill("".join(analysis), rng, place)]
    items = [fill(f"{measure.head}。{measure.detail}。", rng, place) for measure in measures]
    missing = SHORTEST - sum(map(len, [*parts, *items]))
    extras = [fill(extra, rng, place) for extra in rng.sample(phrases("measure_extras"), min(14, 2 * len(items)))]
    for index, extra in enumerate(extras):
        if missing > 0 or rng.random() < 0.2 * depth:
            items[index % len(items)] += extra
            missing -= len(extra)
    suggestion = "\n".join(f"{ORDINALS[index]}、{item}" for index, item in enumerate(items))
    return Body(parts[0], parts[1], suggestion, measures)


def write_reply(measures: tuple[Measure, ...], adopted: int, *, title: str, reply_class: str, rng: Random) -> str:
    """The answer to every suggestion, one after the other, in the tone of its class."""
    opening = rng.choice(phrases("replies_open")).format(title=title)
    parts = [_answer(index, measure, reply_class if index < adopted else "", rng) for index, measure in enumerate(measures)]
    return fill("\n".join([opening, *parts, rng.choice(phrases("replies_close"))]), rng)


def _answer(index: int, measure: Measure, adopted_as: str, rng: Random) -> str:
    head = f"{ORDINALS[index]}、关于“{measure.head}”的建议。"
    if not adopted_as:
        return head + rng.choice(phrases("deferred"))
    outlook = "这一建议已经采纳并落实" if adopted_as == "A" else "这一建议已列入工作计划，分步实施"
    return f"{head}{measure.answer}。{outlook}。"
