"""Who hands in a proposal: one member, several, or an organisation."""

from __future__ import annotations

from datetime import date
from random import Random

from zxdesk.sample.plans import MemberPlan, OrganisationPlan, ProposerPlan

TAKING_PART = 0.86


class Proposers:
    """The proposers of one session, in office on both its ``days``; every taking-part member signs first about equally often."""

    def __init__(
        self, members: tuple[MemberPlan, ...], organisations: tuple[OrganisationPlan, ...], seed: str, days: tuple[date, date]
    ) -> None:
        rng = Random(f"{seed}/members")
        serving = [member for member in members if all(member.serves_on(day) for day in days)]
        by_sector = {member.sector: member for member in serving}
        rest = [member for member in serving if by_sector[member.sector] is not member]
        rng.shuffle(rest)
        self._members = serving
        self._first = [*by_sector.values(), *rest][: int(len(serving) * TAKING_PART)]
        self._organisations = organisations
        self._seed = seed

    def of(self, order: int, *, is_open: bool = False) -> tuple[str, tuple[ProposerPlan, ...]]:
        """Kind and proposer lines of the proposal with this order; ``is_open``: some may not have countersigned yet."""
        rng = Random(f"{self._seed}/{order}/proposers")
        draw = rng.random()
        first = self._first[order % len(self._first)]
        if is_open and order % 3 == 0:
            return "联名", self._joint(first, rng, is_open=True)
        if draw < 0.70:
            return "个人", (ProposerPlan(first.name, member=first.number),)
        if draw < 0.86:
            return "联名", self._joint(first, rng, is_open=is_open)
        if draw < 0.985:
            organisation = rng.choice(self._organisations)
            return organisation.kind, (_line(organisation),)
        pair = rng.sample([o for o in self._organisations if o.kind in ("党派", "专门委员会")], 2)
        return "联合", tuple(_line(organisation) for organisation in pair)

    def _joint(self, first: MemberPlan, rng: Random, *, is_open: bool) -> tuple[ProposerPlan, ...]:
        others = rng.sample([member for member in self._members if member is not first], rng.choice((1, 1, 2, 2, 3, 4, 6)))
        lines = [ProposerPlan(first.name, member=first.number)]
        for position, member in enumerate(others):
            signature = "已会签"
            if position > 0 and rng.random() < 0.06:
                signature = rng.choice(("谢绝", "过期"))
            elif is_open:
                signature = "待会签"
            lines.append(ProposerPlan(member.name, member=member.number, signature=signature))
        return tuple(lines)


def _line(organisation: OrganisationPlan) -> ProposerPlan:
    return ProposerPlan(organisation.name, organisation=organisation.name)
