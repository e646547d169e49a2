"""Members, organisations and units by the names a ledger uses, those unknown created on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Term
from zxdesk.domain.people import Member, Membership, Organisation
from zxdesk.domain.unit import HandlingUnit
from zxdesk.services.ledger_verdict import ImportOutcome
from zxdesk.services.people import add_member, add_organisation
from zxdesk.services.unit import add_unit_record
from zxdesk.text.normalise import to_half_width


@dataclass(frozen=True)
class Mark:
    """How much a directory had created at a moment."""

    made: int
    members: int
    units: int
    organisations: int


class Directory:
    """The three directories, read once; answers are "#id", which every command understands without asking the register."""

    def __init__(self, session: Session, outcome: ImportOutcome) -> None:
        self.session = session
        self.outcome = outcome
        self.members: dict[str, list[Member]] = {}
        self.organisations: dict[str, list[Organisation]] = {}
        self.units: dict[str, list[HandlingUnit]] = {}
        self._made: list[tuple[dict[str, list[Member]] | dict[str, list[Organisation]] | dict[str, list[HandlingUnit]], str]] = []
        for member in session.scalars(select(Member).options(selectinload(Member.memberships))):
            for name in {member.name, *(held.member_number for held in member.memberships)} - {""}:
                self.members.setdefault(name, []).append(member)
        for body in session.scalars(select(Organisation)):
            for name in {body.name, body.short_name, *body.aliases} - {""}:
                self.organisations.setdefault(name, []).append(body)
        for unit in session.scalars(select(HandlingUnit).order_by(HandlingUnit.id)):
            for name in {unit.name, unit.short_name, unit.code, *unit.aliases} - {""}:
                self.units.setdefault(name, []).append(unit)
        self._listed_terms = set(session.scalars(select(Membership.term_id).distinct()))

    def mark(self) -> Mark:
        """The moment to go back to when a row is refused."""
        made = self.outcome
        return Mark(len(self._made), len(made.created_members), len(made.created_units), len(made.created_organisations))

    def go_back(self, mark: Mark) -> None:
        """Forget what was created since; its rows are taken back with the row that needed them."""
        for names, name in self._made[mark.made :]:
            names.pop(name, None)
        del self._made[mark.made :]
        del self.outcome.created_members[mark.members :]
        del self.outcome.created_units[mark.units :]
        del self.outcome.created_organisations[mark.organisations :]

    def member(self, name: str, term: Term, *, on: date, sector: str, field: str) -> str:
        """A member by name or number, created with a seat in the term when nobody is called so.

        Where several serve under one name the sector tells which. Raises ``RuleError`` for a member out of term.
        """
        wanted = to_half_width(name).strip()
        known = self.members.get(wanted, [])
        if not known:
            return self._new_member(wanted, term, sector)
        serving = [(m, seat) for m in known if (seat := m.membership_on(on, term)) is not None and seat.status == "在册"]
        if len(serving) > 1:
            serving = [pair for pair in serving if pair[1].sector == sector] or serving
        if len(serving) > 1:
            seats = "、".join(f"{seat.member_number or '无编号'}（{seat.sector or '界别未填'}）" for _m, seat in serving)
            raise RuleError(f"{term.name}有 {len(serving)} 位委员叫“{name}”：{seats}，改填委员编号。", field)
        if serving:
            return f"#{serving[0][0].id}"
        if term.id not in self._listed_terms:
            return self._seated(known[0], term, sector)
        raise RuleError(f"{known[0].name}在 {on:%Y-%m-%d} 不是{term.name}在册委员，不能作提案者；核对提交日期，或另选提案者。", field)

    def organisation(self, name: str, kind: str) -> str:
        """An organisation by name, short name or alias, created when there is none."""
        wanted = to_half_width(name).strip()
        known = self.organisations.get(wanted)
        if not known:
            made = add_organisation(self.session, kind=kind, name=wanted)
            known = self.organisations[wanted] = [self.session.get_one(Organisation, made.subject)]
            self._made.append((self.organisations, wanted))
            self.outcome.created_organisations.append(wanted)
        return f"#{known[0].id}"

    def unit(self, name: str, *, on: date, field: str) -> str:
        """A unit by name, short name, code or alias, created when there is none; which of several is said by the day."""
        wanted = to_half_width(name).strip()
        known = self.units.get(wanted)
        if not known:
            made = add_unit_record(self.session, name=wanted)
            known = self.units[wanted] = [self.session.get_one(HandlingUnit, made.subject)]
            self._made.append((self.units, wanted))
            self.outcome.created_units.append(wanted)
        alive = [unit for unit in known if unit.exists_on(on)]
        if len(alive) > 1:
            codes = "、".join(f"{unit.code} {unit.name}" for unit in alive)
            raise RuleError(f"“{name}”对应 {len(alive)} 个单位（{codes}），改填编码。", field)
        chosen = alive[0] if alive else known[0]
        chosen.require_on(on, field)
        return f"#{chosen.id}"

    def _new_member(self, name: str, term: Term, sector: str) -> str:
        made = add_member(self.session, name=name, term=term.name, sector=sector)
        self.members[name] = [self.session.get_one(Member, made.subject)]
        self._made.append((self.members, name))
        self.outcome.created_members.append(name)
        return f"#{made.subject}"

    def _seated(self, member: Member, term: Term, sector: str) -> str:
        """A member of an earlier term takes a seat in one that has no roster yet."""
        seat = next((held for held in member.memberships if held.term_id == term.id), None)
        if seat is None:
            self.session.add(Membership(member=member, term=term, sector=sector))
            self.session.flush()
        return f"#{member.id}"
