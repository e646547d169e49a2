"""The papers of a 交办会 in one act: a folder for each unit, or one file for each to be printed at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from zxdesk.documents.bundle import Bundle, BundleFile, save_folder, save_zip
from zxdesk.documents.joining import bind
from zxdesk.documents.making import Made, fill_papers, template_of
from zxdesk.documents.meeting_plan import Folder, Piece, Plan, Report, plan_package, total_papers
from zxdesk.documents.paper import Moment, PaperKind, Request
from zxdesk.documents.papers.package_check import PACKAGE_CHECK, check_of
from zxdesk.queries.paper_records import history_anchor

if TYPE_CHECKING:
    from zxdesk.documents.template import Template


@dataclass(frozen=True)
class Prepared:
    """A package whose papers are read from the register but not filled yet; ``covers`` lie beside the folders."""

    plan: Plan
    covers: tuple[Piece, ...]
    templates: Mapping[str, Template]

    @property
    def name(self) -> str:
        """How the folder or ZIP is called."""
        return f"{self.plan.batch.name}文书"

    @property
    def papers(self) -> int:
        """How many papers are filled, those beside the folders among them."""
        return self.plan.papers + len(self.covers)


@dataclass(frozen=True)
class Package:
    """The files of a package, and every paper once by its kind, as the register records them."""

    bundle: Bundle
    made: tuple[tuple[PaperKind, tuple[Made, ...]], ...]


def prepare_package(
    session: Session, request: Request, moment: Moment, *, files: Path | None, report: Report = lambda _done, _every: None
) -> Prepared:
    """Read all that the package of a batch takes; ``report`` may raise to stop. Source: domain §2.1 P12, §7.5.

    Raises ``RuleError`` as the plan and the templates do.
    """
    if not moment.anchor:
        moment = Moment(moment.today, moment.clerk, history_anchor(session))
    plan = plan_package(session, request, moment, report=report)
    covers = (*total_papers(session, request, moment), Piece(PACKAGE_CHECK, check_of(session, plan, moment)))
    kinds = {kind.key: kind for kind in (*plan.kinds, *(piece.kind for piece in covers))}
    return Prepared(plan, covers, {key: template_of(session, kind, files) for key, kind in kinds.items()})


def make_package(prepared: Prepared, *, report: Report, as_one: bool = False) -> Package:
    """Fill every paper, each in its unit's folder under a running number; ``as_one`` makes one file a unit, all its copies in it.

    ``report(done, all)`` may raise to stop: nothing is written yet. A paper that several units get is filled once.
    """
    making = _Making(prepared, report)
    files: list[BundleFile] = []
    for piece in prepared.covers:
        files.append(BundleFile("", f"00-{piece.kind.name}.docx", making.content(piece)))
    places = max(2, len(str(len(prepared.plan.folders))))
    for at, folder in enumerate(prepared.plan.folders, start=1):
        name = f"{at:0{places}}-{folder.name}"
        contents = [making.content(piece) for piece in folder.pieces]
        files += _bound(name, contents, prepared.plan.copies) if as_one else _numbered(name, folder, contents)
    return Package(Bundle(tuple(files)), making.by_kind())


def save_package(package: Package, target: Path) -> Path:
    """Write a package as a ZIP where the name says so, otherwise as a folder; returns where it is. Raises ``RuleError`` as ``save_folder``."""
    return save_zip(package.bundle, target) if target.suffix.lower() == ".zip" else save_folder(package.bundle, target)


class _Making:
    """Fills papers once each and counts them."""

    def __init__(self, prepared: Prepared, report: Report) -> None:
        self._prepared, self._report, self._done = prepared, report, 0
        self._made: dict[int, Made] = {}
        self._kinds: dict[str, PaperKind] = {}

    def content(self, piece: Piece) -> bytes:
        self._report(self._done, self._prepared.papers)
        key = id(piece.paper)
        if key not in self._made:
            (self._made[key],) = fill_papers(piece.kind, self._prepared.templates[piece.kind.key], [piece.paper])
            self._kinds[piece.kind.key] = piece.kind
        self._done += 1
        return self._made[key].content

    def by_kind(self) -> tuple[tuple[PaperKind, tuple[Made, ...]], ...]:
        self._report(self._done, self._prepared.papers)
        pieces = [*self._prepared.covers, *(piece for folder in self._prepared.plan.folders for piece in folder.pieces)]
        made: dict[str, dict[int, Made]] = {}
        for piece in pieces:
            made.setdefault(piece.kind.key, {})[id(piece.paper)] = self._made[id(piece.paper)]
        return tuple((self._kinds[key], tuple(papers.values())) for key, papers in made.items())


def _numbered(name: str, folder: Folder, contents: Sequence[bytes]) -> Iterator[BundleFile]:
    """01-交办通知.docx, 03-0088-提案交办单.docx: in the order in which they are laid into the folder."""
    places = max(2, len(str(len(contents))))
    for at, (piece, content) in enumerate(zip(folder.pieces, contents, strict=True), start=1):
        said = "-".join(filter(None, (f"{at:0{places}}", piece.about, piece.kind.name)))
        yield BundleFile(name, f"{said}.docx", content)


def _bound(name: str, contents: Sequence[bytes], copies: int) -> Iterator[BundleFile]:
    files = bind(list(contents) * copies)
    for at, content in enumerate(files, start=1):
        yield BundleFile("", f"{name}{f'-{at}' if len(files) > 1 else ''}.docx", content)
