"""A narrative report is written of the register, edited, brought up to date, adopted, and given back with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from tests.reported_office import DAY, refuse, reported, standing, written
from zxdesk.domain.figure_marks import plain_text
from zxdesk.queries.narrative import Report, narrative_changes, narratives, reported_list
from zxdesk.services.narrative import adopt_narrative, edit_narrative, reopen_narrative, update_narrative, write_narrative

MEETING = "十届常委会第十次会议"


def changes(office: InventedOffice, report: Report) -> dict[str, tuple[str, str]]:
    with office.reading() as session:
        return {one.key: (one.reported, one.now) for one in narrative_changes(session, report, today=DAY)}


def text_of(report: Report) -> str:
    return "\n".join(plain_text(one["text"]) for one in report.paragraphs)


def adopt(office: InventedOffice, report: Report) -> None:
    office.run(adopt_narrative, report.id, meeting=MEETING, adopted_on=DAY, today=DAY)


def test_nothing_is_marked_while_the_register_says_the_same(office: InventedOffice) -> None:
    reported(office)
    assert changes(office, written(office)) == {}


def test_a_change_in_the_register_marks_exactly_the_figures_it_moves(office: InventedOffice) -> None:
    keys = reported(office)
    report = written(office)
    refuse(office, keys["pending"])
    assert changes(office, report) == {"not_filed": ("1", "2"), "pending": ("1", "0")}


def test_bringing_it_up_to_date_puts_new_figures_into_the_old_text(office: InventedOffice) -> None:
    keys = reported(office)
    report = written(office)
    own = [*report.paragraphs[:2], {"style": "body", "text": "本段是人写的。"}, *report.paragraphs[2:]]
    office.run(edit_narrative, report.id, title="审查情况报告（送审稿）", paragraphs=own)
    refuse(office, keys["pending"])
    change = office.run(update_narrative, report.id, today=DAY)
    assert change.label == "更新提案审查情况报告数字 2 处"
    assert change.reason == "不予立案件数由 1 改为 2；待审件数由 1 改为 0"
    after = standing(office)
    assert "不予立案2件" in text_of(after)
    assert "本段是人写的。" in text_of(after)
    assert after.title == "审查情况报告（送审稿）"
    assert changes(office, after) == {}
    assert office.refused_run(update_narrative, report.id, today=DAY).message == "报告中的数字与登记簿一致，没有要更新的。"


def test_a_later_day_is_brought_up_to_date_though_no_figure_changed(office: InventedOffice) -> None:
    office.filed()
    office.on(date(2026, 3, 10))
    report = written(office, on=date(2026, 3, 10))
    office.run(update_narrative, report.id, today=date(2026, 3, 11))
    assert standing(office).as_of == "2026年3月11日"
    assert "截至2026年3月11日" in text_of(standing(office))


def test_a_figure_typed_over_is_text_from_then_on(office: InventedOffice) -> None:
    reported(office)
    report = written(office)
    typed = [{**one, "text": one["text"].replace("⟦merged|1⟧", "⟦merged|一⟧")} for one in report.paragraphs]
    office.run(edit_narrative, report.id, title=report.title, paragraphs=typed)
    after = standing(office)
    assert "merged" not in after.figures
    assert "并案一件" in text_of(after)
    assert "⟦received|" in after.paragraphs[1]["text"]


def test_an_adopted_report_never_changes_and_a_later_run_only_marks(office: InventedOffice) -> None:
    keys = reported(office)
    adopt(office, report := written(office))
    before = standing(office)
    assert (before.adopted_on, before.meeting) == (DAY, MEETING)
    refuse(office, keys["pending"])
    for refused in (
        office.refused_run(update_narrative, report.id, today=DAY),
        office.refused_run(edit_narrative, report.id, title="别的", paragraphs=before.paragraphs),
        office.refused_run(adopt_narrative, report.id, meeting="别的会议", adopted_on=DAY, today=DAY),
    ):
        assert refused.message == f"提案审查情况报告已由{MEETING}于 2026-07-10 通过，不能再改；要改先撤回通过并写明理由。"
    assert standing(office) == before
    assert set(changes(office, before)) == {"not_filed", "pending"}
    assert reported_list(before, "not_filed").ids == (keys["rejected"],)


def test_a_new_text_after_adoption_is_a_report_of_its_own(office: InventedOffice) -> None:
    reported(office)
    adopt(office, first := written(office))
    second = written(office)
    with office.reading() as session:
        kept = narratives(session, office.plenary_id(), "review_report")
    assert [one.id for one in kept] == [second.id, first.id]
    assert kept[1].meeting == MEETING
    assert office.refused_run(reopen_narrative, first.id, reason="数字有误").field == "narrative"


def test_writing_again_replaces_the_draft_and_undo_brings_it_back(office: InventedOffice) -> None:
    reported(office)
    report = written(office)
    office.run(edit_narrative, report.id, title="我的标题", paragraphs=report.paragraphs)
    edited = standing(office)
    change = office.run(
        write_narrative, office.plenary_id(), kind="review_report", title="新的", paragraphs=report.paragraphs[:3], figures=report.figures,
        written_on=DAY,
    )  # fmt: skip
    assert standing(office).id == edited.id
    assert standing(office).title == "新的"
    office.door.undo(change.op_id)
    after = standing(office)
    assert (after.title, after.paragraphs, after.figures) == (edited.title, edited.paragraphs, edited.figures)


def test_adoption_is_given_back_with_a_reason_that_history_keeps(office: InventedOffice) -> None:
    reported(office)
    adopt(office, report := written(office))
    assert office.refused_run(reopen_narrative, report.id, reason=" ").field == "reason"
    change = office.run(reopen_narrative, report.id, reason="会议要求修改")
    assert standing(office).adopted_on is None
    assert office.events(op_id=change.op_id)[0]["reason"] == "会议要求修改"
    office.run(edit_narrative, report.id, title="修改稿", paragraphs=report.paragraphs)
    assert standing(office).title == "修改稿"


@pytest.mark.parametrize(
    ("meeting", "day", "field"), [("", DAY, "meeting"), (MEETING, date(2026, 7, 11), "adopted_on")], ids=["no meeting", "a day to come"]
)
def test_adoption_needs_a_meeting_and_a_day_that_was(office: InventedOffice, meeting: str, day: date, field: str) -> None:
    reported(office)
    report = written(office)
    assert office.refused_run(adopt_narrative, report.id, meeting=meeting, adopted_on=day, today=DAY).field == field


def test_adopting_figures_that_are_old_by_now_warns(office: InventedOffice) -> None:
    keys = reported(office)
    report = written(office)
    refuse(office, keys["pending"])
    change = office.run(adopt_narrative, report.id, meeting=MEETING, adopted_on=DAY, today=DAY)
    assert change.warnings == ("报告中有 2 处数字与登记簿现在的不同，按报告的数字通过。",)


def test_empty_texts_and_titles_are_refused(office: InventedOffice) -> None:
    reported(office)
    report = written(office)
    assert office.refused_run(edit_narrative, report.id, title=" ", paragraphs=report.paragraphs).field == "title"
    assert office.refused_run(edit_narrative, report.id, title="题", paragraphs=[{"style": "body", "text": " "}]).field == "paragraphs"
    assert office.refused_run(edit_narrative, report.id, title=report.title, paragraphs=report.paragraphs).message.startswith("和原来一样")
    assert office.refused_run(edit_narrative, 999, title="题", paragraphs=report.paragraphs).field == "narrative"
