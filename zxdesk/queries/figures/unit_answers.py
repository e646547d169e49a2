"""One answer for each undertaking out of the proposers' forms about its reply in force. Source: domain §6.3, §6.7 table 7."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from zxdesk.queries.figures.satisfaction import decided_replies
from zxdesk.queries.readings import Readings


class UnitAnswer(NamedTuple):
    """What the proposers together say of one undertaking."""

    unit_id: int
    proposal_id: int
    word: str


def unit_answers(readings: Readings, plenary_id: int, aspect: str) -> list[UnitAnswer]:
    """The undertakings whose answer can be decided, by the office's rule over the forms about each one's reply in force."""
    replies = readings.gather(decided_replies, plenary_id, aspect)
    return [UnitAnswer(reply.unit_id, reply.owner, reply.word) for reply in replies if reply.word is not None]


def answer_proposals(session: Session, plenary_id: int, figure: str) -> set[int] | None:
    """The proposals behind ``unit:12:answer-满意`` (``unit:0`` for all units); None for any other figure."""
    kind, _, value = figure.partition(":")
    key, _, what = value.partition(":")
    if kind != "unit" or not what.startswith("answer-"):
        return None
    word, answers = what.removeprefix("answer-"), unit_answers(Readings(session), plenary_id, "result")
    return {one.proposal_id for one in answers if one.word == word and int(key) in (0, one.unit_id)}
