"""A query gives what going through the register one by one gives: conditions, groups, pivots, and the lists behind every number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet
from tests.unit.queries.varied_register import SIZE, fill
from zxdesk.domain.base import Base
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import Signature
from zxdesk.domain.reply import Reply
from zxdesk.queries.builder.field import Field
from zxdesk.queries.builder.fields import FIELDS, field_named
from zxdesk.queries.builder.pivot import ANY, behind, groups, pivot
from zxdesk.queries.builder.run import query_ids, query_rows, run
from zxdesk.queries.builder.spec import Spec, read_spec
from zxdesk.queries.builder.trial import TRIALS, trials_of
from zxdesk.queries.figures.groups import by_category, by_class, part_counts
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposals import proposal_rows

SHORT = tuple(field for field in FIELDS if field.can_group)
PARTED = ("unit", "lead_unit", "role", "unit_system", "unit_state", "due_on", "handler", "batch")
MANY_EXAMPLES = settings(max_examples=120, suppress_health_check=list(HealthCheck))
SOME_EXAMPLES = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A register with every field in use, made once."""
    path: Path = tmp_path_factory.mktemp("varied") / "register.db"
    engine = create_engine(f"sqlite+pysqlite:///{path}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        fill(Cabinet(session))
        session.commit()
        yield session
    engine.dispose()


@pytest.fixture(scope="module")
def rows(varied: Session) -> list[dict[str, Any]]:
    """Every proposal with every field as read."""
    return run(varied, read_spec({"columns": [field.key for field in FIELDS]}), today=TODAY).rows


def values_of(row: dict[str, Any], field: Field) -> tuple[Any, ...]:
    value = row.get(field.key)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def low(text: str) -> str:
    """SQLite folds the letters of ASCII."""
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def span_of(trial: str, given_values: list[Any]) -> tuple[date, date]:
    if trial == "between":
        return date.fromisoformat(given_values[0]), date.fromisoformat(given_values[1])
    monday = TODAY - timedelta(days=TODAY.weekday())
    return {
        "today": (TODAY, TODAY), "this_week": (monday, monday + timedelta(days=6)), "this_month": (date(2026, 6, 1), date(2026, 6, 30)),
        "this_year": (date(2026, 1, 1), date(2026, 12, 31)),
    }[trial]  # fmt: skip


def passes(field: Field, trial: str, given_values: list[Any], values: tuple[Any, ...]) -> bool:
    """The same condition, said in Python."""
    if opposite := TRIALS[trial].opposite:
        return not passes(field, opposite, given_values, values)
    first = given_values[0] if given_values else None
    simple: dict[str, Callable[[Any], bool]] = {
        "filled": lambda _value: True,
        "yes": lambda value: value == "是",
        "no": lambda value: value == "否",
        "is": lambda value: (value.isoformat() if isinstance(value, date) else value) in given_values,
        "has": lambda value: low(str(first)) in low(value),
        "starts": lambda value: low(value).startswith(low(str(first))),
        "over": lambda value: value > first, "under": lambda value: value < first,
        "at_least": lambda value: value >= first, "at_most": lambda value: value <= first,
        "before": lambda value: value.isoformat() < first, "after": lambda value: value.isoformat() > first,
        "last_days": lambda value: TODAY - timedelta(days=first - 1) <= value <= TODAY,
        "next_days": lambda value: TODAY <= value <= TODAY + timedelta(days=first - 1),
    }  # fmt: skip
    if trial in simple:
        return any(simple[trial](value) for value in values)
    if field.kind == "number":
        return any(given_values[0] <= value <= given_values[1] for value in values)
    start, end = span_of(trial, given_values)
    return any(start <= value <= end for value in values)


def conditions(draw: Callable[[st.SearchStrategy[Any]], Any], field: Field, rows: list[dict[str, Any]]) -> dict[str, Any]:
    trial = draw(st.sampled_from(trials_of(field)))
    needs = TRIALS[trial].needs
    plain: dict[str, Any] = {"field": field.key, "test": trial}
    if needs == "nothing":
        return plain
    if trial in ("last_days", "next_days"):
        return plain | {"value": [draw(st.integers(1, 200))]}
    known = sorted({value for row in rows for value in values_of(row, field)})
    unknown = {"number": 99, "date": date(2026, 6, 10)}.get(field.kind, "没有这个词")
    pool = known or ([] if field.codes else [unknown])
    if field.codes:
        pool = [label for label, _stored in field.codes]
    picked = draw(st.lists(st.sampled_from(pool), min_size=2 if needs == "two" else 1, max_size=1 if needs == "one" else 2))
    if trial in ("has", "has_not", "starts"):
        length = draw(st.integers(1, 4))
        picked = [picked[0][:length].upper() if draw(st.booleans()) else picked[0][-length:]]
    return plain | {"value": [one.isoformat() if isinstance(one, date) else one for one in (sorted(picked) if needs == "two" else picked)]}


def agree(varied: Session, rows: list[dict[str, Any]], plain: dict[str, Any], holds: Callable[[dict[str, Any]], bool]) -> None:
    found = query_ids(varied, read_spec({"where": plain}), today=TODAY)
    assert len(found) == len(set(found))
    assert set(found) == {row["id"] for row in rows if holds(row)}


def one(row: dict[str, Any], plain: dict[str, Any]) -> bool:
    field = field_named(plain["field"])
    return passes(field, plain["test"], plain.get("value", []), values_of(row, field))


@MANY_EXAMPLES
@given(data=st.data())
def test_a_condition_gives_what_a_filter_over_all_proposals_gives(varied: Session, rows: list[dict[str, Any]], data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FIELDS))
    plain = conditions(data.draw, field, rows)
    agree(varied, rows, {"of": [plain]}, lambda row: one(row, plain))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_field_is_filled_somewhere_or_empty_everywhere(varied: Session, rows: list[dict[str, Any]], field: Field) -> None:
    for trial in trials_of(field):
        if TRIALS[trial].needs == "nothing":
            agree(varied, rows, {"of": [{"field": field.key, "test": trial}]}, lambda row, t=trial: passes(field, t, [], values_of(row, field)))


@SOME_EXAMPLES
@given(data=st.data())
def test_groups_of_conditions_hold_all_or_any_two_levels_deep(varied: Session, rows: list[dict[str, Any]], data: st.DataObject) -> None:
    def group(depth: int) -> dict[str, Any]:
        items = []
        for _each in range(data.draw(st.integers(1, 3))):
            is_group = depth == 1 and data.draw(st.booleans())
            items.append(group(2) if is_group else conditions(data.draw, data.draw(st.sampled_from(FIELDS)), rows))
        return {"match": data.draw(st.sampled_from(["all", "any"])), "of": items}

    whole = group(1)

    def holds(row: dict[str, Any], plain: dict[str, Any]) -> bool:
        if "of" not in plain:
            return one(row, plain)
        return not plain["of"] or (all if plain["match"] == "all" else any)(holds(row, item) for item in plain["of"])

    agree(varied, rows, whole, lambda row: holds(row, whole))


@SOME_EXAMPLES
@given(data=st.data())
def test_conditions_on_one_record_are_all_true_of_the_same_undertaking(varied: Session, rows: list[dict[str, Any]], data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from(PARTED), min_size=1, max_size=3, unique=True))
    plain = [conditions(data.draw, field_named(key), rows) for key in keys]
    found = query_ids(varied, read_spec({"where": {"match": "same", "of": plain}}), today=TODAY)
    expected = set()
    for proposal in varied.scalars(select(Proposal)):
        for taken in proposal.active_assignments:
            unit = taken.unit
            of_record = {
                "unit": unit.short, "lead_unit": unit.short if taken.role.answers else None, "role": taken.role.label, "unit_system": unit.system,
                "unit_state": taken.state.label, "due_on": taken.due_on, "handler": taken.handler, "batch": taken.batch.name if taken.batch else None,
            }  # fmt: skip
            if all(
                passes(field_named(c["field"]), c["test"], c.get("value", []), (v,) if (v := of_record[c["field"]]) not in (None, "") else ())
                for c in plain
            ):
                expected.add(proposal.id)
    assert set(found) == expected


def test_the_values_read_are_those_of_the_records(varied: Session, rows: list[dict[str, Any]]) -> None:
    by_id = {row["id"]: row for row in rows}
    proposals = list(varied.scalars(select(Proposal)))
    assert len(by_id) == len(proposals) == SIZE
    for proposal in proposals:
        row = by_id[proposal.id]
        signed = [line for line in proposal.lines if line.signature is Signature.SIGNED]
        active = proposal.active_assignments
        final = [reply for taken in proposal.assignments for reply in taken.final_replies]
        assert row["plenary"] == proposal.plenary.name
        assert row["stage"] == proposal.stage.label
        assert row["timing"] == {"session": "会间", "ordinary": "平时"}[proposal.timing]
        assert row["submitted_on_month"] == (f"{proposal.submitted_on:%Y-%m}" if proposal.submitted_on else None)
        assert row.get("proposer", ()) == tuple(line.name for line in signed)
        assert row.get("first_proposer", ()) == tuple(line.name for line in signed[:1])
        assert row.get("joint_proposer", ()) == tuple(line.name for line in signed[1:])
        assert row["joint_count"] == max(len(signed) - 1, 0)
        assert set(row.get("unit", ())) == {taken.unit.short for taken in active}
        assert set(row.get("lead_unit", ())) == {taken.unit.short for taken in active if taken.role.answers}
        assert row["reminder_count"] == sum(len(taken.reminders) for taken in proposal.assignments)
        assert set(row.get("reply_class_given", ())) == {reply.reply_class for reply in final}
        assert set(row.get("is_on_time", ())) == {"是" if reply.is_on_time else "否" for reply in final if reply.is_on_time is not None}
        assert len(row.get("reason", ())) == len(proposal.reasons)
        assert row["days_to_reply"] == (70 if proposal.replied_on else None)


def test_the_light_is_that_of_the_list(varied: Session, rows: list[dict[str, Any]]) -> None:
    ids = [row["id"] for row in rows]
    lights = {row.id: row.light.value if row.light else None for row in proposal_rows(varied, ids, today=TODAY)}
    assert {row["id"]: row["light"] for row in rows} == lights


def keys_of(row: dict[str, Any], field: Field) -> set[Any]:
    return set(values_of(row, field)) or {None}


@MANY_EXAMPLES
@given(data=st.data())
def test_the_groups_are_those_of_a_count_by_hand(varied: Session, rows: list[dict[str, Any]], data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(SHORT))
    spec = read_spec({"group": field.key, "show": "groups"})
    counted: dict[Any, set[int]] = defaultdict(set)
    for row in rows:
        for value in keys_of(row, field):
            counted[value].add(row["id"])
    found = groups(varied, spec, today=TODAY)
    assert {line.heading.words: line.count for line in found.groups} == {
        "未填" if value is None else str(value): len(ids) for value, ids in counted.items()
    }
    assert found.total.count == len(rows)
    assert [line.heading.words for line in found.groups if line.heading.value is None] in ([], ["未填"])
    for line in found.groups:
        assert len(behind(varied, spec, [field.key], [line.heading.value], today=TODAY)) == line.count


@MANY_EXAMPLES
@given(data=st.data())
def test_a_pivot_is_that_of_a_count_by_hand_and_each_number_opens_its_list(
    varied: Session, rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    across, down = data.draw(st.lists(st.sampled_from(SHORT), min_size=2, max_size=2, unique_by=lambda field: field.key))
    spec = read_spec({"pivot": {"rows": across.key, "columns": down.key}})
    found = pivot(varied, spec, today=TODAY)
    assert found.total == len(rows)
    is_of_one_record = across.part is down.part and across.part is not None
    if not is_of_one_record:
        counted: dict[tuple[str, str], int] = defaultdict(int)
        for row in rows:
            for a in keys_of(row, across):
                for b in keys_of(row, down):
                    counted["未填" if a is None else str(a), "未填" if b is None else str(b)] += 1
        words_a = {heading.value: heading.words for heading in found.rows}
        words_b = {heading.value: heading.words for heading in found.columns}
        assert {(words_a[a], words_b[b]): n for (a, b), n in found.cells.items()} == dict(counted)
    for (a, b), number in data.draw(st.lists(st.sampled_from(sorted(found.cells.items(), key=str)), max_size=4)):
        ids = behind(varied, spec, [across.key, down.key], [a, b], today=TODAY)
        assert len(ids) == len(set(ids)) == number
    for value, number in found.row_totals.items():
        assert len(behind(varied, spec, [across.key, down.key], [value, ANY], today=TODAY)) == number
    for value, number in found.column_totals.items():
        assert len(behind(varied, spec, [across.key, down.key], [ANY, value], today=TODAY)) == number


def test_units_against_roles_go_by_the_undertaking_not_by_the_proposal(varied: Session) -> None:
    spec = read_spec({"pivot": {"rows": "承办单位", "columns": "承办角色", "measure": "件次"}})
    found = pivot(varied, spec, today=TODAY)
    counted: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for proposal in varied.scalars(select(Proposal)):
        for taken in proposal.active_assignments:
            counted[taken.unit.short, taken.role.value].append(proposal.id)
    assert {key: number for key, number in found.cells.items() if number} == {key: len(ids) for key, ids in counted.items()}
    assert found.total == sum(len(ids) for ids in counted.values())
    for (unit, role), ids in counted.items():
        assert set(behind(varied, spec, ["unit", "role"], [unit, role], measure="undertakings", today=TODAY)) == set(ids)
    assert found.convention == "一件提案有几个承办单位、承办角色的，在每个里各计一次，合计按件不重复。件次为承办件数，改派和停办的不计。"


def test_the_average_days_are_those_from_assignment_to_first_reply(varied: Session) -> None:
    found = pivot(varied, read_spec({"pivot": {"rows": "unit", "columns": "plenary", "measure": "days"}}), today=TODAY)
    days: dict[str, list[int]] = defaultdict(list)
    for proposal in varied.scalars(select(Proposal)):
        for taken in proposal.active_assignments:
            replied: list[date] = [reply.replied_on for reply in taken.final_replies if reply.replied_on]
            if replied:
                days[taken.unit.short].append((min(replied) - taken.assigned_on).days)
    assert days
    assert {unit: number for unit, number in found.row_totals.items() if number is not None} == pytest.approx({u: mean(d) for u, d in days.items()})
    assert found.total == pytest.approx(mean(one for every in days.values() for one in every))


def test_the_groups_agree_with_the_statistics(varied: Session) -> None:
    chosen = varied.get_one(Proposal, 1).plenary
    plenary, name, rules = chosen.id, chosen.name, rules_of(varied, chosen.id)
    base = part_counts(varied, plenary)["filed"]
    of_plenary = {"field": "届次", "test": "属于", "value": [name]}
    filed = {"of": [of_plenary, {"field": "已立案", "test": "为是"}]}
    found = {line.heading.words: line.count for line in groups(varied, read_spec({"where": filed, "group": "类别"}), today=TODAY).groups}
    assert found == {line["name"]: line["count"] for line in by_category(varied, plenary, rules, base) if line["count"]}
    classes = {line.heading.words: line.count for line in groups(varied, read_spec({"where": filed, "group": "办理类别"}), today=TODAY).groups}
    assert {key: n for key, n in classes.items() if key != "未填"} == {
        line["name"]: line["count"] for line in by_class(varied, plenary, rules, base) if line["count"]
    }


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("key", [field.key for field in FIELDS if field.can_sort][::3])
def test_a_list_stands_in_the_order_of_a_field_with_what_is_empty_last(varied: Session, key: str, sign: str) -> None:
    ids = query_ids(varied, read_spec({"sort": sign + key}), today=TODAY)
    field = field_named(key)
    found = [row.get(key) for row in query_rows(varied, [key], ids, today=TODAY)]
    assert len(ids) == SIZE
    known = [field.stored(value) if field.codes else value for value in found if value is not None]
    assert found[len(known) :] == [None] * (SIZE - len(known))
    assert known == sorted(known, reverse=bool(sign))


def test_a_page_holds_the_rows_asked_for(varied: Session) -> None:
    whole = run(varied, Spec(), today=TODAY)
    page = run(varied, Spec(), today=TODAY, first=10, count=5)
    assert page.count == SIZE
    assert page.rows == whole.rows[10:15]
    assert [row["id"] for row in whole.rows] == query_ids(varied, Spec(), today=TODAY)


def test_records_behind_a_reply_that_was_sent_back_do_not_count(varied: Session) -> None:
    found = query_ids(varied, read_spec({"where": {"of": [{"field": "答复件数", "test": "大于", "value": 0}]}}), today=TODAY)
    sent = {reply.assignment.proposal_id for reply in varied.scalars(select(Reply)) if reply.is_final}
    assert set(found) == sent
