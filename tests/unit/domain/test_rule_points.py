"""The two point schemes of a rule package: read, written as lines, refused where they cannot mean anything, taken over by older registers."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_points import UnitItem
from zxdesk.domain.rules import entries, load_package, packages, parse, with_value

SCHEMES = ("assessment", "member_scores")


@pytest.fixture
def content() -> dict[str, Any]:
    return load_package("shaanxi-county")


@pytest.mark.parametrize("key", packages())
def test_every_package_has_both_schemes_of_a_hundred_points_and_says_where_each_setting_comes_from(key: str) -> None:
    content = load_package(key)
    rules = parse(content)

    assert rules.assessment.full == 100
    assert {item.event for item in rules.member_scores.items} >= {"filed", "opinion", "not_filed", "key", "good"}
    for entry in entries(content):
        if entry.path.startswith(SCHEMES):
            assert content["sources"][entry.path] == entry.source


def test_a_package_made_before_there_were_schemes_opens_with_the_shipped_ones(content: dict[str, Any]) -> None:
    old = {name: value for name, value in content.items() if name not in SCHEMES}
    old["sources"] = {path: source for path, source in content["sources"].items() if not path.startswith(SCHEMES)}
    kept = json.loads(json.dumps(old, ensure_ascii=False))

    assert parse(kept) == parse(content)
    assert entries(kept) == entries(content)
    changed = with_value(kept, "assessment.few", "5")
    assert parse(changed).assessment.few == 5
    assert kept.keys() == old.keys()
    assert {e.path: e.source for e in entries(changed)}["assessment.few"] == "本机关设定"
    assert {e.path: e.source for e in entries(changed)}["assessment.items"] != "本机关设定"


def test_a_package_of_the_offices_own_name_takes_the_national_schemes(content: dict[str, Any]) -> None:
    for name in SCHEMES:
        del content[name]
    content["key"] = "云溪县"

    assert parse(content).assessment == parse(load_package("national")).assessment


def test_items_are_written_line_by_line_with_ways_in_words(content: dict[str, Any]) -> None:
    lines = "签收 | 签收 | 按比例得分 | ４０\ncontact ｜ 面商 ｜ 每低一个百分点扣分 ｜ 60分 ｜ 1.5 ｜ 95%\nreminder | 催办 | 每件扣分 | | 0.2"
    scheme = parse(with_value(content, "assessment.items", lines)).assessment

    assert scheme.items == (
        UnitItem("receipt", "签收", "ratio", Fraction(40)),
        UnitItem("contact", "面商", "below", Fraction(60), Fraction(3, 2), Fraction(95)),
        UnitItem("reminder", "催办", "deduct", Fraction(0), Fraction(1, 5)),
    )
    assert scheme.full == 100


def test_one_value_of_an_item_is_changed_by_its_place(content: dict[str, Any]) -> None:
    changed = with_value(content, "assessment.items.late.points", "1.5")
    changed = with_value(changed, "assessment.items.receipt.target", 90)
    changed = with_value(changed, "member_scores.items.filed.joint", "5")
    changed = with_value(changed, "member_scores.sharing", "第一提案人得一半，其余署名人平分另一半")
    changed = with_value(changed, "member_scores.limit", "25.5")
    rules = parse(changed)

    items = {item.measure: item for item in rules.assessment.items}
    assert (items["late"].points, items["receipt"].target) == (Fraction(3, 2), 90)
    assert rules.member_scores.items[0].joint == 5
    assert (rules.member_scores.sharing, rules.member_scores.limit) == ("shared", Fraction(51, 2))
    assert {entry.path: entry.value for entry in entries(changed)}["member_scores.limit"] == "25.5"


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("assessment.items", "speed | 速度 | 按比例得分 | 10", "第 1 行没有“speed”这个考核内容"),
        ("assessment.items", "receipt | 签收 | 每件扣分 | 10 | 1", "写成 按比例得分、每低一个百分点扣分 之一"),
        ("assessment.items", "receipt | 签收 | 按比例得分 | 10\nredo | 重办 | 按比例得分 | 10", "第 2 行“重新办理”的计分方式"),
        ("assessment.items", "receipt | 签收 | 按比例得分 | 10\nredo | 重办 | 每件扣分 | 10", "没有写每件或每个百分点几分"),
        ("assessment.items", "receipt | 签收 | 按比例得分 | 十分", "“十分”不对。写成 0 至 1000 的数，最多两位小数"),
        ("assessment.items", "receipt | 签收 | 按比例得分 | 10 | | 120", "标准“120”不对"),
        ("assessment.items", "receipt | 签收 | 按比例得分 | 10\nreceipt | 再签收 | 按比例得分 | 10", "“receipt”出现两次"),
        ("assessment.items", "redo | 重办 | 每件扣分 | 10 | 1", "没有一项是得分的"),
        ("assessment.items", "", "一项也没有"),
        ("assessment.items", "receipt", "缺少，或不是文字"),
        ("assessment.items.receipt.points", "0.125", "最多两位小数"),
        ("assessment.few", -1, "“-1”不对"),
        ("assessment.no_case", "zero", "full（记满分）"),
        ("member_scores.items", "speech | 发言 | 5", "第 1 行没有“speech”这个得分内容"),
        ("member_scores.items", "filed | 立案 | 10\nkey | 立案 | 10", "“立案”出现两次"),
        ("member_scores.limit", "-3", "“-3”不对"),
        ("member_scores.sharing", "equal", "shared（第一提案人得一半"),
    ],
)
def test_a_scheme_that_cannot_mean_anything_is_refused(path: str, value: object, sentence: str, content: dict[str, Any]) -> None:
    with pytest.raises(RuleError) as refused:
        with_value(content, path, value)
    assert sentence in refused.value.message
    assert refused.value.message.endswith("。")


@pytest.mark.parametrize(
    ("scheme", "path"), [("assessment", "assessment.typo"), ("member_scores", "member_scores.typo")]
)
def test_an_unknown_part_of_a_scheme_is_named(scheme: str, path: str, content: dict[str, Any]) -> None:
    content[scheme]["typo"] = 1

    with pytest.raises(RuleError, match=path.replace(".", r"\.")):
        parse(content)
