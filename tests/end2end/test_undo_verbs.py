"""The last act is taken back and done again from the command line."""

from __future__ import annotations

from tests.end2end.conftest import Desk

NEW = {"title": "关于修复县志馆的提案", "proposers": "贺明川", "submitted_on": "2026-02-26", "is_open": "是", "suggestion": "修复。"}


def test_acts_are_taken_back_one_by_one_and_done_again_in_turn(office: Desk) -> None:
    office.step("register", **NEW)
    office.step("first-review", "收0001", reviewer="何春棠", reviewed_on="2026-03-01", category="教育", outcome="立案")
    assert office.done("undo").out == "已撤销 初审 收0001\n"
    assert office.json("show", "收0001")["stage_label"] == "已收件"
    assert office.json("undo")["done"].startswith("撤销 收件")
    assert "没有" in office.refused("show", "收0001")
    office.done("redo")
    assert office.done("redo").out == "已重做 初审 收0001\n"
    assert office.json("show", "收0001")["stage_label"] == "初审"
    assert office.refused("redo") == "没有可以重做的操作。"
    assert office.json("check") == []


def test_a_new_act_forgets_what_was_taken_back(office: Desk) -> None:
    office.step("register", **NEW)
    office.done("undo")
    office.step("register", **NEW | {"title": "关于增设公交站的提案"})
    assert office.refused("redo") == "没有可以重做的操作。"
