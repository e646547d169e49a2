from __future__ import annotations

from sqlalchemy.orm import Session

from zxdesk.domain.stage import Stage
from zxdesk.queries.history import FieldChange, events_of, recent_events

from .conftest import Cabinet


def test_history_speaks_in_labels_and_names(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("0012", stage=Stage.HANDLING)
    unit = cabinet.unit("JY01", "云溪县教育局", "县教育局")
    assignment = cabinet.assignment(proposal, unit)
    fields = {"unit_id": [None, unit.id], "proposal_id": [None, proposal.id], "role": [None, "sole"], "due_on": [None, "2026-06-20"]}
    cabinet.event(assignment, fields, proposal=proposal, act="new", label="交办 0012")
    cabinet.event(
        proposal, {"stage": ["filed", "handling"], "is_key": [False, True], "reasons": [[], ["1", "2"]], "number_sort": [0, 12]},
        proposal=proposal, reason="主席会议确定",
    )  # fmt: skip
    last, first = events_of(session, proposal.id)
    assert first.changes == (
        FieldChange("承办件", "承办单位", "", "县教育局"),
        FieldChange("承办件", "角色", "", "独办"),
        FieldChange("承办件", "办理期限", "", "2026-06-20"),
    )
    assert last.changes == (
        FieldChange("提案", "状态", "立案", "办理中"),
        FieldChange("提案", "重点提案", "否", "是"),
        FieldChange("提案", "原因", "", "1、2"),
    )
    assert (last.seq, last.actor, last.label, last.reason, last.number) == (2, "何春棠", "登记答复", "主席会议确定", "0012")
    assert (last.at.isoformat(), last.offset_minutes) == ("2026-05-08T02:30:00+00:00", 480)


def test_recent_acts_are_those_of_the_whole_office(session: Session, cabinet: Cabinet) -> None:
    cabinet.event(cabinet.proposal("0001"), {}, label="立案")
    cabinet.event(cabinet.unit("JY01", "云溪县教育局"), {}, label="登记单位")
    cabinet.event(cabinet.term, {}, label="改届")
    assert [row.label for row in recent_events(session, 2)] == ["改届", "登记单位"]
