"""Replays on plain rows what happens from the receipt of a proposal to its decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.review import Review, ReviewStep, TextVersion
from zxdesk.domain.stage import Stage
from zxdesk.sample.bulk_file import Desk, File, texts
from zxdesk.sample.carry import DETAILS
from zxdesk.sample.plans import Act, ProposalPlan

TIMINGS = {"会间": "session", "平时": "ordinary"}
WORDING = ("title", "situation", "analysis", "suggestion")
Replay = Callable[[Desk, File, Act], None]


def take_in(desk: Desk, plan: ProposalPlan) -> File:
    """A received proposal with its proposers, still without a number."""
    received_on = plan.acts[0].on
    details = {name: value for name in DETAILS if (value := getattr(plan, name)) is not None}
    details |= {"plenary_id": desk.plenary_id, "timing": TIMINGS[plan.timing], "received_on": received_on, "stage": Stage.RECEIVED}
    first = plan.proposers[0]
    if first.organisation:
        body = desk.organisations[first.organisation]
        details |= {"contact": body["contact"], "contact_phone": body["phone"]}
        details |= {"contact_address": body["address"], "contact_postcode": body["postcode"]}
    file = File(plan, desk.rows.add(Proposal, None, **details))
    for position, proposer in enumerate(plan.proposers):
        is_signed = proposer.signature == Signature.SIGNED.label
        who = desk.organisations[proposer.organisation] if proposer.organisation else desk.members[proposer.member]
        signing: dict[str, Any] = {"signature": Signature.SIGNED, "signed_on": plan.submitted_on}
        if not is_signed:
            signing = {"signature": Signature.PENDING, "invited_on": plan.submitted_on}
        snapshot = {name: value for name, value in who.items() if name != "contact"}
        file.lines.append(desk.rows.add(ProposerLine, file.id, proposal_id=file.id, position=position, **snapshot, **signing))
    return file


def _receive(desk: Desk, file: File, act: Act) -> None:
    """Taken in already, because numbers follow the order of all receipts."""


def _countersign(desk: Desk, file: File, act: Act) -> None:
    line = file.lines[act.line]
    line["signature"], line["signed_on"] = Signature.from_text(str(act.values["signature"])), act.on


def _return(desk: Desk, file: File, act: Act) -> None:
    file.row.update(stage=Stage.RETURNED, outcome_note=act.values["reason"], notified_on=act.on)


def _resubmit(desk: Desk, file: File, act: Act) -> None:
    kept = {name: file.row[name] for name in WORDING}
    desk.rows.add(TextVersion, file.id, proposal_id=file.id, replaced_on=act.on, reason="补充后重交", **kept)
    file.row.update(stage=Stage.RECEIVED, suggestion=f"{file.row['suggestion']}\n{act.values['added']}")


def _first_review(desk: Desk, file: File, act: Act) -> None:
    given = act.values
    checks = {"is_qualified": True, "is_content_fit": True, "is_form_fit": True}
    more = {"duplicate_check": given["duplicate_check"], "suggests_key": given["suggests_key"]}
    _review(desk, file, act, ReviewStep.FIRST, **checks, **more)
    file.row.update(stage=Stage.FIRST_REVIEWED, category=given["category"], is_key_suggested=given["suggests_key"])


def _second_review(desk: Desk, file: File, act: Act) -> None:
    _review(desk, file, act, ReviewStep.SECOND)
    file.row.update(stage=Stage.SECOND_REVIEWED, category=act.values["category"])


def _review(desk: Desk, file: File, act: Act, step: ReviewStep, **more: Any) -> None:
    given: dict[str, Any] = dict(act.values)
    desk.rows.add(
        Review, file.id, proposal_id=file.id, step=step, reviewer=given["reviewer"], reviewed_on=act.on, opinion=given["opinion"],
        category=given["category"], outcome=desk.rules.choice("outcomes", given["outcome"]).name, reasons=_codes(desk, given["reasons"]),
        lead_units=texts(given["lead_units"]), co_units=texts(given["co_units"]), **more,
    )  # fmt: skip


def _file(desk: Desk, file: File, act: Act) -> None:
    meeting = act.values["meeting"]
    file.row.update(stage=Stage.FILED, outcome="立案", meeting=meeting, decided_on=act.on, filed_on=act.on, category=act.values["category"])
    _decision(desk, file, act)


def _not_file(desk: Desk, file: File, act: Act) -> None:
    given: dict[str, Any] = dict(act.values)
    file.row.update(
        stage=Stage.NOT_FILED, outcome="不予立案", reasons=_codes(desk, given["reasons"]), outcome_note=given["note"],
        meeting=given["meeting"], decided_on=act.on,
    )  # fmt: skip
    _decision(desk, file, act)


def _merge(desk: Desk, file: File, act: Act) -> None:
    lead = desk.files[file.plan.lead]
    lead.merged.append(file)
    file.row.update(
        stage=Stage.MERGED, stage_before_merge=Stage.SECOND_REVIEWED, lead_id=lead.id, outcome="并案", merged_on=act.on,
        merge_note=act.values["note"], meeting=act.values["meeting"], decided_on=act.on,
    )  # fmt: skip
    _decision(desk, file, act)


def _decision(desk: Desk, file: File, act: Act) -> None:
    meeting, row = act.values["meeting"], file.row
    desk.rows.add(
        Review, file.id, proposal_id=file.id, step=ReviewStep.DECISION, reviewer=meeting, meeting=meeting, reviewed_on=act.on,
        category=row["category"], outcome=row["outcome"], reasons=list(row["reasons"]),
    )  # fmt: skip


def _notify(desk: Desk, file: File, act: Act) -> None:
    file.row.update(notified_on=act.on, notified_by=act.values["way"])


def _codes(desk: Desk, reasons: tuple[str, ...]) -> list[str]:
    return [desk.rules.choice("reasons", reason).code for reason in reasons]


REVIEW_ACTS: dict[str, Replay] = {
    "receive": _receive,
    "countersign": _countersign,
    "return_text": _return,
    "resubmit": _resubmit,
    "first_review": _first_review,
    "second_review": _second_review,
    "file": _file,
    "not_file": _not_file,
    "merge": _merge,
    "notify": _notify,
}
