"""Carries an invented office through the office's own commands, day by day, from the first receipt to the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.stage import ENDED_STATES
from zxdesk.domain.unit import HandlingUnit
from zxdesk.sample.plans import Act, OfficePlan, ProposalPlan
from zxdesk.sample.setting_up import Run, set_up
from zxdesk.sample.verbs import WAYS
from zxdesk.services import assignment, feedback, filing, submission
from zxdesk.services.change import Change, Command

ROLE_ARGUMENTS = {"独办": "sole", "主办": "lead", "会办": "co", "分办": "separate"}
DETAILS = (
    "title", "situation", "analysis", "suggestion", "submitted_on", "submitted_at", "proposer_kind", "is_open", "open_reason",
    "wished_lead", "wished_co", "is_sealed", "keywords", "survey", "raised_before", "source",
)
FIRST, THEN, LAST = 0, 1, 2
EVERY = 25

OnDay = Callable[[date], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Carried:
    """What came of it: how many commands ran, and the register's id of every proposal by its key."""

    commands: int
    proposals: dict[str, int]


def build_office(run: Run, plan: OfficePlan, *, on_day: OnDay | None = None, progress: Progress | None = None) -> Carried:
    """Set the office up in an empty register and carry every proposal through its story in the order of days.

    ``run`` is the register's one door: ``run(command, *args, **values) -> Change``. ``on_day`` is told each new day of the story
    before anything of it runs, ``progress`` how many commands of how many have run. Raises ``RuleError`` as the commands do.
    """
    proposals = list(plan.proposals())
    days = sorted(_todo(proposals), key=lambda item: item[0])
    if on_day is not None:
        on_day(plan.members[0].starts_on)
    set_up(run, plan)
    carrier = Carrier(run, plan, proposals)
    today: date | None = None
    for done, (key, proposal, act) in enumerate(days, start=1):
        if on_day is not None and key[0] != today:
            today = key[0]
            on_day(today)
        carrier.carry(proposal, act)
        if progress is not None and (done % EVERY == 0 or done == len(days)):
            progress(done, len(days))
    return Carried(len(days), carrier.ids)


def on_unit(session: Session, proposal_id: int, unit: str, command: Command, given: dict[str, Any]) -> Change:
    """Run a command on the standing undertaking of a proposal that this unit has."""
    query = (
        select(Assignment.id)
        .join(HandlingUnit, Assignment.unit_id == HandlingUnit.id)
        .where(Assignment.proposal_id == proposal_id, HandlingUnit.short_name == unit, Assignment.state.not_in(ENDED_STATES))
    )
    return command(session, session.scalars(query).one(), **given)


def _todo(proposals: Iterable[ProposalPlan]) -> Iterable[tuple[tuple[date, int, str, str, int], ProposalPlan, Act]]:
    """Every act with its place in time: receipts of a day by the clock, mergers last, when their leads are filed."""
    for proposal in proposals:
        for place, act in enumerate(proposal.acts):
            turn = FIRST if act.verb in ("receive", "draft") else LAST if act.verb == "merge" else THEN
            yield (act.on, turn, proposal.submitted_at if turn == FIRST else "", proposal.key, place), proposal, act


class Carrier:
    """Knows which record each planned proposal has become."""

    def __init__(self, run: Run, plan: OfficePlan, proposals: Iterable[ProposalPlan]) -> None:
        self.ids: dict[str, int] = {}
        self._run = run
        self._plans = {proposal.key: proposal for proposal in proposals}
        self._batches = {(session.name, batch.name): batch for session in plan.sessions for batch in session.batches}
        self._organisations = {organisation.name: organisation for organisation in plan.organisations}

    def carry(self, proposal: ProposalPlan, act: Act) -> None:
        """Run the command of one act."""
        match act.verb:
            case "draft" | "receive":
                self._take_in(proposal, act)
            case "countersign":
                values = {"proposer": proposal.proposers[act.line].name, "answer": act.values["signature"], "answered_on": act.on}
                self._run(submission.countersign, self.ids[proposal.key], **values)
            case "resubmit":
                text = f"{proposal.suggestion}\n{act.values['added']}"
                self._run(submission.resubmit_proposal, self.ids[proposal.key], resubmitted_on=act.on, suggestion=text)
            case "merge":
                lead = f"#{self.ids[proposal.lead]}"
                values = {"note": act.values["note"], "meeting": act.values["meeting"]}
                self._run(filing.merge_proposal, self.ids[proposal.key], lead=lead, merged_on=act.on, **values)
            case "answer_transfer":
                self._answer_transfer(proposal, act)
            case "assign":
                self._assign(proposal, act)
            case "return_form":
                self._return_form(act)
            case _:
                self._by_table(proposal, act)

    def _take_in(self, proposal: ProposalPlan, act: Act) -> None:
        values: dict[str, Any] = {name: getattr(proposal, name) for name in DETAILS}
        signed = tuple(line.name for line in proposal.proposers if line.signature == "已会签")
        values |= {"proposers": signed, "invited": tuple(line.name for line in proposal.proposers if line.name not in signed)}
        first = proposal.proposers[0]
        if first.organisation:
            body = self._organisations[first.organisation]
            values |= {"contact": body.contact, "contact_phone": body.phone, "contact_address": body.address}
            values["contact_postcode"] = body.postcode
        command: Command = submission.draft_proposal
        if act.verb == "receive":
            command = submission.register_proposal
            values["received_on"] = act.on
        subject = self._run(command, plenary=proposal.session, **values).subject
        assert subject is not None
        self.ids[proposal.key] = subject

    def _answer_transfer(self, proposal: ProposalPlan, act: Act) -> None:
        sent = proposal.first("transfer")
        assert sent is not None
        target, answer = sent.values["target"], act.values["answer"]
        self._run(
            filing.transfer_proposal, self.ids[proposal.key], target=target, sent_on=sent.on, answer=answer, answered_on=act.on
        )

    def _assign(self, proposal: ProposalPlan, act: Act) -> None:
        batch = self._batches[proposal.session, str(act.values["batch"])]
        units: dict[str, Any] = {}
        for unit, role in act.values["units"]:  # type: ignore[attr-defined]
            name = ROLE_ARGUMENTS[role]
            units[name] = unit if name == "sole" else (*units.get(name, ()), unit)
        self._run(
            assignment.assign_proposal, self.ids[proposal.key], assigned_on=act.on, batch=batch.name, meeting=batch.meeting,
            document_number=batch.document_number, **units,
        )

    def _return_form(self, act: Act) -> None:
        asked = self._plans[str(act.values["proposal"])]
        answers = {name: act.values[name] for name in ("attitude", "result", "contact_answer", "way", "comment")}
        self._run(
            feedback.register_feedback, self.ids[asked.key], proposer=asked.proposers[act.line].name, unit=act.unit,
            returned_on=act.on, is_signed=True, signed_on=act.on, **answers,
        )

    def _by_table(self, proposal: ProposalPlan, act: Act) -> None:
        way = WAYS[act.verb]
        given = dict(act.values)
        if act.verb in ("contact", "inspect"):
            given["participants"] = tuple(str(given["participants"]).split("、"))
        if act.verb == "visit":
            given["proposer"] = proposal.proposers[act.line].name
        if act.verb == "order_redo":
            given["units"] = (act.unit,)
        if act.verb == "finish_follow":
            given["unit"] = act.unit
        if act.verb == "accept_hand_back":
            given["new_units"] = (given["new_unit"],)
        if act.verb == "grant_extension":
            given["is_granted"] = True
        values: dict[str, Any] = {**way.arguments(given), way.day: act.on}
        if way.by_unit:
            self._run(on_unit, self.ids[proposal.key], act.unit, way.command, values, action=act.verb.replace("_", "-"))
        else:
            self._run(way.command, self.ids[proposal.key], **values)
