"""The small register of the queries' tests, for the reports on members."""

from __future__ import annotations

from tests.unit.queries.conftest import cabinet, session

__all__ = ["cabinet", "session"]
