"""Figures a meeting adopted stay; what differs since and every correction stand beside them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.queries.adopted import Since, adopted_list, adoption_note, adoption_of, changes_since
from zxdesk.queries.statistics import figure_ids, statistics
from zxdesk.queries.year_source import YearSource

MEETING = "十届常委会第十次会议"
ADOPTED, LATER = date(2026, 12, 20), date(2027, 3, 1)


def adopt(office: InventedOffice) -> None:
    office.on(ADOPTED)
    office.step("adopt", meeting=MEETING, adopted_on="2026-12-20")
    office.on(LATER)


def since(office: InventedOffice) -> Since:
    with office.reading() as session:
        found = changes_since(session, office.plenary_id(), today=LATER)
    assert found is not None
    return found


def test_every_figure_of_the_statistics_is_kept_with_its_list(office: InventedOffice) -> None:
    office.closed()
    office.closed(reply_class="B")
    office.received()
    adopt(office)
    with office.reading() as session:
        plenary = office.plenary_id()
        adopted, counted = adoption_of(session, plenary), statistics(session, plenary, today=ADOPTED)
        assert adopted is not None
        assert (adopted.meeting, adopted.adopted_on, adopted.as_of) == (MEETING, ADOPTED, ADOPTED)
        for name, rate in counted["rates"].items():
            kept = adopted.figures[f"rate:{name}"]
            wanted = (rate["value"], rate["numerator"], rate["denominator"], rate["convention"])
            assert (kept["value"], kept["numerator"], kept["denominator"], kept["convention"]) == wanted
        for kind in ("category", "sector", "outcome", "class", "stage"):
            for line in counted[f"by_{kind}"]:
                assert adopted.figures[f"{kind}:{line['stage' if kind == 'stage' else 'name']}"]["value"] == line["count"]
        for line in counted["by_unit"]:
            assert adopted.figures[f"unit:{line['unit_id']}:lead"]["value"] == line["lead"]
        for line in counted["by_month"]:
            assert adopted.figures[f"month:{line['name']}:filed"]["value"] == line["filed"]
        for key in ("received", "filed", "unit:0:"):
            behind = key if key in adopted.figures else "undertakings"
            assert sorted(adopted_list(adopted, behind).ids) == sorted(figure_ids(session, plenary, key, today=ADOPTED))
        assert len(adopted_list(adopted, "rate:participation").ids) == counted["rates"]["participation"]["numerator"]


def test_shares_keep_what_was_divided_by_what(office: InventedOffice) -> None:
    office.closed()
    office.closed(reply_class="B")
    adopt(office)
    with office.reading() as session:
        adopted = adoption_of(session, office.plenary_id())
    assert adopted is not None
    shares = {key: kept for key, kept in adopted.figures.items() if key.endswith("%") and kept["value"] is not None}
    assert {"category:城乡建设与管理%", "class:B%"} <= shares.keys()
    for key, kept in shares.items():
        assert kept["value"] == kept["numerator"] / kept["denominator"], key


def test_nothing_differs_right_after_the_adoption(office: InventedOffice) -> None:
    office.closed()
    adopt(office)
    found = since(office)
    assert (found.changes, found.corrections, found.later_acts) == ((), (), 0)


def test_a_correction_shows_which_figures_differ_what_came_in_and_why(office: InventedOffice) -> None:
    key, other = office.closed(), office.filed()
    adopt(office)
    office.step("correct", key, category="教育", reason="类别录错", corrected_on="2027-03-01")
    found = since(office)
    changes = {change.key: change for change in found.changes}
    left, right = changes["category:城乡建设与管理"], changes["category:教育"]
    assert (left.adopted, left.now, left.difference, left.went_out, left.came_in) == ("2", "1", "-1", (key,), ())
    assert (right.adopted, right.now, right.difference, right.came_in) == ("0", "1", "+1", (key,))
    assert changes["category:城乡建设与管理%"].difference == "-50.0 个百分点"
    assert "filed" not in changes
    [correction] = found.corrections
    assert (correction.day, correction.actor, correction.proposal_id, correction.field) == (LATER, "何春棠", key, "类别")
    assert (correction.old, correction.new, correction.reason) == ("城乡建设与管理", "教育", "类别录错")
    assert other not in {one for change in found.changes for one in (*change.came_in, *change.went_out)}


def test_a_list_that_changed_under_the_same_number_is_told(office: InventedOffice) -> None:
    stays, leaves, comes = office.closed(), office.filed(), office.filed()
    office.step("correct", comes, category="教育", reason="类别录错", corrected_on="2026-03-20")
    adopt(office)
    assert since(office).changes == ()
    office.step("correct", leaves, category="教育", reason="类别录错", corrected_on="2027-03-01")
    office.step("correct", comes, category="城乡建设与管理", reason="类别录错", corrected_on="2027-03-01")
    changes = {change.key: change for change in since(office).changes}
    left, right = changes["category:城乡建设与管理"], changes["category:教育"]
    assert (left.adopted, left.now, left.difference, left.came_in, left.went_out) == ("2", "2", "数相同，名单不同", (comes,), (leaves,))
    assert (right.adopted, right.now, right.difference, right.came_in, right.went_out) == ("1", "1", "数相同，名单不同", (leaves,), (comes,))
    assert "filed" not in changes
    assert stays not in (*left.came_in, *left.went_out)


def test_work_that_changes_no_list_tells_nothing(office: InventedOffice) -> None:
    key = office.closed()
    adopt(office)
    office.step("correct", key, keywords="电梯", reason="漏登", corrected_on="2027-03-01")
    assert since(office).changes == ()


def test_a_correction_taken_back_is_no_correction(office: InventedOffice) -> None:
    key = office.closed()
    adopt(office)
    change = office.step("correct", key, category="教育", reason="类别录错", corrected_on="2027-03-01")
    office.door.undo(change.op_id)
    found = since(office)
    assert (found.changes, found.corrections) == ((), ())


def test_later_work_changes_figures_but_is_no_correction(office: InventedOffice) -> None:
    key = office.assigned()
    adopt(office)
    office.step("sign", key, signed_on="2027-01-10")
    office.step("contact", key, contacted_on="2027-01-11", way="走访")
    office.reply(key, replied_on="2027-02-01")
    found = since(office)
    assert found.corrections == ()
    assert found.later_acts == 3
    rate = next(change for change in found.changes if change.key == "rate:reply")
    assert (rate.adopted, rate.now, rate.difference, rate.came_in) == ("0.0%（0/1）", "100%（1/1）", "+100.0 个百分点", (key,))


def test_what_is_changed_while_the_year_is_open_again_is_told_too(office: InventedOffice) -> None:
    key = office.closed()
    adopt(office)
    warned = office.step("unlock-plenary", reason="漏登一次撤案").warnings
    assert warned == (f"{MEETING}于 2026-12-20 通过的数字不变；解锁以后的改动列在它旁边，改好以后再锁定。",)
    office.received(submitted_on="2026-02-20", received_on="2026-02-26")
    office.step("lock-plenary", locked_on="2027-03-01")
    found = since(office)
    assert next(change for change in found.changes if change.key == "received").difference == "+1"
    assert {(correction.act, correction.day) for correction in found.corrections} == {("收件 收0002", LATER)}
    assert key not in {correction.proposal_id for correction in found.corrections}


def test_another_convention_is_told_beside_the_figure(office: InventedOffice) -> None:
    office.closed()
    office.assigned()
    adopt(office)
    office.step("set-rule", path="conventions.satisfaction_variant", value="3")
    change = next(one for one in since(office).changes if one.key == "rate:satisfaction_result")
    assert change.convention != change.convention_now
    assert (change.adopted, change.now) == ("100%（1/1）", "50.0%（1/2）")


def test_a_line_that_is_gone_counts_as_none(office: InventedOffice) -> None:
    key = office.filed()
    adopt(office)
    office.step("correct-review", key, record="审定", reviewed_on="2026-04-02", reason="日期录错")
    changes = {change.key: change for change in since(office).changes}
    gone, new = changes["month:2026-03:filed"], changes["month:2026-04:filed"]
    assert (gone.adopted, gone.now, gone.difference, gone.went_out, gone.came_in) == ("1", "0", "-1", (key,), ())
    assert (new.adopted, new.now, new.difference, new.came_in) == ("0", "1", "+1", (key,))


@pytest.mark.parametrize(("corrected", "tail"), [(False, "通过后没有更正。"), (True, "通过后更正 1 处，见《通过后更正情况》。")])
def test_reports_of_an_adopted_year_say_so(office: InventedOffice, corrected: bool, tail: str) -> None:
    key = office.closed()
    with office.reading() as session:
        assert YearSource(session, office.plenary_id(), today=LATER).notes == ()
    adopt(office)
    if corrected:
        office.step("correct", key, keywords="电梯", reason="漏登", corrected_on="2027-03-01")
    with office.reading() as session:
        source = YearSource(session, office.plenary_id(), today=LATER)
        assert source.notes == (f"本届数字于2026年12月20日由{MEETING}通过；{tail}",)
        assert source.read(adoption_note) == source.notes[0]
