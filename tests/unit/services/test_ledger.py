"""A year ledger comes in row by row: each carried as far as it goes, each with its verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.invented_office import InventedOffice
from tests.unit.services.ledger_sheet import ROW, TODAY, UNFILED, take_in, unknown_office_rows, write_ledger
from zxdesk.domain.people import Member
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.intake.ledger import read_ledger
from zxdesk.queries.ledger import ledger_values
from zxdesk.services.ledger import ImportOutcome, import_ledger, preview_ledger


def statuses(outcome: ImportOutcome) -> list[str]:
    return [verdict.status for verdict in outcome.verdicts]


def proposal_of(office: InventedOffice, receipt: str) -> int:
    with office.reading() as session:
        return session.scalars(select(Proposal.id).where(Proposal.receipt_number == receipt)).one()


def test_a_finished_row_is_carried_through_every_step_to_the_end(office: InventedOffice, tmp_path: Path) -> None:
    outcome = take_in(office, tmp_path, ROW)
    assert statuses(outcome) == ["new"]
    with office.opened(proposal_of(office, "收0001")) as proposal:
        assert proposal.stage is Stage.CLOSED
        assert (proposal.number, proposal.reply_class, proposal.satisfaction) == ("0001", "A", "满意")
        assert [a.unit.short_name for a in proposal.answering] == ["县交通局"]
        assert [c.way for c in proposal.answering[0].contacts] == ["走访"]
        assert [review.step.label for review in proposal.reviews] == ["初审", "复审", "审定"]
        assert proposal.assignments[0].due_why.startswith("2026-03-20 交办")


def test_every_outcome_stands_at_its_stage(office: InventedOffice, tmp_path: Path) -> None:
    outcome = take_in(office, tmp_path, *unknown_office_rows())
    assert statuses(outcome) == ["new"] * 7, [v.reason for v in outcome.verdicts]
    with office.reading() as session:
        stages = {p.receipt_number: p.stage.label for p in session.scalars(select(Proposal))}
    assert stages == {
        "收0001": "办结", "收0002": "办结", "收0003": "并案", "收0004": "不予立案", "收0005": "转意见", "收0006": "撤案", "收0007": "已收件",
    }  # fmt: skip


def test_unknown_members_units_and_bodies_are_created_and_listed(office: InventedOffice, tmp_path: Path) -> None:
    outcome = take_in(office, tmp_path, *unknown_office_rows())
    assert sorted(outcome.created_members) == ["江采薇", "温如玉", "范仲甫"]
    assert outcome.created_units == ["云溪县水利局", "云溪县气象局"]
    assert outcome.created_organisations == ["九三学社云溪县支社"]
    with office.reading() as session:
        member = session.scalars(select(Member).where(Member.name == "江采薇")).one()
        assert [(seat.term.name, seat.sector) for seat in member.memberships] == [("十届", "体育界")]


def test_merged_proposers_are_asked_with_the_lead(office: InventedOffice, tmp_path: Path) -> None:
    take_in(office, tmp_path, *unknown_office_rows())
    with office.opened(proposal_of(office, "收0003")) as merged:
        assert merged.lead is not None
        assert merged.lead.number == "0001"
        assert [form.line.name for form in merged.feedbacks] == ["范仲甫"]


def test_the_same_file_again_changes_nothing(office: InventedOffice, tmp_path: Path) -> None:
    take_in(office, tmp_path, *unknown_office_rows())
    before = office.rows()
    assert statuses(take_in(office, tmp_path, *unknown_office_rows())) == ["same"] * 7
    assert office.rows() == before


def test_what_a_ledger_does_not_say_is_left_empty_and_told(office: InventedOffice, tmp_path: Path) -> None:
    bare = {name: ROW[name] for name in ("提案号", "案由", "提案者", "类别", "主办单位", "答复日期", "办理类别")}
    outcome = take_in(office, tmp_path, bare)
    assert statuses(outcome) == ["new"]
    assert outcome.warnings == ["1 行台账没有提交日期，按开幕日期登记。", "1 行台账没有交办日期，按提交日期交办。"]
    with office.reading() as session:
        proposal = session.scalars(select(Proposal)).one()
        assert (proposal.situation, proposal.is_open, proposal.receipt_number) == ("", None, "收0001")
        assert (proposal.stage, proposal.assigned_on, proposal.submitted_on) == (Stage.REPLIED, date(2026, 2, 25), date(2026, 2, 25))


@pytest.mark.parametrize(
    ("said", "column", "words"),
    [
        ({"交办日期": "2026-02-20"}, "交办日期", "早于提交日期"),
        ({"答复日期": "2026-03-01"}, "答复日期", "早于交办日期"),
        ({"答复期限": "2026-03-01"}, "答复期限", "早于交办日期"),
        ({"交办日期": ""}, "交办日期", "以前没有交办日期"),
        ({"类别": "天文"}, "类别", "没有“天文”"),
        ({"类别": ""}, "类别", "类别没有填"),
        ({"提案者": "秦守拙"}, "提案者", "不是十届在册委员"),
        ({"主办单位": "县农业局"}, "主办单位", "合并"),
        ({"主办单位": ""}, "主办单位", "没有单位答复"),
        ({"主办单位": "", "会办单位": "县财政局"}, "主办单位", "没有单位答复"),
        ({"办理类别": "E"}, "办理类别", "没有“E”"),
        ({"办理类别": ""}, "办理类别", "没有填"),
        ({"沟通方式": "飞鸽"}, "沟通方式", "没有“飞鸽”"),
        ({"办理结果": "尚可"}, "办理结果", "没有“尚可”"),
        ({"审查结果": "并案"}, "并入", "主案"),
        ({"审查结果": "不予立案"}, "交办日期", "不能有交办日期"),
        ({"届次": "九届一次"}, "届次", "没有“九届一次”"),
        ({"会间平时": "晚间"}, "会间平时", "没有“晚间”"),
        ({"联名人": "许静安"}, "提案者类型", "填了 2 位"),
        ({"提案者类型": "联名"}, "提案者类型", "只有一位"),
        ({"案由": "关" * 101}, "案由", "超过 100 字"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_with_its_column(
    office: InventedOffice, tmp_path: Path, said: dict[str, str], column: str, words: str
) -> None:
    before = office.rows()
    outcome = take_in(office, tmp_path, ROW | said)
    [verdict] = outcome.verdicts
    assert (verdict.status, verdict.column, verdict.row) == ("refused", column, 2), verdict.reason
    assert words in verdict.reason
    assert office.rows() == before
    assert outcome.created_members + outcome.created_units == []


def test_a_refused_row_stops_nothing_else_and_takes_its_own_people_back(office: InventedOffice, tmp_path: Path) -> None:
    wrong = ROW | {"提案者": "温如玉", "办理结果": "尚可"}
    right = ROW | {"收件号": "收0002", "提案号": "0002", "案由": "关于校车的提案", "提案者": "江采薇"}
    outcome = take_in(office, tmp_path, wrong, right)
    assert statuses(outcome) == ["refused", "new"]
    assert outcome.created_members == ["江采薇"]
    with office.reading() as session:
        assert session.scalars(select(Member).where(Member.name == "温如玉")).first() is None


def test_what_was_merged_into_a_refused_lead_is_refused_for_want_of_it(office: InventedOffice, tmp_path: Path) -> None:
    rows = unknown_office_rows()
    outcome = take_in(office, tmp_path, rows[0] | {"办理结果": "尚可"}, rows[2])
    assert [(v.status, v.column) for v in outcome.verdicts] == [("refused", "办理结果"), ("refused", "并入")]
    assert office.events(proposal_id=None)[-1]["action"] != "import-ledger"


def test_a_number_in_use_is_refused(office: InventedOffice, tmp_path: Path) -> None:
    other = ROW | {"案由": "关于夜市的提案", "提案者": "许静安"}
    outcome = take_in(office, tmp_path, ROW, other | {"收件号": "收0009"}, other | {"提案号": "0009"})
    assert [(v.status, v.column) for v in outcome.verdicts] == [("new", ""), ("refused", "提案号"), ("refused", "收件号")]
    assert "已用于《关于增设公交站的提案》" in outcome.verdicts[1].reason


def test_numbers_without_their_noughts_mean_the_same_proposal(office: InventedOffice, tmp_path: Path) -> None:
    take_in(office, tmp_path, ROW)
    assert statuses(take_in(office, tmp_path, ROW | {"提案号": "1"})) == ["same"]


def test_rows_without_numbers_get_the_free_ones_after_those_written(office: InventedOffice, tmp_path: Path) -> None:
    free = ROW | {"收件号": "", "提案号": "", "案由": "关于夜市的提案"}
    outcome = take_in(office, tmp_path, free, ROW)
    assert [v.number for v in outcome.verdicts] == ["0002", "0001"]


def test_a_dissatisfied_answer_waits_for_the_redo(office: InventedOffice, tmp_path: Path) -> None:
    take_in(office, tmp_path, ROW | {"办理结果": "不满意"})
    assert office.value(proposal_of(office, "收0001"), "stage") is Stage.CONSULTING


def test_units_without_a_day_are_agreed_and_not_yet_assigned(office: InventedOffice, tmp_path: Path) -> None:
    waiting = ROW | UNFILED | {"提案号": "0001", "主办单位": "县交通局", "会办单位": "县财政局"}
    take_in(office, tmp_path, waiting)
    with office.opened(proposal_of(office, "收0001")) as proposal:
        assert proposal.stage is Stage.FILED
        assert (proposal.reviews[1].lead_units, proposal.reviews[1].co_units) == ("县交通局", "县财政局")
    assert statuses(take_in(office, tmp_path, waiting)) == ["same"]


def test_a_rehearsal_gives_the_verdicts_and_writes_nothing(office: InventedOffice, tmp_path: Path) -> None:
    read = read_ledger(write_ledger(tmp_path, unknown_office_rows()), today=TODAY)
    before, outcome = office.rows(), ImportOutcome()
    with office.register.writing() as session:
        preview_ledger(session, read.rows, outcome=outcome, plenary=None, today=TODAY)
    assert outcome.counts == {"new": 7, "changed": 0, "same": 0, "refused": 0}
    assert office.rows() == before
    told = ImportOutcome()
    office.door.rehearse(import_ledger, read.rows, outcome=told, plenary=None, today=TODAY)
    assert told == outcome
    assert office.rows() == before


def test_the_history_tells_each_proposal_of_the_import(office: InventedOffice, tmp_path: Path) -> None:
    take_in(office, tmp_path, ROW, reason="导入台账 台账.csv")
    events = office.events(proposal_id=proposal_of(office, "收0001"))
    assert [(e["action"], e["reason"]) for e in events] == [("import-ledger", "导入台账 台账.csv")]


def test_progress_is_told_to_the_end(office: InventedOffice, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    take_in(office, tmp_path, *unknown_office_rows(), progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (7, 7)


def test_a_locked_plenary_refuses_every_row(office: InventedOffice, tmp_path: Path) -> None:
    office.step("lock-plenary", plenary="十届二次", locked_on="2026-06-01")
    [verdict] = take_in(office, tmp_path, ROW).verdicts
    assert (verdict.status, verdict.column) == ("refused", "届次")


def test_what_was_imported_reads_back_as_it_was_written(office: InventedOffice, tmp_path: Path) -> None:
    take_in(office, tmp_path, *unknown_office_rows())
    with office.reading() as session:
        values = {line["receipt_number"]: line for line in ledger_values(session, None)}
    read = read_ledger(write_ledger(tmp_path, unknown_office_rows()), today=TODAY)
    for row in read.rows:
        line = values[row.receipt_number]
        for name in ("number", "title", "proposers", "joint", "sector", "outcome", "lead_number", "co_units", "separate_units",
                     "assigned_on", "replied_on", "reply_number", "reply_class", "attitude", "result", "is_key", "is_open"):
            assert line[name] == getattr(row, name), (row.row, name)
