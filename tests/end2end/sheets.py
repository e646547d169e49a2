"""Sheets as offices keep them, written for a test."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from openpyxl import Workbook

Row = Mapping[str, object]

HEADINGS = (
    "届次", "收件号", "提案号", "案由", "提案者类型", "提案者", "联名人", "界别", "提交日期", "会间平时", "类别", "审查结果", "并入", "原因",
    "主办单位", "会办单位", "交办日期", "答复期限", "答复日期", "答复文号", "办理类别", "沟通方式", "办理态度", "办理结果", "是否重点", "是否公开",
    "情况", "分析", "建议",
)  # fmt: skip
ANSWERED: dict[str, object] = {
    "届次": "十届二次", "收件号": "收0101", "提案号": "0101", "案由": "关于修复县志馆的提案", "提案者类型": "联名", "提案者": "周砚秋",
    "联名人": "许静安、贺明川", "界别": "经济界", "提交日期": "2026-02-26", "会间平时": "会间", "类别": "文化旅游与体育", "审查结果": "立案",
    "主办单位": "县教育局", "会办单位": "县财政局", "交办日期": "2026.3.20", "答复日期": "2026年5月8日", "答复文号": "云教函〔2026〕7号",
    "办理类别": "A", "沟通方式": "走访", "办理态度": "满意", "办理结果": "满意", "是否重点": "否", "是否公开": "是", "情况": "馆舍漏雨。",
    "建议": "尽快修复。",
}  # fmt: skip
REJECTED: dict[str, object] = {
    "届次": "十届二次", "收件号": "收0102", "案由": "关于推广某品牌的提案", "提案者类型": "个人", "提案者": "沈知微", "提交日期": "2026-02-26",
    "会间平时": "会间", "审查结果": "不予立案", "原因": "其他", "是否公开": "是", "建议": "推广。",
}  # fmt: skip
MERGED: dict[str, object] = {
    "届次": "十届二次", "收件号": "收0103", "案由": "关于县志馆防雨的提案", "提案者类型": "个人", "提案者": "陶望舒", "提交日期": "2026-02-26",
    "会间平时": "会间", "类别": "文化旅游与体育", "审查结果": "并案", "并入": "0101", "是否公开": "是", "建议": "防雨。",
}  # fmt: skip
LEDGER: tuple[Row, ...] = (ANSWERED, REJECTED, MERGED)


def workbook(path: Path, rows: Sequence[Row], headings: Sequence[str] = HEADINGS) -> Path:
    """An .xlsx with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(heading) for heading in headings])
    book.save(path)
    book.close()
    return path


def table(path: Path, rows: Sequence[Row], encoding: str, headings: Sequence[str] = HEADINGS) -> Path:
    """A .csv in an encoding."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
