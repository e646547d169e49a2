"""The reports on members: those who handed in none stand there too, merged and joint proposals count by the conventions, numbers have lists."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet
from tests.unit.reports.annual.random_year import RandomYear
from tests.unit.reports.counted import cells, linked, listed, total
from zxdesk.domain.proposer import Signature
from zxdesk.domain.rules import with_value
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.members_work import NOT_SEATED
from zxdesk.queries.statistics import year_figures
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.people.member_lists import AUTHORS, MEMBER_PROPOSALS, PERSONAL
from zxdesk.reports.people.members import MEMBERS, SECTORS
from zxdesk.reports.people.scores import MEMBER_SCORES
from zxdesk.reports.table import Table

KINDS = (MEMBERS, SECTORS, MEMBER_PROPOSALS, PERSONAL, AUTHORS, MEMBER_SCORES)


def source_of(cabinet: Cabinet) -> YearSource:
    cabinet.session.flush()
    return YearSource(cabinet.session, cabinet.plenary.id, today=TODAY)


def furnish(cabinet: Cabinet) -> None:
    """周砚秋 wrote two, 许静安 joined in one and wrote what was refused, 贺明川 nothing; 陶望舒 came after the opening and had one merged."""
    zhou, xu, _he = (cabinet.member(name, f"00{at}", sector) for at, (name, sector) in enumerate(
        (("周砚秋", "经济界"), ("许静安", "教育界"), ("贺明川", "教育界")), 1))  # fmt: skip
    tao = cabinet.member("陶望舒", "004", "农业界", starts_on=date(2026, 4, 1))
    first = cabinet.proposal("0001", stage=Stage.CLOSED, reply_class="A", satisfaction="满意", is_key=True, proposers=[zhou])
    cabinet.proposal("0002", proposer_kind="联名", is_good=True, proposers=[zhou, xu])
    cabinet.proposal(None, stage=Stage.NOT_FILED, proposers=[xu])
    cabinet.proposal(None, stage=Stage.MERGED, lead=first, proposers=[tao])
    asked = cabinet.proposal("0003", proposer_kind="党派", proposers=[cabinet.organisation("民盟云溪县支部")])
    cabinet.line(asked, xu, 1, signature=Signature.DECLINED)


def by_name(table: Table) -> dict[str, dict[str, object]]:
    return {str(row["name"]): row for row in cells(table)}


@pytest.mark.parametrize("seed", range(3))
def test_every_count_has_just_so_many_behind_it(session: Session, cabinet: Cabinet, seed: int) -> None:
    RandomYear(cabinet, seed)
    source = source_of(cabinet)
    for table in (kind.build(source) for kind in KINDS):
        counts = list(linked(table))
        assert counts
        for column, value, figure in counts:
            assert listed(source, figure) == value, (table.title, column, figure)
        for key, figure in table.total_behind.items():
            assert listed(source, figure) == total(table, key), (table.title, key, figure)


@pytest.mark.parametrize("convention", ["any", "first"])
@pytest.mark.parametrize("seed", range(3))
def test_the_tables_print_the_figures_of_the_page(session: Session, cabinet: Cabinet, seed: int, convention: str) -> None:
    RandomYear(cabinet, seed)
    cabinet.package.content = with_value(cabinet.package.content, "conventions.participation", convention)
    source = source_of(cabinet)
    sectors, rate = SECTORS.build(source), source.figures["rates"]["participation"]

    assert (total(sectors, "part"), total(sectors, "seats")) == (rate["numerator"], rate["denominator"])
    shown = {row["name"]: (row["signed"], row["first"], row["filed"]) for row in cells(MEMBERS.build(source))}
    for member in year_figures(source.session, source.plenary_id, today=TODAY)["by_member"]:
        assert shown[member["name"]] == (member["signed"], member["first"], member["filed"])
    personal = next(line for line in source.figures["by_proposer_type"] if line["name"] == "个人")
    assert total(PERSONAL.build(source), "personal") <= personal["received"]


def test_table_nine_names_every_member_and_says_who_handed_in_nothing(cabinet: Cabinet) -> None:
    furnish(cabinet)
    table = MEMBERS.build(source_of(cabinet))
    rows = by_name(table)

    assert [row["name"] for row in cells(table)] == ["周砚秋", "许静安", "贺明川", "陶望舒"]
    assert list(table.sections.values()) == [
        "经济界（委员 1 人，提交提案 1 人，参与率 100%）", "教育界（委员 2 人，提交提案 1 人，参与率 50.0%）", f"{NOT_SEATED}（1 人署名）",
    ]  # fmt: skip
    counted = {name: tuple(row[key] for key in ("signed", "first", "joint", "filed")) for name, row in rows.items()}
    assert counted == {"周砚秋": (2, 2, 0, 2), "许静安": (2, 1, 1, 1), "贺明川": (0, 0, 0, 0), "陶望舒": (1, 1, 0, 0)}
    assert rows["贺明川"]["note"] == "未提交"
    assert "3÷3＝100%" in table.convention
    assert table.title == "政协云溪县第十届委员会第二次会议委员参与提案情况统计表"


def test_by_the_convention_of_first_proposers_a_joint_signature_is_no_part(cabinet: Cabinet) -> None:
    furnish(cabinet)
    cabinet.proposal("0004", proposer_kind="联名", proposers=[cabinet.member("林月白", "005", "农业界"), cabinet.member("沈知微", "006", "农业界")])
    shown = {}
    for convention in ("any", "first"):
        cabinet.package.content = with_value(cabinet.package.content, "conventions.participation", convention)
        row = by_name(SECTORS.build(source_of(cabinet)))["农业界"]
        shown[convention] = (row["seats"], row["part"], row["rate"], row["only_joint"])

    assert shown == {"any": (2, 2, 1.0, 1), "first": (2, 1, 0.5, 1)}


def test_members_proposals_say_what_became_of_each(cabinet: Cabinet) -> None:
    furnish(cabinet)
    rows = by_name(MEMBER_PROPOSALS.build(source_of(cabinet)))

    assert set(rows) == {"周砚秋", "许静安", "陶望舒"}
    zhou = {key: rows["周砚秋"][key] for key in ("signed", "filed", "key", "good", "class-A", "satisfied", "dissatisfied", "merged")}
    assert zhou == {"signed": 2, "filed": 2, "key": 1, "good": 1, "class-A": 1, "satisfied": 1, "dissatisfied": 0, "merged": 0}
    assert (rows["许静安"]["joint"], rows["许静安"]["not_filed"], rows["许静安"]["good"]) == (1, 1, 1)
    assert (rows["陶望舒"]["merged"], rows["陶望舒"]["filed"]) == (1, 0)


def test_personal_proposals_leave_joint_and_collective_ones_out(cabinet: Cabinet) -> None:
    furnish(cabinet)
    source = source_of(cabinet)
    rows = by_name(PERSONAL.build(source))

    assert {name: (row["personal"], row["personal_filed"], row["numbers"]) for name, row in rows.items()} == {
        "周砚秋": (1, 1, "0001"), "许静安": (1, 0, ""), "陶望舒": (1, 0, ""),
    }  # fmt: skip
    assert rows["许静安"]["others"] == "收0003（未立案）"
    assert total(PERSONAL.build(source), "personal") == next(
        line["received"] for line in source.figures["by_proposer_type"] if line["name"] == "个人"
    )


def test_the_list_of_authors_ends_with_those_who_handed_in_nothing_by_sector(cabinet: Cabinet) -> None:
    furnish(cabinet)
    table = AUTHORS.build(source_of(cabinet))
    rows = cells(table)

    assert list(table.sections.items()) == [(0, "提交提案的委员（3 人）"), (3, "未提交提案的委员：教育界（1 人）")]
    assert [(row["name"], row["numbers"], row["joined"]) for row in rows] == [
        ("周砚秋", "0001、0002", ""), ("许静安", "收0003（未立案）", "0002"), ("陶望舒", "收0004（并案）", ""), ("贺明川", "", ""),
    ]  # fmt: skip


def test_scores_follow_the_scheme_and_ties_share_a_place(cabinet: Cabinet) -> None:
    furnish(cabinet)
    cabinet.package.content = with_value(cabinet.package.content, "member_scores.limit", 30)
    table = MEMBER_SCORES.build(source_of(cabinet))
    rows = by_name(table)

    zhou = rows["周砚秋"]  # two filed as first, one of them key, the other good
    assert [(zhou[event], zhou[f"{event}-points"]) for event in ("filed", "key", "good")] == [(2, 20.0), (1, 5.0), (1, 10.0)]
    assert (zhou["earned"], zhou["total"], zhou["rank"]) == (35.0, 30.0, 1)
    xu = rows["许静安"]  # joint in one filed and good, one refused
    assert [(xu[event], xu[f"{event}-points"]) for event in ("filed", "not_filed", "good")] == [(1, 3.0), (1, 2.0), (1, 2.0)]
    assert (xu["total"], xu["rank"]) == (7.0, 3)
    assert (rows["陶望舒"]["merged-points"], rows["陶望舒"]["rank"]) == (8.0, 2)
    assert (rows["贺明川"]["total"], rows["贺明川"]["rank"]) == (0.0, 4)
    assert "立案：第一提案人每件 10 分，其他署名人每件 3 分。" in table.notes


def test_shared_points_are_halved_between_the_first_and_the_rest(cabinet: Cabinet) -> None:
    furnish(cabinet)
    cabinet.package.content = with_value(cabinet.package.content, "member_scores.sharing", "shared")
    rows = by_name(MEMBER_SCORES.build(source_of(cabinet)))

    assert (rows["周砚秋"]["filed-points"], rows["周砚秋"]["good-points"]) == (15.0, 5.0)
    assert (rows["许静安"]["filed-points"], rows["许静安"]["good-points"]) == (5.0, 5.0)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_plenary_without_proposals_gives_a_sentence_or_members_at_nought(cabinet: Cabinet, kind: ReportKind) -> None:
    empty = kind.build(source_of(cabinet))
    assert empty.rows == ()
    assert any(note.startswith("本届") for note in empty.notes)

    cabinet.member("贺明川", "001")
    table = kind.build(source_of(cabinet))
    assert bool(table.rows) == (kind not in (MEMBER_PROPOSALS, PERSONAL))


def test_a_name_with_a_rare_character_and_a_title_like_a_formula_stay_as_they_are(cabinet: Cabinet) -> None:
    cabinet.proposal("0001", "=1+1", proposers=[cabinet.member("㛃𠮷䶮", "001", "=SUM(A1)")])
    rows = cells(MEMBERS.build(source_of(cabinet)))

    assert [(row["name"], row["sector"]) for row in rows] == [("㛃𠮷䶮", "=SUM(A1)")]
