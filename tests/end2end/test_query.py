"""`zxdesk query`: fields, a query of a file, a saved one, as text, JSON and workbook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.end2end.conftest import Desk
from tests.invented_office import furnish, move_in
from tests.reported_office import reported


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An office with something to report, on 10 July."""
    folder = tmp_path / "office"
    folder.mkdir()
    furnish(folder / "zxdesk.db")
    office = move_in(folder / "zxdesk.db")
    reported(office)
    office.register.close()
    return Desk(folder, today="2026-07-10")


def written(desk: Desk, name: str, plain: dict[str, Any]) -> str:
    path = desk.folder / name
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return str(path)


FILED = {"of": [{"field": "已立案", "test": "为是"}]}


def test_a_list_of_a_file_is_said_and_given_as_json(desk: Desk) -> None:
    source = written(desk, "立案.json", {"name": "已立案的提案", "where": FILED, "columns": ["提案号", "案由", "类别"], "sort": "案由"})
    said = desk.done("query", source).out.splitlines()
    found = desk.json("query", source)
    assert said[0] == "已立案的提案"
    assert said[1].startswith("已立案为是　　数据截至2026年7月10日　　共 ")
    assert found["count"] == len(found["rows"]) == len(said) - 3 > 0
    assert [row["title"] for row in found["rows"]] == sorted(row["title"] for row in found["rows"])
    assert found["conditions"] == "已立案为是"


def test_groups_and_cross_tables_agree_with_the_statistics(desk: Desk) -> None:
    figures = desk.json("stats")
    grouped = desk.json("query", written(desk, "类别.json", {"where": FILED, "group": "类别", "show": "分组"}))
    assert {row["类别"]: row["件数"] for row in grouped["rows"]} == {row["name"]: row["count"] for row in figures["by_category"] if row["count"]}
    crossed = desk.json("query", written(desk, "交叉.json", {"where": FILED, "pivot": {"rows": "类别", "columns": "办理类别"}}))
    assert sum(row["合计"] for row in crossed["rows"]) == figures["filed"]


def test_a_query_is_saved_listed_and_written_by_its_name(desk: Desk) -> None:
    source = written(desk, "单位.json", {"where": FILED, "columns": ["提案号", "案由", "主办单位"], "group": "主办单位"})
    assert desk.done("query").out == "还没有保存过查询。\n"
    desk.done("query", source, "--save", "按主办单位")
    assert "按主办单位" in desk.done("query").out
    assert [row["name"] for row in desk.json("query")] == ["按主办单位"]
    target = desk.folder / "按主办单位.xlsx"
    assert f"已写出 {target}" in desk.done("query", "按主办单位", "-o", str(target)).out
    sheet = load_workbook(target).active
    assert sheet["A1"].value == "按主办单位"
    assert [cell.value for cell in sheet[3]] == ["提案号", "案由", "主办单位"]


def test_the_fields_are_listed_with_their_conditions(desk: Desk) -> None:
    assert any("主办单位" in line and "任一是、没有" in line for line in desk.done("query", "--fields").out.splitlines())
    found = {field["name"]: field for field in desk.json("query", "--fields")}
    assert found["类别"]["choices"][0]
    assert found["提交日期"]["tests"][0] == "介于"


def test_what_is_wrong_is_said_in_a_sentence(desk: Desk) -> None:
    assert desk.run("query", "没有.json").err.startswith("读不到文件“没有.json”")
    assert desk.run("query", "没有").err.startswith("没有名为“没有”的查询。还没有保存过查询。")
    source = written(desk, "错.json", {"columns": ["颜色"]})
    assert desk.run("query", source).err.startswith("没有“颜色”这个字段")
    (desk.folder / "坏.json").write_text("{", encoding="utf-8")
    assert "坏.json 不是 JSON：第 1 行写错了" in desk.run("query", str(desk.folder / "坏.json")).err
    assert "改个名字" in desk.run("query", source, "-o", "结果.csv").err
