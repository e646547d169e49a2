"""A ledger as an office keeps it, written as a real file and read by the program."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.invented_office import InventedOffice
from zxdesk.intake.ledger import read_ledger
from zxdesk.services.ledger import ImportOutcome, import_ledger

TODAY = date(2026, 6, 10)
ROW = {
    "届次": "十届二次", "收件号": "收0001", "提案号": "0001", "案由": "关于增设公交站的提案", "提案者类型": "个人", "提案者": "周砚秋",
    "联名人": "", "界别": "经济界", "提交日期": "2026-02-26", "会间平时": "会间", "类别": "城乡建设与管理", "审查结果": "立案", "并入": "",
    "原因": "", "主办单位": "县交通局", "会办单位": "", "分办单位": "", "交办日期": "2026-03-20", "答复期限": "", "答复日期": "2026-05-20",
    "答复文号": "云交函〔2026〕1号", "办理类别": "A", "沟通方式": "走访", "办理态度": "满意", "办理结果": "满意", "是否重点": "否",
    "是否公开": "是", "情况": "情况。", "分析": "分析。", "建议": "建议。",
}  # fmt: skip
UNFILED = dict.fromkeys(("提案号", "主办单位", "交办日期", "答复日期", "答复文号", "办理类别", "沟通方式", "办理态度", "办理结果"), "")


def write_ledger(folder: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """A CSV file with these rows under the headings of the first."""
    path = folder / "台账.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def take_in(office: InventedOffice, folder: Path, *rows: Mapping[str, str], **values: Any) -> ImportOutcome:
    """Import these rows and give what became of them."""
    read = read_ledger(write_ledger(folder, rows), today=TODAY)
    assert not read.refused
    outcome = ImportOutcome()
    office.run(import_ledger, read.rows, outcome=outcome, plenary=None, today=TODAY, **values)
    return outcome


def unknown_office_rows() -> list[dict[str, str]]:
    """Rows of every outcome, by people and units the invented office has never heard of."""
    both = {"主办单位": "云溪县水利局", "会办单位": "云溪县气象局"}
    apart = {"主办单位": "", "分办单位": "云溪县水利局、云溪县气象局", "答复文号": "水函1号；气函2号", "办理类别": "B"}
    body = {"提案者类型": "党派", "提案者": "九三学社云溪县支社", "界别": ""}
    unfiled = ROW | UNFILED
    return [
        ROW | both | {"提案者类型": "联名", "提案者": "温如玉", "联名人": "江采薇、范仲甫", "界别": "教育界"},
        ROW | apart | {"收件号": "收0002", "提案号": "0002", "案由": "关于校车的提案", "提案者": "江采薇", "界别": "体育界", "是否重点": "是"},
        unfiled | {"收件号": "收0003", "案由": "关于修渠的提案", "提案者": "范仲甫", "审查结果": "并案", "并入": "0001", "界别": "农业界"},
        unfiled | {"收件号": "收0004", "案由": "关于书法课的提案", "审查结果": "不予立案", "原因": "内容空泛、没有具体建议"},
        unfiled | body | {"收件号": "收0005", "案由": "关于路灯的提案", "审查结果": "转为意见和建议", "原因": "其他"},
        unfiled | {"收件号": "收0006", "案由": "关于广场的提案", "审查结果": "撤案", "会间平时": "平时", "提交日期": "2026-05-08"},
        unfiled | {"收件号": "收0007", "案由": "关于门诊的提案", "审查结果": "", "是否公开": "否", "情况": "", "分析": "", "建议": ""},
    ]  # fmt: skip
