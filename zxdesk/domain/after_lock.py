"""What may still be done to the proposals of a plenary once its year is locked, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary

FACTS = frozenset(
    {
        "receive", "return", "resubmit", "countersign", "first-review", "second-review", "file", "merge", "unmerge", "opinion", "reject",
        "withdraw", "step-back", "assign", "add-unit", "suggest-key", "shortlist-key", "decide-key", "drop-key",
    }
)  # fmt: skip
"""Steps that make the facts of the year: refused."""

CORRECTIONS = frozenset(
    {
        "correct", "correct-review", "correct-assignment", "correct-reply", "correct-contact", "correct-reminder", "correct-form-reminder",
        "correct-visit", "correct-transfer", "correct-key", "correct-note", "correct-inspection", "correct-feedback", "correct-award",
        "take-back-feedback", "detach",
    }
)  # fmt: skip
"""Steps that put right what was entered wrong: done with a reason, and told beside the adopted figures."""

LATER_WORK: Mapping[str, str] = {
    "sign": "signed_on", "hand-back": "requested_on", "reassign": "decided_on", "refuse-hand-back": "decided_on", "contact": "contacted_on",
    "extension": "requested_on", "decide-extension": "decided_on", "co-opinion": "opinion_on", "submit-reply": "submitted_on",
    "send-back-reply": "reviewed_on", "reply": "replied_on", "remind": "reminded_on", "send-forms": "sent_on", "feedback": "returned_on",
    "remind-form": "reminded_on", "visit": "visited_on", "redo": "redone_on", "close": "closed_on", "follow": "started_on",
    "follow-result": "followed_on", "notify": "notified_on", "transfer": "sent_on", "inspect": "held_on", "note": "noted_on",
    "report-key": "reported_on", "decide-publicity": "", "archive": "", "award": "", "attach": "",
}  # fmt: skip
"""Steps that belong to the proposal but not to the adopted year, each with the field of its day: they go on when that day is not before the lock.

Without a field they change none of the year's figures and go on whatever their day.
"""

POSSIBLE = "录错的可以更正并写明理由，锁定以后的办理、回访、跟踪、归档照常登记；其他改动先在设置里解锁并写明理由"


def goes_on(verb: str) -> bool:
    """Whether a step is offered on proposals of a locked plenary."""
    return verb in CORRECTIONS or verb in LATER_WORK


def require_open(plenary: Plenary, verb: str, label: str, values: Mapping[str, Any]) -> None:
    """``RuleError`` where the lock of the plenary keeps a step from being done with these values. Source: domain §2.1 guards."""
    if plenary.locked_on is None:
        return
    locked = f"{plenary.name}已于 {plenary.locked_on} 锁定"
    if not goes_on(verb):
        raise RuleError(f"{locked}，不能再{label}；{POSSIBLE}。", "plenary")
    if verb in CORRECTIONS and not str(values.get("reason") or "").strip():
        raise RuleError(f"{locked}，{label}要写明理由，理由会列在通过的数字旁边。", "reason")
    field = LATER_WORK.get(verb, "")
    day = values.get(field)
    if isinstance(day, date) and day < plenary.locked_on:
        raise RuleError(f"{locked}，{label}的日期 {day} 在锁定以前，属于已经通过的年度；改为锁定以后的日期，漏登的先在设置里解锁并写明理由。", field)
