"""The figures of narrative reports are those of the statistics, each with its convention and its list."""

from __future__ import annotations

from tests.invented_office import InventedOffice
from tests.reported_office import DAY, counted, in_statistics, reported
from zxdesk.queries.narrative_figures import AS_OF, Figure, list_behind, narrative_figures
from zxdesk.queries.statistics import figure_ids

OF_FORMS_OR_UNITS = ("answer:", "rate:form_return", "undertakings", "units")


def figures(office: InventedOffice) -> dict[str, Figure]:
    with office.reading() as session:
        return narrative_figures(session, office.plenary_id(), today=DAY)


def test_every_figure_is_the_one_of_the_statistics(office: InventedOffice) -> None:
    reported(office)
    stats, found = counted(office), figures(office)
    assert len(found) > 80
    for key, figure in found.items():
        if key != AS_OF:
            assert figure.value == in_statistics(stats, key), key
            assert figure.name, key
            assert figure.convention, key


def test_the_list_behind_a_count_has_as_many_as_it_says(office: InventedOffice) -> None:
    reported(office)
    with office.reading() as session:
        for key, figure in narrative_figures(session, office.plenary_id(), today=DAY).items():
            if isinstance(figure.value, int) and not key.startswith(OF_FORMS_OR_UNITS):
                assert len(list_behind(session, office.plenary_id(), figure.behind, today=DAY).ids) == figure.value, key


def test_the_list_behind_taking_part_is_one_of_members(office: InventedOffice) -> None:
    reported(office)
    with office.reading() as session:
        behind = list_behind(session, office.plenary_id(), figures(office)["rate:participation:above"].behind, today=DAY)
    names = ("周砚秋", "许静安", "贺明川", "陶望舒")
    assert behind.is_of_members
    assert set(behind.ids) == {office.member_id(name) for name in names}


def test_what_happened_on_the_way_is_counted_and_listed(office: InventedOffice) -> None:
    keys = reported(office)
    office.step("remind", keys["late"], unit="县交通局", reminded_on="2026-07-01", way="电话")
    ways = counted(office)["on_the_way"]
    assert ways == {
        "session": 6, "ordinary": 1, "late": 1, "extended": 0, "handed_back": 0, "reminded": 1, "inspected": 0, "redone": 0,
    }  # fmt: skip
    with office.reading() as session:
        for way in ("late", "reminded"):
            assert figure_ids(session, office.plenary_id(), f"way:{way}", today=DAY) == [keys["late"]]
        assert figure_ids(session, office.plenary_id(), "way:ordinary", today=DAY) == [keys["pending"]]


def test_a_handed_back_and_an_extended_proposal_are_counted_once_however_often(office: InventedOffice) -> None:
    key = office.assigned(None, sole="县民政局")
    office.step("hand-back", key, unit="县民政局", requested_on="2026-03-23", reason="不属职责")
    office.step("refuse-hand-back", key, unit="县民政局", decided_on="2026-03-25", note="属于职责")
    office.step("sign", key, unit="县民政局", signed_on="2026-03-26")
    office.step("extension", key, unit="县民政局", requested_on="2026-06-01", reason="需论证", new_due_on="2026-07-31")
    office.step("decide-extension", key, unit="县民政局", decided_on="2026-06-02", is_granted="是")
    ways = counted(office)["on_the_way"]
    assert (ways["handed_back"], ways["extended"]) == (1, 1)
