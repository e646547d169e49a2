"""`zxdesk import`: a verdict for every row, and the file an office has been keeping is in the register."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.end2end.conftest import Desk
from tests.end2end.sheets import ANSWERED, HEADINGS, LEDGER, MERGED, REJECTED, table, workbook

PROMISED = {"rows", "new", "changed", "same", "refused", "unknown_columns"}


def _counts(answer: dict[str, Any]) -> tuple[int, int, int, int]:
    return answer["new"], answer["changed"], answer["same"], len(answer["refused"])


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger of three rows: answered, not filed, merged."""
    return str(workbook(tmp_path / "台账.xlsx", LEDGER))


def test_every_row_arrives_as_far_as_it_goes(office: Desk, ledger: str) -> None:
    answer = office.json("import", "proposals", ledger)
    assert set(answer) >= PROMISED
    assert (answer["rows"], *_counts(answer)) == (3, 3, 0, 0, 0)
    file = office.json("show", "0101")
    assert [line["name"] for line in file["proposers"]] == ["周砚秋", "许静安", "贺明川"]
    assert [(row["unit"], row["role"]) for row in file["assignments"]] == [("县教育局", "lead"), ("县财政局", "co")]
    assert file["assignments"][0]["replies"][0]["number"] == "云教函〔2026〕7号"
    assert (file["assigned_on"], file["replied_on"], file["reply_class"]) == ("2026-03-20", "2026-05-08", "A")
    assert [row["receipt_number"] for row in file["merged"]] == ["收0103"]
    assert office.json("show", "收0102")["stage"] == "not_filed"


def test_the_figures_come_out_of_the_ledger(office: Desk, ledger: str) -> None:
    office.json("import", "proposals", ledger)
    figures = office.json("stats")
    assert {name: figures[name] for name in ("received", "filed", "merged", "not_filed", "pending")} == {
        "received": 3, "filed": 1, "merged": 1, "not_filed": 1, "pending": 0,
    }  # fmt: skip
    assert figures["rates"]["satisfaction_result"]["value"] == 1
    assert not [finding for finding in office.json("check") if finding["severity"] == "error"]


def test_the_same_file_again_changes_nothing(office: Desk, ledger: str) -> None:
    office.json("import", "proposals", ledger)
    before = office.json("show", "0101")
    again = office.json("import", "proposals", ledger)
    assert _counts(again) == (0, 0, 3, 0)
    assert office.json("show", "0101") == before


def test_a_dry_run_gives_the_same_verdicts_and_writes_not_one_byte(office: Desk, ledger: str) -> None:
    before = office.content()
    rehearsed = office.json("import", "proposals", ledger, "--dry-run")
    assert office.content() == before
    office.refused("show", "0101")
    done = office.json("import", "proposals", ledger)
    assert {name: rehearsed[name] for name in PROMISED} == {name: done[name] for name in PROMISED}


def test_a_refused_row_names_its_place_and_stops_nothing_else(office: Desk, tmp_path: Path) -> None:
    bad = {**ANSWERED, "收件号": "收0104", "提案号": "0104", "案由": "关于另一件事的提案", "答复日期": "2026-03-01"}
    answer = office.json("import", "proposals", str(workbook(tmp_path / "台账.xlsx", [bad, *LEDGER])))
    assert _counts(answer) == (3, 0, 0, 1)
    refused = answer["refused"][0]
    assert set(refused) == {"sheet", "row", "column", "reason"}
    assert (refused["sheet"], refused["row"], refused["column"]) == ("台账", 2, "答复日期")
    assert "2026-03-01" in refused["reason"]
    assert "2026-03-20" in refused["reason"]
    office.refused("show", "0104")


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"交办日期": "2026-02-01"}, "交办日期"),
        ({"答复日期": "没有的日子"}, "答复日期"),
        ({"办理类别": "E"}, "办理类别"),
        ({"类别": "月球事务"}, "类别"),
        ({"审查结果": "立不立案"}, "审查结果"),
        ({"沟通方式": "托梦"}, "沟通方式"),
        ({"办理结果": "还行"}, "办理结果"),
        ({"提案者": "秦守拙", "联名人": ""}, "提案者"),
        ({"主办单位": "县农业局"}, "主办单位"),
        ({"案由": ""}, "案由"),
    ],
)
def test_what_contradicts_the_rules_is_refused_by_its_heading(office: Desk, tmp_path: Path, values: dict[str, str], column: str) -> None:
    row = {**ANSWERED, **({"提案者类型": "个人"} if "联名人" in values else {}), **values}
    answer = office.json("import", "proposals", str(workbook(tmp_path / "台账.xlsx", [row])))
    assert _counts(answer) == (0, 0, 0, 1)
    assert answer["refused"][0]["column"] == column
    assert office.json("stats")["received"] == 0


def test_a_number_in_use_by_another_title_is_refused(office: Desk, tmp_path: Path) -> None:
    other = {**REJECTED, "收件号": "收0109", "提案号": "0101", "案由": "关于完全不同的一件事的提案", "类别": "教育", "审查结果": "立案", "原因": ""}
    answer = office.json("import", "proposals", str(workbook(tmp_path / "台账.xlsx", [ANSWERED, other])))
    assert _counts(answer) == (1, 0, 0, 1)
    assert (answer["refused"][0]["row"], answer["refused"][0]["column"]) == (3, "提案号")
    assert "县志馆" in answer["refused"][0]["reason"]


def test_a_merged_row_without_its_lead_is_refused(office: Desk, tmp_path: Path) -> None:
    answer = office.json("import", "proposals", str(workbook(tmp_path / "台账.xlsx", [{**MERGED, "并入": "0999"}])))
    assert (answer["refused"][0]["column"], _counts(answer)) == ("并入", (0, 0, 0, 1))


def test_a_changed_row_moves_forward_and_keeps_the_old_text(office: Desk, tmp_path: Path) -> None:
    early = {name: value for name, value in ANSWERED.items() if name not in ("答复日期", "答复文号", "办理类别", "沟通方式", "办理态度", "办理结果")}
    office.json("import", "proposals", str(workbook(tmp_path / "一.xlsx", [{**early, "案由": "关于修缮县志馆的提案"}])))
    assert office.json("show", "0101")["stage"] == "handling"
    answer = office.json("import", "proposals", str(workbook(tmp_path / "二.xlsx", [ANSWERED])))
    assert _counts(answer) == (0, 1, 0, 0)
    file = office.json("show", "0101")
    assert (file["title"], file["reply_class"]) == (ANSWERED["案由"], "A")
    assert [version["title"] for version in file["text_versions"]] == ["关于修缮县志馆的提案"]


def test_a_row_that_would_go_backward_is_refused(office: Desk, tmp_path: Path, ledger: str) -> None:
    office.json("import", "proposals", ledger)
    back = {**ANSWERED, "审查结果": "不予立案", "原因": "其他", "主办单位": "", "会办单位": "", "交办日期": "", "答复日期": "", "答复文号": "",
            "办理类别": "", "沟通方式": "", "办理态度": "", "办理结果": ""}  # fmt: skip
    answer = office.json("import", "proposals", str(workbook(tmp_path / "退.xlsx", [back])))
    assert (_counts(answer), answer["refused"][0]["column"]) == ((0, 0, 0, 1), "审查结果")
    assert office.json("show", "0101")["number"] == "0101"


def test_unknown_members_and_units_are_made_and_listed(office: Desk, tmp_path: Path) -> None:
    row = {**ANSWERED, "提案者": "石拓", "联名人": "", "提案者类型": "个人", "界别": "科技界", "主办单位": "县志办"}
    answer = office.json("import", "proposals", str(workbook(tmp_path / "台账.xlsx", [row])))
    assert _counts(answer) == (1, 0, 0, 0)
    assert answer["created_members"] == ["石拓"]
    assert answer["created_units"] == ["县志办"]
    assert office.json("show", "0101")["proposers"][0]["sector"] == "科技界"


def test_the_refused_row_makes_nobody(office: Desk, tmp_path: Path) -> None:
    row = {**ANSWERED, "提案者": "石拓", "联名人": "", "提案者类型": "个人", "主办单位": "县志办", "办理类别": "E"}
    answer = office.json("import", "proposals", str(workbook(tmp_path / "台账.xlsx", [row])))
    assert (answer["created_members"], answer["created_units"]) == ([], [])
    office.refused_step("register", title="关于一件事的提案", proposers="石拓", submitted_on="2026-02-26", is_open="是", suggestion="建议。")


def test_headings_stand_in_any_order_and_unknown_ones_are_reported(office: Desk, tmp_path: Path) -> None:
    headings = ["备用栏", *reversed(HEADINGS)]
    answer = office.json("import", "proposals", str(workbook(tmp_path / "台账.xlsx", LEDGER, headings)))
    assert _counts(answer) == (3, 0, 0, 0)
    assert answer["unknown_columns"] == ["备用栏"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
def test_a_csv_is_read_in_gbk_and_in_utf8(office: Desk, tmp_path: Path, encoding: str) -> None:
    answer = office.json("import", "proposals", str(table(tmp_path / "台账.csv", LEDGER, encoding)))
    assert _counts(answer) == (3, 0, 0, 0)
    assert office.json("show", "0101")["title"] == ANSWERED["案由"]


def test_a_sheet_without_a_needed_heading_is_refused_as_a_whole(office: Desk, tmp_path: Path) -> None:
    file = workbook(tmp_path / "台账.xlsx", LEDGER, [heading for heading in HEADINGS if heading != "案由"])
    sentence = office.refused("import", "proposals", str(file))
    assert "案由" in sentence
    assert "台账" in sentence


def test_merged_cells_formulas_and_errors_are_named_by_their_place(office: Desk, tmp_path: Path) -> None:
    file = workbook(tmp_path / "台账.xlsx", [ANSWERED, REJECTED, {**MERGED, "提交日期": "=1/0"}])
    book = load_workbook(file)
    sheet = book.active
    assert sheet is not None
    column = HEADINGS.index("案由") + 1
    sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    book.save(file)
    book.close()
    answer = office.json("import", "proposals", str(file))
    assert {(entry["row"], entry["column"]) for entry in answer["refused"]} >= {(2, "案由"), (3, "案由"), (4, "提交日期")}
    assert office.json("stats")["received"] == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_a_broken_empty_or_protected_file_is_refused_by_its_name(office: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏.xlsx").write_bytes(content)
    assert "坏.xlsx" in office.refused("import", "proposals", str(tmp_path / "坏.xlsx"))


def test_a_file_that_is_not_there_and_a_kind_that_is_none_are_refused(office: Desk, tmp_path: Path, ledger: str) -> None:
    assert "没有.xlsx" in office.refused("import", "proposals", str(tmp_path / "没有.xlsx"))
    assert "members" in office.refused("import", "animals", ledger)


def test_what_people_read_counts_the_rows_and_names_the_refused(office: Desk, tmp_path: Path) -> None:
    bad = {**ANSWERED, "答复日期": "2026-03-01"}
    told = office.done("import", "proposals", str(workbook(tmp_path / "台账.xlsx", [bad, REJECTED]))).out
    assert "共 2 行，新增 1，变更 0，相同 0，拒绝 1" in told
    assert "第 2 行" in told
    assert "答复日期" in told


def test_the_year_ledger_comes_back_without_a_difference(office: Desk, ledger: str, tmp_path: Path) -> None:
    office.json("import", "proposals", ledger)
    first = tmp_path / "出.xlsx"
    office.done("report", "year_ledger", "-o", str(first))
    assert _counts(office.json("import", "proposals", str(first))) == (0, 0, 3, 0)
    empty = Desk(tmp_path / "另一处")
    empty.found()
    assert _counts(empty.json("import", "proposals", str(first))) == (3, 0, 0, 0)
    second = tmp_path / "再出.xlsx"
    empty.done("report", "year_ledger", "-o", str(second))
    assert _cells(second) == _cells(first)


ROSTERS: dict[str, tuple[tuple[str, ...], tuple[dict[str, object], ...], str]] = {
    "members": (
        ("姓名", "委员编号", "界别"),
        ({"姓名": "石拓", "委员编号": "101", "界别": "科学技术界"}, {"姓名": "周砚秋", "委员编号": "001", "界别": "经济界"}),
        "石拓",
    ),
    "units": (
        ("全称", "简称", "编码"),
        ({"全称": "云溪县志办", "简称": "县志办", "编码": "Z01"}, {"全称": "云溪县教育局", "简称": "县教育局"}),
        "县志办",
    ),
    "organisations": (("全称", "类型", "简称"), ({"全称": "九三学社云溪支社", "类型": "党派", "简称": "九三支社"},), "九三支社"),
}


@pytest.mark.parametrize("kind", ROSTERS)
def test_rosters_come_in_with_the_same_verdicts(office: Desk, tmp_path: Path, kind: str) -> None:
    headings, rows, looked_for = ROSTERS[kind]
    file = str(workbook(tmp_path / "名册.xlsx", rows, headings))
    before = office.content()
    rehearsed = office.json("import", kind, file, "--dry-run")
    assert office.content() == before
    answer = office.json("import", kind, file)
    assert {name: rehearsed[name] for name in PROMISED} == {name: answer[name] for name in PROMISED}
    assert (answer["rows"], answer["new"], len(answer["refused"])) == (len(rows), 1, 0)
    assert _counts(office.json("import", kind, file)) == (0, 0, len(rows), 0)
    assert _names(office.register, looked_for)


def _names(register: Path, name: str) -> bool:
    """Whether a directory of the register has that name."""
    with closing(sqlite3.connect(register)) as connection:
        texts = ("SELECT name FROM member", "SELECT short_name FROM handling_unit", "SELECT short_name FROM organisation")
        return any(name == found for text in texts for (found,) in connection.execute(text))


def _cells(path: Path) -> list[tuple[object, ...]]:
    book: Workbook = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    cells = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=3)]
    book.close()
    return cells
