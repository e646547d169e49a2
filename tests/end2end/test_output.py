"""`zxdesk paper` and `zxdesk report`: real files, and a record of every paper that went out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.end2end.conftest import Desk
from zxdesk.documents.render import paper_texts

TITLE = "关于修复县志馆的提案"


@pytest.fixture
def answered(office: Desk) -> Desk:
    """The office with one joint proposal, answered and its proposers asked."""
    office.step("register", title=TITLE, proposers="周砚秋、许静安", submitted_on="2026-02-26", is_open="是", suggestion="修复。")
    office.step("first-review", "收0001", reviewer="何春棠", reviewed_on="2026-03-01", category="文化旅游与体育")
    office.step("second-review", "收0001", reviewer="联合审查组", reviewed_on="2026-03-02")
    office.step("file", "收0001", meeting="提案委全体会议", decided_on="2026-03-03")
    office.step("assign", "0001", lead="县教育局", co="县财政局", assigned_on="2026-03-20")
    office.step("contact", "0001", unit="县教育局", contacted_on="2026-04-01", way="走访", participants="周砚秋")
    office.step("reply", "0001", unit="县教育局", number="云教函〔2026〕7号", replied_on="2026-05-08", reply_class="A", body="已修复馆舍。")
    office.step("send-forms", "0001", sent_on="2026-05-09")
    return office


def test_the_reply_sheet_carries_the_entry_and_is_recorded_with_its_hash(answered: Desk, tmp_path: Path) -> None:
    written = [Path(path) for path in answered.json("paper", "reply_sheet", "0001", "-o", str(tmp_path / "文书"))]
    assert len(written) == 1
    text = "".join(paper_texts(written[0]))
    for words in ("0001", TITLE, "周砚秋", "许静安", "云溪县教育局", "云教函〔2026〕7号", "已修复馆舍。", "走访"):
        assert words in text
    paper = answered.json("show", "0001")["papers"][0]
    assert (paper["kind"], paper["file_name"]) == ("答复处理笺", written[0].name)
    assert paper["file_sha256"].endswith(hashlib.sha256(written[0].read_bytes()).hexdigest())
    assert paper["snapshot"]["title"] == TITLE


def test_each_proposer_gets_a_form(answered: Desk, tmp_path: Path) -> None:
    written = [Path(path) for path in answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path))]
    texts = ["".join(paper_texts(path)) for path in written]
    assert len(texts) == 2
    assert sorted(name for name in ("周砚秋", "许静安") for text in texts if f"提案者{name}" in text) == ["周砚秋", "许静安"]
    assert all("满意" in text and TITLE in text for text in texts)


def test_making_papers_leaves_the_register_sound(answered: Desk, tmp_path: Path) -> None:
    answered.done("paper", "reply_sheet", "0001", "-o", str(tmp_path))
    assert answered.json("check") == []
    assert len(answered.json("show", "0001")["papers"]) == 1


def test_the_year_ledger_has_a_row_for_every_proposal(answered: Desk, tmp_path: Path) -> None:
    target = tmp_path / "报表" / "台账.xlsx"
    assert answered.json("report", "year_ledger", "-o", str(target))["file"] == str(target)
    book = load_workbook(target)
    sheet = book.active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    book.close()
    heading = next(row for row in rows if "案由" in row)
    line = dict(zip(heading, rows[rows.index(heading) + 1], strict=True))
    assert (line["提案号"], line["案由"], line["提案者"], line["联名人"]) == ("0001", TITLE, "周砚秋", "许静安")
    assert (line["主办单位"], line["会办单位"], line["办理类别"]) == ("云溪县教育局", "云溪县财政局", "A")
    assert len(rows) == rows.index(heading) + 2


def test_a_report_by_its_chinese_name_and_only_as_a_workbook(answered: Desk, tmp_path: Path) -> None:
    answered.done("report", "提案年度台账", "-o", str(tmp_path / "a.xlsx"))
    assert ".xlsx" in answered.refused("report", "year_ledger", "-o", str(tmp_path / "a.pdf"))


def test_a_proposal_without_a_reply_has_no_reply_sheet(office: Desk, tmp_path: Path) -> None:
    office.step("register", title=TITLE, proposers="周砚秋", submitted_on="2026-02-26", is_open="是", suggestion="修复。")
    assert "收0001" in office.refused("paper", "reply_sheet", "收0001", "-o", str(tmp_path))
    assert not list(tmp_path.glob("*.docx"))
