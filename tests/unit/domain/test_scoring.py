"""Points are those of the office's scheme, item by item to a tenth, with limits, shares and ties."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zxdesk.domain.rule_points import Assessment, MemberItem, MemberScores, UnitItem
from zxdesk.domain.scoring import MemberScore, Share, member_scores, plainly, ranks, tenths, unit_score

F = Fraction
ITEMS = (
    UnitItem("receipt", "签收", "ratio", F(10)),
    UnitItem("solved", "办理结果", "ratio", F(30), target=F(60)),
    UnitItem("contact", "面商", "below", F(20), F(1, 2), F(90)),
    UnitItem("reminder", "被催办", "deduct", F(5), F(2)),
    UnitItem("dissatisfied", "不满意", "deduct", F(0), F(1, 5)),
    UnitItem("key", "重点", "add", F(3), F(2)),
)
COUNTED = {"receipt": (2, 3), "solved": (3, 6), "contact": (8, 10), "reminder": (1, 0), "dissatisfied": (4, 0), "key": (1, 0)}


def scheme(no_case: str = "full", items: tuple[UnitItem, ...] = ITEMS) -> Assessment:
    return Assessment(items, no_case, 3)  # type: ignore[arg-type]


def scored(sharing: str = "fixed", limit: int = 0, **most: int) -> MemberScores:
    items = (("filed", 10, 3), ("key", 5, 1))
    return MemberScores(tuple(MemberItem(e, e, F(first), F(joint), F(most.get(e, 0))) for e, first, joint in items), sharing, F(limit))  # type: ignore[arg-type]


def member_score(scheme: MemberScores, shares: list[Share]) -> MemberScore:
    return member_scores(scheme, [shares])[0]


def test_every_item_gives_its_points_and_the_whole_is_their_sum() -> None:
    score = unit_score(scheme(), COUNTED)

    assert score.items == {
        "receipt": F("6.7"),  # 10 × 2÷3
        "solved": F(25),  # 30 × 50 % ÷ 60 %
        "contact": F(15),  # 20 − 0.5 × (90 − 80)
        "reminder": F(-2), "dissatisfied": F("-0.8"), "key": F(2),
    }  # fmt: skip
    assert (score.base, score.added, score.taken, score.total) == (F("46.7"), F(2), F("2.8"), F("45.9"))


def test_what_is_added_and_taken_stops_at_its_limit_and_no_limit_is_none() -> None:
    score = unit_score(scheme(), COUNTED | {"reminder": (9, 0), "dissatisfied": (90, 0), "key": (9, 0)})

    assert (score.items["reminder"], score.items["dissatisfied"], score.items["key"]) == (F(-5), F(-18), F(3))


def test_more_than_the_target_gives_no_more_than_full_points_and_far_below_gives_none() -> None:
    assert unit_score(scheme(), COUNTED | {"solved": (6, 6)}).items["solved"] == 30
    assert unit_score(scheme(), COUNTED | {"contact": (10, 10)}).items["contact"] == 20
    assert unit_score(scheme(), COUNTED | {"contact": (1, 10)}).items["contact"] == 0


def test_a_total_is_never_below_nothing() -> None:
    assert unit_score(scheme(), COUNTED | {"dissatisfied": (9000, 0)}).total == 0


def test_an_item_without_a_case_gives_full_points_or_is_left_out_and_the_rest_scaled() -> None:
    empty = COUNTED | {"contact": (0, 0), "reminder": (0, 0), "dissatisfied": (0, 0), "key": (0, 0)}

    assert unit_score(scheme(), empty).items["contact"] == 20
    assert unit_score(scheme(), empty).total == F("51.7")
    scaled = unit_score(scheme("scaled"), empty)
    assert scaled.items["contact"] is None
    assert scaled.base == F("47.6")  # 31.7 of 40, as of 60: 47.55
    nothing = unit_score(scheme("scaled"), {item.measure: (0, 0) for item in ITEMS})
    assert (nothing.total, nothing.base) == (None, 0)


def test_a_first_proposer_and_the_others_have_points_of_their_own() -> None:
    shares = [Share(frozenset({"filed", "key"}), True, 3), Share(frozenset({"filed"}), False, 3), Share(frozenset(), True, 1)]
    score = member_score(scored(), shares)

    assert score.items == {"filed": 13, "key": 5}
    assert (score.earned, score.total) == (18, 18)


@pytest.mark.parametrize(("signers", "first", "others"), [(1, F(10), None), (2, F(5), F(5)), (4, F(5), F("1.7"))])
def test_shared_points_are_half_for_the_first_and_the_other_half_for_all_others(signers: int, first: Fraction, others: Fraction | None) -> None:
    filed = frozenset({"filed"})

    assert member_score(scored("shared"), [Share(filed, True, signers)]).total == first
    if others is not None:
        assert member_score(scored("shared"), [Share(filed, False, signers)]).total == others


def test_members_are_scored_each_for_his_own_also_where_another_had_the_same() -> None:
    alone, joint = Share(frozenset({"filed"}), True, 1), Share(frozenset({"filed"}), False, 3)
    found = member_scores(scored("shared", filed=25), [[alone], [joint, joint], [], [alone], [alone] * 3, [joint, alone]])

    assert [score.items["filed"] for score in found] == [10, 5, 0, 10, 25, F("12.5")]


def test_an_item_and_the_whole_stop_at_their_limits() -> None:
    score = member_score(scored(limit=25, filed=20), [Share(frozenset({"filed", "key"}), True, 1)] * 3)

    assert score.items == {"filed": 20, "key": 15}
    assert (score.earned, score.total) == (35, 25)


def test_equal_totals_share_a_place_and_the_next_is_left_out() -> None:
    assert ranks([F(90), F(100), F(90), None, F(80)]) == [2, 1, 2, None, 4]
    assert ranks([]) == []


def test_points_are_rounded_halves_up_and_written_plainly() -> None:
    assert [tenths(F(value)) for value in ("0.05", "2.349", "-0.04")] == [F("0.1"), F("2.3"), F(0)]
    assert [plainly(F(value)) for value in ("10", "0.5", "1.25")] == ["10", "0.5", "1.25"]
