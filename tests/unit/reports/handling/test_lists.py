"""Tables 10 to 14 of a real office: answers, key proposals, promises, what came back, what was not filed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.invented_office import InventedOffice
from tests.unit.queries.conftest import TODAY, Cabinet
from tests.unit.reports.annual.random_year import RandomYear
from tests.unit.reports.counted import cells, linked, listed
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.handling.answers import ANSWERS
from zxdesk.reports.handling.follow_up import FOLLOW_UP
from zxdesk.reports.handling.key_proposals import KEY_PROPOSALS
from zxdesk.reports.handling.not_filed import NOT_FILED
from zxdesk.reports.handling.returns import RETURNS
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Table

KINDS = (ANSWERS, KEY_PROPOSALS, FOLLOW_UP, RETURNS, NOT_FILED)
LAST = date(2026, 12, 20)


@contextmanager
def reading(office: InventedOffice, today: date = LAST) -> Iterator[YearSource]:
    with office.reading() as session:
        yield YearSource(session, office.plenary_id(), today=today)


def built(office: InventedOffice, kind: ReportKind, today: date = LAST) -> Table:
    with reading(office, today) as source:
        return kind.build(source)


def numbers(table: Table) -> list[object]:
    return [row.get("number", row.get("receipt_number")) for row in cells(table)]


def test_key_proposals_stand_by_their_level_with_every_inspection(office: InventedOffice) -> None:
    key, other = office.closed(), office.assigned(office.filed(title="关于增设公交站点的提案"))
    for one, level in ((key, "主席会议成员督办"), (other, "党政领导领办")):
        office.step("suggest-key", one, suggested_on="2026-03-04", suggested_by="提案委")
        office.step("decide-key", one, decided_on="2026-03-10", meeting="主席会议", level=level, leader="温砚田", supervisor="县政协提案委",
                    ways="走访承办单位、现场督办", planned_on="2026-05-30")  # fmt: skip
    office.step("inspect", key, held_on="2026-04-10", way="走访承办单位", content="听取汇报")
    office.step("inspect", key, held_on="2026-05-12", way="现场督办", participants="周砚秋")
    office.step("note", key, leader="温砚田", noted_on="2026-05-13", note="抓好落实")
    office.step("report-key", key, reported_on="2026-06-20", result="补助办法已印发。")
    table = built(office, KEY_PROPOSALS)
    rows = cells(table)

    assert list(table.sections.values()) == ["党政领导领办（1 件）", "主席会议成员督办（1 件）"]
    assert [row["held"] for row in rows] == [None, 2]
    assert rows[0]["result"] == "计划 5月30日前督办"
    done = rows[1]
    assert (done["leader"], done["ways"], done["reply_class"], done["satisfaction"]) == ("温砚田", "走访承办单位、现场督办", "A", "满意")
    assert done["inspections"] == "4月10日走访承办单位：听取汇报\n5月12日现场督办：周砚秋"
    assert done["result"] == "批示：2026-05-13 温砚田：抓好落实\n6月20日报告：补助办法已印发。"
    assert "2÷2" in table.convention


def test_promises_are_followed_to_the_class_they_have_now(office: InventedOffice) -> None:
    promised = {"reply_class": "B", "promised_on": "2026-10-01", "promise": "印发补助办法"}
    kept, open_, untouched = (office.closed(title=f"关于第{at}件事的提案", number=f"云住建函〔2026〕{at}号", **promised) for at in (1, 2, 3))
    office.closed(title="关于已办好的事的提案")
    for key in (kept, open_):
        office.step("follow", key, started_on="2026-07-01", planned_on="2026-12-01")
    office.step("follow-result", kept, followed_on="2026-11-20", new_class="A", result="办法已印发。", evidence="云政办发〔2026〕9号")
    table = built(office, FOLLOW_UP)
    rows = cells(table)

    assert [(row["number"], row["checks"], row["new_class"], row["turned"], row["note"]) for row in rows] == [
        ("0001", 1, "A", "是", ""), ("0002", None, "", "", "已过期未核查"), ("0003", None, "", "", "未转入跟踪"),
    ]  # fmt: skip
    assert (rows[0]["first_class"], rows[0]["promise"], rows[0]["result"]) == ("B", "印发补助办法", "办法已印发。（佐证：云政办发〔2026〕9号）")
    assert "B转A率＝跟踪后为 A 类的件数÷办理类别为 B 类的件数：1÷3＝33.3%" in table.convention
    assert cells(built(office, FOLLOW_UP, date(2026, 11, 30)))[1]["note"] == "待核查"
    with reading(office) as source:
        assert [source.ids(f"follow:{what}") for what in ("all", "checked", "turned")] == [[kept, open_, untouched], [kept], [kept]]


def test_hand_backs_extensions_and_redos_say_who_asked_why_and_what_came_of_it(office: InventedOffice) -> None:
    moved = office.assigned(sole="县民政局")
    office.step("hand-back", moved, unit="县民政局", requested_on="2026-03-23", reason="不属职责", suggested_unit="县住建局")
    office.step("reassign", moved, unit="县民政局", new_units="县住建局", decided_on="2026-03-25", decided_by="何春棠")
    kept = office.assigned(office.filed(title="关于增设公交站点的提案"), sole="县交通局")
    office.step("hand-back", kept, unit="县交通局", requested_on="2026-03-24", reason="人手不足")
    office.step("refuse-hand-back", kept, unit="县交通局", decided_on="2026-03-26", decided_by="何春棠", note="职责清单列有此项")
    office.step("sign", kept, unit="县交通局", signed_on="2026-03-27")
    office.step("extension", kept, unit="县交通局", requested_on="2026-04-10", new_due_on="2026-07-20", reason="补充调研")
    office.step("decide-extension", kept, unit="县交通局", is_granted="是", decided_on="2026-04-12")
    again = office.consulting(title="关于老旧小区改造的提案")
    office.answer(again, result="不满意")
    office.step("redo", again, redone_on="2026-06-12", reason="答复没有回应建议")
    office.reply(again, number="云住建函〔2026〕9号", replied_on="2026-07-01", reply_class="B")
    table = built(office, RETURNS)
    rows = cells(table)

    assert list(table.sections.values()) == [
        "退办（2 件次，涉及 2 件，同意 1 件次）", "延期（1 件次，涉及 1 件，同意 1 件次）", "重新办理（1 件次，涉及 1 件）",
    ]  # fmt: skip
    assert [tuple(row[key] for key in ("number", "reason", "decision", "old", "new", "note")) for row in rows] == [
        ("0001", "不属职责", "同意", "云溪县民政局", "云溪县住建局", "建议改派县住建局；何春棠决定"),
        ("0002", "人手不足", "不同意", "云溪县交通局", "原单位办理", "职责清单列有此项；何春棠决定"),
        ("0002", "补充调研", "同意", "2026年6月20日", "2026年7月20日", ""),
        ("0003", "答复没有回应建议", "重新办理", "2026年6月1日答复，A类", "2026年7月1日答复，B类", ""),
    ]  # fmt: skip
    assert rows[3]["asked_on"] == date(2026, 6, 12)


def test_what_was_not_filed_stands_with_its_reason_and_where_it_went(office: InventedOffice) -> None:
    refused, opinion, letter = (office.reviewed(office.received(title=f"关于第{at}件事的提案")) for at in (1, 2, 3))
    office.step("reject", refused, reasons="10", decided_on="2026-03-03", note="请补充调研")
    office.step("notify", refused, notified_on="2026-03-05", notified_by="书面")
    office.step("opinion", opinion, reasons="12", decided_on="2026-03-03", target="县发改局")
    office.step("transfer", opinion, target="县发改局", sent_on="2026-03-06", number="云协提转〔2026〕1号", answered_on="2026-04-01", answer="已收悉")
    office.step("opinion", letter, kind="转委员来信", reasons="13", decided_on="2026-03-03")
    back = office.received(title="关于要补充的事的提案")
    office.step("return", back, reason="请补充建议", returned_on="2026-03-04")
    gone = office.filed(office.received(title="关于撤回的事的提案"))
    office.step("withdraw", gone, request="书面申请", withdrawn_on="2026-03-10", reason="情况已变化")
    office.filed(office.received(title="关于立了案的事的提案"))
    table = built(office, NOT_FILED)
    rows = cells(table)

    assert list(table.sections.values()) == ["不予立案（1 件）", "转为意见和建议（1 件）", "转委员来信（1 件）", "退回补充（1 件）", "撤案（1 件）"]
    assert numbers(table) == [office.value(key, "receipt_number") for key in (refused, opinion, letter, back, gone)]
    assert (rows[0]["reason"], rows[0]["note"], rows[0]["notified"]) == ("内容空泛、没有具体建议", "请补充调研", "3月5日书面")
    assert (rows[1]["target"], rows[1]["answer"]) == ("县发改局，云协提转〔2026〕1号，2026-03-06", "2026-04-01 已收悉")
    assert rows[3]["note"] == "请补充建议"
    assert (rows[4]["reason"], rows[4]["decided_on"]) == ("情况已变化", date(2026, 3, 10))
    with reading(office) as source:
        parts = source.figures
        assert len(rows) == parts["not_filed"] + parts["opinions"] + parts["withdrawn"] + 1


def test_answers_are_counted_by_forms_and_by_proposals_and_labelled(office: InventedOffice) -> None:
    key = office.consulting(office.filed(office.joint()))
    office.answer(key, "周砚秋", "满意")
    office.answer(key, "许静安", "不满意", attitude="基本满意")
    office.consulting(title="关于增设公交站点的提案")
    table = built(office, ANSWERS)
    whole, unit = cells(table)

    assert list(table.sections.values()) == ["全部提案", "各承办单位"]
    for row in (whole, unit):
        assert (row["sent"], row["returned"]) == (3, 2)
        assert [row[f"forms-result-{word}"] for word in ("满意", "基本满意", "不满意")] == [1, 0, 1]
        assert [row[f"decided-result-{word}"] for word in ("满意", "基本满意", "不满意")] == [0, 0, 1]  # the worst answer decides
        assert (row["forms-attitude-rate"], row["forms-result-rate"], row["decided-result-rate"]) == (1.0, 0.5, 0.0)
    assert {column.group for column in table.columns} >= {"办理结果（按份）", "办理结果（按件）"}


@pytest.mark.parametrize("seed", range(3))
def test_the_answers_are_the_figures_of_the_page_and_each_opens_its_list(session: Session, cabinet: Cabinet, seed: int) -> None:
    RandomYear(cabinet, seed)
    source = YearSource(session, cabinet.plenary.id, today=TODAY)
    table = ANSWERS.build(source)
    rows = cells(table)

    for aspect in ("attitude", "result"):
        for line in source.figures["answers"][aspect]:
            assert rows[0][f"forms-{aspect}-{line['name']}"] == line["count"]
            assert sum(row[f"forms-{aspect}-{line['name']}"] for row in rows[1:]) == line["count"]
        rate = source.figures["rates"][f"satisfaction_{aspect}_by_proposal"]
        assert sum(rows[0][f"decided-{aspect}-{word}"] for word in ("满意", "基本满意", "不满意")) == rate["denominator"]
        assert rows[0][f"decided-{aspect}-rate"] == rate["value"]
    for column, value, figure in linked(table):
        found = listed(source, figure)
        assert (found == value) if column.startswith("decided") else (found <= value and (found > 0) == (value > 0)), (column, figure)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_plenary_without_proposals_gives_a_sentence(office: InventedOffice, kind: ReportKind) -> None:
    table = built(office, kind)

    assert table.rows == ()
    assert table.notes
    assert all(note.endswith("。") for note in table.notes)
    assert table.title.startswith("政协云溪县第十届委员会第二次会议")


def test_a_title_that_looks_like_a_formula_stays_text(office: InventedOffice) -> None:
    key = office.reviewed(office.received(title="=HYPERLINK(1)㛃𠮷"))
    office.step("reject", key, reasons="10", decided_on="2026-03-03")

    assert cells(built(office, NOT_FILED))[0]["title"] == "=HYPERLINK(1)㛃𠮷"
