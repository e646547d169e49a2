"""A ledger's row in the words of the office's rules, refused before anything is written where it contradicts itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.rules import Rules
from zxdesk.services.filing import OPINION_KINDS
from zxdesk.services.ledger_entry import LedgerEntry
from zxdesk.services.ledger_verdict import LABELS
from zxdesk.services.submission import MEMBER_KINDS

TIMINGS = {
    "会间": "session", "大会": "session", "会中": "session", "会议期间": "session", "大会提案": "session",
    "平时": "ordinary", "会后": "ordinary", "闭会": "ordinary", "闭会期间": "ordinary", "平时提案": "ordinary",
}  # fmt: skip
FILED, MERGED, NOT_FILED, WITHDRAWN, RETURNED = "立案", "并案", "不予立案", "撤案", "退回修改"
NAME_LENGTH = 4
ORDER = (("submitted_on", "assigned_on"), ("assigned_on", "due_on"), ("assigned_on", "replied_on"))
_SPLIT = re.compile(r"[、,，;；/]+")


@dataclass(frozen=True)
class Facts:
    """What a row says, with the plenary, the proposer type, the outcome and the dates it means."""

    entry: LedgerEntry
    plenary: Plenary
    rules: Rules
    kind: str
    timing: str | None
    outcome: str
    reasons: tuple[str, ...]
    submitted_on: date
    assigned_on: date | None
    reply_class: str
    ways: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All proposers, the first one first."""
        return (*self.entry.proposers, *(name for name in self.entry.joint if name not in self.entry.proposers))

    @property
    def has_units(self) -> bool:
        """Whether any unit is named."""
        return bool(self.entry.lead_units or self.entry.co_units or self.entry.separate_units)

    @property
    def is_filed(self) -> bool:
        """Whether the row has, or had, a proposal number to be issued."""
        return self.outcome == FILED or (self.outcome in (MERGED, WITHDRAWN) and bool(self.entry.number))


def facts_of(entry: LedgerEntry, plenary: Plenary, rules: Rules, *, is_body: bool) -> Facts:
    """Read a row. Raises ``RuleError`` whose field is one of the ledger's."""
    remarks: list[str] = []
    outcome = _outcome(entry, rules)
    submitted_on = _submitted(entry, plenary, remarks)
    assigned_on = _assigned(entry, outcome, submitted_on, remarks)
    reasons = _reasons(entry, rules, outcome, remarks)
    if outcome == FILED and not entry.category:
        raise RuleError("立案要先定类别，类别没有填。", "category")
    facts = Facts(
        entry, plenary, rules, _kind(entry, rules, is_body), _timing(entry), outcome, reasons, submitted_on, assigned_on,
        _reply_class(entry, rules), _listed(entry.contact_way), tuple(remarks),
    )  # fmt: skip
    _require_order(facts)
    _require_reply(facts)
    return facts


def _outcome(entry: LedgerEntry, rules: Rules) -> str:
    if entry.outcome:
        name = rules.choice("outcomes", entry.outcome).name
    elif entry.lead_number:
        name = MERGED
    else:
        at_work = entry.number or entry.assigned_on or entry.replied_on
        name = FILED if at_work else ""
    if name == MERGED and not entry.lead_number:
        raise RuleError("审查结果是并案，没有写并入哪一件；在“并入”填主案的提案号。", "lead_number")
    if name != MERGED and entry.lead_number:
        raise RuleError(f"填了并入 {entry.lead_number}，审查结果却是“{name}”；改为并案，或清空并入。", "lead_number")
    if entry.assigned_on and name not in (FILED, WITHDRAWN):
        raise RuleError(f"审查结果是“{name or '空白'}”，不能有交办日期；改正其中一个。", "assigned_on")
    return name


def _assigned(entry: LedgerEntry, outcome: str, submitted_on: date, remarks: list[str]) -> date | None:
    if entry.assigned_on is not None or entry.replied_on is None or outcome != FILED:
        return entry.assigned_on
    if "assigned_on" in entry.filled:
        raise RuleError(f"答复日期 {entry.replied_on} 以前没有交办日期；补上交办日期。", "assigned_on")
    remarks.append("台账没有交办日期，按提交日期交办")
    return submitted_on


def _submitted(entry: LedgerEntry, plenary: Plenary, remarks: list[str]) -> date:
    if entry.submitted_on is not None:
        return entry.submitted_on
    known = [day for day in (plenary.opens_on, entry.assigned_on, entry.replied_on) if day is not None]
    if not known:
        raise RuleError("提交日期没有填，届次也没有开幕日期；补上提交日期。", "submitted_on")
    remarks.append("台账没有提交日期，按开幕日期登记")
    return min(known)


def _reasons(entry: LedgerEntry, rules: Rules, outcome: str, remarks: list[str]) -> tuple[str, ...]:
    if not entry.reasons and outcome in (*OPINION_KINDS, NOT_FILED):
        if "reasons" in entry.filled or not any(choice.name == "其他" for choice in rules.reasons):
            raise RuleError(f"{outcome}要写明原因，原因没有填。", "reasons")
        remarks.append("台账没有原因，按“其他”登记")
        return (rules.choice("reasons", "其他").code,)
    return tuple(rules.choice("reasons", reason).code for reason in whole_reasons(entry.reasons, rules))


def whole_reasons(pieces: tuple[str, ...], rules: Rules) -> tuple[str, ...]:
    """Put reasons whose own name has a 、 together again; a cell divides its list by the same mark."""
    names = {choice.name for choice in rules.reasons}
    found: list[str] = []
    rest = list(pieces)
    while rest:
        length = next((n for n in range(len(rest), 1, -1) if "、".join(rest[:n]) in names), 1)
        found.append("、".join(rest[:length]))
        del rest[:length]
    return tuple(found)


def _kind(entry: LedgerEntry, rules: Rules, is_body: bool) -> str:
    count = len({*entry.proposers, *entry.joint})
    if entry.proposer_kind:
        kind = rules.choice("proposer_types", entry.proposer_kind).name
    elif is_body:
        kind = ""
    elif len(entry.proposers[0]) > NAME_LENGTH and "·" not in entry.proposers[0]:
        raise RuleError(f"提案者类型没有填，看不出“{entry.proposers[0]}”是委员还是集体；补上提案者类型。", "proposer_kind")
    else:
        kind = "个人" if count == 1 else "联名"
    if kind == "个人" and count > 1:
        raise RuleError(f"提案者类型是个人，却填了 {count} 位；改为联名，或只留一位。", "proposer_kind")
    if kind == "联名" and count == 1:
        raise RuleError("提案者类型是联名，却只有一位；改为个人，或补上联名人。", "proposer_kind")
    return kind


def is_of_members(kind: str) -> bool:
    """Whether the proposers of this type are members and not bodies."""
    return kind in MEMBER_KINDS


def _timing(entry: LedgerEntry) -> str | None:
    if not entry.timing:
        return None
    if entry.timing not in TIMINGS:
        raise RuleError(f"会间平时没有“{entry.timing}”这一项；填“会间”或“平时”。", "timing")
    return TIMINGS[entry.timing]


def _reply_class(entry: LedgerEntry, rules: Rules) -> str:
    return rules.choice("reply_classes", entry.reply_class).code if entry.reply_class else ""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in _SPLIT.split(text) if part.strip()))


def _require_order(facts: Facts) -> None:
    entry = facts.entry
    days = {"submitted_on": facts.submitted_on, "assigned_on": facts.assigned_on, "due_on": entry.due_on, "replied_on": entry.replied_on}
    for earlier, later in ORDER:
        first, second = days[earlier], days[later]
        if first is not None and second is not None and second < first:
            raise RuleError(f"{LABELS[later]} {second} 早于{LABELS[earlier]} {first}；改正其中一个。", later)


def _require_reply(facts: Facts) -> None:
    entry = facts.entry
    if entry.replied_on is None:
        for name in ("reply_class", "reply_number", "attitude", "result"):
            if getattr(entry, name) and facts.outcome == FILED:
                raise RuleError(f"填了{LABELS[name]}，没有答复日期；补上答复日期。", "replied_on")
        return
    if facts.outcome != FILED:
        raise RuleError(f"审查结果是“{facts.outcome}”，不能有答复日期；改正其中一个。", "replied_on")
    if not entry.reply_class:
        raise RuleError("有答复日期，办理类别没有填；补上办理类别。", "reply_class")
