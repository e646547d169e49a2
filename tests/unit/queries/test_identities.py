"""On any register the sums agree or say what is wrong, and screen, report and narrative give one number with one list."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.reported_office import in_statistics
from zxdesk.domain.assignment import Role
from zxdesk.domain.base import new_uid
from zxdesk.domain.reply import Contact
from zxdesk.domain.rule_schema import CONVENTIONS, SATISFACTIONS
from zxdesk.domain.rules import load_package, with_value
from zxdesk.domain.stage import ANSWERED_STAGES, Stage, UnitState
from zxdesk.queries.narrative_figures import AS_OF, list_behind, narrative_figures
from zxdesk.queries.statistics import figure_ids, statistics
from zxdesk.queries.year_source import YearSource

from .conftest import TODAY, Cabinet

Drawn = dict[str, Any]
DAYS = st.none() | st.dates(date(2026, 2, 20), date(2026, 6, 9))
PROPOSALS = st.fixed_dictionaries({
    "stage": st.sampled_from(list(Stage)), "number": st.booleans(), "receipt": st.integers(0, 9).map(bool),
    "category": st.sampled_from(["教育", "医疗卫生", "财贸金融与营商环境", "奇谈", "经济建设", ""]),
    "proposer_kind": st.sampled_from(["个人", "联名", "党派", "界别", "市民", ""]), "timing": st.sampled_from(["session", "ordinary", "session", ""]),
    "reply_class": st.sampled_from(["A", "B", "C", ""]), "is_key": st.booleans(), "received_on": DAYS, "filed_on": DAYS, "replied_on": DAYS,
    "proposers": st.lists(st.integers(0, 3), max_size=3, unique=True),
    "roles": st.lists(st.sampled_from(list(Role)), max_size=3), "ended": st.booleans(), "due_on": DAYS,
    "answers": st.lists(st.sampled_from(["满意", "基本满意", "不满意", "", None]), max_size=3),
    "suggestions": st.none() | st.tuples(st.integers(1, 5), st.integers(0, 5)), "is_met": st.booleans(),
})  # fmt: skip
CHOSEN = st.fixed_dictionaries({key: st.sampled_from(list(choices)) for key, (_label, choices) in CONVENTIONS.items()})
PLAIN = ("stage", "category", "proposer_kind", "timing", "reply_class", "is_key", "received_on", "filed_on", "replied_on")
GROUPS = {
    "by_category": "category", "by_construction": "construction", "by_proposer_type": "type", "by_proposer_group": "group", "by_sector": "sector",
    "by_class": "class", "by_outcome": "outcome",
}  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(PROPOSALS, max_size=9), chosen=CHOSEN, one=st.sampled_from(list(SATISFACTIONS)))
def test_any_register_by_any_conventions_agrees_or_says_why_not(
    session: Session, cabinet: Cabinet, drawn: list[Drawn], chosen: dict[str, str], one: str
) -> None:
    with session.begin_nested() as scratch:
        fill(cabinet, drawn, {**{f"conventions.{key}": value for key, value in chosen.items()}, "satisfaction": one})
        figures = statistics(session, cabinet.plenary.id, today=TODAY)
        the_sums_agree_or_are_told(session, cabinet, figures)
        every_group_has_its_list(session, cabinet, figures)
        every_rate_has_its_lists(session, cabinet, figures)
        reports_and_narratives_have_the_same(session, cabinet, figures)
        scratch.rollback()
    session.expire_all()


def fill(cabinet: Cabinet, drawn: list[Drawn], rules: dict[str, str]) -> None:
    """Put what was drawn into the register."""
    content = load_package("shaanxi-county")
    for path, value in rules.items():
        content = with_value(content, path, value)
    cabinet.package.content, cabinet.package.uid = content, new_uid()  # what was taken back is another package, not an earlier version
    people = [cabinet.member("周砚秋", "001"), cabinet.member("许静安", "002", "经济界"), cabinet.member("贺明川", "003", "")]
    who = [*people, cabinet.organisation("民盟云溪县委会")]
    units = [cabinet.unit(code, f"云溪县{code}局") for code in ("A1", "B2", "C3")]
    lead = None
    for at, one in enumerate(drawn):
        plain = {key: one[key] for key in PLAIN}
        receipt = {} if one["receipt"] and one["stage"] is not Stage.DRAFT else {"receipt_number": None}
        merged = {"lead": lead} if one["stage"] is Stage.MERGED else {}
        proposal = cabinet.proposal(
            f"{at:04d}" if one["number"] else None, submitted_on=None, proposers=[who[key] for key in one["proposers"]],
            **plain, **receipt, **merged,
        )  # fmt: skip
        lead = proposal if proposal.is_filed and proposal.stage in ANSWERED_STAGES else lead
        for unit, role in zip(units, one["roles"], strict=False):
            undertake(cabinet, proposal, unit, role, one)


def undertake(cabinet: Cabinet, proposal: Any, unit: Any, role: Role, one: Drawn) -> None:
    """An undertaking with its contact, its reply and the proposers' forms, as far as they were drawn."""
    state = UnitState.ENDED if one["ended"] else UnitState.REPLIED
    row = cabinet.assignment(proposal, unit, role, state=state, due_on=one["due_on"])
    if one["is_met"]:
        cabinet.put(Contact(assignment=row, contacted_on=TODAY, way="走访"))
    if role is Role.CO or not one["replied_on"]:
        return
    counted = one["suggestions"] or (None, None)
    reply = cabinet.reply(row, replied_on=one["replied_on"], suggestion_count=counted[0], adopted_count=counted[1])
    for line, answer in zip(proposal.lines, one["answers"], strict=False):
        values = {} if answer is None else {"returned_on": TODAY, "attitude": answer, "result": answer}
        cabinet.feedback(proposal, reply, line, **values)


def ids(session: Session, cabinet: Cabinet, figure: str) -> list[int]:
    return figure_ids(session, cabinet.plenary.id, figure, today=TODAY)


def the_sums_agree_or_are_told(session: Session, cabinet: Cabinet, figures: Drawn) -> None:
    """No sum differs without a reason, no reason is without its proposals."""
    assert figures["identity"]["holds"]
    for line in figures["reconciliation"]:
        assert line["holds"] or line["reasons"], line
        assert line["holds"] == (not line["difference"] and not line["reasons"])
        for reason in line["reasons"]:
            assert len(ids(session, cabinet, reason["figure"])) == reason["count"], reason
        if line["unit"] != "件":
            assert line["holds"], line
            continue
        for count, figure in [(line["total"], line["figure"]), *((part["count"], part["figure"]) for part in line["parts"])]:
            if figure:
                assert len(ids(session, cabinet, figure)) == count, (line["key"], figure)
    told = {line["key"] for line in figures["reconciliation"] if not line["holds"]} - {"construction", "group"}
    assert bool(told) == bool([one for one in figures["differences"] if "归入" not in one])


def every_group_has_its_list(session: Session, cabinet: Cabinet, figures: Drawn) -> None:
    """Each line of each breakdown counts the proposals its list has, and no two lines share one."""
    for group, kind in GROUPS.items():
        listed = [ids(session, cabinet, f"{kind}:{line['name']}") for line in figures[group]]
        assert [len(some) for some in listed] == [line["count"] for line in figures[group]], group
        everything = [key for some in listed for key in some]
        assert len(everything) == len(set(everything)), group
    for way, count in figures["on_the_way"].items():
        assert len(ids(session, cabinet, f"way:{way}")) == count, way


def every_rate_has_its_lists(session: Session, cabinet: Cabinet, figures: Drawn) -> None:
    """Numerator, denominator and what is missing, of the rates that count proposals."""
    for name, rate in figures["rates"].items():
        if "件数÷" in rate["convention"]:
            above, below, missing = (ids(session, cabinet, f"rate:{name}{side}") for side in ("", ":below", ":missing"))
            assert (len(above), len(below)) == (rate["numerator"], rate["denominator"]), name
            assert sorted([*above, *missing]) == sorted(below), name
        assert rate["value"] is None or 0 <= rate["value"] <= 1 or name == "adoption"


def reports_and_narratives_have_the_same(session: Session, cabinet: Cabinet, figures: Drawn) -> None:
    """What reports are built from, and what narratives quote, are these figures."""
    source = YearSource(session, cabinet.plenary.id, today=TODAY)
    assert {key: source.figures[key] for key in figures} == figures
    for key, figure in narrative_figures(session, cabinet.plenary.id, today=TODAY).items():
        if key == AS_OF:
            continue
        assert figure.value == in_statistics(figures, key), key
        is_of_proposals = isinstance(figure.value, int) and not key.startswith(("answer:", "rate:form_return", "undertakings", "units"))
        if is_of_proposals and "条数" not in figure.convention:
            assert len(list_behind(session, cabinet.plenary.id, figure.behind, today=TODAY).ids) == figure.value, key
