"""The check-up: reads the whole register, names every fault, mends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.office import Plenary
from zxdesk.queries.checks.chain import Last, chain_findings, digest_findings
from zxdesk.queries.checks.dates import date_findings
from zxdesk.queries.checks.finding import Finding, limited
from zxdesk.queries.checks.numbers import number_findings
from zxdesk.queries.checks.parts import part_findings
from zxdesk.queries.checks.references import reference_findings
from zxdesk.queries.statistics import differences

__all__ = ["Finding", "check"]


def check(session: Session, *, today: date) -> list[Finding]:
    """Everything that is wrong in the register, errors first; an empty list when all is well.

    Source: reliability §3.3 and §3.7 for history and digests, domain §2 for stages and dates, domain §6.1 for figures.
    """
    found = limited(_findings(session, today))
    return sorted(found, key=lambda finding: finding.severity != "error")


def _findings(session: Session, today: date) -> Iterator[Finding]:
    last: Last = {}
    yield from chain_findings(session, last)
    yield from digest_findings(session, last)
    yield from number_findings(session)
    yield from date_findings(session, today=today)
    yield from part_findings(session)
    yield from reference_findings(session, today=today)
    for key, name in session.execute(select(Plenary.id, Plenary.name).order_by(Plenary.id)):
        for sentence in differences(session, key, today=today):
            yield Finding("figures", "warning", name, f"{name}{sentence}")
