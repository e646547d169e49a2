"""Registers made to the counts that offices published, and what their figures say of themselves."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Role
from zxdesk.domain.base import new_uid
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.statistics import contradictions, figure_ids, statistics

from .conftest import TODAY, Cabinet

FILE = Path(__file__).parents[2] / "data" / "published_figures.csv"
PARTS = {
    "filed": Stage.CLOSED, "merged": Stage.MERGED, "opinions": Stage.OPINION, "not_filed": Stage.NOT_FILED,
    "withdrawn": Stage.WITHDRAWN,
}  # fmt: skip
CONTRADICTING = {"SJ-5-3": 2, "HZ-6-4": 1, "NH-9-4": 3, "X-RD6-2": 5, "DC-9-2": 1, "NHAI-13-5": 1, "HSB-4-4": 1}
"""Sets that contradict themselves, with how many sentences say so."""

Published = dict[str, dict[str, int]]


def published() -> dict[str, Published]:
    """Counts by set, kind and name."""
    sets: dict[str, Published] = defaultdict(lambda: defaultdict(dict))
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["figure"].endswith("%"):
                sets[row["set"]][row["kind"]][row["figure"]] = int(row["value"])
    return sets


def as_printed(name: str) -> dict[str, Decimal]:
    """One set with its percentages, as ``contradictions`` takes it."""
    figures: dict[str, Decimal] = {}
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["set"] == name:
                figures[row["figure"]] = Decimal(row["value"])
                if row["percent"]:
                    figures[row["figure"] + "%"] = Decimal(row["percent"])
    return figures


SETS = published()


def part_counts(kinds: Published) -> dict[str, int]:
    """R, F, M, T, N, W and P of a set; what is not accounted for is pending, what has no total is filed."""
    counts = {name: sum(kinds.get(name, {}).values()) for name in PARTS}
    received = sum(kinds.get("received", {}).values())
    if not kinds.get("filed"):
        counts["filed"] = received or sum(kinds.get("category", {}).values()) or sum(kinds.get("role", {}).values())
    if kinds.get("other", {}).get("并案前件数"):
        counts["merged"] = kinds["other"]["立案"] - counts["filed"]
    received = max(received, sum(counts.values()))
    return counts | {"received": received, "pending": received - sum(counts.values())}


def spread(counts: dict[str, int]) -> Iterator[str]:
    """Each name as often as it was counted, then nothing."""
    for name, count in counts.items():
        yield from [name] * count
    while True:
        yield ""


def fill(session: Session, cabinet: Cabinet, kinds: Published) -> dict[str, int]:
    """Write a register to the counts of a set."""
    counts = part_counts(kinds)
    stages = [stage for name, stage in PARTS.items() for _ in range(counts[name])] + [Stage.RECEIVED] * counts["pending"]
    category, kind, reply_class = (spread(kinds.get(name, {})) for name in ("category", "type", "class"))
    key = spread(kinds.get("key", {}))
    rows = [
        {
            "plenary_id": cabinet.plenary.id, "uid": new_uid(), "version": 1, "receipt_number": str(at), "title": "提案",
            "number": str(at) if stage is Stage.CLOSED else None, "number_sort": at, "stage": stage, "reasons": [],
            "category": next(category), "proposer_kind": next(kind), "reply_class": next(reply_class), "is_key": bool(next(key)),
        }
        for at, stage in enumerate(stages, 1)
    ]  # fmt: skip
    session.execute(insert(Proposal), rows)
    return counts


@pytest.mark.parametrize("name", [name for name in SETS if part_counts(SETS[name])["received"]])
def test_a_register_made_to_a_published_set_gives_its_counts_back(session: Session, cabinet: Cabinet, name: str) -> None:
    kinds = SETS[name]
    counts = fill(session, cabinet, kinds)
    figures = statistics(session, cabinet.plenary.id, today=TODAY)
    assert {part: figures[part] for part in counts} == counts
    assert figures["identity"]["holds"]
    by_category = {line["name"]: line["count"] for line in figures["by_category"]}
    assert {n: by_category[n] for n in kinds.get("category", {})} == kinds.get("category", {})
    by_type = {line["name"]: line["received"] for line in figures["by_proposer_type"]}
    assert {n: by_type[n] for n in kinds.get("type", {})} == kinds.get("type", {})
    by_class = {line["name"]: line["count"] for line in figures["by_class"]}
    assert {n: by_class[n] for n in kinds.get("class", {})} == kinds.get("class", {})
    assert figures["rates"]["filing"]["numerator"] == counts["filed"]
    assert figures["rates"]["key"]["numerator"] == sum(kinds.get("key", {}).values())
    for wanted in kinds.get("category", {}):
        assert len(figure_ids(session, cabinet.plenary.id, f"category:{wanted}", today=TODAY)) == by_category[wanted]
    missing = counts["filed"] - min(sum(kinds.get("category", {}).values()), counts["filed"])
    assert any("各类别合计" in sentence for sentence in figures["differences"]) == bool(missing)


@pytest.mark.parametrize("name", SETS)
def test_only_the_sets_that_contradict_themselves_are_told_so(name: str) -> None:
    assert len(contradictions(as_printed(name))) == CONTRADICTING.get(name, 0)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("SJ-5-3", "各类别合计 25＋15＋24＋40＋64＋11＝179 件，与立案 205 件不符，少 26 件。"),
        ("SJ-5-3", "新型城镇化 15 件占 6.7% 是以收到 223 件为分母，其余比例以立案 205 件为分母，应为 7.3%。"),
        ("DC-9-2", "立案 111 件占 81% 不对：以收到 156 件计为 71%。"),
        ("HSB-4-4", "收到 128 件，立案 36＋并案 40＝76 件，还有 52 件没有去向。"),
        ("NHAI-13-5", "提交 183 件，立案 82＋转意见 62＋转社情民意 27＝171 件，还有 12 件没有去向。"),
        ("NH-9-4", "经济 68 件占并案后立案 192 件的 35.41% 是截去尾数，四舍五入应为 35.42%。"),
        ("NH-9-4", "生态 26 件占 13.55% 不对：以并案后立案 192 件计为 13.54%。"),
        ("HZ-6-4", "经济 175 件占 31.3% 不对：以立案 561 件计为 31.2%。"),
    ],
)
def test_a_contradiction_is_said_with_its_numbers(name: str, sentence: str) -> None:
    assert sentence in contradictions(as_printed(name))


def test_what_adds_up_to_more_than_there_is_is_said_too() -> None:
    found = contradictions({"收到": 100, "立案": 90, "不予立案": 15, "经济": 40, "社会": 30, "文化": 25})
    assert found == ["收到 100 件，立案 90＋不予立案 15＝105 件，多出 5 件。", "各类别合计 40＋30＋25＝95 件，与立案 90 件不符，多 5 件。"]


def test_roles_of_a_unit_come_back_by_role(session: Session, cabinet: Cabinet) -> None:
    roles = {"独办": Role.SOLE, "主办": Role.LEAD, "分办": Role.SEPARATE, "协办": Role.CO}
    wanted = SETS["SS-ZJ"]["role"]
    unit, other = cabinet.unit("ZJ01", "云溪县住建局"), cabinet.unit("CG01", "云溪县城管局")
    for name, count in wanted.items():
        for at in range(count):
            proposal = cabinet.proposal(f"{len(name)}{name}{at}", stage=Stage.HANDLING)
            cabinet.assignment(proposal, unit, roles[name])
            cabinet.assignment(proposal, other, Role.CO, state=UnitState.ENDED)
    (line,) = statistics(session, cabinet.plenary.id, today=TODAY)["by_unit"]
    assert (line["sole"], line["host"], line["separate"], line["co"], line["lead"]) == (7, 5, 7, 14, 19)
    assert len(figure_ids(session, cabinet.plenary.id, f"unit:{unit.id}:lead", today=TODAY)) == 19
