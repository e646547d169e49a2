"""The lists of proposals, letters and transfers: who stands in them, in which order, under which heading."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet
from zxdesk.domain.assignment import Role
from zxdesk.domain.proposer import Signature
from zxdesk.domain.reply import ReplyState
from zxdesk.domain.review import Transfer
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.bodies import BY_COMMITTEE, BY_PARTY, COLLECTIVE
from zxdesk.reports.annual.catalogues import CATEGORY_LIST, COLLECTIVE_LIST
from zxdesk.reports.annual.letters import REPLY_LIST, TRANSFER_LIST
from zxdesk.reports.catalog import REPORT_KINDS
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Table
from zxdesk.reports.workbook import write_workbook

ANNUAL = [kind for kind in REPORT_KINDS if kind.build.__module__.startswith("zxdesk.reports.annual")]


def table_of(session: Session, cabinet: Cabinet, kind: ReportKind) -> Table:
    session.flush()
    return kind.build(YearSource(session, cabinet.plenary.id, today=TODAY))


def column(table: Table, key: str) -> list[Any]:
    at = [one.key for one in table.columns].index(key)
    return [row[at] for row in table.rows]


@pytest.mark.parametrize("kind", ANNUAL, ids=lambda kind: kind.key)
def test_an_empty_plenary_gives_a_sheet_with_a_sentence(session: Session, cabinet: Cabinet, kind: ReportKind, tmp_path: Path) -> None:
    cabinet.organisation("民盟云溪县总支")
    table = table_of(session, cabinet, kind)
    assert not table.charts or table.rows
    assert table.title.startswith("政协云溪县第十届委员会第二次会议")
    assert table.notes
    if kind.key != "years":
        assert table.rows == ()
        assert "本届次还没有收到提案" in table.notes[0]
    assert write_workbook(table, tmp_path / "表.xlsx") == ()


@pytest.mark.parametrize("kind", [CATEGORY_LIST, COLLECTIVE_LIST, REPLY_LIST, TRANSFER_LIST], ids=lambda kind: kind.key)
def test_rare_characters_and_what_looks_like_a_formula_survive(session: Session, cabinet: Cabinet, kind: ReportKind, tmp_path: Path) -> None:
    body, unit = cabinet.organisation("=𠮷林㛃支部"), cabinet.unit("1", "+云溪县𬭊局")
    titles = ["=HYPERLINK(\"x\")", "@关于㛃䶮路的提案"]
    for number, title in enumerate(titles, start=1):
        proposal = cabinet.proposal(f"000{number}", title, stage=Stage.REPLIED, proposers=[body], proposer_kind="党派")
        cabinet.reply(cabinet.assignment(proposal, unit, state=UnitState.REPLIED), number="-1号")
        cabinet.put(Transfer(proposal=proposal, target="=县发改局", sent_on=date(2026, 4, 1), answer="+已收悉"))
    path = tmp_path / "表.xlsx"
    write_workbook(table_of(session, cabinet, kind), path)
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row if isinstance(cell.value, str)]
    found = {cell.value for cell in cells}
    assert found >= set(titles)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" and not cell.value.startswith(("=SUM(", "=IF("))]


def test_filed_proposals_stand_under_their_category_by_number(session: Session, cabinet: Cabinet) -> None:
    teacher, trader, shy = (cabinet.member(name, f"00{at}") for at, name in enumerate(("周砚秋", "苏见青", "何不签"), 1))
    school, police, other = cabinet.unit("1", "云溪县教育局", "县教育局"), cabinet.unit("2", "县公安局"), cabinet.unit("3", "县水利局")
    late = cabinet.proposal("0010", category="医疗卫生", proposers=[teacher])
    joint = cabinet.proposal("0002", category="教育", stage=Stage.HANDLING, proposers=[trader, teacher])
    cabinet.line(joint, shy, 2, signature=Signature.DECLINED)
    own = cabinet.proposal("0001", category="自定类别", proposers=[])
    cabinet.proposal(None, category="教育", stage=Stage.NOT_FILED, proposers=[teacher])
    cabinet.assignment(joint, school, Role.LEAD)
    cabinet.assignment(joint, police, Role.CO)
    cabinet.assignment(joint, other, Role.CO, state=UnitState.ENDED)
    table = table_of(session, cabinet, CATEGORY_LIST)
    assert column(table, "number") == ["0002", "0010", "0001"]
    assert list(table.sections.values()) == ["教育（1 件）", "医疗卫生（1 件）", "自定类别（1 件）"]
    assert table.rows[0] == ("0002", joint.title, "苏见青", 1, "县教育局", "县公安局")
    assert table.rows[1] == ("0010", late.title, "周砚秋", None, "", "")
    assert table.rows[2][2] == ""
    source = YearSource(session, cabinet.plenary.id, today=TODAY)
    assert source.ids(table.behind[2]["number"]) == [own.id]


def test_collective_proposals_are_listed_by_body_whatever_became_of_them(session: Session, cabinet: Cabinet) -> None:
    league, union = cabinet.organisation("中国民主同盟云溪县总支部", short_name="民盟总支"), cabinet.organisation("云溪县总工会", "人民团体")
    cabinet.proposal("0003", proposers=[league], proposer_kind="党派", outcome="立案")
    cabinet.proposal(None, proposers=[league, union], proposer_kind="联合", stage=Stage.NOT_FILED, outcome="不予立案")
    cabinet.proposal(None, proposers=[union], proposer_kind="人民团体", stage=Stage.SECOND_REVIEWED)
    cabinet.proposal("0004", proposers=[cabinet.member("周砚秋", "1")])
    table = table_of(session, cabinet, COLLECTIVE_LIST)
    assert list(table.sections.values()) == ["党派（1 件）", "人民团体（1 件）", "联合（1 件）"]
    assert column(table, "proposers") == ["民盟总支", "云溪县总工会", "民盟总支、云溪县总工会"]
    assert column(table, "outcome") == ["立案", "待审定", "不予立案"]


def test_a_body_is_credited_as_first_proposer_and_as_one_that_joined(session: Session, cabinet: Cabinet) -> None:
    league, union = cabinet.organisation("民盟云溪县总支"), cabinet.organisation("云溪县总工会", "人民团体")
    silent, gone = cabinet.organisation("云溪县侨联", "人民团体"), cabinet.organisation("旧团体", "人民团体", valid_to=date(2020, 1, 1))
    cabinet.proposal("0001", proposers=[league], proposer_kind="党派", is_key=True, stage=Stage.CLOSED, satisfaction="满意", reply_class="A")
    cabinet.proposal(None, proposers=[league, union], proposer_kind="联合", stage=Stage.NOT_FILED)
    table = table_of(session, cabinet, COLLECTIVE)
    rows = {row[0]: dict(zip([one.key for one in table.columns], row, strict=True)) for row in table.rows}
    assert rows.keys() == {league.name, union.name, silent.name}
    assert gone.name not in rows
    keys = ("received", "filed", "key", "joined", "replied", "class-A", "mark-满意")
    assert [rows[league.name][key] for key in keys] == [2, 1, 1, 0, 1, 1, 1]
    assert [rows[union.name][key] for key in keys] == [0, 0, 0, 1, 0, 0, 0]
    assert "类型为集体提案的共收到 2 件，与本表提交合计相符。" in table.notes
    cabinet.proposal("0005", proposers=[league], proposer_kind="个人")
    assert "类型为集体提案的共收到 2 件，本表按第一提案者合计 3 件，两者不符，请核对提案者类型。" in table_of(session, cabinet, COLLECTIVE).notes


def test_committees_count_their_members_proposals_beside_their_own(session: Session, cabinet: Cabinet) -> None:
    member = cabinet.member("周砚秋", "003")
    member.memberships[0].committee = "提案委员会"
    session.flush()
    committee = cabinet.organisation("政协云溪县委员会提案委员会", "专委会")
    mine = cabinet.proposal("0001")
    cabinet.line(mine, member, committee="提案委员会")
    cabinet.proposal("0002", proposers=[committee], proposer_kind="专门委员会")
    cabinet.proposal("0003", proposers=[cabinet.organisation("民盟云溪县总支")], proposer_kind="党派")
    table = table_of(session, cabinet, BY_COMMITTEE)
    assert [row[:8] for row in table.rows] == [("提案委员会", 2, 2, pytest.approx(2 / 3), 1, 1, 1, 1)]
    assert table.notes == ("党派、团体等其余集体提案 1 件不属专委会，不列入本表。",)


def test_parties_organisations_members_and_the_rest_are_each_counted_once(session: Session, cabinet: Cabinet) -> None:
    member = cabinet.member("周砚秋", "003")
    cabinet.line(cabinet.proposal("0001"), member, party="民盟盟员")
    cabinet.line(cabinet.proposal("0002"), member, party="")
    cabinet.proposal("0003", proposers=[cabinet.organisation("民盟云溪县总支"), member], proposer_kind="党派")
    cabinet.proposal("0004", proposers=[cabinet.organisation("教育界小组", "委员小组")], proposer_kind="委员小组")
    table = table_of(session, cabinet, BY_PARTY)
    assert column(table, "name") == ["民盟云溪县总支", "民盟盟员", "未填政治面貌", "委员小组"]
    assert column(table, "received") == [1, 1, 1, 1]
    assert [text.partition("（")[0] for text in table.sections.values()] == ["民主党派、工商联的提案", "委员的提案", "其他集体的提案"]


def test_letters_are_listed_round_by_round_and_drafts_are_not(session: Session, cabinet: Cabinet) -> None:
    member, unit = cabinet.member("周砚秋", "003"), cabinet.unit("1", "云溪县教育局", "县教育局")
    proposal = cabinet.proposal("0001", stage=Stage.CLOSED, proposers=[member])
    given = cabinet.assignment(proposal, unit, state=UnitState.JUDGED)
    first = cabinet.reply(given, number="1号", reply_class="C", publicity="公开")
    last = cabinet.reply(given, number="2号", reply_class="A", redo=1, replied_on=date(2026, 6, 1))
    cabinet.reply(given, number="3号", redo=2, state=ReplyState.SUBMITTED)
    cabinet.feedback(proposal, first, returned_on=date(2026, 5, 20), result="不满意")
    cabinet.feedback(proposal, last, returned_on=date(2026, 6, 5), result="满意", redo=1)
    table = table_of(session, cabinet, REPLY_LIST)
    assert column(table, "reply_number") == ["1号", "2号"]
    assert column(table, "answer") == ["", "满意"]
    assert column(table, "note") == ["已重新办理", "第 2 次答复"]
    assert column(table, "role") == ["独办", "独办"]
    assert "全部复函 2 件，其中重新办理后的 1 件" in table.convention


def test_what_was_passed_on_is_listed_with_its_answer_and_what_waits_is_named(session: Session, cabinet: Cabinet) -> None:
    cabinet.proposal(None, stage=Stage.OPINION, outcome="转委员来信")
    idea = cabinet.proposal(None, stage=Stage.OPINION, outcome="转为意见和建议")
    refused = cabinet.proposal(None, stage=Stage.NOT_FILED, outcome="不予立案")
    cabinet.proposal(None, stage=Stage.NOT_FILED, outcome="不予立案")
    for proposal, target in ((idea, "县发改局"), (idea, "县财政局"), (refused, "县信访局")):
        cabinet.put(Transfer(proposal=proposal, target=target, sent_on=date(2026, 4, 1), answer="已收悉", answered_on=date(2026, 5, 1)))
    table = table_of(session, cabinet, TRANSFER_LIST)
    assert list(table.sections.values()) == ["转为意见和建议（1 件）", "转委员来信（1 件）", "不予立案（1 件）"]
    assert column(table, "target") == ["县发改局", "县财政局", "（还没有转送）", "县信访局"]
    assert table.notes == ("其中 1 件还没有转送记录。",)
