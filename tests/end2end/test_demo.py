"""`zxdesk demo`: an invented office that stands in every stage, with its papers and reports, and passes its own check-up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end2end.conftest import Desk

pytestmark = pytest.mark.timeout(400)

YEAR = {"received": 372, "filed": 347, "not_filed": 15, "merged": 10}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The demonstration office on the day its story stops; the tests only read."""
    folder = tmp_path_factory.mktemp("demo") / "示例"
    made = Desk(folder).said(["demo", str(folder), "--json"])
    assert made.code == 0, made.err
    return Desk(folder, today=made.document["stands_on"])


@pytest.mark.slow
def test_the_demonstration_office_passes_the_check_up(demo: Desk) -> None:
    assert [finding for finding in demo.json("check") if finding["severity"] == "error"] == []


@pytest.mark.slow
def test_its_year_has_the_shape_of_a_real_session(demo: Desk) -> None:
    figures = demo.json("stats")
    assert {name: figures[name] for name in YEAR} == YEAR
    assert figures["differences"] == []
    assert len(figures["by_unit"]) <= 85


@pytest.mark.slow
def test_its_papers_and_reports_lie_in_the_folder(demo: Desk) -> None:
    assert list((demo.folder / "文书").glob("答复处理笺-*.docx"))
    assert list((demo.folder / "文书").glob("征询意见表-*.docx"))
    assert {path.name for path in (demo.folder / "报表").iterdir()} == {"提案年度台账.xlsx", "统计.txt", "统计.json"}


@pytest.mark.slow
def test_its_ledger_imports_back_as_the_same(demo: Desk) -> None:
    answer = demo.json("import", "proposals", str(demo.folder / "报表" / "提案年度台账.xlsx"))
    assert (answer["rows"], answer["same"], answer["refused"]) == (372, 372, [])


@pytest.mark.slow
def test_its_ledger_makes_the_same_year_in_an_empty_office(demo: Desk, tmp_path: Path) -> None:
    empty = Desk(tmp_path / "空", today=demo.today)
    empty.found()
    ledger = demo.folder / "报表" / "提案年度台账.xlsx"
    answer = empty.json("import", "proposals", str(ledger))
    assert (answer["new"], answer["refused"]) == (372, [])
    mine, theirs = empty.json("stats"), demo.json("stats")
    assert {name: mine[name] for name in YEAR} == YEAR
    for group in ("by_category", "by_proposer_type", "by_class"):
        assert mine[group] == theirs[group]
    assert [finding for finding in empty.json("check") if finding["severity"] == "error"] == []


def test_a_register_of_any_size_is_made_without_papers(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "大")
    made = desk.said(["demo", str(desk.folder), "--size", "60", "--json"])
    assert made.code == 0, made.err
    desk = desk.on(made.document["stands_on"])
    assert desk.json("stats")["received"] == 60
    assert [finding for finding in desk.json("check") if finding["severity"] == "error"] == []
    assert not (desk.folder / "文书").exists()


def test_a_folder_with_a_register_is_left_alone(office: Desk) -> None:
    before = office.content()
    answer = office.said(["demo", str(office.folder)])
    assert (answer.code, answer.out) == (1, "")
    assert "没有覆盖" in answer.err
    assert office.content() == before
