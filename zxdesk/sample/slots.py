"""The places of a session: one slot a proposal, with the fate its lot gives it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from zxdesk.sample.shape import ORDINARY, SESSION, Lot, Shape

LEADS = ("归档", "办结", "跟踪")


@dataclass(frozen=True, slots=True)
class Slot:
    """One proposal to be written; ``order`` is its place in the order of receipt, ``lead`` the slot it is merged into."""

    order: int
    ending: str
    timing: str
    batch: int | None
    unit_count: int = 0
    lead: int | None = None
    recurs: int | None = None
    is_key: bool = False


def plan_slots(shape: Shape, before: int, rng: Random) -> list[Slot]:
    """All slots of a session by receipt; ``before`` is how many topics of the session before may recur."""
    slots = _in_order(shape, rng)
    _give_units(slots, shape, rng)
    _give_leads(slots, rng)
    keys = [slot.order for slot in slots if slot.batch == 0 and slot.ending in LEADS]
    for order in rng.sample(keys, min(shape.keys, len(keys))):
        slots[order] = replace(slots[order], is_key=True)
    again = [slot.order for slot in slots if slot.lead is None]
    count = min(shape.recurring, before, len(again))
    for order, old in zip(rng.sample(again, count), range(count), strict=True):
        slots[order] = replace(slots[order], recurs=old)
    return slots


def _in_order(shape: Shape, rng: Random) -> list[Slot]:
    slots: list[Slot] = []
    drafts = [lot for lot in shape.lots if lot.ending == "草稿"]
    for timing in (SESSION, ORDINARY):
        lots = [lot for lot in shape.lots if lot.timing == timing and lot not in drafts]
        slots += _mixed(lots, rng)
    slots += _mixed(drafts, rng)
    return [replace(slot, order=order) for order, slot in enumerate(slots)]


def _mixed(lots: list[Lot], rng: Random) -> list[Slot]:
    slots = [Slot(0, lot.ending, lot.timing, lot.batch) for lot in lots for _ in range(lot.count)]
    rng.shuffle(slots)
    return slots


def _give_units(slots: list[Slot], shape: Shape, rng: Random) -> None:
    counts = [size for size, count in shape.units.items() for _ in range(count)]
    rng.shuffle(counts)
    assigned = [slot.order for slot in slots if slot.batch is not None]
    for order, count in zip(assigned, counts, strict=True):
        slots[order] = replace(slots[order], unit_count=count)


def _give_leads(slots: list[Slot], rng: Random) -> None:
    leads = [slot.order for slot in slots if slot.batch == 0 and slot.ending in LEADS]
    for slot in [slot for slot in slots if slot.ending == "并案"]:
        slots[slot.order] = replace(slot, lead=rng.choice(leads))
