"""A ledger that comes in again with more, or with other things, than the register has."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.invented_office import InventedOffice
from tests.unit.services.ledger_sheet import ROW, UNFILED, take_in
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.services.ledger import Verdict

RECEIVED = ROW | UNFILED | {"审查结果": ""}
ASSIGNED = ROW | {"答复日期": "", "答复文号": "", "办理类别": "", "沟通方式": "", "办理态度": "", "办理结果": ""}
REPLIED = ROW | {"办理态度": "", "办理结果": ""}


def again(office: InventedOffice, folder: Path, first: dict[str, str], **said: str) -> Verdict:
    """The verdict on a row that comes in a second time with other cells."""
    take_in(office, folder, first)
    [verdict] = take_in(office, folder, first | said).verdicts
    return verdict


def the_proposal(office: InventedOffice) -> int:
    with office.reading() as session:
        return session.scalars(select(Proposal.id)).one()


def test_the_year_goes_on_from_ledger_to_ledger(office: InventedOffice, tmp_path: Path) -> None:
    stages = []
    for row in (RECEIVED, ASSIGNED, REPLIED, ROW):
        [verdict] = take_in(office, tmp_path, row).verdicts
        stages.append((verdict.status, office.value(the_proposal(office), "stage")))
    assert stages == [("new", Stage.RECEIVED), ("changed", Stage.HANDLING), ("changed", Stage.REPLIED), ("changed", Stage.CLOSED)]


def test_the_headings_that_changed_are_named(office: InventedOffice, tmp_path: Path) -> None:
    verdict = again(office, tmp_path, REPLIED, 办理态度="满意", 办理结果="基本满意", 是否公开="否")
    assert (verdict.status, verdict.fields) == ("changed", ("办理态度", "办理结果", "是否公开"))


def test_a_corrected_title_keeps_the_old_one_beside_it(office: InventedOffice, tmp_path: Path) -> None:
    verdict = again(office, tmp_path, ASSIGNED, 案由="关于在城南增设公交站的提案")
    assert verdict.fields == ("案由",)
    with office.opened(the_proposal(office)) as proposal:
        assert proposal.title == "关于在城南增设公交站的提案"
        assert [version.title for version in proposal.text_versions] == [ROW["案由"]]


def test_a_corrected_reply_is_written_with_its_class_and_day(office: InventedOffice, tmp_path: Path) -> None:
    verdict = again(office, tmp_path, REPLIED, 答复文号="云交函〔2026〕9号", 办理类别="B", 答复日期="2026-05-18")
    assert verdict.fields == ("答复日期", "答复文号", "办理类别")
    with office.opened(the_proposal(office)) as proposal:
        reply = proposal.answering[0].last_reply
        assert reply is not None
        assert (reply.number, reply.reply_class, reply.replied_on) == ("云交函〔2026〕9号", "B", date(2026, 5, 18))
        assert (proposal.reply_class, proposal.replied_on) == ("B", date(2026, 5, 18))


def test_a_unit_more_is_brought_in_and_a_new_deadline_set(office: InventedOffice, tmp_path: Path) -> None:
    two = ASSIGNED | {"会办单位": "县财政局"}
    verdict = again(office, tmp_path, two, 会办单位="县财政局、县教育局", 答复期限="2026-07-01")
    assert verdict.fields == ("会办单位", "答复期限")
    with office.opened(the_proposal(office)) as proposal:
        assert [(a.unit.short_name, a.role.label) for a in proposal.active_assignments] == [
            ("县交通局", "主办"), ("县财政局", "会办"), ("县教育局", "会办"),
        ]  # fmt: skip
        assert proposal.answering[0].due_on == date(2026, 7, 1)


def test_a_key_proposal_is_decided_and_dropped_by_the_ledger(office: InventedOffice, tmp_path: Path) -> None:
    assert again(office, tmp_path, ASSIGNED, 是否重点="是").fields == ("是否重点",)
    assert office.value(the_proposal(office), "is_key") is True
    [verdict] = take_in(office, tmp_path, ASSIGNED).verdicts
    assert verdict.fields == ("是否重点",)
    assert office.value(the_proposal(office), "is_key") is False


def test_an_empty_cell_clears_nothing(office: InventedOffice, tmp_path: Path) -> None:
    verdict = again(office, tmp_path, ROW, 情况="", 办理结果="", 办理态度="", 答复文号="", 沟通方式="", 界别="", 是否公开="")
    assert verdict.status == "same"


def test_a_short_name_means_the_unit_of_the_full_one(office: InventedOffice, tmp_path: Path) -> None:
    assert again(office, tmp_path, ROW, 主办单位="云溪县交通局").status == "same"


@pytest.mark.parametrize(
    ("said", "column", "words"),
    [
        ({"提案号": "0005"}, "提案号", "发出的号不能改"),
        ({"提案者": "许静安"}, "提案者", "已进入审查"),
        ({"主办单位": "县财政局"}, "主办单位", "办退办改派"),
        ({"交办日期": "2026-03-21"}, "交办日期", "已于 2026-03-20 交办"),
        ({"答复期限": "2026-08-01"}, "答复期限", "已经答复"),
        ({"办理结果": "基本满意"}, "办理结果", "已按征询意见表登记"),
        ({"答复日期": "2026-05-21"}, "答复日期", "晚于征询发出日期"),
        ({"提交日期": "2026-03-01"}, "提交日期", "晚于收件日期"),
    ],
)
def test_what_only_the_workflow_may_change_is_refused(
    office: InventedOffice, tmp_path: Path, said: dict[str, str], column: str, words: str
) -> None:
    take_in(office, tmp_path, ROW)
    before = office.rows()
    [verdict] = take_in(office, tmp_path, ROW | said).verdicts
    assert (verdict.status, verdict.column) == ("refused", column), verdict
    assert words in verdict.reason
    assert office.rows() == before


def test_what_was_filed_is_not_turned_back(office: InventedOffice, tmp_path: Path) -> None:
    filed = ROW | UNFILED | {"提案号": "0001"}
    take_in(office, tmp_path, filed)
    [verdict] = take_in(office, tmp_path, filed | {"审查结果": "不予立案", "原因": "其他"}).verdicts
    assert (verdict.status, verdict.column) == ("refused", "审查结果")
    assert "已是“立案”" in verdict.reason
