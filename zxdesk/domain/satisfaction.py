"""One satisfaction value for a proposal out of its proposers' answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from zxdesk.domain.errors import RuleError


def overall(answers: Sequence[str | None], *, rule: Literal["first", "worst", "majority"], order: Sequence[str]) -> str | None:
    """Return the answer that counts for the whole proposal, or None while it cannot be decided.

    ``answers`` stand in the order of the proposers, the first one first; None or an empty text is a form not yet back.
    ``order`` lists the possible answers from best to worst. A tie of most answers goes to the worse one.
    Raises RuleError for an answer that is not in ``order`` (source: domain §6.3).
    """
    for answer in answers:
        if answer and answer not in order:
            raise RuleError(f"“{answer}”不是征询意见表的回答。从 {'、'.join(order)} 中选一项。", "answer")
    if not answers:
        return None
    if rule == "first":
        return answers[0] or None
    given = [answer for answer in answers if answer]
    if rule == "worst":
        return _worst(given, answers, order)
    return _majority(given, answers, order)


def _worst(given: Sequence[str], answers: Sequence[str | None], order: Sequence[str]) -> str | None:
    """The worst possible answer decides at once; any other only when all forms are back."""
    if order[-1] in given:
        return order[-1]
    return max(given, key=order.index) if len(given) == len(answers) else None


def _majority(given: Sequence[str], answers: Sequence[str | None], order: Sequence[str]) -> str | None:
    """More than half of all forms decide at once; otherwise the most frequent answer when all forms are back."""
    counts = Counter(given)
    for answer, count in counts.items():
        if 2 * count > len(answers):
            return answer
    if len(given) < len(answers):
        return None
    return max(counts, key=lambda answer: (counts[answer], order.index(answer)))
