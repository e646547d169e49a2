"""One fault the check-up found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
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


def at_most(findings: Iterable[Finding], most: int = MOST) -> Iterator[Finding]:
    """The first findings of one rule, then how many more there are."""
    rest = iter(findings)
    last: Finding | None = None
    for last in islice(rest, most):
        yield last
    more = sum(1 for _ in rest)
    if more and last is not None:
        yield Finding(last.rule, last.severity, "", f"同类问题另有 {more} 处，先处理已列出的，再体检一次。")


def named(proposal: Proposal) -> str:
    """How a finding calls a proposal."""
    return f"{proposal.plenary.name} {proposal.name}"
