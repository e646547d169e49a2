"""Importing a year ledger: every row through the office's own commands, every row with its verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.queries.ledger import bare, full_names, ledger_proposals, values_of_line
from zxdesk.services.bulk import Bulk, in_bulk
from zxdesk.services.change import Actor, Change, attempt, recording
from zxdesk.services.frame import package_of, plenary_of, rules_of
from zxdesk.services.ledger_changes import correct, differences
from zxdesk.services.ledger_directory import Directory, Mark
from zxdesk.services.ledger_entry import LedgerEntry
from zxdesk.services.ledger_facts import Facts, facts_of
from zxdesk.services.ledger_forward import register_row, to_close, to_reply
from zxdesk.services.ledger_known import Key, Known
from zxdesk.services.ledger_verdict import LABELS, ImportOutcome, Verdict, column_of

__all__ = ["ImportOutcome", "LedgerEntry", "Verdict", "import_ledger", "preview_ledger"]

Progress = Callable[[int, int], None]
EVERY = 25
TOGETHER = 50  # rows written with one flush


def import_ledger(
    session: Session,
    rows: Sequence[LedgerEntry],
    *,
    outcome: ImportOutcome,
    plenary: str | None = None,
    today: date,
    progress: Progress | None = None,
    reason: str = "",
) -> Change:
    """Carry every row as far as it goes; a refused row stops nothing else and leaves nothing half-written.

    ``plenary`` is meant where a row names none; without it the current one. The verdicts come in the order of the rows.
    Unknown members, organisations and units are created and listed in ``outcome``. Source: domain §4, §2.1.
    """
    with in_bulk(session) as bulk:
        Importer(session, rows, outcome, plenary=plenary, today=today, bulk=bulk).run(progress)
    counts = outcome.counts
    return Change(f"导入台账：新增 {counts['new']} 件，变动 {counts['changed']} 件", warnings=tuple(outcome.warnings))


def preview_ledger(
    session: Session,
    rows: Sequence[LedgerEntry],
    *,
    outcome: ImportOutcome,
    plenary: str | None = None,
    today: date,
    progress: Progress | None = None,
) -> ImportOutcome:
    """The verdicts an import would give, all of it taken back; the caller's transaction has nothing to commit."""
    return rehearse(session, lambda: import_ledger(session, rows, outcome=outcome, plenary=plenary, today=today, progress=progress), outcome)


def rehearse(session: Session, command: Callable[[], Change], outcome: ImportOutcome) -> ImportOutcome:
    """Run an import inside a savepoint that is always taken back."""
    session.info.setdefault("actor", Actor(""))
    whole = session.begin_nested()
    try:
        with recording(session):
            command()
    finally:
        whole.rollback()
        session.expunge_all()
    return outcome


class _HalfwayError(Exception):
    """A row was refused after part of it had been carried out together with others."""


@dataclass(frozen=True)
class Standing:
    """How far an import had come at a moment."""

    directory: Mark
    verdicts: int
    remarks: Counter[str]
    known: int
    numbers: int


class Importer:
    """One import on its way: the directories, the proposals known, the verdicts so far."""

    def __init__(
        self, session: Session, rows: Sequence[LedgerEntry], outcome: ImportOutcome, *, plenary: str | None, today: date, bulk: Bulk
    ) -> None:
        self.session = session
        self.bulk = bulk
        self.rows = rows
        self.outcome = outcome
        self.plenary_name = plenary
        self.today = today
        self.directory = Directory(session, outcome)
        self.unit_names = full_names(unit for units in self.directory.units.values() for unit in units)
        self.sectors = {row.proposers[0]: row.sector for row in reversed(rows) if row.sector and row.proposers}
        self.known = Known()
        self.verdicts: dict[int, Verdict] = {}
        self.remarks: Counter[str] = Counter()
        self.plenaries: dict[str, Plenary] = {}
        self.kept: list[list[Proposal]] = []
        self.followers = self._followers()
        self.members = {at for led in self.followers.values() for at in led}
        self.progress: Progress | None = None
        self.told = 0
        self.is_together = False

    def run(self, progress: Progress | None) -> None:
        """Every row: leads before what is merged into them, rows with numbers before rows that get the next free one."""
        self.progress = progress
        order = sorted(range(len(self.rows)), key=lambda at: (at in self.members, not self.rows[at].number, not self.rows[at].receipt_number))
        for start in range(0, len(order), TOGETHER):
            self._carry(order[start : start + TOGETHER])
        self.outcome.verdicts += [self.verdicts[at] for at in range(len(self.rows))]
        self.outcome.warnings += [f"{count} 行{remark}。" for remark, count in self.remarks.items()]

    def _followers(self) -> dict[Key, list[int]]:
        """Rows merged into others, by the lead's plenary and number."""
        led: dict[Key, list[int]] = {}
        for at, row in enumerate(self.rows):
            if row.lead_number:
                led.setdefault((0, row.plenary, bare(row.lead_number)), []).append(at)
        return led

    def _carry(self, order: list[int]) -> None:
        """Rows written together; where one is refused half-way those before it are carried again, then it alone, then the rest."""
        while (refused := self._carried_to(order)) is not None:
            if refused and self._carried_to(order[:refused]) is not None:
                self._one_by_one(order[:refused])
            self._one_by_one([order[refused]])
            order = order[refused + 1 :]

    def _carried_to(self, order: list[int]) -> int | None:
        """Carry rows together; the place of the one refused half-way, after which nothing of them is left."""
        place, mark = 0, self._mark()
        self.is_together = True
        try:
            with attempt(self.session):
                for at in order:
                    self._one_by_one([at])
                    place += 1
        except _HalfwayError:
            self._take_back(mark)
            return place
        finally:
            self.is_together = False
        return None

    def _one_by_one(self, order: list[int]) -> None:
        for at in order:
            if at not in self.verdicts:
                self._row(at)

    def _row(self, at: int) -> None:
        row, mark = self.rows[at], self._mark()
        try:
            self.verdicts[at] = self._judged(row)
        except RuleError as error:
            self._take_back(mark)
            self.verdicts[at] = Verdict(
                row.sheet, row.row, "refused", row.plenary, row.number or row.receipt_number, row.title, column_of(error), error.message
            )
        done = len(self.verdicts)
        if self.progress is not None and done > self.told and (done % EVERY == 0 or done == len(self.rows)):
            self.told = done
            self.progress(done, len(self.rows))

    def _mark(self) -> Standing:
        return Standing(self.directory.mark(), len(self.verdicts), Counter(self.remarks), len(self.known.before), len(self.bulk.waiting))

    def _take_back(self, mark: Standing) -> None:
        """Forget what a refused row had done, the rows merged into it included; those get their turn again."""
        self.directory.go_back(mark.directory)
        while len(self.verdicts) > mark.verdicts:
            self.verdicts.popitem()
        self.remarks = mark.remarks
        self.known.go_back(mark.known)
        self.bulk.go_back(mark.numbers)

    @contextmanager
    def _part(self, is_new: bool) -> Iterator[None]:
        """What is taken back when a row is refused: the row alone, or all it is carried with unless it has made nothing yet."""
        if not self.is_together:
            with attempt(self.session):
                yield
            return
        made = self.bulk.made
        try:
            yield
        except RuleError as error:
            if is_new and self.bulk.made == made:
                raise
            raise _HalfwayError from error

    def _judged(self, row: LedgerEntry) -> Verdict:
        plenary = self._plenary(row.plenary)
        proposal = self.known.of(row, plenary)
        facts = facts_of(row, plenary, self._rules(plenary), is_body=bool(self.directory.organisations.get(row.proposers[0])))
        if facts.kind == "":
            facts = self._with_kind_of_body(facts)
        self.remarks.update(facts.remarks)
        if proposal is None:
            return self._new(facts)
        return self._again(facts, proposal)

    def _new(self, facts: Facts) -> Verdict:
        with self._part(is_new=True), self.session.no_autoflush:  # a new proposal asks for nothing that is not yet in the register
            facts.plenary.require_unlocked()
            proposal = register_row(self.session, facts, self.directory, self.sectors)
            self._forward(proposal, facts)
            proposal.refresh_summary()
            return self._verdict(facts, proposal, "new")

    def _again(self, facts: Facts, proposal: Proposal) -> Verdict:
        self.session.flush()  # a row carried together with this one may have made it
        fields = differences(facts, values_of_line(proposal, facts.rules, self.unit_names), self.directory)
        if not fields:
            return self._verdict(facts, proposal, "same")
        with self._part(is_new=False):
            correct(
                self.session, proposal, facts, fields, directory=self.directory, sectors=self.sectors, today=self.today
            )
            self._forward(proposal, facts)
            return self._verdict(facts, proposal, "changed", tuple(LABELS[name] for name in fields))

    def _forward(self, proposal: Proposal, facts: Facts) -> None:
        """As far as the row goes; what is merged into it joins before its proposers are asked."""
        to_reply(self.session, proposal, facts, self.directory)
        self.known.add(proposal)
        for number in {facts.entry.number, facts.entry.receipt_number} - {""}:
            for at in self.followers.get((0, facts.entry.plenary, bare(number)), ()):
                if at not in self.verdicts and self.rows[at] is not facts.entry:
                    self._row(at)
        to_close(self.session, proposal, facts)

    def _verdict(self, facts: Facts, proposal: Proposal, status: str, fields: tuple[str, ...] = ()) -> Verdict:
        row = facts.entry
        return Verdict(row.sheet, row.row, status, facts.plenary.name, proposal.name, proposal.title, fields=fields)  # type: ignore[arg-type]

    def _with_kind_of_body(self, facts: Facts) -> Facts:
        body = self.directory.organisations[facts.entry.proposers[0]][0]
        return replace(facts, kind=body.kind)

    def _plenary(self, name: str) -> Plenary:
        wanted = name or self.plenary_name or ""
        if wanted not in self.plenaries:
            plenary = plenary_of(self.session, wanted or None)
            if plenary not in self.plenaries.values():
                known = ledger_proposals(self.session, plenary.id)
                self.kept.append(known)
                self.known.read(known)
            self.plenaries[wanted] = plenary
        return self.plenaries[wanted]

    def _rules(self, plenary: Plenary) -> Rules:
        """The rules; a plenary without a package of its own is told the office's, so that no command has to ask again."""
        if plenary.package is None:
            set_committed_value(plenary, "package", package_of(self.session, None))
        return rules_of(self.session, plenary)
