"""From a kind and a request to papers on pages, on the printer, in files: what is done beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from zxdesk.documents.making import Made, differences, fill_papers, papers_for, template_content
from zxdesk.documents.paper import Moment, Paper, PaperKind, Request
from zxdesk.domain.errors import RuleError
from zxdesk.layout.sheet import Glyphs, Sheet
from zxdesk.queries.issued import SUBJECT, last_snapshot
from zxdesk.safe_file import write_safely
from zxdesk.services.door import Door
from zxdesk.services.paper import Outgoing, Sending, issue_papers
from zxdesk.ui.paper_view.measure import FontMeasure, Missing, missing_fonts
from zxdesk.ui.paper_view.pdf import pdf_bytes
from zxdesk.ui.paper_view.preview import Margins
from zxdesk.ui.paper_view.printing import PrintOrder, print_sheets

if TYPE_CHECKING:
    from zxdesk.documents.template import Template
    from zxdesk.layout.flow import Flow

AT_ONCE = 20
"""Papers printed and recorded together; a cancel keeps those before them."""
_templates: dict[tuple[str, bytes], Template] = {}
_MEASURE = FontMeasure()
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Laid:
    """A document on pages: with the corners of each page's text, the official fonts that lack, what layout could not do."""

    sheets: tuple[Sheet, ...]
    margins: tuple[Margins, ...]
    fonts: tuple[Missing, ...]
    unsupported: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """One paper as the canvas shows it, with the fields it always prints and what changed since it went out (None: it did not)."""

    made: Made
    laid: Laid
    used: frozenset[str]
    changes: tuple[str, ...] | None


def request_papers(door: Door, kind: PaperKind, request: Request) -> list[Paper]:
    """The papers that are wanted. Raises ``RuleError`` where there is none."""
    return door.read(papers_for, kind, request, Moment(door.today, door.actor.name))


def template_in_use(door: Door, kind: PaperKind) -> Template:
    """The template of a kind, read once for each content."""
    from zxdesk.documents.template import read_template

    content = door.read(template_content, kind, door.files)
    key = (kind.key, content)
    if key not in _templates:
        for old in [one for one in _templates if one[0] == kind.key]:
            del _templates[old]
        _templates[key] = read_template(content, kind)
    return _templates[key]


def lay_out_content(content: bytes) -> Laid:
    """A .docx on pages, in the fonts of this computer. May run in any thread."""
    from zxdesk.documents.flow_faults import unsupported
    from zxdesk.documents.flow_reader import read_flow
    from zxdesk.layout.pages import lay_out

    flow = read_flow(content)
    sheets = tuple(lay_out(flow, _MEASURE))
    faces = dict.fromkeys(item.face for sheet in sheets for item in sheet.items if isinstance(item, Glyphs))
    return Laid(sheets, _margins(flow, len(sheets)), tuple(missing_fonts(faces)), tuple(unsupported(content)))


def see(door: Door, kind: PaperKind, paper: Paper) -> Seen:
    """Fill one paper, lay it out and compare it with what went out last."""
    template = template_in_use(door, kind)
    made = next(fill_papers(kind, template, [paper]))
    before = door.read(last_snapshot, kind.name, subject_of(paper))
    changes = None if before is None else tuple(differences(before, paper.values))
    return Seen(made, lay_out_content(made.content), always_printed(template), changes)


def always_printed(template: Template) -> frozenset[str]:
    """The fields that a template prints whatever they hold: those that stand in no list and in no part shown by condition."""
    from zxdesk.documents.story import Group

    compiled = template.compiled
    marks = [*compiled.main.marks, *(mark for edge in compiled.edges.values() for mark in edge.marks)]
    return frozenset(one.mark.name for one in marks if not isinstance(one, Group))


def subject_of(paper: Paper) -> dict[str, int | None]:
    """Whom a paper is about, as the register keeps it."""
    return {name: getattr(paper, name) for name in SUBJECT}


def print_papers(door: Door, kind: PaperKind, request: Request, papers: Sequence[Paper], *, order: PrintOrder, report: Report) -> int:
    """Print papers and record each with its file; returns how many went out. A cancel leaves those printed before it recorded."""
    sending = Sending(kind.name, template_in_use(door, kind).sha256, "打印", order.printer, order.copies, door.actor.name)

    def send(some: Sequence[Made], done: int) -> None:
        sheets = [replace(one, paper=at) for at, made in enumerate(some) for one in lay_out_content(made.content).sheets]
        print_sheets(sheets, order, lambda _page, _pages: report(done, len(papers)))

    return _issue_each(door, kind, request, papers, sending=sending, send=send, report=report)


def record_papers(door: Door, kind: PaperKind, request: Request, papers: Sequence[Paper], *, report: Report) -> int:
    """Record papers that go out another way, without printing."""
    sending = Sending(kind.name, template_in_use(door, kind).sha256, "登记", clerk=door.actor.name)
    return _issue_each(door, kind, request, papers, sending=sending, send=lambda _some, _done: None, report=report)


def save_papers(
    door: Door, kind: PaperKind, request: Request, papers: Sequence[Paper], *, target: Path, way: str, is_one: bool, report: Report
) -> list[Path]:
    """Write papers as Word or PDF, each a file in a folder or all in one file, and record them as sent.

    Files are written whole and never over an existing one but the one the clerk named. Raises ``RuleError``.
    """
    sending = Sending(kind.name, template_in_use(door, kind).sha256, way, clerk=door.actor.name)
    written: list[Path] = []

    def send(some: Sequence[Made], done: int) -> None:
        if is_one:
            return
        for at, made in enumerate(some, start=1):
            report(done + at, len(papers))
            path = free_path(target, made.name.removesuffix(".docx") + suffix_of(way))
            write_whole(path, made.content if way == "Word" else _as_pdf([made.content], made.name, door))
            written.append(path)

    if is_one:
        write_whole(target, _in_one(door, kind, papers, way, report))
        written.append(target)
    _issue_each(door, kind, request, papers, sending=sending, send=send, report=report)
    return written


def suffix_of(way: str) -> str:
    """The ending of a file."""
    return ".docx" if way == "Word" else ".pdf"


def free_path(folder: Path, name: str) -> Path:
    """A name in the folder that no file has yet: a paper that went out is never written over."""
    stem, ending = name.rsplit(".", 1)
    path, at = folder / name, 2
    while path.exists():
        path, at = folder / f"{stem}（{at}）.{ending}", at + 1
    return path


def _in_one(door: Door, kind: PaperKind, papers: Sequence[Paper], way: str, report: Report) -> bytes:
    from zxdesk.documents.template import fill_many

    template = template_in_use(door, kind)
    if way == "Word":
        return template.fill(papers[0].values) if len(papers) == 1 else fill_many(template, [paper.values for paper in papers])
    contents = []
    for done, made in enumerate(fill_papers(kind, template, papers), start=1):
        report(done, len(papers))
        contents.append(made.content)
    return _as_pdf(contents, kind.name, door)


def _as_pdf(contents: Sequence[bytes], title: str, door: Door) -> bytes:
    sheets = [sheet for content in contents for sheet in lay_out_content(content).sheets]
    return pdf_bytes(sheets, title=title.removesuffix(".docx"), author=door.actor.name)


def _issue_each(
    door: Door, kind: PaperKind, request: Request, papers: Sequence[Paper], *, sending: Sending,
    send: Callable[[Sequence[Made], int], None], report: Report,
) -> int:  # fmt: skip
    """Fill, send and record papers some at a time. Raises ``RuleError`` that says how many went out before."""
    if door.files is None:  # asked before anything is printed
        raise RuleError("没有存放文书底稿的文件夹，没有印发；看数据文件夹里的 files 是否还在。", "paper")
    done = 0
    for some in _batched(fill_papers(kind, template_in_use(door, kind), papers), AT_ONCE):
        report(done, len(papers))
        try:
            outgoing = [outgoing_of(made) for made in some]
            send(some, done)
            door.run(issue_papers, request.plenary_id, outgoing, sending=sending, issued_on=door.today, sent_at=door.now())
        except RuleError as error:
            before = f"已印发 {done} 份。" if done else ""
            raise RuleError(f"{before}{error.message}", error.field) from error
        done += len(some)
    report(len(papers), len(papers))
    return done


def outgoing_of(made: Made) -> Outgoing:
    """One filled paper as the register records it."""
    paper = made.paper
    return Outgoing(
        made.content, made.name, made.snapshot, proposal_id=paper.proposal_id, unit_id=paper.unit_id, batch_id=paper.batch_id,
        line_id=paper.line_id, assignment_id=paper.assignment_id, number=paper.number,
    )  # fmt: skip


def write_whole(path: Path, content: bytes) -> None:
    def write(there: Path) -> None:
        there.write_bytes(content)

    def proof(there: Path) -> None:
        if there.read_bytes() != content:
            raise RuleError(f"“{path.name}”写到磁盘后不符，没有存下；检查磁盘。", "file")

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, write, proof)
    except OSError as error:
        raise RuleError(f"“{path}”写不进去。看它是否正打开着、文件夹能不能写，或另选一处。", "file") from error


def _margins(flow: Flow, count: int) -> tuple[Margins, ...]:
    """The corners of the text of each page; of the first section where there are several."""
    page = flow.sections[0].page
    return ((page.left, abs(page.top), page.right, abs(page.bottom)),) * count if len(flow.sections) == 1 else ()


def _batched(every: Iterator[Made], size: int) -> Iterator[list[Made]]:
    while some := list(islice(every, size)):
        yield some
