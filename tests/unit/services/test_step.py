"""Steps read what people type, and name the field that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.stage import TRANSITIONS, UNIT_TRANSITIONS
from zxdesk.services.step import read_values
from zxdesk.services.steps import STEPS, fields_of, step_named

TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Typed:
    kind: str
    text: object
    value: object


@pytest.mark.parametrize(
    "typed",
    [
        Typed("text", " 电 梯\n", "电 梯"),
        Typed("date", "2026年3月5日", date(2026, 3, 5)),
        Typed("date", "3.5", date(2026, 3, 5)),
        Typed("date", date(2026, 3, 5), date(2026, 3, 5)),
        Typed("time", "9时5分", "09:05"),
        Typed("time", "１２：３０", "12:30"),
        Typed("integer", "１２", 12),
        Typed("integer", 12, 12),
        Typed("flag", "√", True),
        Typed("flag", "否", False),
        Typed("flag", True, True),
        Typed("names", "周砚秋、许静安，贺明川", ("周砚秋", "许静安", "贺明川")),
        Typed("units", ["县住建局", "县财政局"], ("县住建局", "县财政局")),
    ],
    ids=lambda typed: f"{typed.kind} {typed.text}",
)
def test_what_is_typed_becomes_a_value(typed: Typed) -> None:
    field = Field("x", "某项", typed.kind)  # type: ignore[arg-type]
    assert read_values((field,), {"x": typed.text}, today=TODAY) == {"x": typed.value}


@pytest.mark.parametrize(
    ("kind", "text"),
    [("date", "2026-02-30"), ("date", "改天"), ("time", "25:00"), ("integer", "十二"), ("integer", "-3"), ("integer", "9" * 30), ("flag", "也许")],
)
def test_what_cannot_be_read_is_refused_at_its_field(kind: str, text: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_values((Field("x", "某项", kind),), {"x": text}, today=TODAY)  # type: ignore[arg-type]
    assert caught.value.field == "x"
    assert caught.value.message.startswith("某项：")


def test_a_choice_is_taken_by_code_or_label() -> None:
    field = Field("x", "角色", "choice", choices=(("co", "会办"), ("lead", "主办")))
    assert read_values((field,), {"x": "会办"}, today=TODAY) == read_values((field,), {"x": "co"}, today=TODAY) == {"x": "co"}
    with pytest.raises(RuleError, match="角色：没有“协办”这一项，可选的是：会办、主办。"):
        read_values((field,), {"x": "协办"}, today=TODAY)


def test_an_unknown_field_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(RuleError, match="没有“colour”这个字段；可用的字段是：x（某项）。"):
        read_values((Field("x", "某项"),), {"colour": "红"}, today=TODAY)


def test_a_required_field_is_asked_for_and_a_default_fills_in() -> None:
    with pytest.raises(RuleError, match="某项还没有填。"):
        read_values((Field("x", "某项", required=True),), {"x": "  "}, today=TODAY)
    assert read_values((Field("x", "某项", "date", required=True, default="today"),), {}, today=TODAY) == {"x": TODAY}


def test_an_empty_value_stays_out_or_clears_as_the_step_says() -> None:
    fields = (Field("words", "词"), Field("day", "日", "date"), Field("list", "列", "names"), Field("is_so", "是", "flag"))
    empty = {field.name: "" for field in fields}
    assert read_values(fields, empty, today=TODAY) == {}
    assert read_values(fields, empty, today=TODAY, clears=True) == {"words": "", "day": None, "list": ()}


def test_every_row_of_both_tables_has_a_step_that_walks_it() -> None:
    walked = {code for step in STEPS for code in step.codes}
    table = {row.code for row in TRANSITIONS} | {row.code for row in UNIT_TRANSITIONS}
    assert table - walked == {"U8-"}
    assert "退回重写" in {step.label for step in STEPS}


def test_verbs_and_labels_are_unique_and_find_their_step() -> None:
    assert len({step.verb for step in STEPS}) == len(STEPS) == len({step.label for step in STEPS})
    assert step_named("交办") is step_named("assign")
    with pytest.raises(RuleError, match="没有“fly”这个动作"):
        step_named("fly")


def test_every_list_of_the_rules_that_a_field_offers_is_there(office: InventedOffice) -> None:
    with office.reading() as session:
        for step in STEPS:
            for field in fields_of(session, step, None):
                assert field.choices or not field.choices_from, (step.verb, field.name)


def test_a_step_on_no_proposal_says_so(office: InventedOffice) -> None:
    assert office.refused("close").message == "办结要指明是哪一件提案。"


def test_a_unit_step_before_any_assignment_says_so(office: InventedOffice) -> None:
    assert office.refused("sign", office.filed(), signed_on="2026-03-21").message.startswith("0001 现在是“立案”，不能签收")


def test_a_step_that_is_not_offered_at_a_stage_is_not_taken_either(office: InventedOffice) -> None:
    key = office.closed(office.signed(lead="县住建局", co="县财政局"))
    error = office.refused("co-opinion", key, unit="县财政局", opinion_on="2026-06-20", opinion="同意。")
    assert error.message == "0001 现在是“办结”，不能登记会办意见；登记会办意见要在“办理中、已办复、重新办理”时进行。"
