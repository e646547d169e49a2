"""One proposal, several forms: the rule package says which answer counts."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zxdesk.domain.errors import RuleError
from zxdesk.domain.satisfaction import overall

FIXED = settings(max_examples=100, deadline=None, derandomize=True)
ORDER = ("满意", "基本满意", "不满意")
GOOD, FAIR, BAD = ORDER
Rule = Literal["first", "worst", "majority"]
RULES: list[Rule] = ["first", "worst", "majority"]


@pytest.mark.parametrize(
    ("rule", "answers", "value"),
    [
        ("first", [GOOD, BAD, BAD], GOOD),
        ("first", ["", BAD], None),
        ("first", [None, BAD], None),
        ("worst", [GOOD, FAIR, GOOD], FAIR),
        ("worst", [GOOD, FAIR, ""], None),
        ("worst", [GOOD, BAD, ""], BAD),
        ("majority", [GOOD, BAD, GOOD], GOOD),
        ("majority", [GOOD, GOOD, "", ""], None),
        ("majority", [GOOD, GOOD, GOOD, "", ""], GOOD),
        ("majority", [GOOD, BAD], BAD),
        ("majority", [GOOD, FAIR, BAD], BAD),
        ("majority", [GOOD, GOOD, FAIR, FAIR, BAD], FAIR),
    ],
)
def test_the_rule_picks_the_answer(rule: Rule, answers: list[str | None], value: str | None) -> None:
    assert overall(answers, rule=rule, order=ORDER) == value


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_decided_without_forms(rule: Rule) -> None:
    assert overall([], rule=rule, order=ORDER) is None
    assert overall(["", None], rule=rule, order=ORDER) is None


def test_an_answer_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(RuleError, match="“很好”不是征询意见表的回答。从 满意、基本满意、不满意 中选一项。"):
        overall([GOOD, "很好"], rule="first", order=ORDER)


ANSWERS = st.lists(st.sampled_from([*ORDER, ""]), max_size=9)
COMPLETE = st.lists(st.sampled_from(ORDER), min_size=1, max_size=9)


@FIXED
@given(COMPLETE, st.sampled_from(RULES))
def test_with_all_forms_back_one_of_the_answers_counts(answers: list[str], rule: Rule) -> None:
    assert overall(answers, rule=rule, order=ORDER) in answers


@FIXED
@given(ANSWERS, st.sampled_from(RULES), st.data())
def test_a_value_once_decided_is_not_changed_by_later_forms(answers: list[str], rule: Rule, data: st.DataObject) -> None:
    decided = overall(answers, rule=rule, order=ORDER)
    later = [answer or data.draw(st.sampled_from(ORDER)) for answer in answers]

    assert decided in (None, overall(later, rule=rule, order=ORDER))


@FIXED
@given(COMPLETE)
def test_the_worst_is_never_better_than_any_answer(answers: list[str]) -> None:
    worst = overall(answers, rule="worst", order=ORDER)

    assert worst is not None
    assert all(ORDER.index(answer) <= ORDER.index(worst) for answer in answers)
