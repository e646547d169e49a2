"""What a 交办会 hands to each unit: which papers in which order, and how many of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from zxdesk.documents.paper import Moment, Option, Paper, PaperKind, Request
from zxdesk.documents.papers.assign_lists import ASSIGN_LIST, ASSIGN_TOTAL
from zxdesk.documents.papers.assign_notice import ASSIGN_NOTICE, EACH
from zxdesk.documents.papers.assigning import ASSIGN_SHEET, RECEIPT_SLIP
from zxdesk.documents.papers.co_opinions import CO_OPINION
from zxdesk.documents.papers.feedback import BEFORE_REPLY, FEEDBACK_FORM
from zxdesk.documents.papers.intake import PROPOSAL_FORM
from zxdesk.documents.papers.replies import REPLY_MODEL
from zxdesk.documents.papers.unit_requests import BLANK
from zxdesk.domain.assignment import Assignment, Batch, Role
from zxdesk.domain.errors import RuleError
from zxdesk.queries.paper_records import batch_assignments

FOR_UNIT = (ASSIGN_NOTICE, ASSIGN_LIST, RECEIPT_SLIP)
FOR_PROPOSAL = (ASSIGN_SHEET, PROPOSAL_FORM, REPLY_MODEL, CO_OPINION, FEEDBACK_FORM)
PARTS = {kind.key: Option(kind.key, kind.name, default="1") for kind in (*FOR_UNIT, *FOR_PROPOSAL)}
"""The papers that can be in a unit's folder, in its order; each may be left out."""

COPIES = Option("copies", "份数", "number", "1")
MOST_COPIES = 50
Report = Callable[[int, int], None]
Place = tuple[int | None, int | None]
_WITH = {ASSIGN_NOTICE.key: {EACH.key: "1"}, CO_OPINION.key: {BLANK.key: "1"}, FEEDBACK_FORM.key: {BEFORE_REPLY.key: "1"}}


@dataclass(frozen=True)
class Piece:
    """One paper in a folder; ``about`` tells it from others of its kind there (0088, 0088-程以南)."""

    kind: PaperKind
    paper: Paper
    about: str = ""


@dataclass(frozen=True)
class Folder:
    """What one unit gets, in print order; ``undertakings`` as many as the register holds for it."""

    unit_id: int
    name: str
    full_name: str
    undertakings: int
    pieces: tuple[Piece, ...]

    def count(self, kind: PaperKind) -> int:
        """How many papers of a kind are in it."""
        return sum(piece.kind is kind for piece in self.pieces)


@dataclass(frozen=True)
class Plan:
    """The whole package: the folders in the office's order of units, and the kinds that are in it."""

    batch: Batch
    rows: tuple[Assignment, ...]
    folders: tuple[Folder, ...]
    kinds: tuple[PaperKind, ...]
    copies: int

    @property
    def papers(self) -> int:
        """How many papers lie in the folders."""
        return sum(len(folder.pieces) for folder in self.folders)


def package_request(
    plenary_id: int, batch_id: int, *, units: Sequence[int] = (), kinds: Sequence[str] = (), copies: str = COPIES.default
) -> Request:
    """What is asked for; ``kinds`` by key or name are all where none is named. Raises ``RuleError`` for one that cannot be in a folder."""
    wanted = {kind.key for kind in (*FOR_UNIT, *FOR_PROPOSAL)} if not kinds else {_kind_named(one).key for one in kinds}
    return Request(plenary_id, (), batch_id, tuple(units), values={COPIES.key: copies, **{key: "1" if key in wanted else "" for key in PARTS}})


def plan_package(session: Session, request: Request, moment: Moment, *, report: Report = lambda _done, _every: None) -> Plan:
    """What the units of a batch get, or those of them that are named; ``request.values`` leaves kinds out and says how many copies.

    ``report`` is called before each kind and may raise to stop.
    Raises ``RuleError`` for a batch without undertakings, for no kind, for copies that are no number. Source: domain §2.1 P12, §7.5.
    """
    copies = copies_of(request)
    kinds = tuple(kind for kind in (*FOR_UNIT, *FOR_PROPOSAL) if request.has(PARTS[kind.key]))
    if not kinds:
        raise RuleError("没有选文书；至少选一种放进文件夹。", "kinds")
    rows = batch_assignments(session, request.batch_id or 0, request.units)
    batch = rows[0].batch
    assert batch is not None
    shelf: dict[str, dict[Place, list[Paper]]] = {}
    for kind in kinds:
        report(0, len(rows) * len(kinds))
        shelf[kind.key] = _by_place(_papers(session, kind, request, rows, moment))
    own: dict[int, list[Assignment]] = {}
    for row in rows:
        own.setdefault(row.unit_id, []).append(row)
    folders = [
        Folder(key, mine[0].unit.short, mine[0].unit.name, len(mine), tuple(_pieces(kinds, shelf, key, mine))) for key, mine in own.items()
    ]
    plan = Plan(batch, tuple(rows), tuple(folders), kinds, copies)
    _prove(plan)
    return plan


def total_papers(session: Session, request: Request, moment: Moment) -> list[Piece]:
    """交办总清单 of the batch, which lies beside the folders."""
    return [Piece(ASSIGN_TOTAL, paper) for paper in ASSIGN_TOTAL.make(session, replace(request, proposals=()), moment)]


def copies_of(request: Request) -> int:
    """How many sets a unit gets. Raises ``RuleError`` for what is no number from 1 on."""
    said = request.option(COPIES).strip()
    if not said.isdecimal() or not 1 <= int(said) <= MOST_COPIES:
        raise RuleError(f"份数“{said}”不对；填 1 到 {MOST_COPIES} 的整数。", COPIES.key)
    return int(said)


def _kind_named(said: str) -> PaperKind:
    found = next((kind for kind in (*FOR_UNIT, *FOR_PROPOSAL) if said in (kind.key, kind.name)), None)
    if found is None:
        raise RuleError(f"文件夹里不放“{said}”。可选：{'、'.join(option.label for option in PARTS.values())}。", "kinds")
    return found


def _papers(session: Session, kind: PaperKind, request: Request, rows: Sequence[Assignment], moment: Moment) -> list[Paper]:
    """The papers of one kind for the whole batch; none where no unit of the batch has one."""
    if kind is CO_OPINION and not any(row.role is Role.CO for row in rows):
        return []
    if kind in (REPLY_MODEL, FEEDBACK_FORM) and not any(row.role.answers for row in rows):
        return []
    family = [member.id for row in rows for member in row.proposal.family]
    asked = replace(request, proposals=tuple(dict.fromkeys(family)) if kind is PROPOSAL_FORM else (), values=_WITH.get(kind.key, {}))
    return list(kind.make(session, asked, moment))


def _by_place(papers: Sequence[Paper]) -> dict[Place, list[Paper]]:
    """Papers by unit and proposal; what is for every unit alike stands under no unit, what is for no one proposal under none."""
    found: dict[Place, list[Paper]] = {}
    for paper in papers:
        found.setdefault((paper.unit_id, paper.proposal_id), []).append(paper)
    return found


def _pieces(kinds: Sequence[PaperKind], shelf: Mapping[str, dict[Place, list[Paper]]], unit_id: int, rows: Sequence[Assignment]) -> Iterator[Piece]:
    for kind in FOR_UNIT:
        if kind in kinds:
            yield from (Piece(kind, paper) for paper in shelf[kind.key].get((unit_id, None), []))
    for row in rows:
        for kind in FOR_PROPOSAL:
            if kind not in kinds:
                continue
            for member in row.proposal.family:
                at = (None, member.id) if kind is PROPOSAL_FORM else (unit_id, member.id)
                papers = [paper for paper in shelf[kind.key].get(at, []) if paper.assignment_id in (None, row.id)]
                for paper in papers:
                    line = next((one.name for one in member.lines if one.id == paper.line_id), "")
                    yield Piece(kind, paper, "-".join(filter(None, (member.name, line))))


def _prove(plan: Plan) -> None:
    """Every folder holds a sheet and a line of the list for each undertaking of the register, and nothing is lost between folders."""
    if sum(folder.undertakings for folder in plan.folders) != len(plan.rows):
        raise ValueError("the folders do not hold every undertaking of the batch")
    for folder in plan.folders:
        for piece in folder.pieces:
            lines = piece.paper.values["清单"] if piece.kind is ASSIGN_LIST else ()
            if piece.kind is ASSIGN_LIST and not (isinstance(lines, tuple) and len(lines) == folder.undertakings):
                raise ValueError(f"{folder.name}: the list does not hold {folder.undertakings} undertakings")
        if ASSIGN_SHEET in plan.kinds and folder.count(ASSIGN_SHEET) != folder.undertakings:
            raise ValueError(f"{folder.name}: not one sheet for each of {folder.undertakings} undertakings")
        if any(count != 1 for kind, count in Counter(piece.kind.key for piece in folder.pieces).items() if kind in {one.key for one in FOR_UNIT}):
            raise ValueError(f"{folder.name}: a paper for the unit is there twice")
