"""Every choice of every counting convention changes its figure, the list behind it and its words, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Extension
from zxdesk.domain.conventions import conventions_said, conventions_sentence
from zxdesk.domain.reply import Contact
from zxdesk.domain.rule_schema import CONVENTIONS, SATISFACTIONS
from zxdesk.domain.rules import load_package, packages, parse, with_value
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.figures.breakdown import breakdown
from zxdesk.queries.narrative_figures import narrative_figures
from zxdesk.queries.readings import Readings
from zxdesk.queries.statistics import figure_ids, statistics
from zxdesk.queries.year_source import YearSource

from .conftest import TODAY, Cabinet

Figures = dict[str, Any]


def counted(session: Session, cabinet: Cabinet, **conventions: str) -> Figures:
    """The figures of the register by these conventions, the others as shipped."""
    content = load_package("shaanxi-county")
    for key, value in conventions.items():
        content = with_value(content, key if key == "satisfaction" else f"conventions.{key}", value)
    cabinet.package.content = content
    session.flush()
    return statistics(session, cabinet.plenary.id, today=TODAY)


def ids(session: Session, cabinet: Cabinet, figure: str) -> int:
    return len(figure_ids(session, cabinet.plenary.id, figure, today=TODAY))


@pytest.fixture
def year(session: Session, cabinet: Cabinet) -> Cabinet:
    """A year in which every convention makes a difference."""
    unit, other = cabinet.unit("JY01", "云溪县教育局"), cabinet.unit("WJ01", "云溪县卫健局")
    first, second, third, fourth = (cabinet.member(f"委员{at}", f"{at:03d}") for at in range(4))
    joint = cabinet.proposal("0001", stage=Stage.CONSULTING, proposers=[first, second, fourth], proposer_kind="联名", reply_class="A")
    row = cabinet.assignment(joint, unit, state=UnitState.REPLIED, due_on=date(2026, 6, 30), original_due_on=date(2026, 5, 1))
    cabinet.put(Extension(assignment=row, requested_on=TODAY, reason="协调", new_due_on=date(2026, 6, 30), is_granted=True))
    reply = cabinet.reply(row, suggestion_count=4, adopted_count=3)
    for line, answer in zip(joint.lines[:2], ("满意", "不满意"), strict=True):
        cabinet.feedback(joint, reply, line, returned_on=TODAY, attitude="满意", result=answer)
    cabinet.put(Contact(assignment=row, contacted_on=TODAY, way="电话", is_waived=True))
    for at, (kind, result, reply_class) in enumerate([("个人", "基本满意", "C"), ("个人", "满意", "C"), ("党派", "", "B")], 2):
        who = third if kind == "个人" else cabinet.organisation("民盟县委")
        proposal = cabinet.proposal(f"000{at}", stage=Stage.CONSULTING, proposers=[who], proposer_kind=kind, reply_class=reply_class)
        row = cabinet.assignment(proposal, other, state=UnitState.REPLIED)
        reply = cabinet.reply(row, reply_class=reply_class, **({"suggestion_count": 2, "adopted_count": 0} if at == 2 else {}))
        if result:
            cabinet.feedback(proposal, reply, returned_on=TODAY, attitude="满意", result=result)
    cabinet.assignment(cabinet.proposal("0005", stage=Stage.HANDLING, proposers=[second]), unit, due_on=date(2026, 6, 1))
    cabinet.assignment(cabinet.proposal("0006", stage=Stage.HANDLING, proposers=[second]), unit, due_on=date(2026, 7, 1))
    cabinet.proposal("0007", category="")
    cabinet.proposal(None, stage=Stage.MERGED)
    cabinet.proposal(None, stage=Stage.OPINION)
    return cabinet


RATES: list[tuple[str, str, str, tuple[int, int], str]] = [
    ("filing_base", "received", "filing", (7, 9), "立案率＝立案件数÷收到件数"),
    ("filing_base", "merged", "filing", (7, 8), "立案率＝立案件数÷合并后件数（收到件数减并案件数）"),
    ("merged_counted", "no", "filing", (7, 9), "立案率＝立案件数÷收到件数"),
    ("merged_counted", "yes", "filing", (8, 9), "立案率＝立案和并案件数÷收到件数"),
    ("reply_base", "filed", "reply", (4, 7), "办复率＝已办复件数÷立案件数"),
    ("reply_base", "assigned", "reply", (4, 6), "办复率＝已办复件数÷已交办件数"),
    ("reply_base", "due", "reply", (4, 5), "办复率＝已办复件数÷（已办复件数＋到期未办复件数）"),
    ("on_time_deadline", "extended", "on_time_reply", (4, 5), "同意延期后的期限"),
    ("on_time_deadline", "original", "on_time_reply", (3, 5), "原定期限"),
    ("contact_waived", "counts", "contact", (1, 6), "算已面商"),
    ("contact_waived", "excluded", "contact", (0, 5), "不计入"),
    ("participation", "any", "participation", (4, 4), "署名（含联名）"),
    ("participation", "first", "participation", (3, 4), "以第一提案人"),
    ("adoption_base", "classes", "adoption", (2, 4), "采纳率＝办理类别为 A、B 的件数÷已有办理类别的件数"),
    ("adoption_base", "suggestions", "adoption", (3, 6), "采纳率＝采纳的建议条数÷建议总条数"),
    ("satisfaction_variant", "1", "satisfaction_result", (3, 4), "满意、基本满意"),
    ("satisfaction_variant", "2", "satisfaction_result", (2, 4), "回答为 满意 的份数"),
    ("satisfaction_variant", "3", "satisfaction_result", (2, 7), "办理结果满意率＝回答为 满意、基本满意 的件数÷立案件数"),
    ("satisfaction_by", "forms", "satisfaction_result", (3, 4), "办理结果满意率（按份）"),
    ("satisfaction_by", "proposals", "satisfaction_result", (2, 3), "办理结果满意率（按件）"),
    ("satisfaction", "worst", "satisfaction_result_by_proposal", (2, 3), "已有定论的件数"),
    ("satisfaction", "first", "satisfaction_result_by_proposal", (3, 3), "已有定论的件数"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "choice", "rate", "fraction", "words"), RATES, ids=[f"{key}-{choice}" for key, choice, *_ in RATES])
def test_a_rate_follows_its_convention_and_says_so(
    session: Session, year: Cabinet, key: str, choice: str, rate: str, fraction: tuple[int, int], words: str
) -> None:
    found = counted(session, year, **{key: choice})["rates"][rate]
    assert (found["numerator"], found["denominator"]) == fraction
    assert words in found["convention"]


OF_PROPOSALS = [line[:4] for line in RATES if line[2] != "participation" and not any(what in line[4] for what in ("条数", "份"))
                and line[:2] not in (("satisfaction_variant", "1"), ("satisfaction_by", "forms"))]  # fmt: skip
"""Those that count proposals, not members, forms or suggestions."""


@pytest.mark.parametrize(("key", "choice", "rate", "fraction"), OF_PROPOSALS, ids=[f"{key}-{choice}" for key, choice, *_ in OF_PROPOSALS])
def test_the_lists_behind_a_rate_follow_its_convention_too(
    session: Session, year: Cabinet, key: str, choice: str, rate: str, fraction: tuple[int, int]
) -> None:
    counted(session, year, **{key: choice})
    above, below, missing = (ids(session, year, f"rate:{rate}{side}") for side in ("", ":below", ":missing"))
    assert (above, below, missing) == (*fraction, fraction[1] - fraction[0])


def test_forms_and_proposals_are_both_shown_whichever_is_meant(session: Session, year: Cabinet) -> None:
    for meant in ("forms", "proposals"):
        rates = counted(session, year, satisfaction_by=meant)["rates"]
        assert (rates["satisfaction_result_by_form"]["numerator"], rates["satisfaction_result_by_proposal"]["numerator"]) == (3, 2)
        assert rates["satisfaction_result"]["value"] == rates[f"satisfaction_result_by_{meant[:-1]}"]["value"]


def test_joint_proposals_stand_by_themselves_together_or_apart(session: Session, year: Cabinet) -> None:
    def lines(choice: str, group: str) -> dict[str, int]:
        return {line["name"]: line["count"] for line in counted(session, year, joint_counted=choice)[group] if line["count"]}

    assert lines("line", "by_proposer_type") == {"个人": 5, "联名": 1, "党派": 1}
    assert lines("line", "by_proposer_group") == {"委员提案": 6, "集体提案": 1}
    assert lines("together", "by_proposer_type") == {"个人联名": 6, "党派": 1}
    assert lines("together", "by_proposer_group") == {"委员提案": 6, "集体提案": 1}
    assert (ids(session, year, "type:个人联名"), ids(session, year, "group:委员提案")) == (6, 6)
    assert lines("apart", "by_proposer_type") == {"个人": 5, "联名": 1, "党派": 1}
    assert lines("apart", "by_proposer_group") == {"委员提案": 5, "联名提案": 1, "集体提案": 1}
    assert (ids(session, year, "group:委员提案"), ids(session, year, "group:联名提案")) == (5, 1)


@pytest.mark.parametrize("choice", ["line", "together", "apart"])
def test_tables_and_narratives_count_joint_proposals_as_the_screen_does(session: Session, year: Cabinet, choice: str) -> None:
    found = counted(session, year, joint_counted=choice)
    quoted = narrative_figures(session, year.plenary.id, today=TODAY)
    for kind, group in (("type", "by_proposer_type"), ("group", "by_proposer_group")):
        shown = {line["name"]: line["count"] for line in found[group]}
        assert {line["name"]: line["filed"] for line in breakdown(Readings(session), year.plenary.id, kind)} == shown
        assert {key.partition(":")[2]: figure.value for key, figure in quoted.items() if key.startswith(f"{kind}:") and "%" not in key} == shown


def test_shares_are_of_what_was_filed_or_of_what_was_received(session: Session, year: Cabinet) -> None:
    for choice, base in (("filed", 7), ("received", 9)):
        line = next(line for line in counted(session, year, share_base=choice)["by_category"] if line["name"] == "教育")
        assert line["share"] == pytest.approx(6 / base)


def test_rounded_together_the_shares_of_every_breakdown_make_a_hundred(session: Session, year: Cabinet) -> None:
    for decimals in ("0", "1", "2"):
        found = counted(session, year, rounding="largest_remainder", decimals=decimals)
        unit = 100 * 10 ** int(decimals)
        for group in ("by_category", "by_construction", "by_proposer_type", "by_proposer_group", "by_sector"):
            units = [line["share"] * unit for line in found[group]]
            assert sum(units) == pytest.approx(unit)
            assert all(one == pytest.approx(round(one)) for one in units)
        assert sum(line["share_of_replied"] for line in found["by_class"]) == pytest.approx(1)
        assert sum(line["share"] for line in found["answers"]["result"]) == pytest.approx(1)


def test_each_alone_they_are_exact(session: Session, year: Cabinet) -> None:
    assert sum(line["share"] for line in counted(session, year)["by_category"]) == pytest.approx(1)
    assert {line["share"] for line in counted(session, year)["by_proposer_type"]} == {0.0, 5 / 7, 1 / 7}


def test_every_choice_has_words_of_its_own_on_the_report() -> None:
    shipped = load_package("national")
    for key, (_label, choices) in CONVENTIONS.items():
        said = {conventions_sentence(parse(with_value(shipped, f"conventions.{key}", choice))) for choice in choices}
        assert len(said) == len(choices), key
    by_proposal = with_value(shipped, "conventions.satisfaction_by", "proposals")
    said = {conventions_said(parse(with_value(by_proposal, "satisfaction", choice)))["satisfaction"] for choice in SATISFACTIONS}
    assert len(said) == len(SATISFACTIONS)


def test_the_figures_carry_their_conventions_in_words(session: Session, year: Cabinet) -> None:
    found = counted(session, year, reply_base="due", rounding="largest_remainder", decimals="2")
    assert found["decimals"] == 2
    assert found["conventions"]["reply_base"] == "办复率以已办复和到期未办复的件数为分母"
    assert found["conventions"]["rounding"] == "百分比按最大余数法取舍，合计凑足百分之百"
    source = YearSource(session, year.plenary.id, today=TODAY)
    assert source.convention("share_base", "reply_base") == "各项占比以立案件数为分母；办复率以已办复和到期未办复的件数为分母。"
    assert source.convention().count("；") == len(found["conventions"]) - 1


@pytest.mark.parametrize("key", packages())
def test_an_older_package_without_the_newer_conventions_takes_their_defaults(key: str) -> None:
    older = load_package(key)
    for convention in ("joint_counted", "satisfaction_by"):
        del older["conventions"][convention]
        del older["sources"][f"conventions.{convention}"]
    assert parse(older).conventions == parse(load_package(key)).conventions
    changed = with_value(older, "conventions.satisfaction_by", "proposals")
    assert parse(changed).conventions["satisfaction_by"] == "proposals"
    assert parse(changed).conventions["joint_counted"] == "line"
