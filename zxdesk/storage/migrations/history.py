"""The triggers that keep the history as it was written; a migration that rebuilds ``event`` makes them again."""

from __future__ import annotations

from typing import Final

WORDS: Final = "历史只能增加，不能修改"

TRIGGERS: Final[dict[str, str]] = {
    "event_refuses_update": "BEFORE UPDATE ON event",
    "event_refuses_delete": "BEFORE DELETE ON event",
}


def trigger_statements() -> list[str]:
    """Return the statements that make the triggers (SQLite). Source: reliability §3.7."""
    return [f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END" for name, when in TRIGGERS.items()]
