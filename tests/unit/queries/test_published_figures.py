"""Registers made to the counts that offices published, and what their figures say of themselves."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.base import new_uid
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.people import Member, Membership
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply
from zxdesk.domain.rounding import percent
from zxdesk.domain.rules import with_value
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.figures.people import by_member
from zxdesk.queries.statistics import contradictions, figure_ids, statistics

from .conftest import TODAY, Cabinet

FILE = Path(__file__).parents[2] / "data" / "published_figures.csv"
PARTS = {
    "filed": Stage.CLOSED, "merged": Stage.MERGED, "opinions": Stage.OPINION, "not_filed": Stage.NOT_FILED,
    "withdrawn": Stage.WITHDRAWN,
}  # fmt: skip
CONTRADICTING = {
    "SJ-5-3": 2, "HZ-6-4": 1, "NH-9-4": 3, "X-RD6-2": 5, "DC-9-2": 1, "NHAI-13-5": 1, "HSB-4-4": 1, "SN-12-2": 1, "SN-13-1": 1,
}  # fmt: skip
"""Sets that contradict themselves, with how many sentences say so."""
SLIPS = {
    ("SJ-5-3", "新型城镇化"): "7.3%", ("HZ-6-4", "经济"): "31.2%", ("NH-9-4", "经济"): "35.42%", ("NH-9-4", "文化"): "16.15%",
    ("NH-9-4", "生态"): "13.54%", ("X-RD6-2", "财政经济"): "26.9%", ("X-RD6-2", "农业农村"): "28.0%", ("X-RD6-2", "城建环资"): "14.0%",
    ("X-RD6-2", "社会建设"): "6.5%", ("X-RD6-2", "A"): "58.06%", ("DC-9-2", "立案"): "71%", ("SN-12-2", "生态"): "7.5%",
    ("SN-13-1", "C"): "6.9%",
}  # fmt: skip
"""Printed shares that are wrong, with what they should have been."""

Published = dict[str, dict[str, int]]


def published() -> dict[str, Published]:
    """Counts by set, kind and name."""
    sets: dict[str, Published] = defaultdict(lambda: defaultdict(dict))
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["figure"].endswith("%"):
                sets[row["set"]][row["kind"]][row["figure"]] = int(row["value"])
    return sets


def printed_shares() -> list[tuple[str, str, str, str]]:
    """Set, kind, name and percentage of every printed share of a register; 其中 and sums of other bodies are none of it."""
    with FILE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["percent"] and row["kind"] != "other"]
    return [(row["set"], row["kind"], row["figure"], row["percent"]) for row in rows]


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


@pytest.mark.parametrize("name", sorted({name for name, *_ in printed_shares()}))
def test_a_register_made_to_a_published_set_prints_its_shares_or_the_slip_is_named(session: Session, cabinet: Cabinet, name: str) -> None:
    fill(session, cabinet, SETS[name])
    figures = statistics(session, cabinet.plenary.id, today=TODAY)
    told = contradictions(as_printed(name))
    for _set, kind, figure, printed in (line for line in printed_shares() if line[0] == name):
        shown = percent(share_in(figures, kind, figure, SETS[name]), len(printed.partition(".")[2]))
        if (name, figure) in SLIPS:
            assert shown == SLIPS[name, figure] != f"{printed}%"
            assert any(sentence.startswith(f"{figure} ") and f"{printed.rstrip('0')}" in sentence and shown in sentence for sentence in told), told
        else:
            assert shown == f"{printed}%", figure


def share_in(figures: dict[str, Any], kind: str, name: str, kinds: Published) -> float:
    """The share that the statistics give for a printed figure."""
    groups = {"category": "by_category", "type": "by_proposer_type", "class": "by_class"}
    if kind in groups:
        share: float = next(line["share"] for line in figures[groups[kind]] if line["name"] == name)
        return share
    if kind == "filed":
        filing: float = figures["rates"]["filing"]["value"]
        return filing
    assert figures[kind] == kinds[kind][name]
    return kinds[kind][name] / int(figures["received"])


def test_shares_rounded_together_are_what_the_province_printed(session: Session, cabinet: Cabinet) -> None:
    """42.9, 50.3 and 6.9 make 100.1; printed was 6.8, which the largest remainder gives. Source: domain §6.4."""
    cabinet.package.content = with_value(cabinet.package.content, "conventions.rounding", "largest_remainder")
    fill(session, cabinet, SETS["SN-13-1"])
    figures = statistics(session, cabinet.plenary.id, today=TODAY)
    assert [percent(line["share"], 1) for line in figures["by_class"] if line["count"]] == ["42.9%", "50.3%", "6.8%"]


def test_a_published_rate_that_counts_merged_ones_comes_out_by_that_convention(session: Session, cabinet: Cabinet) -> None:
    """62 of 86 filed, 8 of them merged: 72.1 %."""
    kinds = {**SETS["MZ-10-1"], "filed": {"立案": 54}, "merged": {"并案": SETS["MZ-10-1"]["other"]["其中并案"]}, "category": {}}
    fill(session, cabinet, kinds)
    cabinet.package.content = with_value(cabinet.package.content, "conventions.merged_counted", "yes")
    session.flush()
    rate = statistics(session, cabinet.plenary.id, today=TODAY)["rates"]["filing"]
    assert (rate["numerator"], rate["denominator"], percent(rate["value"], 1)) == (62, 86, "72.1%")


@pytest.mark.parametrize(("name", "bodies"), [("ZZ-6-5", 7), ("SZQ-13-5", 94)])
def test_joint_proposals_among_those_of_members_come_out_by_line_together_and_apart(
    session: Session, cabinet: Cabinet, name: str, bodies: int
) -> None:
    members, joint = SETS[name]["type"]["委员"], SETS[name]["other"]["其中联名"]
    fill(session, cabinet, {"filed": {"立案": members + bodies}, "type": {"个人": members - joint, "联名": joint, "党派": bodies}})
    wanted = {
        "line": ({"委员提案": members, "集体提案": bodies}, {"个人": members - joint, "联名": joint}),
        "together": ({"委员提案": members, "集体提案": bodies}, {"个人联名": members}),
        "apart": ({"委员提案": members - joint, "联名提案": joint, "集体提案": bodies}, {"个人": members - joint, "联名": joint}),
    }
    for choice, (groups, lines) in wanted.items():
        cabinet.package.content = with_value(cabinet.package.content, "conventions.joint_counted", choice)
        session.flush()
        figures = statistics(session, cabinet.plenary.id, today=TODAY)
        assert {line["name"]: line["count"] for line in figures["by_proposer_group"]} == groups
        assert {line["name"]: line["count"] for line in figures["by_proposer_type"] if line["name"] != "党派" and line["count"]} == lines


@pytest.mark.parametrize("name", [name for name in SETS if "承办单位" in SETS[name].get("other", {}) and name != "SC-12-2"])
def test_as_many_units_undertake_and_lead_as_were_published(session: Session, cabinet: Cabinet, name: str) -> None:
    counts = fill(session, cabinet, SETS[name])
    units = SETS[name]["other"]["承办单位"]
    leads = SETS[name]["other"].get("主办单位", min(units, counts["filed"]))
    add_undertakings(session, cabinet, units=units, leads=leads)
    figures = statistics(session, cabinet.plenary.id, today=TODAY)
    assert len(figures["by_unit"]) == units
    assert sum(1 for unit in figures["by_unit"] if unit["lead"]) == leads
    assert sum(unit["lead"] for unit in figures["by_unit"]) == counts["filed"] == figures["rates"]["assignment"]["numerator"]
    assert {line["key"] for line in figures["reconciliation"] if not line["holds"]}.isdisjoint({"units", "roles", "received", "stage"})


def test_all_answered_and_satisfied_as_a_city_published_it(session: Session, cabinet: Cabinet) -> None:
    """146 forms, 144 satisfied and 2 rather satisfied: a rate of 100 %; strictly 98.6 %."""
    counts = fill(session, cabinet, SETS["LSD-15-4"])
    add_undertakings(session, cabinet, units=31, leads=31)
    add_answers(session, cabinet, SETS["LSD-15-4"]["answer"])
    figures = statistics(session, cabinet.plenary.id, today=TODAY)
    assert {line["name"]: line["count"] for line in figures["answers"]["result"] if line["count"]} == SETS["LSD-15-4"]["answer"]
    assert figures["rates"]["form_return"]["value"] == figures["rates"]["reply"]["value"] == 1
    assert percent(figures["rates"]["satisfaction_result"]["value"], 0) == "100%"
    assert figures["rates"]["satisfaction_result_by_proposal"]["denominator"] == counts["filed"]
    cabinet.package.content = with_value(cabinet.package.content, "conventions.satisfaction_variant", "2")
    session.flush()
    assert percent(statistics(session, cabinet.plenary.id, today=TODAY)["rates"]["satisfaction_result"]["value"], 1) == "98.6%"


@pytest.mark.parametrize(("name", "people", "signatures"), [
    ("LQY-9-2", 168, 227), ("CD-15-5", 341, 885), ("DQ-10-3", 131, 131), ("AK-5-1", 252, 379),
])  # fmt: skip
def test_as_many_members_took_part_as_were_published(session: Session, cabinet: Cabinet, name: str, people: int, signatures: int) -> None:
    """AK-5-1 calls 252 members 71 % of those in office, whose number it leaves out."""
    others = SETS[name]["other"]
    assert people == others.get("委员人数", others.get("提案委员"))
    assert signatures == others.get("人次", signatures)
    fill(session, cabinet, SETS[name])
    add_signatures(session, cabinet, people=people, signatures=signatures)
    rate = statistics(session, cabinet.plenary.id, today=TODAY)["rates"]["participation"]
    assert (rate["numerator"], rate["denominator"]) == (people, people)
    rows = by_member(session, cabinet.plenary.id, today=TODAY)
    assert (len(rows), sum(row["signed"] for row in rows)) == (people, signatures)


def add_undertakings(session: Session, cabinet: Cabinet, *, units: int, leads: int) -> None:
    """Each filed proposal with one leading unit; the others join where there is one to join."""
    keys = [cabinet.unit(f"U{at:03d}", f"第{at}单位").id for at in range(units)]
    filed = list(session.scalars(select(Proposal.id).where(Proposal.stage == Stage.CLOSED).order_by(Proposal.id)))
    rows = [(proposal, keys[at % leads], Role.LEAD, UnitState.REPLIED) for at, proposal in enumerate(filed)]
    rows += [(filed[at % len(filed)], key, Role.CO, UnitState.OPINION_GIVEN) for at, key in enumerate(keys[leads:])]
    session.execute(insert(Assignment), [
        {"uid": new_uid(), "version": 1, "proposal_id": proposal, "unit_id": unit, "role": role, "state": state, "assigned_on": date(2026, 3, 20),
         "due_on": date(2026, 6, 20)}
        for proposal, unit, role, state in rows
    ])  # fmt: skip


def add_answers(session: Session, cabinet: Cabinet, answers: dict[str, int]) -> None:
    """One reply and one returned form for each filed proposal."""
    member = cabinet.member("周砚秋", "003")
    rows = session.execute(select(Assignment.id, Assignment.proposal_id).where(Assignment.role == Role.LEAD).order_by(Assignment.id)).all()
    words = spread(answers)
    for assignment, proposal in rows:
        own, word = {"version": 1, "proposal_id": proposal}, next(words)
        line = added(session, ProposerLine, {**own, "position": 0, "member_id": member.id, "name": "周砚秋"})
        reply = added(session, Reply, {"version": 1, "assignment_id": assignment, "replied_on": date(2026, 5, 8), "redo": 0})
        form = {"sent_on": date(2026, 5, 10), "returned_on": TODAY, "attitude": word, "result": word, "line_id": line, "reply_id": reply}
        added(session, Feedback, own | form)


def added(session: Session, record: Any, values: dict[str, Any]) -> int:
    """The key of a new row."""
    uid = new_uid()
    session.execute(insert(record), [{"uid": uid, **values}])
    return int(session.scalars(select(record.id).where(record.uid == uid)).one())


def add_signatures(session: Session, cabinet: Cabinet, *, people: int, signatures: int) -> None:
    """So many members in office, who signed so often together."""
    session.execute(insert(Member), [{"uid": new_uid(), "version": 1, "name": f"委员{at}"} for at in range(people)])
    members = list(session.scalars(select(Member.id).order_by(Member.id)))
    session.execute(insert(Membership), [
        {"uid": new_uid(), "version": 1, "member_id": key, "term_id": cabinet.term.id, "member_number": f"{at:04d}", "sector": "教育界"}
        for at, key in enumerate(members)
    ])  # fmt: skip
    proposals = list(session.scalars(select(Proposal.id).order_by(Proposal.id)))
    session.execute(insert(ProposerLine), [
        {"uid": new_uid(), "version": 1, "proposal_id": proposals[at % len(proposals)], "position": at // len(proposals),
         "member_id": members[at % people], "name": "委员", "sector": "教育界"}
        for at in range(signatures)
    ])  # fmt: skip


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
        ("SN-12-2", "生态 57 件占 7.6% 不对：以立案 757 件计为 7.5%。"),
        ("SN-13-1", "C 51 件占立案 744 件的 6.8% 是截去尾数，四舍五入应为 6.9%。"),
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
