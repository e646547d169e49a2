"""A session that reads much keeps more of the register in memory, and no longer than it reads."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.invented_office import InventedOffice
from zxdesk.queries.roomy import ROOM, roomy


def kept(session: Session) -> int:
    return int(session.execute(text("PRAGMA cache_size")).scalar_one())


def test_more_is_kept_while_it_goes_on_and_what_it_was_afterwards(office: InventedOffice) -> None:
    with office.reading() as session:
        before = kept(session)
        with roomy(session):
            assert kept(session) == ROOM != before
        assert kept(session) == before


def test_what_fails_gives_the_memory_back_too(office: InventedOffice) -> None:
    with office.reading() as session:
        before = kept(session)
        with pytest.raises(ZeroDivisionError), roomy(session):
            raise ZeroDivisionError
        assert kept(session) == before
