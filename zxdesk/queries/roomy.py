"""More of the register kept in memory while much of it is read again and again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

ROOM = -65_536
"""The pages SQLite keeps, in KiB with a minus: a year of 6,000 proposals has its rows in 40 MB, and every figure passes over them."""


@contextmanager
def roomy(session: Session) -> Iterator[None]:
    """Keep up to 64 MB of pages while this goes on; afterwards the connection has what it had, and the memory is given back."""
    connection = session.connection()
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = {ROOM}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {int(before)}")
        connection.exec_driver_sql("PRAGMA shrink_memory")
