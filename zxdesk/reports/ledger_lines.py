"""From the register to the lines of the year ledger."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zxdesk.queries.ledger import ledger_values
from zxdesk.reports.year_ledger import LedgerLine


def ledger_lines(session: Session, plenary_id: int | None) -> list[LedgerLine]:
    """The ledger of a plenary, or of every plenary, in the order of the numbers; drafts are not in it.

    A proposal that several units answer shows the last day, every letter's number and the least favourable class.
    """
    return [LedgerLine(**values) for values in ledger_values(session, plenary_id)]
