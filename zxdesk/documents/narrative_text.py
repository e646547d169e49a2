"""What the texts of both narrative reports are put together of: clauses that stand only where there is something to count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zxdesk.domain.conventions import convention_lines
from zxdesk.domain.figure_marks import figure_keys, marked
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.population import UNNAMED
from zxdesk.queries.narrative import Solved
from zxdesk.queries.narrative_figures import AS_OF, Figure

Paragraph = dict[str, Any]
PARTS = (
    ("filed", "立案"), ("merged", "并案"), ("opinions", "转意见建议"), ("not_filed", "不予立案"), ("withdrawn", "撤案"), ("pending", "待审"),
)  # fmt: skip
"""The parts of the identity R = F + M + T + N + W + P. Source: domain §6.1."""
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Facts:
    """The figures of a plenary with the names that a report needs."""

    figures: Mapping[str, Figure]
    meeting: str
    rules: Rules
    examples: tuple[Solved, ...] = ()

    def has(self, key: str) -> bool:
        """Whether there is such a figure and it is more than nothing."""
        return key in self.figures and bool(self.figures[key].value)

    def says(self, key: str) -> str:
        """The figure as stored text writes it."""
        return marked(key, self.figures[key].words)

    def clause(self, text: str, *keys: str) -> str:
        """A clause with its figures in the places of {}; nothing where the first of them counts nothing."""
        return text.format(*(self.says(key) for key in keys)) if self.has(keys[0]) else ""

    def named(self, kind: str) -> list[str]:
        """The keys of a group's lines that count something, in the order of the rule package; those without the value left out."""
        return [
            key for key, figure in self.figures.items()
            if key.startswith(f"{kind}:") and not key.endswith("%") and figure.value and key != f"{kind}:{UNNAMED}"
        ]  # fmt: skip

    @property
    def of_base(self) -> str:
        """What shares are of, where that is not what the sentence speaks of."""
        return "收到提案的" if self.rules.conventions["share_base"] == "received" else ""


def sentence(clauses: Iterable[str], *, end: str = "。", between: str = "，") -> str:
    """The clauses that stand, joined to one sentence; nothing where there is none."""
    standing = [clause for clause in clauses if clause]
    return between.join(standing) + end if standing else ""


def body(*sentences: str) -> list[Paragraph]:
    """One paragraph of the sentences that stand; none where there is none."""
    text = "".join(sentences)
    return [{"style": "body", "text": text}] if text else []


def sections(*parts: tuple[str, list[Paragraph]]) -> list[Paragraph]:
    """Parts with their first-level headings 一、二、三; an empty one is left out and the next takes its number."""
    found: list[Paragraph] = []
    for at, (title, paragraphs) in enumerate(part for part in parts if part[1]):
        found += [{"style": "level1", "text": f"{_NUMERALS[at]}、{title}"}, *paragraphs]
    return found


def points(*found: tuple[str, str]) -> list[Paragraph]:
    """Points with second-level headings （一）（二）; an empty one is left out and the next takes its number."""
    paragraphs: list[Paragraph] = []
    for at, (title, text) in enumerate(point for point in found if point[1]):
        paragraphs += [{"style": "level2", "text": f"（{_NUMERALS[at]}）{title}"}, *body(text)]
    return paragraphs


def name_of(key: str) -> str:
    """The name in the key of a group's line: 教育 of category:教育."""
    return key.partition(":")[2]


def shares(facts: Facts, kind: str, text: str = "{name}{}件，占{base}{}") -> list[str]:
    """Each line of a group with its count and share, as clauses."""
    return [
        text.replace("{name}", name_of(key)).replace("{base}", facts.of_base).format(facts.says(key), facts.says(f"{key}%"))
        for key in facts.named(kind)
    ]  # fmt: skip


def leading(facts: Facts, kind: str, count: int) -> list[str]:
    """The keys of a group's largest lines."""
    return sorted(facts.named(kind), key=lambda key: -float(facts.figures[key].value or 0))[:count]


def opening() -> Paragraph:
    """Whom the report is read to."""
    return {"style": "receiver", "text": "各位委员："}


def ending() -> Paragraph:
    """The last sentence."""
    return {"style": "closing", "text": "以上报告，请予审议。"}


def notes(facts: Facts, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """How the figures hang together and by which conventions they were counted. Source: domain §6.1, §6.2."""
    added = "＋".join(f"{words}{facts.says(key)}件" for key, words in PARTS if facts.has(key)) or f"立案{facts.says('filed')}件"
    balance = f"收支核对：收到{facts.says('received')}件＝{added}。"
    quoted = [facts.figures[key] for key in figure_keys(list(paragraphs)) if key != AS_OF]
    told = dict.fromkeys(_convention(figure) for figure in quoted if figure.key.startswith("rate:"))
    day = f"数据截至{facts.says(AS_OF)}登记簿的状态。"
    shared = "各项占比的分母，类别和提案者为" + ("收到件数" if facts.of_base else "立案件数") + "，办理类别为已有办理类别的件数。"
    shared += f"{convention_lines(facts.rules, 'rounding')[0]}。"
    return [{"style": "note", "text": f"数字说明：{day}{balance}"}, {"style": "note", "text": shared + "".join(f"{one}。" for one in told if one)}]


def _convention(figure: Figure) -> str:
    return figure.convention.removesuffix("，这里是分子").removesuffix("，这里是分母")
