"""Which units may take a proposal together."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from zxdesk.domain.assignment import Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.unit_roles import clash_in, is_answered, require_lawful


@dataclass(frozen=True)
class Named:
    """A unit as far as the rule asks."""

    id: int
    short: str


HOUSING, MONEY = Named(1, "县住建局"), Named(2, "县财政局")


@pytest.mark.parametrize(
    "wanted",
    [[(Role.SOLE, HOUSING)], [(Role.LEAD, HOUSING), (Role.CO, MONEY)], [(Role.SEPARATE, HOUSING), (Role.SEPARATE, MONEY)],
     [(Role.LEAD, HOUSING), (Role.LEAD, MONEY)]],
)  # fmt: skip
def test_a_sole_unit_a_lead_with_others_and_separate_units_are_lawful(wanted: list[tuple[Role, Named]]) -> None:
    require_lawful(wanted)
    assert clash_in(wanted) is None


def test_a_sole_unit_stands_alone() -> None:
    with pytest.raises(RuleError, match="独办就是一家办理") as refused:
        require_lawful([(Role.SOLE, HOUSING), (Role.CO, MONEY)])
    assert refused.value.field == "sole"


def test_a_lead_and_a_separate_unit_do_not_go_together() -> None:
    clash = clash_in([(Role.LEAD, HOUSING), (Role.SEPARATE, MONEY)])
    assert clash is not None
    assert clash.field == "separate"


def test_a_unit_has_one_role_in_a_proposal() -> None:
    with pytest.raises(RuleError, match="县住建局填了两次"):
        require_lawful([(Role.LEAD, HOUSING), (Role.CO, HOUSING)])


def test_co_units_alone_clash_with_nobody_but_leave_nobody_to_answer() -> None:
    wanted = [(Role.CO, HOUSING)]
    assert clash_in(wanted) is None
    assert not is_answered([Role.CO])
    with pytest.raises(RuleError, match="没有单位答复"):
        require_lawful(wanted)
