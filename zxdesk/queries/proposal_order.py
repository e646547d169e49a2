"""Every proposal's id in the order of one column, read from the index that holds this order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import Any

from sqlalchemy import ColumnElement, Select, column, func, select
from sqlalchemy.orm import Session

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.stage import Stage
from zxdesk.queries.unindexed import unindexed

_BY_COLUMN: dict[str, Any] = {
    "title": Proposal.title,
    "proposers": Proposal.proposer_names,
    "kind": Proposal.proposer_kind,
    "category": Proposal.category,
    "lead_units": Proposal.lead_names,
    "units": Proposal.unit_names,
    "due_on": Proposal.next_due_on,
    "light": Proposal.next_due_on,
    "submitted_on": Proposal.submitted_on,
    "is_key": Proposal.is_key,
    "reply_class": Proposal.reply_class,
    "satisfaction": Proposal.satisfaction,
}
_NULLABLE = frozenset({"due_on", "light", "submitted_on"})
_NEARLY_UNIQUE = frozenset({"title", "proposers", "units"})
SORT_KEYS = ("number", "receipt_number", *_BY_COLUMN, "stage", "sector", "plenary")
"""Keys that ``sort`` may name; a minus before one turns it round, with what is empty still last."""
_LATER = (Proposal.plenary_id.desc(), Proposal.number_sort, Proposal.id)
_FEW = 40_000
Conditions = Sequence[ColumnElement[bool]]


def ordered_ids(session: Session, sort: str, plenary_id: int | None = None, narrowed: Conditions = ()) -> list[int]:
    """The ids of a plenary, or of all, the newest plenary first among equals; what is empty stands last in both directions.

    ``narrowed`` are further conditions. Raises ``KeyError`` for a sort key that is not in ``SORT_KEYS``.
    """
    key, is_down = sort.removeprefix("-"), sort.startswith("-")
    if key == "number":
        return _by_number(session, plenary_id, narrowed, is_down=is_down)
    if not narrowed:
        return _every_id(session, key, plenary_id, is_down=is_down)
    here = [Proposal.plenary_id == plenary_id] if plenary_id is not None else []
    found = set(ids_of(session, select(Proposal.id).where(*here, *narrowed)))
    if key in _BY_COLUMN and len(found) <= _FEW:
        return _every_id(session, key, None, is_down=is_down, only=among(found))
    return kept_in_order(_every_id(session, key, plenary_id, is_down=is_down), found)


def ids_of(session: Session, statement: Select[int]) -> list[int]:
    """The ids a statement gives, in its order: the file hands them over as one text, since each row of an answer costs more."""
    return _packed(session, statement, 1)[0]


def among(ids: Iterable[int]) -> ColumnElement[bool]:
    """The condition to be one of these ids, however many they are: one parameter, not one each."""
    listed = func.json_each(json.dumps(list(ids))).table_valued(column("value"))
    return unindexed(Proposal.id).in_(select(listed.c.value))


def kept_in_order(order: Iterable[int], found: set[int]) -> list[int]:
    """Those of an order that were found."""
    return list(filter(found.__contains__, order))


def _packed(session: Session, statement: Select[Any], count: int) -> list[list[int]]:
    """The first columns of an answer, whole numbers all of them."""
    inner = statement.subquery()
    each = session.execute(select(*(func.group_concat(inner.c[at]) for at in range(count)))).one()
    return [json.loads(f"[{packed or ''}]") for packed in each]


def _every_id(
    session: Session, key: str, plenary_id: int | None, *, is_down: bool, only: ColumnElement[bool] | None = None
) -> list[int]:
    chosen = [] if plenary_id is None else [unindexed(Proposal.plenary_id) == plenary_id]
    if only is not None:
        chosen.append(only)
    if key == "receipt_number":
        return _by_receipt(session, plenary_id, is_down=is_down)
    if key == "sector":
        return _by_sector(session, chosen, is_down=is_down)
    if key == "plenary":
        first = Proposal.plenary_id.desc() if is_down else Proposal.plenary_id
        return ids_of(session, select(Proposal.id).where(*chosen).order_by(first, Proposal.number_sort, Proposal.id))
    if key == "stage":
        stages = reversed(Stage) if is_down else iter(Stage)
        each = (select(Proposal.id).where(Proposal.stage == stage, *chosen).order_by(*_LATER) for stage in stages)
        return [one for statement in each for one in ids_of(session, statement)]
    by = _BY_COLUMN[key]
    if is_down and key in _NEARLY_UNIQUE:
        return ids_of(session, select(Proposal.id).where(*chosen).order_by(by.desc(), *_LATER))
    ids = ids_of(session, select(Proposal.id).where(*chosen).order_by(by, *_LATER))
    if is_down:
        return _turned_round(ids, _sizes(session, by, chosen))  # what is empty comes first in the index, so it is last now
    empty = by.is_(None) if key in _NULLABLE else by == ""
    count = 0 if key == "is_key" else session.scalar(select(func.count()).where(empty, *chosen)) or 0
    return [*ids[count:], *ids[:count]]


def _sizes(session: Session, by: Any, chosen: Conditions) -> list[int]:
    """How many rows there are of each value, in the order of the values."""
    return ids_of(session, select(func.count()).select_from(by.class_).where(*chosen).group_by(by).order_by(by))


def _turned_round(ids: list[int], sizes: Iterable[int]) -> list[int]:
    """Blocks of equals from the last to the first, each in its own order."""
    blocks, start = [], 0
    for size in sizes:
        blocks.append(ids[start : start + size])
        start += size
    return [one for block in reversed(blocks) for one in block]


def _by_number(session: Session, plenary_id: int | None, narrowed: Conditions, *, is_down: bool) -> list[int]:
    """The newest plenary first in both directions; in each, those without a number last."""
    chosen = [*([] if plenary_id is None else [Proposal.plenary_id == plenary_id]), *narrowed]
    newest, is_without = Proposal.plenary_id.desc(), Proposal.number_sort == 0
    in_order = select(Proposal.id).where(*chosen).order_by(newest, Proposal.number_sort, Proposal.receipt_number)
    if narrowed:  # told with the ids, since to count once more is to look through all once more
        ids, plenaries, without = _packed(session, in_order.add_columns(Proposal.plenary_id, is_without), 3)
        missing = Counter(compress(plenaries, without))
        return _empty_last(ids, ((key, count, missing[key]) for key, count in Counter(plenaries).items()), is_down=is_down)
    counts = select(Proposal.plenary_id, func.count(), func.count().filter(is_without)).where(*chosen).group_by(Proposal.plenary_id)
    return _empty_last(ids_of(session, in_order), session.execute(counts.order_by(newest)), is_down=is_down)


def _by_receipt(session: Session, plenary_id: int | None, *, is_down: bool) -> list[int]:
    """The newest plenary first in both directions; in each by the number within the text: 收999 before 收1000."""
    chosen = [] if plenary_id is None else [Proposal.plenary_id == plenary_id]
    newest, number = Proposal.plenary_id.desc(), Proposal.receipt_number
    length = func.length(number)
    known = func.count(number)
    counts = session.execute(
        select(Proposal.plenary_id, func.count(), func.count() - known, func.max(length) - func.min(length))
        .where(*chosen).group_by(Proposal.plenary_id).order_by(newest)
    ).all()  # fmt: skip
    if not any(row[3] for row in counts):  # one length, so the order of the index is that of the numbers
        ids = ids_of(session, select(Proposal.id).where(*chosen).order_by(Proposal.plenary_id, number))
        ids = _turned_round(ids, [row[1] for row in reversed(counts)])
    else:
        ids = ids_of(session, select(Proposal.id).where(*chosen).order_by(newest, length, number))
    return _empty_last(ids, (row[:3] for row in counts), is_down=is_down)


def _empty_last(ids: list[int], counts: Iterable[Any], *, is_down: bool) -> list[int]:
    """``counts`` are (plenary, how many, how many of them without); these stand first in each plenary and are to be last."""
    arranged: list[int] = []
    start = 0
    for _plenary, count, without in counts:
        missing, numbered = ids[start : start + without], ids[start + without : start + count]
        arranged += [*reversed(numbered), *reversed(missing)] if is_down else [*numbered, *missing]
        start += count
    return arranged


def _by_sector(session: Session, chosen: Conditions, *, is_down: bool) -> list[int]:
    """By the sector of the first proposer, the newest first among equals; those without one last."""
    sector, is_first = ProposerLine.sector, unindexed(ProposerLine.position) == 0  # so that the index gives the order too
    every = select(ProposerLine.proposal_id).where(is_first).order_by(sector, ProposerLine.position, ProposerLine.proposal_id.desc())
    placed = ids_of(session, every)
    if is_down:
        placed = _turned_round(placed, _sizes(session, sector, [is_first]))
    else:
        empty = session.scalar(select(func.count()).where(sector == "", ProposerLine.position == 0)) or 0
        placed = [*placed[empty:], *placed[:empty]]
    if not chosen and len(placed) == session.scalar(select(func.count()).select_from(Proposal)):
        return placed
    here = set(ids_of(session, select(Proposal.id).where(*chosen)))
    placed = kept_in_order(placed, here)
    return placed + kept_in_order(_by_number(session, None, chosen, is_down=False), here.difference(placed)) if len(placed) < len(here) else placed
