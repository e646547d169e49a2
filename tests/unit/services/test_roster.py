"""Directories come in from the sheets an office keeps, every row with its verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.invented_office import InventedOffice
from zxdesk.domain.people import Member, Organisation
from zxdesk.domain.unit import HandlingUnit
from zxdesk.intake.people import read_members, read_organisations, read_units
from zxdesk.services.change import Change
from zxdesk.services.ledger import ImportOutcome
from zxdesk.services.roster import import_members, import_organisations, import_units, preview_roster

TODAY = date(2026, 6, 10)
COMMANDS: dict[str, tuple[Callable[..., Any], Callable[..., Change]]] = {
    "members": (read_members, import_members),
    "units": (read_units, import_units),
    "organisations": (read_organisations, import_organisations),
}


def take_in(office: InventedOffice, folder: Path, kind: str, text: str, *, rehearsal: bool = False) -> ImportOutcome:
    """Import a CSV sheet and give what became of its rows."""
    path = folder / "名册.csv"
    path.write_text(text, encoding="utf-8-sig")
    read_sheet, command = COMMANDS[kind]
    read = read_sheet(path, today=TODAY)
    assert not read.refused
    outcome = ImportOutcome()
    if rehearsal:
        with office.register.writing() as session:
            return preview_roster(session, command, read.rows, outcome=outcome, today=TODAY)
    office.run(command, read.rows, outcome=outcome, today=TODAY)
    return outcome


def told(outcome: ImportOutcome) -> list[tuple[str, str]]:
    return [(verdict.status, verdict.column) for verdict in outcome.verdicts]


def test_members_are_new_changed_same_or_refused(office: InventedOffice, tmp_path: Path) -> None:
    sheet = (
        "姓名,委员编号,界别,手机,状态\n"
        "温如玉,101,教育界,0900-555-0101,在册\n"
        "周砚秋,001,经济界,0900-555-0999,\n"
        "许静安,002,教育界,0900-555-0002,\n"
        "江采薇,003,体育界,,\n"
        "范仲甫,104,农业界,,休假\n"
    )
    outcome = take_in(office, tmp_path, "members", sheet)
    assert told(outcome) == [("new", ""), ("changed", ""), ("same", ""), ("refused", "委员编号"), ("refused", "状态")]
    assert outcome.verdicts[1].fields == ("手机",)
    assert "已是贺明川的" in outcome.verdicts[3].reason
    assert outcome.created_members == ["温如玉"]
    with office.reading() as session:
        phones = {m.name: m.phone for m in session.scalars(select(Member))}
    assert phones["周砚秋"] == "0900-555-0999"
    assert "江采薇" not in phones
    assert told(take_in(office, tmp_path, "members", sheet))[:3] == [("same", "")] * 3


def test_an_empty_cell_of_a_directory_clears_nothing(office: InventedOffice, tmp_path: Path) -> None:
    assert told(take_in(office, tmp_path, "members", "姓名,委员编号,手机,界别\n周砚秋,001,,\n")) == [("same", "")]


def test_units_come_with_parents_and_successions_in_any_order(office: InventedOffice, tmp_path: Path) -> None:
    sheet = (
        "全称,简称,编码,上级单位,停用日期,沿革,继任单位\n"
        "云溪县旅游局,县旅游局,L01,,2025-12-31,更名,云溪县文旅局\n"
        "云溪县河道站,,L03,云溪县水利局,,,\n"
        "云溪县文旅局,县文旅局,L02,,,,\n"
        "云溪县水利局,县水利局,L04,,,,\n"
        "云溪县气象局,,L02,,,,\n"
    )
    outcome = take_in(office, tmp_path, "units", sheet)
    assert told(outcome) == [("new", "")] * 4 + [("refused", "统一编码")]
    assert "已是云溪县文旅局的" in outcome.verdicts[-1].reason
    with office.reading() as session:
        units = {unit.code: unit for unit in session.scalars(select(HandlingUnit))}
        assert units["L01"].successor is units["L02"]
        assert (units["L01"].valid_to, units["L01"].succession) == (date(2025, 12, 31), "更名")
        assert units["L03"].parent is units["L04"]
    assert told(take_in(office, tmp_path, "units", sheet))[:4] == [("same", "")] * 4


def test_a_unit_whose_parent_is_unknown_is_refused(office: InventedOffice, tmp_path: Path) -> None:
    outcome = take_in(office, tmp_path, "units", "全称,上级单位\n云溪县河道站,云溪县天文局\n云溪县气象局,\n")
    assert told(outcome) == [("refused", "上级单位"), ("new", "")]
    assert outcome.created_units == ["云溪县气象局"]


def test_organisations_need_a_type_the_rules_know(office: InventedOffice, tmp_path: Path) -> None:
    sheet = "类型,全称,简称\n民主党派,农工党云溪县支部,农工党支部\n,云溪县工会,\n乐队,云溪县乐团,\n党派,民盟云溪县支部,民盟支部\n"
    outcome = take_in(office, tmp_path, "organisations", sheet)
    assert told(outcome) == [("new", ""), ("refused", "类型"), ("refused", "类型"), ("same", "")]
    with office.reading() as session:
        assert session.scalars(select(Organisation.kind).where(Organisation.name == "农工党云溪县支部")).one() == "党派"


def test_a_rehearsal_of_a_directory_writes_nothing(office: InventedOffice, tmp_path: Path) -> None:
    before = office.rows()
    outcome = take_in(office, tmp_path, "members", "姓名,委员编号\n温如玉,101\n", rehearsal=True)
    assert told(outcome) == [("new", "")]
    assert office.rows() == before
