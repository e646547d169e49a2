"""What the supervision board reads: open undertakings by unit and by the days left."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.queries.supervise_board import SuperviseBoard, as_lines, buckets, in_bucket, supervise_board

TODAY = date(2026, 6, 10)


def read(office: InventedOffice, today: date = TODAY) -> SuperviseBoard:
    return office.door.read(supervise_board, today=today, plenary_id=office.plenary_id())


@pytest.mark.parametrize(
    ("left", "key"),
    [(-400, "over-30"), (-31, "over-30"), (-30, "over-8"), (-8, "over-8"), (-7, "over-1"), (-1, "over-1"), (0, "today"), (1, "2026-06-11"),
     (14, "2026-06-24"), (15, "later"), (None, "none")],
)  # fmt: skip
def test_every_number_of_days_has_one_place(left: int | None, key: str) -> None:
    assert [bucket.key for bucket in buckets(TODAY) if bucket.holds(left)] == [key]


def test_units_with_the_most_overdue_come_first(office: InventedOffice) -> None:
    office.assigned(lead="县财政局")
    office.assigned(lead="县民政局", co="县财政局")
    board = read(office, date(2026, 6, 25))
    assert [(unit.name, len(unit.late)) for unit in board.units] == [("县财政局", 2), ("县民政局", 1)]
    assert board.units[0].undertakings[0].left == -66
    assert len(in_bucket(board.undertakings, board.buckets[0])) == 1
    assert all(bucket.key != "none" for bucket in board.buckets)


def test_what_was_answered_is_owed_no_more(office: InventedOffice) -> None:
    office.replied()
    assert read(office).units == ()


def test_the_last_reminder_and_how_often_stand_with_the_unit(office: InventedOffice) -> None:
    key = office.assigned(lead="县财政局")
    for day in (date(2026, 6, 1), date(2026, 6, 9)):
        office.step("remind", key, unit="县财政局", reminded_on=day, way="电话")
    unit = read(office).units[0]
    assert (unit.reminded_on, unit.undertakings[0].reminders) == (date(2026, 6, 9), 2)


def test_the_lines_for_wps_have_full_values_and_no_tabs_of_their_own(office: InventedOffice) -> None:
    office.assigned(lead="县财政局")
    head, line = as_lines(read(office).undertakings).splitlines()
    assert len(head.split("\t")) == len(line.split("\t")) == 11
    assert line.split("\t")[:2] == ["县财政局", "0001"]
