"""Drafts are kept for their clerk, outside history, and vanish when their act is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.invented_office import InventedOffice
from zxdesk.domain.draft import Draft
from zxdesk.domain.event import Event
from zxdesk.queries.checkup import check
from zxdesk.queries.drafts import draft, drafts_at, drafts_of
from zxdesk.services.change import Actor
from zxdesk.services.draft import discard_done_drafts, discard_draft, save_draft
from zxdesk.services.steps import step_named

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
VALUES = {"title": "关于灯的提案", "proposers": {"keys": ["#1"], "typed": ""}}


def events(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Event)) or 0


def rows(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Draft)) or 0


def test_a_draft_is_read_back_as_it_was_kept_and_leaves_no_history(office: InventedOffice) -> None:
    before = office.door.read(events)
    change = office.run(save_draft, "step-register", "", VALUES, op_id_of_act="a", title="登记提案", saved_at=NOON)
    row = office.door.read(draft, "step-register", "")
    assert row is not None
    assert (row.values, row.title, row.saved_at, row.clerk) == (VALUES, "登记提案", NOON, office.door.actor.name)
    assert office.door.read(events) == before
    assert change.tables == change.proposals == frozenset()


def test_keeping_again_replaces_and_the_newest_comes_first(office: InventedOffice) -> None:
    for minute, op_id, title in ((0, "a", "旧"), (1, "b", "新"), (2, "a", "改")):
        office.run(save_draft, "step-register", "", {"title": title}, op_id_of_act=op_id, saved_at=NOON + timedelta(minutes=minute))
    found = office.door.read(drafts_at, "step-register", "", clerk=office.door.actor.name)
    assert [row.values["title"] for row in found] == ["改", "新"]


def test_drafts_are_found_by_the_beginning_of_their_kind_and_belong_to_their_clerk(office: InventedOffice) -> None:
    office.run(save_draft, "step-reply", "1", {}, saved_at=NOON)
    office.run(save_draft, "assign-board", "1", {}, saved_at=NOON)
    name = office.door.actor.name
    assert [row.kind for row in office.door.read(drafts_of, name, kind="step-")] == ["step-reply"]
    assert len(office.door.read(drafts_of, name)) == 2
    assert office.door.read(drafts_of, "别人") == []
    other = replace(office.door, actor=Actor("别人", ""))
    other.run(discard_draft, "step-reply", "1")
    assert office.door.read(draft, "step-reply", "1") is not None


def test_a_draft_whose_act_is_in_history_is_no_draft_any_more(office: InventedOffice) -> None:
    office.run(save_draft, "step-add-member", "", {"name": "赵新声"}, op_id_of_act="one-act", saved_at=NOON)
    office.run(save_draft, "step-add-member", "", {"name": "钱又新"}, op_id_of_act="no-act", saved_at=NOON)
    office.door.step(step_named("add-member"), None, {"name": "赵新声", "sector": "经济界"}, op_id="one-act")
    assert [row.values["name"] for row in office.door.read(drafts_of, office.door.actor.name)] == ["钱又新"]
    office.run(discard_done_drafts)
    assert office.door.read(rows) == 1


def test_a_draft_tells_that_its_proposal_was_changed_after_it(office: InventedOffice) -> None:
    change = office.step(
        "register", title="关于灯的提案", proposers="周砚秋", submitted_on="2026-02-26", is_open="是", situation="暗", analysis="暗", suggestion="灯"
    )
    early, late = (office.door.now() + timedelta(minutes=minutes) for minutes in (-60, 60))
    for key, moment in (("early", early), ("late", late)):
        office.run(save_draft, "edit-text", key, {}, proposal_id=change.subject, saved_at=moment)
    found = {row.key: row.is_outdated for row in office.door.read(drafts_of, office.door.actor.name)}
    assert found == {"early": True, "late": False}


def test_the_check_up_does_not_mind_drafts(office: InventedOffice) -> None:
    before = office.door.read(check, today=office.door.today)
    office.run(save_draft, "step-register", "", VALUES, op_id_of_act="a", saved_at=NOON)
    assert office.door.read(check, today=office.door.today) == before
