"""The code printed on papers that come back, as a picture and as digits."""

from __future__ import annotations

import io
import re
from functools import lru_cache

from zxdesk.documents.field_names import named
from zxdesk.documents.paper import PaperField, Picture, Values
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.text.paper_code import PaperCode, grouped, paper_code

CODE_FIELDS = (PaperField("二维码", "表码的二维码，15 毫米见方", is_picture=True), *named("表码 表码的数字"))

SIZE_MM = 15
_PIXELS = 6
_MASK = 2
"""Any mask is read as well; looking for the best of the eight would take longer than all else of a form."""


def code_values(
    kind: str, proposal: Proposal, *, line: ProposerLine | None = None, assignment: Assignment | None = None, redo: int = 0
) -> Values:
    """Values of ``CODE_FIELDS`` for one paper; ``line`` is a proposer of ``proposal``, ``assignment`` one of the proposal that is answered."""
    lead = proposal.lead if proposal.lead is not None else proposal
    number, by = _called(proposal)
    code = PaperCode(
        proposal.plenary.term.number, proposal.plenary.number, number, kind,
        proposer=proposal.lines.index(line) + 1 if line is not None else 0,
        unit=lead.assignments.index(assignment) + 1 if assignment is not None else 0,
        redo=redo, is_receipt=by == "receipt", is_key=by == "key",
    )  # fmt: skip
    digits = paper_code(code)
    return {"二维码": Picture(_png(digits), SIZE_MM, SIZE_MM, digits), "表码": grouped(digits)}


def _called(proposal: Proposal) -> tuple[int, str]:
    """A number of digits alone goes by itself; one with a prefix of its category by the register's key, for only digits are scanned safely."""
    if proposal.number:
        return (int(proposal.number), "number") if re.fullmatch(r"\d{1,6}", proposal.number) else (proposal.id, "key")
    digits = re.fullmatch(r"\D*(\d{1,6})", proposal.receipt_number or "")
    return (int(digits[1]), "receipt") if digits else (proposal.id, "key")


@lru_cache(maxsize=4096)
def _png(digits: str) -> bytes:
    import segno

    stream = io.BytesIO()
    segno.make(digits, version=1, error="m", mask=_MASK).save(stream, kind="png", scale=_PIXELS, border=2)
    return stream.getvalue()
