"""交办通知, 交办清单, 提案交办单 and 回执单 of the invented office's register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.assigned_office import lines_of, made, only, template, text_of
from zxdesk.domain.errors import RuleError

LONG_TITLE = ("关于加快推进城乡供水一体化建设并完善农村安全饮水工程长效管护机制切实保障沿山沿河群众用水安全的建议" * 5)[:96] + "𬭊䶮㛃的"


@pytest.fixture
def meeting(office: InventedOffice) -> tuple[InventedOffice, list[int]]:
    """Three proposals handed out on 20 March: one to 住建局 with 财政局, one to 住建局 alone, one to 教育局 and 民政局 apart."""
    keys = [office.filed(office.joint()), office.filed(office.received(title="关于修路的提案")), office.filed(office.received(title=LONG_TITLE))]
    roles: list[dict[str, object]] = [
        {"lead": ("县住建局",), "co": ("县财政局",)}, {"sole": "县住建局"}, {"separate": ("县教育局", "县民政局")},
    ]  # fmt: skip
    for key, role in zip(keys, roles, strict=True):
        office.step("assign", key, assigned_on="2026-03-20", batch="交办会", document_number="云协办发〔2026〕6号", meeting="提案交办会", **role)
    return office, keys


def test_the_notice_to_all_counts_proposals_units_and_undertakings(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, _ = meeting
    papers = made(office, "assign_notice")
    values = only(papers)
    assert (values["主送"], values["单位数"], values["提案件数"]) == ("各承办单位", "4", "3")
    assert (values["承办件数"], values["答复件数"], values["会办件数"]) == ("5", "4", "1")
    assert (values["文号"], values["成文日期"], papers[0].number) == ("云协办发〔2026〕6号", "2026年3月20日", "云协办发〔2026〕6号")
    text = text_of("assign_notice", papers[0])
    assert "现将3件提案交由4个单位办理，承办件共5件（独办1件，主办1件，分办2件，会办1件），有关事项通知如下：" in text
    assert "关于交办" in text
    assert "附件：1.提案交办清单" in text


def test_the_notice_to_one_unit_counts_what_is_its_own(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, _ = meeting
    papers = made(office, "assign_notice", each="1")
    assert [paper.values["主送"] for paper in papers] == ["云溪县住建局", "云溪县财政局", "云溪县民政局", "云溪县教育局"]
    text = text_of("assign_notice", papers[0])
    assert "由你单位承办的提案共2件（独办1件，主办1件）交给你们，有关事项通知如下：" in text
    assert "会办单位" not in text
    assert "答复提案者" in text


def test_the_notice_says_the_days_where_they_are_one_and_the_rule_where_they_differ(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, keys = meeting
    before = only(made(office, "assign_notice"))
    assert (before["签收时限"], before["退办时限"], before["答复时限"]) == ("2026年4月3日前", "2026年3月27日前", "2026年6月20日前")
    assert (before["会办时限"], before["办理限度"]) == ("2026年4月20日前", "6个月")
    assert before["类别说明"].startswith("A类为所提问题已解决或采纳；B类为")
    extra = office.filed(office.received(title="关于河道的提案"))
    office.step("assign", extra, assigned_on="2026-03-20", batch="交办会", sole="县交通局", due_on="2026-05-15")
    assert only(made(office, "assign_notice"))["答复时限"] == "自交办之日起3个月内"
    assert office.value(keys[0], "number")


def test_an_office_without_a_contact_prints_no_empty_note(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, _ = meeting
    assert "联系电话" not in lines_of("assign_notice", made(office, "assign_notice")[0])[-1]
    assert not any(line.startswith("（联系人") for line in lines_of("assign_notice", made(office, "assign_notice")[0]))


def test_each_units_list_holds_its_undertakings_and_its_count(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, keys = meeting
    papers = made(office, "assign_list")
    lists = {paper.values["单位简称"]: paper.values["清单"] for paper in papers}
    numbers = [office.value(key, "number") for key in keys]
    assert {unit: [row["提案号"] for row in rows] for unit, rows in lists.items()} == {
        "县住建局": numbers[:2], "县财政局": numbers[:1], "县民政局": numbers[2:], "县教育局": numbers[2:],
    }  # fmt: skip
    for paper in papers:
        rows = paper.values["清单"]
        assert int(str(paper.values["承办件数"])) == len(rows)
        assert int(str(paper.values["答复件数"])) + int(str(paper.values["会办件数"] or 0)) == len(rows)
    assert sorted(row["承办角色"] for rows in lists.values() for row in rows) == ["主办", "会办", "分办", "分办", "独办"]


def test_the_total_list_counts_each_unit_and_the_counts_add_up(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, keys = meeting
    papers = made(office, "assign_total")
    values = only(papers)
    assert [row["提案号"] for row in values["清单"]] == [office.value(key, "number") for key in keys]
    assert values["清单"][2]["案由"] == LONG_TITLE
    assert (values["清单"][0]["主办简称"], values["清单"][0]["会办简称"]) == ("县住建局", "县财政局")
    assert [(row["单位简称"], row["合计"]) for row in values["单位件数"]] == [
        ("县住建局", "2"),
        ("县财政局", "1"),
        ("县民政局", "1"),
        ("县教育局", "1"),
    ]
    assert sum(int(row["合计"]) for row in values["单位件数"]) == int(values["承办件数"])
    text = text_of("assign_total", papers[0])
    assert "提案3件，承办单位4个，承办件5件" in text
    assert "𬭊䶮㛃" in text


def test_every_undertaking_has_a_sheet_with_a_receipt_to_tear_off(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, keys = meeting
    papers = made(office, "assign_sheet", *keys)
    assert [(paper.values["单位简称"], paper.values["承办角色"]) for paper in papers] == [
        ("县住建局", "主办"), ("县财政局", "会办"), ("县住建局", "独办"), ("县教育局", "分办"), ("县民政局", "分办"),
    ]  # fmt: skip
    lines = lines_of("assign_sheet", papers[0])
    number = office.value(keys[0], "number")
    cut = next(at for at, line in enumerate(lines) if line.startswith("沿此线剪下"))
    assert f"提案号：第{number}号" in lines[:cut]
    assert f"第{number}号" in lines[cut:]
    assert "周砚秋、许静安" in lines[:cut]
    assert any("于2026年4月3日前退回云溪县政协提案委" in line for line in lines[cut:])
    assert not any("电话：。" in line or "地址：，" in line for line in lines)


def test_a_sheet_keeps_to_one_page_with_a_title_of_a_hundred_characters(
    meeting: tuple[InventedOffice, list[int]], pages: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    office, keys = meeting
    path = tmp_path / "sheet.docx"
    path.write_bytes(template("assign_sheet").fill(made(office, "assign_sheet", keys[2])[0].values))
    (page,) = pages(path)
    assert "𬭊䶮㛃" in page
    assert page.index("提案交办单") < page.index("沿此线剪下") < page.index("提案交办回执") < page.index("填好后")


def test_the_sheets_of_a_batch_come_unit_by_unit(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, _ = meeting
    assert [paper.stem.split("-")[1] for paper in made(office, "assign_sheet")] == ["县住建局", "县住建局", "县财政局", "县民政局", "县教育局"]
    only_one = made(office, "assign_sheet", units=(office.unit_id("县财政局"),))
    assert [paper.values["承办角色"] for paper in only_one] == ["会办"]


def test_the_sheet_of_a_merged_proposal_is_that_of_its_lead(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, keys = meeting
    merged = office.reviewed(office.received(title="关于电梯的提案"))
    office.step("merge", merged, lead=office.value(keys[0], "number"), merged_on="2026-03-25", meeting="提案委主任会议", note="已征得同意")
    papers = made(office, "assign_sheet", merged)
    assert {paper.values["提案号"] for paper in papers} == {office.value(keys[0], "number")}
    assert papers[0].values["并案提案"] == office.value(merged, "receipt_number")


def test_the_receipt_slip_lists_the_numbers_by_role(meeting: tuple[InventedOffice, list[int]]) -> None:
    office, keys = meeting
    numbers = [office.value(key, "number") for key in keys]
    slips = {paper.values["单位简称"]: paper for paper in made(office, "receipt_slip")}
    assert slips["县住建局"].values["独办主办提案号"] == "　".join(numbers[:2])
    assert (slips["县财政局"].values["独办主办提案号"], slips["县财政局"].values["会办提案号"]) == ("", numbers[0])
    assert slips["县教育局"].values["分办提案号"] == numbers[2]
    assert "2件" in lines_of("receipt_slip", slips["县住建局"])


def test_what_is_not_assigned_has_no_sheet_and_among_others_is_left_out(office: InventedOffice) -> None:
    idle, busy = office.filed(office.received(title="关于停车的提案")), office.assigned()
    with pytest.raises(RuleError, match="还没有交办，交办以后再制作提案交办单"):
        made(office, "assign_sheet", idle)
    assert [paper.proposal_id for paper in made(office, "assign_sheet", idle, busy)] == [busy]


@pytest.mark.parametrize("key", ["assign_notice", "assign_list", "assign_total", "receipt_slip"])
def test_a_batch_that_is_not_there_is_refused(office: InventedOffice, key: str) -> None:
    with pytest.raises(RuleError, match="没有这个交办批次"):
        made(office, key)
