"""The code on papers that come back: its digits name the paper, its picture on the printed page is that of the digits."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from tests.invented_office import InventedOffice
from tests.unit.documents.papers import assigned_office, supervised_office
from zxdesk.documents.codes import CODE_FIELDS, SIZE_MM, code_values
from zxdesk.documents.paper import Paper, Picture
from zxdesk.services.office import set_rule
from zxdesk.text.paper_code import grouped, read_code

DPI = 300
MODULES = 21
BORDER = 2
MODULE = SIZE_MM / (MODULES + 2 * BORDER) / 25.4 * DPI
"""Pixels of one module on a page rendered at ``DPI``."""


def test_a_code_says_which_reply_is_judged_by_whom(office: InventedOffice) -> None:
    key = office.signed(office.joint(), separate=("县住建局", "县财政局"))
    with office.opened(key) as proposal:
        values = code_values("feedback_form", proposal, line=proposal.lines[1], assignment=proposal.assignments[1], redo=2)
    code = read_code(str(values["表码"]))
    assert (code.term, code.plenary, code.number, code.kind) == (10, 2, int(office.value(key, "number")), "feedback_form")
    assert (code.proposer, code.unit, code.redo, code.is_receipt, code.is_key) == (2, 2, 2, False, False)
    assert set(values) == {field.name for field in CODE_FIELDS}
    picture = values["二维码"]
    assert isinstance(picture, Picture)
    assert (picture.width_mm, picture.height_mm, grouped(picture.text)) == (15, 15, values["表码"])


def test_a_proposal_without_a_number_is_called_by_its_receipt(office: InventedOffice) -> None:
    key = office.received()
    with office.opened(key) as proposal:
        code = read_code(str(code_values("receipt", proposal)["表码"]))
    assert (f"收{code.number:04}", code.is_receipt, code.proposer, code.unit) == (office.value(key, "receipt_number"), True, 0, 0)


def test_a_number_with_a_prefix_of_its_category_is_called_by_its_key(office: InventedOffice) -> None:
    office.run(set_rule, path="proposal_numbering.prefix", value="经")
    key = office.filed()
    assert office.value(key, "number") == "经0001"
    with office.opened(key) as proposal:
        code = read_code(str(code_values("assign_sheet", proposal)["表码"]))
    assert (code.number, code.is_key) == (key, True)


def test_a_merged_proposal_counts_its_own_proposers_and_the_leads_units(office: InventedOffice) -> None:
    lead = office.filed()
    merged = office.reviewed(office.joint(title="关于电梯的提案"))
    office.step("merge", merged, lead=office.value(lead, "number"), merged_on="2026-03-03", note="已征得同意")
    office.signed(lead, separate=("县财政局", "县住建局"))
    with office.opened(merged) as proposal:
        assert proposal.lead is not None
        code = read_code(str(code_values("feedback_form", proposal, line=proposal.lines[1], assignment=proposal.lead.assignments[1])["表码"]))
    assert (f"收{code.number:04}", code.proposer, code.unit) == (office.value(merged, "receipt_number"), 2, 2)


def papers(office: InventedOffice) -> Iterator[tuple[str, Paper, bytes]]:
    """One of each paper that carries a code."""
    key = office.replied(office.joint(), reply_class="B")
    waiting = office.assigned(office.received(title="关于停车的提案"), lead=("县住建局",), co=("县财政局",))
    for kind, proposal in (("feedback_form", key), ("visit_record", key), ("follow_up_form", key)):
        paper = supervised_office.made(office, kind, proposal)[0]
        yield kind, paper, supervised_office.template(kind).fill(paper.values)
    for kind, chosen in (("assign_sheet", (waiting,)), ("extension_form", (waiting,)), ("hand_back_form", (waiting,))):
        paper = assigned_office.made(office, kind, *chosen)[0]
        yield kind, paper, assigned_office.template(kind).fill(paper.values)


def test_the_picture_on_the_printed_page_is_that_of_the_digits_beside_it(
    office: InventedOffice, pages: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    for kind, paper, content in papers(office):
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(content)
        (text,) = pages(path)
        digits = "".join(str(paper.values["表码"]).split())
        assert f"表码{digits}" in "".join(text.split()), kind
        assert read_code(digits).kind == kind
        assert decoded(modules_on(tmp_path / f"{kind}.pdf")) == digits, kind


def test_a_slip_names_its_batch_by_the_first_undertaking(office: InventedOffice) -> None:
    key = office.filed()
    office.step("assign", key, assigned_on="2026-03-20", batch="交办会", lead=("县住建局",), co=("县财政局",))
    slips = assigned_office.made(office, "receipt_slip")
    codes = [read_code(str(paper.values["表码"])) for paper in slips]
    assert [(code.kind, code.number, code.unit) for code in codes] == [("receipt_slip", int(office.value(key, "number")), at) for at in (1, 2)]


MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0, lambda y, _x: y % 2 == 0, lambda _y, x: x % 3 == 0, lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0, lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0, lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)  # fmt: skip


def decoded(modules: list[list[bool]]) -> str:
    """The digits of a code of 21 modules without an error, as a scanner reads them. Source: ISO/IEC 18004, version 1, numeric mode."""
    masked = MASKS[int("".join("01"[modules[8][x]] for x in (2, 3, 4)), 2) ^ 0b101]
    bits = "".join("01"[modules[y][x] != masked(y, x)] for y, x in path() if not is_fixed(y, x))
    mode, count = int(bits[:4], 2), int(bits[4:14], 2)
    assert mode == 1
    found, at = "", 14
    for start in range(0, count, 3):
        length = min(3, count - start)
        size = {3: 10, 2: 7, 1: 4}[length]
        found += f"{int(bits[at : at + size], 2):0{length}}"
        at += size
    return found


def path() -> Iterator[tuple[int, int]]:
    """The modules in the order of reading: in pairs of columns from the right, up and down in turn."""
    for turn, right in enumerate((20, 18, 16, 14, 12, 10, 8, 5, 3, 1)):
        lines = range(MODULES - 1, -1, -1) if turn % 2 == 0 else range(MODULES)
        yield from ((y, x) for y in lines for x in (right, right - 1))


def is_fixed(y: int, x: int) -> bool:
    """Whether a module belongs to the finder patterns, to what is written beside them, or to the timing."""
    return (y < 9 and (x < 9 or x > 12)) or (y > 12 and x < 9) or 6 in (y, x)


def modules_on(pdf: Path) -> list[list[bool]]:
    """The dark and light modules of the code on the first page, read at their middles."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-f", "1", "-l", "1", "-singlefile", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    head, size, _depth, pixels = pdf.with_suffix(".pgm").read_bytes().split(b"\n", 3)
    assert head == b"P5"
    width = int(size.split()[0])
    left, top = corner(pixels, width)
    middles = [(at + 0.5) * MODULE for at in range(MODULES)]
    return [[pixels[round(top + down) * width + round(left + right)] < 128 for right in middles] for down in middles]


def corner(pixels: bytes, width: int) -> tuple[int, float]:
    """The upper left corner of the code: where line after line crosses the same finder pattern, dark and light as 1:1:3:1:1."""
    seen: dict[int, int] = {}
    for y in range(len(pixels) // width):
        crossed = finders(pixels[y * width : (y + 1) * width])
        seen = {x: seen.get(x, 0) + 1 for x in crossed}
        found = [x for x, lines in seen.items() if lines > 2 * MODULE]
        if found:
            return min(found), y + 1 - seen[min(found)] - 2 * MODULE
    pytest.fail("there is no code on the page")


def finders(line: bytes) -> list[int]:
    """Where on one line of pixels a finder pattern begins."""
    x, runs = 0, []
    for is_dark, run in groupby(pixel < 128 for pixel in line):
        length = len(list(run))
        runs.append((x, is_dark, length / MODULE))
        x += length
    fives = (runs[at : at + 5] for at in range(len(runs) - 4))
    shape = (1, 1, 3, 1, 1)
    return [
        five[0][0] for five in fives if five[0][1] and all(abs(length - wanted) < 0.3 for (_, _, length), wanted in zip(five, shape, strict=True))
    ]
