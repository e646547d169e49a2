"""Papers are laid out in a few times what measuring their letters one by one takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.benchmarks.conftest import Measure
from tests.unit.layout.features import BODY, CENTER, DENSE, EXACT, FRAME
from tests.unit.layout.hand_made import docx, p, table, tc, tr
from zxdesk.documents.flow_reader import read_flow
from zxdesk.layout.ems import EmMeasure
from zxdesk.layout.flow import Flow
from zxdesk.layout.pages import lay_out
from zxdesk.layout.sheet import Face, Glyphs

SMALL = '<w:sz w:val="24"/>'
WIDTHS = (700, 900, 3800, 1200, 2200)
WHOLE = "<w:cantSplit/>"


def _row(*texts: str, properties: str = WHOLE) -> str:
    return tr(*(tc(p(text, DENSE, SMALL)) for text in texts), properties=properties)


def form() -> bytes:
    """One page of a form: labels, values, ticks, room to write."""
    rows = [
        _row(label, value)
        for label in ("案由", "提案者", "承办单位", "会办单位", "答复文号", "办理类别")
        for value in ("云溪县水利局，0900-5550123",)
    ]
    rows += [_row(label, "□满意　□基本满意　□不满意") for label in ("面商情况", "办理态度", "听取意见", "答复内容", "办理结果")]
    return docx(
        p("提案办理情况征询意见表", CENTER + EXACT, '<w:sz w:val="44"/>')
        + table((1600, 7000), *rows, properties=CENTER + FRAME)
        + p(BODY[:90], DENSE)
    )


def catalogue() -> bytes:
    """A 提案目录 of ten pages under a head that comes again."""
    head = _row("序号", "提案号", "案由", "提案者", "承办单位", properties=f"{WHOLE}<w:tblHeader/>")
    rows = [_row(str(at), f"{at:04d}", "关于加快推进云溪县城乡供水一体化建设的建议", "程以南", "县水利局、县财政局") for at in range(150)]
    return docx(table(WIDTHS, head, *rows, properties=CENTER + FRAME))


def letter() -> bytes:
    """Ten pages of body text."""
    return docx("".join(p(BODY * 2, f'{EXACT}<w:jc w:val="both"/>', '<w:spacing w:val="-6"/>') for _ in range(20)))


def _measured_alone(flow: Flow) -> Callable[[], object]:
    """What asks the width of every letter of the paper once, and no more."""
    measure, face = EmMeasure(), Face("仿宋", "仿宋", 16)
    letters = "".join(item.text for sheet in lay_out(flow, measure) for item in sheet.items if isinstance(item, Glyphs))
    return lambda: [(measure.family(letter, face), measure.advances(letter, face, "仿宋")) for letter in letters]


@pytest.mark.parametrize(("make", "pages", "allowed_ms", "allowed"), [(form, 1, 10, 15), (catalogue, 10, 200, 40), (letter, 10, 200, 12)])
def test_a_paper_is_laid_out(measure: Measure, make: Callable[[], bytes], pages: int, allowed_ms: float, allowed: float) -> None:
    flow = read_flow(make())
    assert len(lay_out(flow, EmMeasure())) in range(pages, pages + 4)
    figure = measure(
        f"layout: {make.__name__}",
        lambda: lay_out(flow, EmMeasure()),
        bare=_measured_alone(flow),
        bare_name="its letters measured",
        size=pages,
        allowed=allowed,
    )
    assert figure.best_ms < allowed_ms


def test_a_paper_is_read_for_layout(measure: Measure) -> None:
    from lxml import etree

    from zxdesk.documents.flow_parts import Parts

    content = catalogue()

    def parsed() -> object:
        parts = Parts(content)
        return [etree.fromstring(parts.bytes_of(name)) for name in ("word/document.xml", "word/styles.xml", "word/settings.xml")]

    measure("layout: catalogue read", lambda: read_flow(content), bare=parsed, bare_name="its XML parsed", size=10, allowed=20)
