from __future__ import annotations

from sqlalchemy.orm import Session

from zxdesk.domain.stage import UnitState
from zxdesk.queries.recent import recent_acts

from .conftest import Cabinet


def test_an_act_says_what_was_done_to_which_proposal_and_what_it_brought(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("0123")
    assignment = cabinet.assignment(proposal, cabinet.unit("WJ01", "云溪县卫生健康局", "县卫健局"), state=UnitState.REPLIED)
    reply = cabinet.reply(assignment, number="云卫函〔2026〕18号")
    fields = {"assignment_id": [None, assignment.id], "reply_class": [None, "A"], "number": [None, "云卫函〔2026〕18号"]}
    cabinet.event(reply, fields, proposal=proposal, label="登记答复 0123", act="new")
    (act,) = recent_acts(session)
    assert (act.label, act.number, act.proposal_id, act.count) == ("登记答复", "0123", proposal.id, 1)
    assert act.words == ("县卫健局", "A 类", "云卫函〔2026〕18号")
    assert f"{act.moment:%H:%M}" == "10:30"


def test_a_batch_is_one_line_and_the_acts_before_it_follow(session: Session, cabinet: Cabinet) -> None:
    first = cabinet.proposal("0001")
    cabinet.event(first, {"category": ["", "教育"]}, proposal=first, label="更正 0001")
    for number in ("0002", "0003", "0004"):
        proposal = cabinet.proposal(number)
        cabinet.event(proposal, {}, proposal=proposal, label=f"签收 {number} 县教育局", op_id="0" * 36)
    acts = recent_acts(session, 2)
    assert [(act.label, act.count, act.number, act.words) for act in acts] == [("签收", 3, "", ()), ("更正", 1, "0001", ("教育",))]
    assert acts[0].proposal_id is None
