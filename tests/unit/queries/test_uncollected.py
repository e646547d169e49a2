"""The collector rests while many rows are made, and works again afterwards whatever happened."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from zxdesk.queries.uncollected import uncollected


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    assert gc.isenabled()
    yield
    gc.enable()


def test_the_collector_rests_and_works_again() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_one_inside_another_leaves_it_at_rest_until_the_outer_one_ends() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_where_two_overlap_it_rests_until_both_are_done() -> None:
    first, second = uncollected(), uncollected()
    first.__enter__(), second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_who_found_it_at_rest_leaves_it_so() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
