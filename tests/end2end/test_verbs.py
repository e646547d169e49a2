"""Every verb: its help, its exit codes, and the keys of its JSON, which are a promise. Source: design §6."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.end2end.conftest import Desk

VERBS = ("demo", "init", "import", "step", "show", "find", "paper", "report", "stats", "check")
COUNTS = ("received", "filed", "merged", "opinions", "not_filed", "withdrawn", "pending")
RATES = (
    "filing", "reply", "on_time_reply", "contact", "form_return", "revisit", "satisfaction_attitude", "satisfaction_result",
)  # fmt: skip
GROUPS = ("by_category", "by_construction", "by_proposer_type", "by_sector", "by_class")
REGISTER = {"proposers": "周砚秋、许静安", "submitted_on": "2026-02-26", "is_open": "是", "suggestion": "多设充电车位。"}
ENGLISH = re.compile(r"\b(Usage|OPTIONS|Options|Commands|Arguments|ARGS|Missing|Invalid|Error|Try|No such|Got|required|default|Show|str|int|path)\b")


@pytest.fixture
def two(office: Desk) -> Desk:
    """The office with two proposals received, the first one filed."""
    office.step("register", title="关于增设电动车充电车位的提案", **REGISTER)
    office.step("register", title="关于修复县志馆的提案", **REGISTER)
    office.step("first-review", "收0001", reviewer="何春棠", reviewed_on="2026-03-01", category="城乡建设与管理")
    office.step("second-review", "收0001", reviewer="联合审查组", reviewed_on="2026-03-02")
    office.step("file", "收0001", meeting="提案委全体会议", decided_on="2026-03-03")
    return office


def test_the_help_names_every_verb_and_speaks_no_english(desk: Desk) -> None:
    page = desk.said(["--help"])
    assert page.code == 0
    assert all(re.search(rf"^\s+{verb}\s", page.out, re.M) for verb in VERBS)
    assert not ENGLISH.findall(page.out)


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_speaks_no_english(desk: Desk, verb: str) -> None:
    page = desk.said([verb, "--help"])
    assert page.code == 0
    assert "用法：" in page.out
    assert not ENGLISH.findall(page.out)


@pytest.mark.parametrize(
    "words",
    [
        ("nosuchverb",), ("show",), ("show", "0001", "--wrong"), ("show", "0001", "0002"), ("find", "a", "--limit", "x"), ("init",),
        ("report", "year_ledger"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_chinese_sentence(office: Desk, words: tuple[str, ...]) -> None:
    answer = office.run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert re.search("[\u4e00-\u9fff]", answer.err)
    assert not ENGLISH.findall(answer.err)
    assert len(answer.err.strip().splitlines()) == 1


def test_the_common_options_stand_before_or_after_the_verb(two: Desk) -> None:
    after = two.said(["show", "0001", "--json", "--plenary", "十届二次", "--data-dir", str(two.folder)])
    before = two.said(["--data-dir", str(two.folder), "--plenary=十届二次", "--json", "show", "0001"])
    assert (after.code, before.code) == (0, 0)
    assert after.document == before.document


def test_in_a_process_of_its_own_it_prints_utf8_whatever_the_console(two: Desk) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "ZXDESK_TODAY": two.today}
    command = [sys.executable, "-m", "zxdesk", "--data-dir", str(two.folder)]
    shown = subprocess.run([*command, "show", "0001", "--json"], capture_output=True, env=environment, check=True)
    assert json.loads(shown.stdout.decode("utf-8"))["title"] == "关于增设电动车充电车位的提案"
    refused = subprocess.run([*command, "show", "0999"], capture_output=True, env=environment, check=False)
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert "0999" in refused.stderr.decode("utf-8")
    assert b"Traceback" not in refused.stderr


def test_stats_keeps_every_promised_key(two: Desk) -> None:
    figures = two.json("stats")
    assert {name: figures[name] for name in COUNTS} == {
        "received": 2, "filed": 1, "merged": 0, "opinions": 0, "not_filed": 0, "withdrawn": 0, "pending": 1,
    }  # fmt: skip
    for group in GROUPS:
        for line in figures[group]:
            assert {"name", "count", "share"} <= set(line)
            assert isinstance(line["count"], int)
            assert line["share"] is None or 0 <= line["share"] <= 1
    for name in RATES:
        assert {"numerator", "denominator", "value", "convention"} <= set(figures["rates"][name])
    filing = figures["rates"]["filing"]
    assert (filing["numerator"], filing["denominator"], filing["value"]) == (1, 2, 0.5)
    assert figures["differences"] == []


def test_stats_by_unit_keeps_its_keys(two: Desk) -> None:
    two.step("assign", "0001", lead="县教育局", co="县财政局", assigned_on="2026-03-20")
    lines = {line["name"]: line for line in two.json("stats")["by_unit"]}
    assert all({"name", "lead", "co", "replied", "on_time"} <= set(line) for line in lines.values())
    assert (lines["云溪县教育局"]["lead"], lines["云溪县财政局"]["co"]) == (1, 1)


def test_find_keeps_its_keys_and_puts_the_best_first(two: Desk) -> None:
    hits = two.json("find", "充电车位")
    assert [set(hit) for hit in hits] == [{"plenary", "receipt_number", "number", "title", "score"}] * 2
    assert [hit["receipt_number"] for hit in hits] == ["收0001", "收0002"]
    assert hits[0]["score"] > hits[1]["score"]
    assert two.json("find", "充电车位", "--limit", "1") == hits[:1]
    assert two.json("find", "月球") == []


def test_show_gives_the_whole_nested_file(two: Desk) -> None:
    file: dict[str, Any] = two.json("show", "0001")
    assert {"proposers", "reviews", "assignments", "feedbacks", "visits", "key_file", "merged", "lead", "attachments", "papers"} <= set(file)
    assert (file["number"], file["receipt_number"], file["stage"], file["stage_label"]) == ("0001", "收0001", "filed", "立案")
    assert [line["name"] for line in file["proposers"]] == ["周砚秋", "许静安"]
    assert two.json("show", "收0001") == two.json("show", f"#{file['id']}") == file


def test_check_finds_nothing_in_a_sound_register(two: Desk) -> None:
    assert two.json("check") == []


def test_check_names_a_change_made_outside_the_program_and_ends_with_1(two: Desk) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(two.register)) as connection, connection:
        connection.execute("UPDATE proposal SET title = '改过' WHERE number = '0001'")
    answer = two.run("check", "--json")
    assert answer.code == 1
    assert all(set(finding) == {"rule", "severity", "record", "sentence"} for finding in answer.document)
    assert "error" in {finding["severity"] for finding in answer.document}


def test_what_people_read_carries_the_same_facts(two: Desk) -> None:
    shown = two.done("show", "0001").out
    assert all(word in shown for word in ("0001", "充电车位", "周砚秋", "经济界", "立案", "多设充电车位。"))
    figures = two.done("stats").out
    assert "收到 2" in figures
    assert "立案率 50.0%（1/2" in figures
    assert "共 2 件。" in two.done("find", "充电车位").out
    assert "没有发现问题。" in two.done("check").out


def test_reading_goes_on_beside_a_window_that_holds_the_register(two: Desk) -> None:
    from zxdesk.storage.database import open_register

    window = open_register(two.register)
    try:
        assert two.json("show", "0001")["number"] == "0001"
        two.refused("step", "assign", "0001", "--set", "sole=县教育局")
    finally:
        window.close()


def test_warnings_of_a_step_are_told_and_stand_in_its_document(two: Desk) -> None:
    two.step("assign", "0001", sole="县教育局", assigned_on="2026-03-20")
    answer = two.step("reply", "0001", number="函1", replied_on="2026-05-01", reply_class="B")
    assert len(answer["warnings"]) == 2
    assert {"receipt_number", "number", "stage", "stage_label", "op_id"} <= set(answer)
    assert answer["stage_label"] == "已办复"
