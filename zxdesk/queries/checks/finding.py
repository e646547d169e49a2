"""One fault the check-up found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from zxdesk.domain.proposal import Proposal

Severity = Literal["error", "warning"]
MOST = 50
"""Findings of one rule that are named one by one; the rest is counted."""


@dataclass(frozen=True)
class Finding:
    """What is wrong, where, in one sentence; ``error`` contradicts the rules, ``warning`` should be looked at."""

    rule: str
    severity: Severity
    record: str
    sentence: str


def limited(findings: Iterable[Finding], most: int = MOST) -> list[Finding]:
    """The first findings of each rule, then how many more of it there are."""
    kept: list[Finding] = []
    counted: Counter[str] = Counter()
    last: dict[str, Finding] = {}
    for finding in findings:
        counted[finding.rule] += 1
        last[finding.rule] = finding
        if counted[finding.rule] <= most:
            kept.append(finding)
    for rule, count in counted.items():
        if count > most:
            sentence = f"{last[rule].record} 一类的问题另有 {count - most} 处没有列出；先处理已列出的，再体检一次。"
            kept.append(Finding(rule, last[rule].severity, "", sentence))
    return kept


def named(proposal: Proposal) -> str:
    """How a finding calls a proposal."""
    return f"{proposal.plenary.name} {proposal.name}"
