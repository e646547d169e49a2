"""Rule packages say what differs between offices, each value with its source, and refuse what they cannot mean."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from zxdesk.domain import rule_schema
from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_completion import ADDED_LATER
from zxdesk.domain.rules import (
    CONSTRUCTIONS,
    Choice,
    Rules,
    entries,
    load_package,
    package_titles,
    packages,
    parse,
    read_deadline,
    with_value,
    written_deadline,
)

REQUIRED = [
    *("title", "source", "categories", "satisfaction"),
    *(key for key in rule_schema.LISTS if key not in ADDED_LATER),
    *rule_schema.CHOICES,
    *rule_schema.NUMBERS,
    *rule_schema.CHECK_KEYS,
    *rule_schema.FLAGS,
]
ALL = ("national", "shaanxi-city", "shaanxi-county")


@pytest.fixture
def content() -> dict[str, Any]:
    return load_package("shaanxi-county")


@pytest.fixture
def rules(content: dict[str, Any]) -> Rules:
    return parse(content)


def test_the_three_packages_are_shipped_with_their_titles() -> None:
    assert packages() == ALL
    assert dict(package_titles())["shaanxi-county"] == "陕西省县级政协规则"


@pytest.mark.parametrize("key", ALL)
def test_every_default_names_its_source(key: str) -> None:
    content = load_package(key)

    for entry in entries(content):
        is_named = entry.path in content["sources"] or entry.path.split(".")[0] in (*content["sources"], "deadlines")
        assert is_named, entry.path
        assert entry.source.strip()
        assert any("\u4e00" <= char <= "\u9fff" for char in entry.label), entry.path


@pytest.mark.parametrize("key", ALL)
def test_a_package_is_the_same_after_the_register_kept_it_as_json(key: str) -> None:
    content = load_package(key)

    assert parse(json.loads(json.dumps(content, ensure_ascii=False))) == parse(content)


@pytest.mark.parametrize(
    ("key", "categories", "sectors", "classes"),
    [("national", 5, 34, "ABCD"), ("shaanxi-city", 9, 29, "ABC"), ("shaanxi-county", 12, 30, "ABC")],
)
def test_the_packages_have_their_places_schemes(key: str, categories: int, sectors: int, classes: str) -> None:
    rules = parse(load_package(key))

    assert (len(rules.categories), len(rules.sectors)) == (categories, sectors)
    assert [choice.code for choice in rules.reply_classes] == list(classes)
    assert {category.construction for category in rules.categories} >= set(CONSTRUCTIONS[:5])


def test_a_local_category_is_reported_under_its_construction(rules: Rules) -> None:
    assert rules.construction_of("乡村振兴与农业农村") == "经济建设"
    assert rules.construction_of("文化建设") == "文化建设"
    assert rules.construction_of("不认识的类别") == "其他"
    assert rules.category("不认识的类别") is None


def test_a_choice_is_found_by_code_or_name_and_refused_with_the_choices_there_are(rules: Rules) -> None:
    solved = Choice("A", "A类", "所提问题已解决或采纳", ("甲类",))

    for written in ("A", "a", "Ａ", "A类", "甲类"):
        assert rules.choice("reply_classes", written) == solved
    assert rules.choice("outcomes", "转意见建议").code == "opinion"
    assert rules.choice("proposer_types", "专委会").name == "专门委员会"
    assert rules.proposer_group("联名") == "委员提案"
    assert rules.proposer_group("party") == "集体提案"
    with pytest.raises(RuleError, match="没有“E”这一项。从 A类、B类、C类 中选一项。") as refused:
        rules.choice("reply_classes", "E")
    assert refused.value.field == "reply_classes"


def test_each_role_has_its_own_term_and_ordinary_proposals_another() -> None:
    city = parse(load_package("shaanxi-city"))

    assert written_deadline(city.reply_deadline("lead")) == written_deadline(city.reply_deadline("sole")) == "5月25日"
    assert written_deadline(city.reply_deadline("lead", is_ordinary=True)) == "3个月"
    assert city.reply_deadline("co", is_ordinary=True) == city.deadlines["co_opinion"] == city.deadlines["reply_co"]
    assert written_deadline(city.extension_limit()) == "6月25日"
    assert written_deadline(city.extension_limit(is_ordinary=True)) == "6个月"


@pytest.mark.parametrize("key", REQUIRED)
def test_a_missing_key_is_named(key: str, content: dict[str, Any]) -> None:
    del content[key]

    with pytest.raises(RuleError, match=f"（{key}）：缺少") as refused:
        parse(content)
    assert refused.value.field == key


@pytest.mark.parametrize(
    "path", ["typo", "deadlines.typo", "deadlines.receipt.typo", "conventions.typo", "proposal_numbering.typo"]
)
def test_an_unknown_key_is_named(path: str, content: dict[str, Any]) -> None:
    *way, last = path.split(".")
    table = content
    for step in way:
        table = table[step]
    table[last] = "x"

    with pytest.raises(RuleError, match=path.replace(".", r"\.")) as refused:
        parse(content)
    assert refused.value.field == path


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("yellow_days", 0, "“0”不对。写成 1 至"),
        ("yellow_days", True, "“True”不对"),
        ("deadlines.receipt.amount", -3, "“-3”不对"),
        ("deadlines.receipt.mode", "weeks", "期限方式“weeks”不对"),
        ("deadlines.summary.day", 32, "没有 10月32日"),
        ("categories.教育.construction", "经济", "“经济”不在五大建设之列"),
        ("conventions.filing_base", "all", "received（收到件数）、merged（合并后件数）"),
        ("satisfaction", "best", "first（以第一提案人为准）"),
        ("sectors", ["工会", "工会"], "“工会”出现两次"),
        ("sectors", [], "一项也没有"),
        ("face_ways", ["飞鸽"], "“飞鸽”不在可用的词里"),
        ("satisfied_words", ["满意"], "“基本满意”既不算满意也不算不满意"),
        ("dissatisfied_words", ["不满意", "满意"], "“满意”不在可用的词里"),
        ("redo_on", ["mood"], "“mood”不在可用的词里"),
        ("proposal_numbering.prefix", "2026-", "带有数字或空格"),
        ("proposal_numbering.width", 99, "写成 1 至 9 的整数"),
        ("proposal_numbering.series", "category", "没有字头"),
        ("reply_review", "maybe", "写成 true 或 false"),
        ("contact_required", "ask", "warn（提醒）"),
        ("reasons", "1 | 甲\n1 | 乙", "“1”出现两次"),
        ("reasons", "1 | 甲\n2 | 乙 | | 甲", "“甲”出现两次"),
        ("title", "", "缺少，或不是文字"),
    ],
)
def test_a_wrong_value_is_refused_and_changes_nothing(path: str, value: object, sentence: str, content: dict[str, Any]) -> None:
    before = copy.deepcopy(content)

    with pytest.raises(RuleError) as refused:
        with_value(content, path, value)
    assert sentence in refused.value.message
    assert refused.value.message.endswith("。")
    assert content == before


@pytest.mark.parametrize(
    "path",
    [
        *("", "typo", "deadlines", "deadlines.typo", "conventions", "conventions.typo", "proposal_numbering", "sectors.工会"),
        *("reply_classes.E.text", "yellow_days.x", "key", "sources", "sources.title"),
    ],
)
def test_a_path_that_is_no_setting_is_refused(path: str, content: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        with_value(content, path, "x")


def test_changing_one_value_leaves_the_original_and_marks_who_set_it(content: dict[str, Any]) -> None:
    before = copy.deepcopy(content)
    changed = with_value(content, "deadlines.reply_lead.amount", 4)

    assert content == before
    assert parse(changed).deadlines["reply_lead"].amount == 4
    sources = {entry.path: entry.source for entry in entries(changed)}
    assert sources["deadlines.reply_lead"] == "本机关设定"
    assert sources["deadlines.reply_separate"] != "本机关设定"


@pytest.mark.parametrize(
    ("path", "written", "attribute", "value"),
    [
        ("yellow_days", "１０", "yellow_days", 10),
        ("reply_review", "是", "reply_review", True),
        ("satisfaction", "以多数回答为准", "satisfaction", "majority"),
        ("contact_required", "不准", "contact_required", "refuse"),
        ("retentions", "永久、定期30年", "retentions", ("永久", "定期30年")),
        ("redo_on", "办理结果", "redo_on", ("result",)),
        ("redo_on", [], "redo_on", ()),
    ],
)
def test_values_may_be_given_as_the_settings_page_writes_them(
    path: str, written: object, attribute: str, value: object, content: dict[str, Any]
) -> None:
    assert getattr(parse(with_value(content, path, written)), attribute) == value


def test_code_tables_are_changed_line_by_line(content: dict[str, Any]) -> None:
    lines = "A | A类 | 已解决 | 甲类、甲\nB｜B类｜列入计划\nC | C类 | 留作参考\nD | D类 | 不可行"
    changed = with_value(content, "reply_classes", lines)
    changed = with_value(changed, "reply_classes.D.text", "已作解释")

    assert parse(changed).choice("reply_classes", "D") == Choice("D", "D类", "已作解释")
    assert parse(changed).choice("reply_classes", "甲") == Choice("A", "A类", "已解决", ("甲类", "甲"))


def test_numbering_by_category_is_set_up_in_two_steps(content: dict[str, Any]) -> None:
    lines = "\n".join(f"{category['name']} | {chr(ord('甲') + at)}" for at, category in enumerate(content["categories"]))
    changed = with_value(content, "proposal_numbering.category_prefixes", lines)
    changed = with_value(changed, "proposal_numbering.series", "按类别编号")

    assert parse(changed).proposal_numbering.series == "category"


@pytest.mark.parametrize("key", ALL)
def test_every_setting_can_be_written_back_as_it_is_shown(key: str) -> None:
    content = load_package(key)

    for entry in entries(content):
        value = "\n".join(entry.value) if isinstance(entry.value, tuple) else entry.value
        assert parse(with_value(content, entry.path, value)).categories == parse(content).categories, entry.path
        changed = {other.path: other.value for other in entries(with_value(content, entry.path, value))}
        assert changed == {other.path: other.value for other in entries(content)}


@pytest.mark.parametrize("written", ["3个月", "10个工作日", "30日", "5月25日", "3个月，逢休息日顺延"])
def test_a_deadline_reads_as_it_is_written(written: str, content: dict[str, Any]) -> None:
    changed = with_value(content, "deadlines.redo", written)

    assert written_deadline(parse(changed).deadlines["redo"]) == written


@pytest.mark.parametrize("written", ["三天", "", "个月", "尽快", "3年"])
def test_a_deadline_that_cannot_be_read_says_how_to_write_it(written: str) -> None:
    with pytest.raises(RuleError, match="不是期限。写成 3个月、10个工作日、30日 或 5月25日。"):
        read_deadline(written)


@pytest.mark.parametrize("key", ["nowhere", "../national", ""])
def test_an_unknown_package_is_refused_naming_those_there_are(key: str) -> None:
    with pytest.raises(RuleError, match="national、shaanxi-city、shaanxi-county"):
        load_package(key)
