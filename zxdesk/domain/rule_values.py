"""A rule package as frozen values: what differs between offices, in the form the program asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_points import Assessment, MemberScores
from zxdesk.text.normalise import fold

CONSTRUCTIONS = ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设", "其他")
"""The five fields of reports upward, and the rest (source: domain §5.1)."""

DeadlineMode = Literal["months", "working_days", "days", "fixed"]
Check = Literal["warn", "refuse", "off"]


@dataclass(frozen=True)
class Choice:
    """One line of a code table; ``text`` is its meaning, or the group it is counted in; ``aliases`` are read but not written."""

    code: str
    name: str
    text: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Category:
    """A local category and the one of ``CONSTRUCTIONS`` it is reported under (source: domain §5.1)."""

    name: str
    construction: str


@dataclass(frozen=True)
class DeadlineRule:
    """How long something may take: an amount of months, working days or days, or a fixed day of the year."""

    mode: DeadlineMode
    amount: int = 0
    month: int = 0
    day: int = 0
    source: str = ""
    roll: Literal["none", "next_workday"] = "none"


@dataclass(frozen=True)
class NumberingRule:
    """How numbers of one kind are written; ``width`` pads with zeros and never shortens (source: domain §1.5)."""

    series: Literal["plenary", "category"] = "plenary"
    prefix: str = ""
    width: int = 4
    start: int = 1
    category_prefixes: Mapping[str, str] | None = None

    def prefix_of(self, category: str | None) -> str:
        """Return what stands before the digits for ``category``; RuleError if the series needs one that is not set."""
        if self.series == "plenary":
            return self.prefix
        own = (self.category_prefixes or {}).get(category or "")
        if own is None:
            raise RuleError(f"类别“{category or ''}”没有编号字头。在规则包里补上，或改为全会统一编号。", "category")
        return self.prefix + own


@dataclass(frozen=True)
class Rules:
    """One office's rules for one plenary. Every list is in the order the screens and papers show it."""

    key: str
    title: str
    source: str
    categories: tuple[Category, ...]
    proposer_types: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    reply_classes: tuple[Choice, ...]
    contact_ways: tuple[str, ...]
    face_ways: tuple[str, ...]
    supervision_ways: tuple[str, ...]
    supervision_levels: tuple[str, ...]
    reminder_ways: tuple[str, ...]
    unit_systems: tuple[str, ...]
    retentions: tuple[str, ...]
    member_statuses: tuple[str, ...]
    parties: tuple[str, ...]
    sectors: tuple[str, ...]
    sector_renamings: tuple[str, ...]
    publicity: tuple[str, ...]
    publication: tuple[str, ...]
    feedback_contact: tuple[str, ...]
    feedback_attitude: tuple[str, ...]
    feedback_result: tuple[str, ...]
    feedback_way: tuple[str, ...]
    contact_done_words: tuple[str, ...]
    contact_waived_words: tuple[str, ...]
    fully_satisfied_words: tuple[str, ...]
    satisfied_words: tuple[str, ...]
    dissatisfied_words: tuple[str, ...]
    solved_classes: tuple[str, ...]
    adopted_classes: tuple[str, ...]
    follow_up_classes: tuple[str, ...]
    deadlines: Mapping[str, DeadlineRule]
    receipt_numbering: NumberingRule
    proposal_numbering: NumberingRule
    satisfaction: Literal["first", "worst", "majority"]
    redo_on: tuple[str, ...]
    conventions: Mapping[str, str]
    yellow_days: int
    title_max: int
    body_max: int
    reply_review: bool
    co_opinion_required: Check
    contact_required: Check
    assessment: Assessment
    member_scores: MemberScores

    def category(self, name: str) -> Category | None:
        """Return the category called ``name``, if the package has it."""
        return next((category for category in self.categories if category.name == name), None)

    def construction_of(self, name: str) -> str:
        """Return the construction ``name`` is reported under; 其他 for a category the package does not have."""
        if name in CONSTRUCTIONS:
            return name
        found = self.category(name)
        return found.construction if found else "其他"

    def choice(self, table: str, code_or_name: str) -> Choice:
        """Return the line of ``table`` (``reasons``, ``reply_classes`` …) with that code, name or alias, whatever its width.

        Raises RuleError naming the choices there are.
        """
        choices: tuple[Choice, ...] = getattr(self, table)
        wanted = fold(code_or_name)
        for choice in choices:
            if wanted in map(fold, (choice.code, choice.name, *choice.aliases)):
                return choice
        known = "、".join(choice.name for choice in choices)
        raise RuleError(f"没有“{code_or_name}”这一项。从 {known} 中选一项。", table)

    def proposer_group(self, code_or_name: str) -> str:
        """Return 委员提案 or 集体提案 for a proposer type (source: domain §5.2)."""
        return self.choice("proposer_types", code_or_name).text

    def reply_deadline(self, role: Literal["sole", "lead", "co", "separate"], *, is_ordinary: bool = False) -> DeadlineRule:
        """Return the rule for a unit's answer: its opinion as co-unit, otherwise its reply.

        ``is_ordinary``: a proposal handed in between plenaries (平时提案) has its own term, because a fixed day of the
        year may have passed when it is assigned (source: domain §3).
        """
        if role == "co":
            return self.deadlines["co_opinion"]
        if is_ordinary:
            return self.deadlines["reply_ordinary"]
        return self.deadlines["reply_separate" if role == "separate" else "reply_lead"]

    def extension_limit(self, *, is_ordinary: bool = False) -> DeadlineRule:
        """Return how long a reply may take in all, extensions included, counted from the assignment."""
        return self.deadlines["extension_ordinary_max" if is_ordinary else "extension_max"]
