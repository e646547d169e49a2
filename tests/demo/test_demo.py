"""`zxdesk demo`: an invented office that stands in every stage, with its papers and reports, and passes its own check-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.end2end.conftest import Desk
from tests.reported_office import in_statistics
from zxdesk.documents.catalog import PAPER_KINDS
from zxdesk.documents.making import papers_for, template_of
from zxdesk.documents.narrative import draft_narrative
from zxdesk.documents.paper import About, Moment, Paper, PaperField, PaperKind, Request, Values
from zxdesk.domain.assignment import Batch
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.queries.office import current_plenary
from zxdesk.storage.database import open_register

pytestmark = pytest.mark.timeout(400)

YEAR = {"received": 372, "filed": 347, "not_filed": 15, "merged": 10}


NOT_IN_THE_STORY = frozenset({"public_proposal", "public_reply", "award_decision"})
"""Papers of what the invented year does not have: nothing in it is decided to be published, nobody is given an award."""


@contextmanager
def a_look_at(desk: Desk) -> Iterator[Session]:
    """A reading session in the register of a folder."""
    register = open_register(desk.register, lock=False)
    try:
        with register.reading() as session:
            yield session
    finally:
        register.close()


def made_or_none(session: Session, kind: PaperKind, request: Request) -> list[Paper]:
    try:
        return papers_for(session, kind, request, Moment(date(2026, 11, 16), "何春棠"))
    except RuleError:
        return []


def assert_fields(fields: Sequence[PaperField], values: Values) -> None:
    assert set(values) == {field.name for field in fields}
    for field in fields:
        value = values[field.name]
        if field.parts:
            assert isinstance(value, tuple)
            for row in value:
                assert_fields(field.parts, row)
        elif not field.is_picture:
            assert isinstance(value, str)
            assert "None" not in value


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The demonstration office on the day its story stops; the tests only read."""
    folder = tmp_path_factory.mktemp("demo") / "示例"
    made = Desk(folder).said(["demo", str(folder), "--json"])
    assert made.code == 0, made.err
    return Desk(folder, today=made.document["stands_on"])


@pytest.mark.slow
def test_the_demonstration_office_passes_the_check_up(demo: Desk) -> None:
    assert [finding for finding in demo.json("check") if finding["severity"] == "error"] == []


@pytest.mark.slow
def test_its_year_has_the_shape_of_a_real_session(demo: Desk) -> None:
    figures = demo.json("stats")
    assert {name: figures[name] for name in YEAR} == YEAR
    assert figures["differences"] == []
    assert len(figures["by_unit"]) <= 85


@pytest.mark.slow
def test_its_papers_and_reports_lie_in_the_folder(demo: Desk) -> None:
    assert list((demo.folder / "文书").glob("答复处理笺-*.docx"))
    assert list((demo.folder / "文书").glob("征询意见表-*.docx"))
    assert {path.name for path in (demo.folder / "报表").iterdir()} == {"提案年度台账.xlsx", "年度统计报表.xlsx", "统计.txt", "统计.json"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAPER_KINDS, ids=lambda kind: kind.key)
def test_every_kind_of_paper_is_made_of_it_with_all_its_fields(demo: Desk, kind: PaperKind) -> None:
    """Of some proposals of every stage, of the first batch, of the plenary; the values are those of the fields, in lists too."""
    with a_look_at(demo) as session:
        plenary, batch = current_plenary(session), session.scalars(select(Batch.id).order_by(Batch.id)).first()
        assert plenary is not None
        some = [key for stage in Stage for key in session.scalars(select(Proposal.id).where(Proposal.stage == stage).limit(4))]
        request = Request(plenary, tuple(some) if kind.about is About.PROPOSALS else (), batch if kind.about is About.BATCH else None)
        papers = made_or_none(session, kind, request)
        if kind.key not in NOT_IN_THE_STORY:
            assert papers
        template = template_of(session, kind, None)
        for paper in papers[:6]:
            assert_fields(kind.fields, paper.values)
            assert template.fill(paper.values)[:2] == b"PK"


@pytest.mark.slow
def test_its_ledger_imports_back_as_the_same(demo: Desk) -> None:
    answer = demo.json("import", "proposals", str(demo.folder / "报表" / "提案年度台账.xlsx"))
    assert (answer["rows"], answer["same"], answer["refused"]) == (372, 372, [])


@pytest.mark.slow
def test_its_ledger_makes_the_same_year_in_an_empty_office(demo: Desk, tmp_path: Path) -> None:
    empty = Desk(tmp_path / "空", today=demo.today)
    empty.found()
    ledger = demo.folder / "报表" / "提案年度台账.xlsx"
    answer = empty.json("import", "proposals", str(ledger))
    assert (answer["new"], answer["refused"]) == (372, [])
    mine, theirs = empty.json("stats"), demo.json("stats")
    assert {name: mine[name] for name in YEAR} == YEAR
    for group in ("by_category", "by_proposer_type", "by_class"):
        assert mine[group] == theirs[group]
    assert [finding for finding in empty.json("check") if finding["severity"] == "error"] == []


def test_a_register_of_any_size_is_made_without_papers(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "大")
    made = desk.said(["demo", str(desk.folder), "--size", "60", "--json"])
    assert made.code == 0, made.err
    desk = desk.on(made.document["stands_on"])
    assert desk.json("stats")["received"] == 60
    assert [finding for finding in desk.json("check") if finding["severity"] == "error"] == []
    assert not (desk.folder / "文书").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["review_report", "handling_report"])
def test_every_figure_of_a_narrative_report_on_it_is_that_of_the_statistics(demo: Desk, kind: str) -> None:
    figures = demo.json("stats")
    with a_look_at(demo) as session:
        plenary = current_plenary(session)
        assert plenary is not None
        draft = draft_narrative(session, plenary, kind, today=date.fromisoformat(demo.today))
    assert len(draft.figures) > 35
    for key, figure in draft.figures.items():
        if key != "as_of":
            assert figure["value"] == in_statistics(figures, key), key
    assert figures["identity"]["holds"]
