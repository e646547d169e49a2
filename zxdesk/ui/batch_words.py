"""What became of a batch, in one line: 已催办 4 件，2 件没有办：0123 已经归档，不能催办。"""

from __future__ import annotations

import re
from dataclasses import replace

from zxdesk.services.batch import Outcome
from zxdesk.services.change import Change

NAMED = 3
"""Refusals told with their reasons; the others are counted."""
_COUNT = re.compile(r" (\d+) (件|份|个)")


def change_of(outcome: Outcome) -> Change:
    """The change under a label that counts what was done, not what was tried."""
    label = _COUNT.sub(lambda found: f" {len(outcome.done)} {found[2]}", outcome.change.label, count=1)
    return replace(outcome.change, label=label)


def left_out(outcome: Outcome) -> str:
    """How many were not done, and why, for the first of them; empty when all were."""
    refused = outcome.refused
    if not refused:
        return ""
    unit = found[2] if (found := _COUNT.search(outcome.change.label)) else "件"
    reasons = [f"{one.name} {one.sentence.removeprefix(one.name).lstrip()}".strip().rstrip("。") for one in refused[:NAMED]]
    more = f"；另有 {len(refused) - NAMED} {unit}" if len(refused) > NAMED else ""
    return f"{len(refused)} {unit}没有办：{'；'.join(reasons)}{more}。"
