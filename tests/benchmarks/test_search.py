"""Plain search over every year costs little more than the raw LIKE."""

from __future__ import annotations

import sqlite3

import pytest

from tests.benchmarks.conftest import Filled, Measure
from zxdesk.queries.search import find
from zxdesk.storage.database import Register

HEAD = ("number", "receipt_number", "title", "proposer_names", "unit_names", "keywords", "situation", "analysis", "suggestion")
LIKES = " OR ".join(f"{column} LIKE :word" for column in HEAD)
RAW = f"""
SELECT id, title FROM proposal WHERE {LIKES}
 OR id IN (SELECT a.proposal_id FROM assignment a JOIN reply r ON r.assignment_id = a.id
           WHERE r.number LIKE :word OR r.title LIKE :word OR r.body LIKE :word)
 OR id IN (SELECT proposal_id FROM assignment WHERE opinion LIKE :word)
ORDER BY id DESC LIMIT 50
"""


@pytest.mark.parametrize("word", ["养老", "老旧小区", "0012", "查无此词"])
def test_finding_a_word(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure, word: str) -> None:
    def found() -> None:
        with register.reading() as session:
            find(session, word)

    measure(
        f"find {word}", found, bare=lambda: bare.execute(RAW, {"word": f"%{word}%"}).fetchall(), bare_name="raw LIKE over the same texts",
        size=filled.size, allowed=8, rounds=5,
    )  # fmt: skip
