"""Giving out receipt and proposal numbers: once, in order, with reserved and void ones accounted for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.issued_number import IssuedNumber, NumberKind, NumberSeries, NumberUse
from zxdesk.domain.numbering import format_number, parse_serial
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import NumberingRule
from zxdesk.services.bulk import bulk_of, settle
from zxdesk.services.change import Change
from zxdesk.services.frame import plenary_of, rules_of
from zxdesk.services.step import Step
from zxdesk.text.normalise import to_half_width

LONGEST, DIGITS = 20, 9
FREE = frozenset({NumberUse.RESERVED, NumberUse.RETURNED})


def issue(session: Session, proposal: Proposal, kind: NumberKind, *, wanted: str | None = None) -> str:
    """Give a proposal its number: the next free one, or the wanted one when nobody has it.

    Source: domain §1.5; numbers are text, issued once, never shifted, never reused.
    """
    if any(isinstance(record, NumberSeries | IssuedNumber) for record in (*session.new, *session.dirty)):
        settle(session)  # what the same act gave out before
    with session.no_autoflush:  # else the proposal is written at each question
        return _issued(session, proposal, kind, wanted)


def _issued(session: Session, proposal: Proposal, kind: NumberKind, wanted: str | None) -> str:
    plenary = proposal.plenary
    rule = _rule(session, plenary, kind)
    name = proposal.category if rule.series == "category" and kind is NumberKind.PROPOSAL else ""
    series = _series(session, plenary, kind, name, rule)
    if wanted:
        number, serial = _wanted(session, series, to_half_width(wanted).strip(), rule)
    else:
        number, serial = _next(session, plenary, kind, series, rule)
    row = _row(session, plenary.id, kind, number)
    if row is not None:
        session.flush()  # the proposal before what refers to it
        row.use, row.series, row.reason, row.proposal_id = NumberUse.ISSUED, name, "", proposal.id
        return number
    row = IssuedNumber(
        plenary_id=plenary.id, kind=kind, series=name, serial=serial, number=number, use=NumberUse.ISSUED, proposal_id=proposal.id
    )
    bulk = bulk_of(session)
    if bulk is not None:
        bulk.give(row)
    else:
        session.add(row)
    return number


def reserve(session: Session, *, kind: str, number: str, reason: str, plenary: str | None = None) -> Change:
    """Keep a number back for a proposal still to come."""
    return _put_aside(session, kind, number, reason, NumberUse.RESERVED, plenary)


def void(session: Session, *, kind: str, number: str, reason: str, plenary: str | None = None) -> Change:
    """Take a free or reserved number out of use for good, with the reason."""
    return _put_aside(session, kind, number, reason, NumberUse.VOID, plenary)


def _put_aside(session: Session, kind: str, number: str, reason: str, use: NumberUse, plenary_name: str | None) -> Change:
    plenary = plenary_of(session, plenary_name)
    plenary.require_unlocked()
    chosen = NumberKind.from_text(kind)
    text = to_half_width(number).strip()
    rule = _rule(session, plenary, chosen)
    series = _series(session, plenary, chosen, _series_name(rule, text), rule)
    serial, row = _standing(session, series, text, rule)
    if row is not None and not (row.use is NumberUse.RETURNED or (use is NumberUse.VOID and row.use is NumberUse.RESERVED)):
        raise RuleError(f"{chosen.label} {text} {_taken(session, row)}，不能再{use.label}。", "number")
    if row is None:
        written = text if serial is None else format_number(rule, serial, series.name or None)
        row = IssuedNumber(plenary_id=plenary.id, kind=chosen, series=series.name, number=written, serial=serial, use=use)
        session.add(row)
    row.use = use
    row.reason = reason
    return Change(f"{use.label}{chosen.label} {row.number}")


def _next(session: Session, plenary: Plenary, kind: NumberKind, series: NumberSeries, rule: NumberingRule) -> tuple[str, int]:
    while True:
        serial = series.next_serial
        series.next_serial = serial + 1
        number = format_number(rule, serial, series.name or None)
        if _row(session, plenary.id, kind, number) is None:
            return number, serial


def _wanted(session: Session, series: NumberSeries, number: str, rule: NumberingRule) -> tuple[str, int | None]:
    serial, row = _standing(session, series, number, rule)
    if row is not None and row.use not in FREE:
        raise RuleError(f"{series.kind.label} {number} {_taken(session, row)}，换一个号，或留空由系统编号。", "number")
    if serial is not None and serial >= series.next_serial:
        series.next_serial = serial + 1
    return (row.number if row is not None else number), serial


def _standing(session: Session, series: NumberSeries, number: str, rule: NumberingRule) -> tuple[int | None, IssuedNumber | None]:
    """The place of a number in its series, and the row that holds it already, whichever way it was written: 1, 0001, 第1号."""
    if not number or len(number) > LONGEST:
        raise RuleError(f"{series.kind.label}“{number}”太长，最多 {LONGEST} 个字符。", "number")
    serial = parse_serial(rule, number, series.name or None)
    if serial is not None and len(str(serial)) > DIGITS:
        raise RuleError(f"{series.kind.label}“{number}”的数字太长，最多 {DIGITS} 位。", "number")
    row = _row(session, series.plenary_id, series.kind, number)
    if row is None and serial is not None:
        row = _row(session, series.plenary_id, series.kind, format_number(rule, serial, series.name or None))
        if row is None and serial < series.next_serial:
            row = _at(session, series, serial)
    return serial, row


def _series_name(rule: NumberingRule, number: str) -> str:
    """The category whose prefix a number bears, or empty for a series of the whole plenary."""
    if rule.series == "plenary":
        return ""
    prefixes = {category: rule.prefix_of(category) for category in rule.category_prefixes or {}}
    fitting = [category for category, prefix in prefixes.items() if number.removeprefix("第").startswith(prefix)]
    if not fitting:
        raise RuleError(f"“{number}”没有哪一类的字头；字头有：{'、'.join(prefixes.values())}。", "number")
    return max(fitting, key=lambda category: len(prefixes[category]))


def _taken(session: Session, row: IssuedNumber) -> str:
    if row.use is NumberUse.ISSUED:
        holder = session.get(Proposal, row.proposal_id) if row.proposal_id else None
        return f"已用于《{holder.title}》" if holder else "已用"
    return f"已{row.use.label}（{row.reason}）" if row.reason else f"已{row.use.label}"


def _row(session: Session, plenary_id: int, kind: NumberKind, number: str) -> IssuedNumber | None:
    bulk = bulk_of(session)
    if bulk is not None:
        bulk.read_numbers(session, plenary_id, kind)
        return bulk.numbers.get((plenary_id, kind, number))
    query = select(IssuedNumber).where(
        IssuedNumber.plenary_id == plenary_id, IssuedNumber.kind == kind, IssuedNumber.number == number
    )
    return session.scalars(query).first()


def _at(session: Session, series: NumberSeries, serial: int) -> IssuedNumber | None:
    """The row at a place of a series, whatever its number looks like."""
    bulk = bulk_of(session)
    if bulk is not None:
        bulk.read_numbers(session, series.plenary_id, series.kind)
        return bulk.places.get((series.plenary_id, series.kind, series.name, serial))
    place = (IssuedNumber.series == series.name, IssuedNumber.serial == serial)
    of_kind = (IssuedNumber.plenary_id == series.plenary_id, IssuedNumber.kind == series.kind)
    return session.scalars(select(IssuedNumber).where(*of_kind, *place)).first()


def _series(session: Session, plenary: Plenary, kind: NumberKind, name: str, rule: NumberingRule) -> NumberSeries:
    bulk = bulk_of(session)
    known = bulk.series.get((plenary.id, kind, name)) if bulk is not None else None
    if known is not None:
        return known
    query = select(NumberSeries).where(
        NumberSeries.plenary_id == plenary.id, NumberSeries.kind == kind, NumberSeries.name == name
    )
    series = session.scalars(query.with_for_update()).first()
    if series is None:
        series = NumberSeries(plenary_id=plenary.id, kind=kind, name=name, next_serial=rule.start)
        session.add(series)
    if bulk is not None:
        bulk.series[plenary.id, kind, name] = series
    return series


def _rule(session: Session, plenary: Plenary, kind: NumberKind) -> NumberingRule:
    rules = rules_of(session, plenary)
    return rules.receipt_numbering if kind is NumberKind.RECEIPT else rules.proposal_numbering


def number_gaps(session: Session, plenary_id: int, kind: NumberKind) -> list[tuple[str, str]]:
    """Numbers without a proposal, series by series, each with what is known: reserved, void with its reason, or never issued."""
    plenary = session.get_one(Plenary, plenary_id)
    rule = _rule(session, plenary, kind)
    query = select(NumberSeries).where(NumberSeries.plenary_id == plenary_id, NumberSeries.kind == kind).order_by(NumberSeries.id)
    found = []
    for series in session.scalars(query):
        is_of = (IssuedNumber.plenary_id == plenary_id, IssuedNumber.kind == kind, IssuedNumber.series == series.name)
        issued = session.scalars(select(IssuedNumber).where(*is_of, IssuedNumber.serial.is_not(None)))
        rows = {row.serial: row for row in issued if row.serial is not None}
        for serial in range(min(rows, default=1), max([series.next_serial - 1, *rows]) + 1):
            row = rows.get(serial)
            if row is None:
                found.append((_written(rule, serial, series.name), "没有发出"))
            elif row.use is not NumberUse.ISSUED:
                found.append((row.number, f"{row.use.label}：{row.reason}" if row.reason else row.use.label))
    return found


def _written(rule: NumberingRule, serial: int, category: str) -> str:
    is_known = rule.series == "plenary" or category in (rule.category_prefixes or {})
    return format_number(rule, serial, category or None) if is_known else str(serial)


KINDS = tuple((kind.value, kind.label) for kind in NumberKind)
FIELDS = (
    Field("kind", "号的种类", "choice", required=True, choices=KINDS),
    Field("number", "号", required=True),
    Field("reason", "原因", required=True),
    Field("plenary", "届次", help="留空为当前届次"),
)
STEPS = (
    Step("reserve-number", "预留编号", reserve, FIELDS, scope="office", page="设置"),
    Step("void-number", "作废编号", void, FIELDS, scope="office", page="设置"),
)
