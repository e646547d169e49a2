"""Queries are read from plain values with sentences where something is wrong, and given back as they were."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.field import Field
from zxdesk.queries.builder.fields import FIELDS, GROUPS, field_named
from zxdesk.queries.builder.spec import Spec, read_spec
from zxdesk.queries.builder.trial import TRIALS, trial_word, trials_of


def of(*conditions: dict[str, Any], match: str = "all") -> dict[str, Any]:
    return {"where": {"match": match, "of": list(conditions)}}


WRONG = (
    ({"colour": 1}, "不认识的“colour”"),
    ({"version": 2}, "版本是“2”"),
    ([], "要写成 JSON 对象"),
    (of({"field": "类别x", "test": "属于", "value": ["教育"]}), "没有“类别x”这个字段"),
    (of({"test": "属于"}), "第 1 个条件没有选字段"),
    (of({"field": "类别", "test": "大于", "value": [1]}), "“类别”没有“大于”这种条件。可用的是 属于、不属于、不为空、为空"),
    (of({"field": "类别", "test": "属于", "value": []}), "第 1 个条件“类别属于”后面没有填"),
    (of({"field": "案由", "test": "包含", "value": ["甲", "乙"]}), "要填一个，填了 2 个"),
    (of({"field": "提交日期", "test": "介于", "value": ["2026-03-01"]}), "要填两个，填了 1 个"),
    (of({"field": "提交日期", "test": "早于", "value": "3月1日"}), "“3月1日”不是日期，写成 2026-03-01 这样"),
    (of({"field": "提交日期", "test": "早于", "value": "0001-01-01"}), "核对年份"),
    (of({"field": "提交日期", "test": "介于", "value": ["2026-03-02", "2026-03-01"]}), "两个对调"),
    (of({"field": "提交日期", "test": "在近几天内", "value": [0]}), "天数要在 1 和"),
    (of({"field": "重办次数", "test": "大于", "value": ["两"]}), "“两”不是整数"),
    (of({"field": "重办次数", "test": "大于", "value": [10**30]}), "太大"),
    (of({"field": "状态", "test": "属于", "value": ["睡着了"]}), "没有“睡着了”。可选的是 草稿、"),
    (of({"match": "all", "of": [{"match": "any", "of": []}]}), "最多分两层"),
    (of({"field": "案由", "test": "为空"}, match="both"), "没有“both”。可写的是 全部满足、任一满足、同一记录满足"),
    (of({"field": "承办单位", "test": "不为空"}, {"field": "界别", "test": "不为空"}, match="same"), "“界别”不是"),
    (of({"field": "承办单位数", "test": "大于", "value": [1]}, match="same"), "“承办单位数”不是"),
    ({"where": {"of": "类别"}}, "要写成 JSON 数组"),
    ({"columns": ["颜色"]}, "没有“颜色”这个字段"),
    ({"sort": "界别"}, "一件提案可能有几个，不能用来排序"),
    ({"group": "情况"}, "整段文字，不能用来分组"),
    ({"show": "groups"}, "按什么分组没有选"),
    ({"show": "pivot"}, "交叉表的行和列没有选"),
    ({"show": "chart"}, "没有“chart”。可写的是 清单、分组、交叉"),
    ({"pivot": {"rows": "类别", "columns": "类别"}}, "行和列都是“类别”"),
    ({"pivot": {"rows": "类别"}}, "交叉的列没有选字段"),
    ({"pivot": {"rows": "类别", "columns": "状态", "measure": "分数"}}, "没有“分数”。可写的是 件数、件次、平均办理天数"),
)


@pytest.mark.parametrize(("plain", "sentence"), WRONG, ids=[sentence for _plain, sentence in WRONG])
def test_what_cannot_be_read_is_refused_with_a_sentence(plain: object, sentence: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_spec(plain)
    assert sentence in refused.value.message
    assert refused.value.message.endswith("。")


def test_an_empty_query_lists_everything_by_number() -> None:
    assert read_spec({}) == Spec()
    assert Spec().words() == "全部提案"


def test_fields_trials_and_matches_may_be_said_in_chinese() -> None:
    said = of({"field": "类别", "test": "属于", "value": "教育"}, {"match": "任一满足", "of": [{"field": "重点提案", "test": "为是"}]})
    meant = of({"field": "category", "test": "is", "value": ["教育"]}, {"match": "any", "of": [{"field": "is_key", "test": "yes"}]})
    assert read_spec(said) == read_spec(meant)


def test_the_conditions_are_said_as_one_sentence() -> None:
    plain = of(
        {"field": "类别", "test": "属于", "value": ["教育", "其他"]},
        {"match": "any", "of": [
            {"field": "提交日期", "test": "介于", "value": ["2026-01-01", "2026-03-31"]}, {"field": "重办次数", "test": "大于", "value": [0]},
        ]},
        {"match": "same", "of": [
            {"field": "承办单位", "test": "任一是", "value": ["县住建局"]}, {"field": "承办角色", "test": "没有", "value": ["会办"]},
        ]},
        {"field": "交办日期", "test": "last_days", "value": [30]},
        {"field": "案由", "test": "不包含", "value": ["电梯"]},
    )  # fmt: skip
    assert read_spec(plain).words() == (
        "类别属于教育、其他，且（提交日期介于 2026-01-01 和 2026-03-31 ，或重办次数大于 0），"
        "且（同一承办件承办单位任一是县住建局，且承办角色没有会办），且交办日期在近 30 天内，且案由不包含“电梯”"
    )


@given(st.data())
def test_a_query_comes_back_from_json_as_it_was(data: st.DataObject) -> None:
    conditions = [_condition(data, field) for field in data.draw(st.lists(st.sampled_from(FIELDS), max_size=4))]
    keys = [field.key for field in FIELDS]
    plain: dict[str, Any] = of(*conditions, {"match": "any", "of": conditions[:2]}, match=data.draw(st.sampled_from(["all", "any"])))
    plain["columns"] = data.draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
    plain["sort"] = data.draw(st.sampled_from(["", "-title", "unit_count"]))
    plain["group"] = data.draw(st.sampled_from(["", "sector"]))
    spec = read_spec(plain)
    assert read_spec(json.loads(json.dumps(spec.plain()))) == spec
    assert spec.words()


def _condition(data: st.DataObject, field: Field) -> dict[str, Any]:
    trial = data.draw(st.sampled_from(trials_of(field)))
    needs = TRIALS[trial].needs
    if needs == "nothing":
        return {"field": field.key, "test": trial}
    value: Any = {"date": "2026-03-01", "number": 3}.get(field.kind, field.codes[0][0] if field.codes else "甲")
    value = 3 if trial in ("last_days", "next_days") else value
    return {"field": field.key, "test": trial_word(field, trial), "value": [value, value] if needs == "two" else [value]}


def test_every_field_has_a_name_of_its_own_a_group_and_trials() -> None:
    assert len({field.key for field in FIELDS}) == len({field.name for field in FIELDS}) == len(FIELDS)
    assert {field.group for field in FIELDS} == set(GROUPS)
    assert all(field_named(field.name) is field_named(field.key) is field for field in FIELDS)
    assert all(len({trial_word(field, one) for one in trials_of(field)}) == len(trials_of(field)) > 1 for field in FIELDS)
