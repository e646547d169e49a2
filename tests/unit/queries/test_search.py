from __future__ import annotations

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Role
from zxdesk.queries.search import find

from .conftest import Cabinet


def test_every_word_must_occur_and_titles_come_first(session: Session, cabinet: Cabinet) -> None:
    body = cabinet.proposal("0001", "关于规范课后服务的提案", situation="校外托管机构停车困难。")
    title = cabinet.proposal("0002", "关于校外托管的提案")
    cabinet.proposal("0003", "关于乡镇卫生院的提案")
    hits = find(session, "校外 托管")
    assert [hit.proposal_id for hit in hits] == [title.id, body.id]
    assert hits[0].score > hits[1].score > 0
    assert (hits[1].where, hits[1].excerpt) == ("正文", "校外托管机构停车困难。")
    assert (hits[0].plenary, hits[0].number, hits[0].receipt_number) == ("十届二次", "0002", title.receipt_number)
    assert find(session, "校外 卫生院") == []


def test_names_units_replies_and_opinions_are_found(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("0001", proposers=[cabinet.member("周砚秋", "003")])
    cabinet.reply(cabinet.assignment(proposal, cabinet.unit("JY01", "云溪县教育局", "县教育局"), Role.LEAD), body="已增设托管点。")
    cabinet.assignment(proposal, cabinet.unit("CG01", "云溪县城管局"), Role.CO, opinion="同意增加夜间巡查。")
    found = {word: [(hit.where, hit.excerpt) for hit in find(session, word)] for word in ("周砚秋", "县教育局", "托管点", "巡查")}
    assert found["周砚秋"] == [("提案者", "周砚秋")]
    assert found["县教育局"][0][0] == "承办单位"
    assert found["托管点"][0][0] == "答复"
    assert found["巡查"] == [("会办意见", "同意增加夜间巡查。")]


def test_width_and_case_make_no_difference_and_signs_are_plain(session: Session, cabinet: Cabinet) -> None:
    wide = cabinet.proposal("0001", "关于建设５Ｇ基站的提案")
    half = cabinet.proposal("0002", "关于5g应用的提案")
    share = cabinet.proposal("0003", "关于绿化率达到35%的提案")
    assert {hit.proposal_id for hit in find(session, "5G")} == {wide.id, half.id}
    assert {hit.proposal_id for hit in find(session, "５ｇ")} == {wide.id, half.id}
    assert [hit.proposal_id for hit in find(session, "35%")] == [share.id]
    assert find(session, "3_%") == []


def test_a_limit_keeps_the_best_and_nothing_finds_nothing(session: Session, cabinet: Cabinet) -> None:
    title = cabinet.proposal("0001", "关于养老助餐的提案")
    for number in range(2, 9):
        cabinet.proposal(f"{number:04d}", situation="养老助餐点不足。")
    assert [hit.proposal_id for hit in find(session, "养老助餐", limit=1)] == [title.id]
    assert len(find(session, "养老助餐", limit=5)) == 5
    assert find(session, "  ") == []
