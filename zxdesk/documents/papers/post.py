"""邮寄标签 and 信封, to the proposers or to the units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.letter import sender_of
from zxdesk.documents.values import Texts, office_values
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.paper_records import answered_with, batch_assignments, office_of, plenary_of, proposals_for_papers

TO_PROPOSERS, TO_UNITS = "提案者", "承办单位"
TO = Option("to", "收件人", "choice", TO_PROPOSERS, (TO_PROPOSERS, TO_UNITS))
START = Option("start", "从第几张标签起", "number", "1")
BOXES = Option("boxes", "印邮政编码框")
LABEL_SHEETS = ((2, 7), (3, 8))
"""Columns and rows of the sheets of labels that are sold for A4."""

_DIGITS = 6
_ADDRESS_FIELDS = named(
    """
    收件人 姓名或单位，委员的带“委员”
    收件称呼 写“收”；有联络人的空白
    收件联络人 单位、集体的联络人，如“许禾穗 收”，没有的空白
    收件地址 通讯地址
    收件单位 委员所在的单位，没有登记的空白
    收件邮编 邮政编码
    收件电话 电话
    """
)
_FROM_FIELDS = named("寄件人 寄件的机关\n寄件地址 寄件的地址\n寄件邮编 寄件的邮政编码\n寄件电话 寄件机关的电话")


@dataclass(frozen=True)
class Addressee:
    """To whom a piece of post goes."""

    name: str
    address: str
    contact: str = ""
    postcode: str = ""
    workplace: str = ""
    phone: str = ""
    line_id: int | None = None
    unit_id: int | None = None

    def texts(self) -> Texts:
        """Values of the fields of an address."""
        return {
            "收件人": self.name, "收件称呼": "收" if self.name and not self.contact else "",
            "收件联络人": f"{self.contact}　收" if self.contact else "", "收件地址": self.address, "收件单位": self.workplace, "收件邮编": self.postcode,
            "收件电话": self.phone,
        }  # fmt: skip


def make_labels(columns: int, rows: int) -> Callable[[Session, Request, Moment], Iterator[Paper]]:
    """The function that makes the sheets of one size: all addressees on as many as it takes, the first with places left free."""

    def make(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
        first = _start(request, columns * rows)
        found = addressees(session, request)
        nobody = Addressee("", "").texts()
        places = [*[nobody] * (first - 1), *(one.texts() for one in found)]
        places += [nobody] * (-len(places) % columns)
        lines = tuple(
            {f"{name}{at + 1}": text for at, texts in enumerate(places[start : start + columns]) for name, text in texts.items()}
            for start in range(0, len(places), columns)
        )
        values: Values = {**_office(session, request, moment), "标签行": lines, "标签数": str(len(found))}
        yield Paper(request.option(TO), values)

    return make


def make_envelopes(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One envelope for each addressee. Raises ``RuleError`` where none is known."""
    office = _office(session, request, moment)
    for one in addressees(session, request):
        digits = one.postcode if len(one.postcode) == _DIGITS and one.postcode.isdecimal() else ""
        boxes = {f"邮编{at + 1}": digits[at] if digits else "" for at in range(_DIGITS)}
        has_boxes = {"邮编框": "1" if request.has(BOXES) else "", "无邮编框": "" if request.has(BOXES) else "1"}
        yield Paper(one.name, {**office, **one.texts(), **boxes, **has_boxes}, line_id=one.line_id, unit_id=one.unit_id)


def addressees(session: Session, request: Request) -> list[Addressee]:
    """Everybody once: the proposers of the chosen proposals and of those merged into them, or the units, in the order of the proposals.

    Raises ``RuleError`` where nobody is found. Source: domain §1.4 (every proposer is answered), §1.7.
    """
    proposals = _proposals(session, request)
    if request.option(TO) == TO_UNITS:
        rows = [row for one in proposals for row in answered_with(one).active_assignments if not request.units or row.unit_id in request.units]
        units = {row.unit_id: row.unit for row in rows}
        if not units:
            raise RuleError("所选的提案还没有交办，没有收件的承办单位；改寄提案者，或交办以后再制作。", TO.key)
        return [_unit(unit) for unit in sorted(units.values(), key=lambda one: (one.position, one.code, one.id))]
    if request.option(TO) != TO_PROPOSERS:
        raise RuleError(f"没有“{request.option(TO)}”这种收件人；可选：{'、'.join(TO.choices)}。", TO.key)
    lines = {(line.member_id, line.organisation_id): line for one in proposals for member in one.family for line in member.signed_lines}
    if not lines:
        raise RuleError("所选的提案没有提案者；登记提案者以后再制作。", "proposals")
    return [_proposer(line) for line in lines.values()]


def _proposals(session: Session, request: Request) -> Sequence[Proposal]:
    ids = request.proposals
    if not ids and request.batch_id is not None:
        ids = tuple(row.proposal_id for row in batch_assignments(session, request.batch_id, request.units))
    found = proposals_for_papers(session, ids)
    if not found:
        raise RuleError("还没有选定提案；在提案列表里选一件或几件，再制作文书。", "proposals")
    return found


def _proposer(line: ProposerLine) -> Addressee:
    """What was given with the proposal counts; what it lacks comes from the directory."""
    member, body, proposal = line.member, line.organisation, line.proposal
    if member is not None:
        address, postcode = line.address or member.address, line.postcode or member.postcode
        phone = line.phone or member.phone
        return Addressee(f"{line.name}委员", address, "", postcode, member.workplace, phone, line_id=line.id)
    address = line.address or (body.address if body else "") or proposal.contact_address
    postcode = line.postcode or (body.postcode if body else "") or proposal.contact_postcode
    phone = line.phone or (body.phone if body else "") or proposal.contact_phone
    contact = proposal.contact or (body.contact if body else "")
    return Addressee(line.name, address, contact, postcode, phone=phone, line_id=line.id)


def _unit(unit: HandlingUnit) -> Addressee:
    return Addressee(unit.name, unit.address, unit.contact, phone=unit.phone, unit_id=unit.id)


def _start(request: Request, places: int) -> int:
    said = request.option(START).strip()
    if not (said.isdecimal() and 1 <= int(said) <= places):
        raise RuleError(f"起始标签“{said}”不对；这种标签纸一张有 {places} 张标签，填 1 到 {places}。", START.key)
    return int(said)


def _office(session: Session, request: Request, moment: Moment) -> Texts:
    office = office_of(session)
    return {
        **office_values(office, plenary_of(session, request.plenary_id), moment), "寄件人": sender_of(office), "寄件地址": office.address,
        "寄件邮编": office.postcode, "寄件电话": office.phone,
    }  # fmt: skip


def _label_kind(columns: int, rows: int) -> PaperKind:
    parts = tuple(PaperField(f"{field.name}{at + 1}", f"第{at + 1}列的{field.meaning}") for at in range(columns) for field in _ADDRESS_FIELDS)
    fields = (*OFFICE_FIELDS, *_FROM_FIELDS, *named("标签数 标签的张数"), PaperField("标签行", f"一行 {columns} 张标签", parts))
    return PaperKind(
        f"labels_{columns}x{rows}", f"邮寄标签（{columns}×{rows}）", "邮寄", About.PROPOSALS, fields, make_labels(columns, rows), options=(TO, START),
    )  # fmt: skip


_CODE_FIELDS = named("\n".join(f"邮编{at + 1} 邮政编码的第{at + 1}位" for at in range(_DIGITS)) + "\n邮编框 要印邮编框的写 1\n无邮编框 信封上有邮编框的写 1")
_ENVELOPE_FIELDS = (*OFFICE_FIELDS, *_FROM_FIELDS, *_ADDRESS_FIELDS, *_CODE_FIELDS)

KINDS: tuple[PaperKind, ...] = (
    *(_label_kind(columns, rows) for columns, rows in LABEL_SHEETS),
    PaperKind("envelope_dl", "信封（DL 220×110）", "邮寄", About.PROPOSALS, _ENVELOPE_FIELDS, make_envelopes, options=(TO, BOXES), pages=1),
    PaperKind("envelope_c5", "信封（C5 229×162）", "邮寄", About.PROPOSALS, _ENVELOPE_FIELDS, make_envelopes, options=(TO, BOXES), pages=1),
)
