"""What the page 文书 asks for beside the window: the papers of a request, one of them on pages, how many there are of each kind."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zxdesk.documents.paper import About, Paper, PaperKind, Request
from zxdesk.domain.errors import RuleError
from zxdesk.queries.paper_scope import Wanted, wanted_proposals
from zxdesk.services.door import Door
from zxdesk.ui.pages.paper_making import Seen, request_papers, see
from zxdesk.ui.pages.papers_list import PaperLine

log = logging.getLogger(__name__)
BROKEN = "这份文书做不出来，是程序的错，已记入日志。登记的内容没有变；把日志交给维护的人，或换一种文书。"
COUNTED = 12
"""Proposals for which papers are counted one by one; with more, the proposals at a stage that has the paper are."""


@dataclass(frozen=True)
class Composed:
    """The papers of a request with the proposals they are about; or the sentence that says why there is none."""

    kind: PaperKind
    request: Request | None
    papers: tuple[Paper, ...]
    refusal: str = ""
    subjects: Mapping[int, Wanted] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """The paper of one place on its pages, or why it cannot be shown."""

    at: int
    seen: Seen | None
    refusal: str = ""


def compose(door: Door, kind: PaperKind, request: Request) -> Composed:
    """The papers that are wanted; a refusal is an answer too."""
    if kind.about is About.PROPOSALS and not request.proposals and not any(one.kind == "flag" and request.has(one) for one in kind.options):
        return Composed(kind, request, (), f"选提案以后，这里显示{kind.name}。在右边写提案号，或在“提案”页选了再来。")
    if kind.about is About.BATCH and request.batch_id is None:
        return Composed(kind, request, (), f"这一届还没有交办批次，交办以后再制作{kind.name}。")
    try:
        papers = tuple(request_papers(door, kind, request))
    except RuleError as error:
        return Composed(kind, request, (), error.message)
    except Exception:
        log.exception("papers of kind %s could not be made", kind.key)
        return Composed(kind, request, (), BROKEN)
    ids = {paper.proposal_id for paper in papers if paper.proposal_id is not None}
    return Composed(kind, request, papers, "", {one.id: one for one in door.read(wanted_proposals, ids)})


def show(door: Door, composed: Composed, at: int) -> Shown:
    """One paper, filled and laid out."""
    try:
        return Shown(at, see(door, composed.kind, composed.papers[at]))
    except RuleError as error:
        return Shown(at, None, error.message)
    except Exception:
        log.exception("a paper of kind %s could not be shown", composed.kind.key)
        return Shown(at, None, BROKEN)


def counts(door: Door, kinds: Sequence[PaperKind], request: Request) -> dict[str, int]:
    """How many papers of each kind there are for the chosen proposals."""
    proposals = door.read(wanted_proposals, request.proposals)
    found: dict[str, int] = {}
    for kind in kinds:
        if kind.about is not About.PROPOSALS or not proposals:
            continue
        ready = tuple(one.id for one in proposals if kind.stages is None or one.stage in kind.stages)
        if len(proposals) > COUNTED:
            found[kind.key] = len(ready) if kind.stages is not None else 0
        elif ready:
            try:
                found[kind.key] = len(request_papers(door, kind, replace(request, proposals=ready, values={}, number="")))
            except RuleError:
                found[kind.key] = 0
            except Exception:
                log.exception("papers of kind %s could not be counted", kind.key)
    return found


def lines_of(composed: Composed) -> tuple[list[PaperLine], str]:
    """The papers as the list names them, under a heading that says what tells them apart."""
    papers = composed.papers
    if papers and all(paper.line_id is not None for paper in papers):
        named = [(str(paper.values.get("姓名") or paper.values.get("提案者") or paper.stem), _sector(paper)) for paper in papers]
        if len({paper.proposal_id for paper in papers}) > 1:
            named = [(f"{_number(composed, paper)} {name}", detail) for paper, (name, detail) in zip(papers, named, strict=True)]
        return [PaperLine(*one) for one in named], "提案者"
    if papers and all(paper.unit_id is not None for paper in papers):
        named = [(str(paper.values.get("单位简称") or paper.stem), _number(composed, paper)) for paper in papers]
        return [PaperLine(*one) for one in named], "单位"
    if papers and all(paper.proposal_id is not None for paper in papers):
        return [PaperLine(*_proposal_line(composed, paper)) for paper in papers], "提案"
    return [PaperLine(paper.stem or composed.kind.name) for paper in papers], "文书"


def _proposal_line(composed: Composed, paper: Paper) -> tuple[str, str]:
    subject = composed.subjects.get(paper.proposal_id or 0)
    return (f"{subject.number} {subject.title}", "") if subject is not None else (paper.stem, "")


def _number(composed: Composed, paper: Paper) -> str:
    subject = composed.subjects.get(paper.proposal_id or 0)
    return subject.number if subject is not None else ""


def _sector(paper: Paper) -> str:
    return str(paper.values.get("界别") or paper.values.get("单位简称") or "")
