"""`zxdesk adopt`: a year's figures adopted, looked at and taken back from the command line."""

from __future__ import annotations

from tests.end2end.conftest import Desk

MEETING = "十届常委会第十次会议"
WHOLE = {"title": "关于修复县志馆的提案", "proposers": "周砚秋", "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}


def test_a_year_is_adopted_corrected_shown_and_taken_back(office: Desk) -> None:
    office.step("register", **WHOLE)
    assert office.json("adopt") is None
    assert office.done("adopt").out.strip() == "本届次的年度统计还没有通过。"
    assert "已通过年度统计 十届二次" in office.done("adopt", "--meeting", MEETING).out
    assert "不能再初审" in office.refused_step("first-review", "收0001", reviewer="何春棠", category="教育")
    office.step("correct", "收0001", keywords="县志馆", reason="漏登")
    shown = office.done("adopt").out
    assert f"十届二次年度统计于 2026-06-01 由{MEETING}通过，数据截至 2026-06-01，已锁定" in shown
    assert "通过后更正 1 处" in shown
    assert "县志馆" in shown
    assert "漏登" in shown
    told = office.json("adopt")
    assert told["figures"]["received"]["value"] == 1
    assert told["changes"] == []
    assert told["corrections"][0]["reason"] == "漏登"
    assert "先解锁或撤回通过并写明理由" in office.refused("adopt", "--meeting", MEETING)
    assert "已撤回年度统计的通过 十届二次" in office.done("adopt", "--take-back", "会议写错").out
    assert office.json("adopt") is None


def test_a_day_without_its_meeting_is_refused(office: Desk) -> None:
    assert office.refused("adopt", "--on", "2026-06-01") == "通过会议还没有填。"
