"""The columns, keys and sentences that the year's tables of counts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from zxdesk.domain.rounding import LARGEST_REMAINDER, percent
from zxdesk.queries.figures.breakdown import breakdown
from zxdesk.queries.figures.breakdown_lists import WHOLE
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.table import Column, Table, Value

TITLES = {
    "received": "收到", "filed": "立案", "merged": "并案", "opinions": "转意见建议", "not_filed": "不予立案", "withdrawn": "撤案",
    "pending": "待审", "after_merging": "合并后", "filed_or_merged": "立案（含并案）", "assigned": "交办", "replied": "已办复",
    "key": "重点", "good": "优秀",
}  # fmt: skip
PARTS = ("received", "filed", "merged", "opinions", "not_filed", "withdrawn", "pending")
NOTHING_RECEIVED = "本届次还没有收到提案，没有可以统计的数字。"


@dataclass
class Lines:
    """The rows of a table while it is put together: values, headings across, and what stands behind the counts."""

    columns: Sequence[Column]
    rows: list[tuple[Value, ...]] = field(default_factory=list)
    behind: list[Mapping[str, str]] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)

    def head(self, text: str) -> None:
        """Put a heading before the next row."""
        self.sections[len(self.rows)] = text

    def add(self, values: Mapping[str, Any], behind: Mapping[str, str] | None = None) -> None:
        """Add a row; what ``values`` does not name stays empty."""
        self.rows.append(tuple(map(values.get, self._keys)))
        self.behind.append(behind or {})

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    def table(self, source: YearSource, title: str, *, notes: tuple[str, ...] = (), **parts: Any) -> Table:
        """Return the table; without rows it has only the sentence that says why."""
        whole = Table(
            f"{source.plenary.full_name or source.plenary.name}{title}", source.period, tuple(self.columns), tuple(self.rows),
            decimals=source.decimals, sections=self.sections, behind=tuple(self.behind), notes=(*notes, *source.notes), **parts,
        )  # fmt: skip
        return whole if self.rows else replace(whole, sections={}, charts=(), total_behind={})


def count(key: str, title: str = "", *, width: float = 8, group: str = "") -> Column:
    """A column of counts that are added up below."""
    return Column(key, title or TITLES[key], "integer", width, total=True, group=group)


def share(key: str, title: str, ratio: tuple[str, str | int], *, width: float = 9, group: str = "") -> Column:
    """A column of shares; its total is a quotient of sums."""
    return Column(key, title, "share", width, group=group, ratio=ratio)


def class_columns(source: YearSource, group: str = "办理类别") -> tuple[Column, ...]:
    """A column for each reply class of the office."""
    return tuple(count(f"class-{c.code}", c.code if len(c.code) > 1 else f"{c.code}类", width=6.5, group=group) for c in source.rules.reply_classes)


def mark_columns(source: YearSource, prefix: str = "mark-", group: str = "提案者意见") -> tuple[Column, ...]:
    """A column for each answer of the proposers on the result."""
    return tuple(count(f"{prefix}{word}", word, width=max(7.5, 2.2 * len(word) + 1), group=group) for word in source.rules.feedback_result)


def breakdown_columns(source: YearSource, title: str, *, width: float) -> tuple[Column, ...]:
    """What every breakdown shows of a line: what came in and became of it, its share, and how it was answered."""
    base, words = base_of(source)
    return (
        Column("name", title, width=width), count("received"), count("filed"), share("share", f"占{words}", ("filed", base)),
        count("merged"), count("opinions", width=11), count("not_filed", width=10), count("key"), count("replied", width=9),
        *class_columns(source),
    )  # fmt: skip


def behind_of(by: str, name: object, columns: Iterable[Column]) -> dict[str, str]:
    """The figure behind each count of one row of a breakdown."""
    return {column.key: f"in:{by}:{name}:{column.key}" for column in columns if column.kind == "integer"}


def behind_whole(columns: Iterable[Column]) -> dict[str, str]:
    """The figure behind each count of the row of totals."""
    return behind_of("all", WHOLE, columns)


def groups_of(source: YearSource, by: str) -> list[dict[str, Any]]:
    """The breakdown, without the lines that stand for nothing received."""
    return [group for group in every_group(source, by) if group["received"]]


def every_group(source: YearSource, by: str) -> list[dict[str, Any]]:
    """The breakdown with every name that is known, also those without a proposal."""
    return source.gather(breakdown, by)


def base_of(source: YearSource) -> tuple[int, str]:
    """What shares are divided by, by the office's convention, and what that is called."""
    is_received = source.rules.conventions["share_base"] == "received"
    return (source.figures["received"], "收到") if is_received else (source.figures["filed"], "立案")


def with_shares(source: YearSource, groups: Sequence[Mapping[str, Any]], key: str = "filed") -> list[dict[str, Any]]:
    """The groups with their ``share`` of the base, rounded together if the office does so."""
    found = source.shares([group[key] for group in groups], base_of(source)[0])
    return [{**group, "share": value} for group, value in zip(groups, found, strict=True)]


def share_sentence(source: YearSource) -> str:
    """What the shares are of and how they are rounded."""
    base, words = base_of(source)
    if source.rules.conventions["rounding"] == LARGEST_REMAINDER:
        return f"占比以{words} {base} 件为分母，按最大余额法修约，合计为 100%。"
    return f"占比以{words} {base} 件为分母，各自四舍五入，相加可能不是 100%。"


def heading(source: YearSource, name: str, groups: Sequence[Mapping[str, Any]]) -> str:
    """A heading across the table with the subtotals of the rows under it, so that no sum counts them twice."""
    received, filed = (sum(group[key] for group in groups) for key in ("received", "filed"))
    base, words = base_of(source)
    part = f"，占{words} {percent(filed / base, source.decimals)}" if base else ""
    return f"{name}（收到 {received} 件，立案 {filed} 件{part}）"


def quotient(above: int, below: int) -> float | None:
    """A rate as a fraction of 1, or none where there is nothing to divide by."""
    return above / below if below else None


def empty_notes(source: YearSource) -> tuple[str, ...]:
    """The sentence of a table without rows."""
    return () if source.figures["received"] else (NOTHING_RECEIVED,)
