"""The one kind of failure a clerk can mend: a sentence and the field it belongs to."""

from __future__ import annotations


class RuleError(Exception):
    """A refusal in one Chinese sentence; nothing has been written.

    ``field`` is the name of the field to correct, so that a form can set the cursor there.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
