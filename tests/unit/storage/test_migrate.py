"""An older register comes to a newer schema whole, or stays the old one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.unit.storage.test_backup import largest_file
from tests.unit.storage.test_crash import crash
from zxdesk.domain.errors import RuleError
from zxdesk.domain.unit import HandlingUnit
from zxdesk.storage import migrate as migration
from zxdesk.storage import schema
from zxdesk.storage.database import Register, open_register
from zxdesk.storage.engine import plain_connection
from zxdesk.storage.migrate import VERSIONS, migrate

STEP = '''"""A second schema."""
import sqlalchemy as sa
from alembic import op
from zxdesk.storage.migrations.history import trigger_statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
{}
'''
WIDENS = '''
    op.add_column("handling_unit", sa.Column("seal", sa.String(40), nullable=False, server_default="公章"))
    with op.batch_alter_table("proposal") as batch:
        batch.alter_column("title", existing_type=sa.String(200), type_=sa.String(300))
    op.create_table("sketch", sa.Column("id", sa.Integer, primary_key=True), sa.Column("body", sa.Text))
'''
LOSES_ROWS = "    op.execute(\"DELETE FROM handling_unit WHERE code = 'U007'\")"
FAILS_LATE = "    op.execute('CREATE TABLE half (id INTEGER)')\n    op.execute('SELECT nothing FROM nowhere')"
LOSES_TRIGGERS = '    with op.batch_alter_table("event", recreate="always") as batch:\n        batch.add_column(sa.Column("extra", sa.Text))'
REWRITES_HISTORY = """
    op.execute("DROP TRIGGER event_refuses_update")
    op.execute("UPDATE event SET hash = 'sha256:0' WHERE seq = 3")
    op.execute(trigger_statements()[0])
"""
BREAKS_LINKS = "    op.execute(\"UPDATE handling_unit SET parent_id = 4711 WHERE code = 'U007'\")"


def step(folder: Path, body: str) -> Path:
    """Write migration 0002 and return its folder."""
    folder.mkdir()
    (folder / "0002_next.py").write_text(STEP.format(body), encoding="utf-8")
    return folder


def dump(path: Path) -> list[str]:
    with closing(plain_connection(path)) as connection:
        return list(connection.iterdump())


def names(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()} - {"zxdesk.db-journal", "zxdesk.db.lock"}


def test_opening_an_older_register_upgrades_it_and_keeps_the_old_one(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    before = dump(filled.path)
    folder = step(tmp_path / "later", WIDENS)
    monkeypatch.setattr(schema, "HEAD", "0002")
    monkeypatch.setattr(migration, "FOLDERS", (VERSIONS, folder))

    register = open_register(filled.path)
    with register.reading() as session:
        assert session.scalar(select(func.count()).select_from(HandlingUnit)) == 40
    register.close()

    with closing(plain_connection(filled.path)) as connection:
        assert connection.execute("SELECT count(*) FROM handling_unit WHERE seal = '公章'").fetchone() == (40,)
        assert schema.stored_version(connection) == "0002"
    (kept,) = names(filled.path) - {"zxdesk.db"}
    assert kept.startswith("zxdesk.db.升级前-0001-")
    assert dump(filled.path.with_name(kept)) == before


def test_reading_only_does_not_upgrade(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "HEAD", "0002")
    with pytest.raises(RuleError, match="旧版本建的（版本 0001）"):
        open_register(filled.path, lock=False)
    assert names(filled.path) == {"zxdesk.db"}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (LOSES_ROWS, "handling_unit: 40 → 39"),
        (LOSES_TRIGGERS, "event_refuses_delete, event_refuses_update"),
        (REWRITES_HISTORY, "event"),
        (BREAKS_LINKS, "handling_unit 8 → handling_unit"),
    ],
)
def test_a_migration_that_harms_is_refused_and_the_register_untouched(
    filled: Register, tmp_path: Path, body: str, why: str
) -> None:
    filled.close()
    before = filled.path.read_bytes()
    with pytest.raises(RuleError) as refused:
        migrate(filled.path, head="0002", folders=(VERSIONS, step(tmp_path / "later", body)))
    assert refused.value.message.startswith(f"登记簿升级核对不符（{why}")
    assert filled.path.read_bytes() == before
    assert not filled.path.with_name("zxdesk.db.upgrading").exists()


def test_a_migration_that_fails_leaves_the_register_untouched(filled: Register, tmp_path: Path) -> None:
    filled.close()
    before = filled.path.read_bytes()
    with pytest.raises(Exception, match="nowhere"):
        migrate(filled.path, head="0002", folders=(VERSIONS, step(tmp_path / "later", FAILS_LATE)))
    assert filled.path.read_bytes() == before
    open_register(filled.path).close()


def test_definitions_are_taken_back_with_the_rest(filled: Register, tmp_path: Path) -> None:
    """The transaction holds tables too: a failed step leaves not even in the working copy a half schema."""
    filled.close()
    work = tmp_path / "work.db"
    shutil.copyfile(filled.path, work)
    with pytest.raises(Exception, match="nowhere"):
        migration._upgrade(work, "0002", (VERSIONS, step(tmp_path / "later", FAILS_LATE)))
    with closing(plain_connection(work)) as connection:
        assert "half" not in schema.row_counts(connection)


def test_without_a_safe_copy_nothing_is_upgraded(filled: Register, tmp_path: Path) -> None:
    filled.close()
    before = filled.path.read_bytes()
    folder = step(tmp_path / "later", WIDENS)
    with largest_file(100_000), pytest.raises(RuleError, match="备份没有做成"):
        migrate(filled.path, head="0002", folders=(VERSIONS, folder))
    assert filled.path.read_bytes() == before
    assert names(filled.path) == {"zxdesk.db"}


def test_a_journal_of_the_old_file_is_never_left_to_the_new_one(filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.close()
    truth = migration._verify

    def another_program_writes(old: Path, new: Path, head: str) -> None:
        truth(old, new, head)
        filled.path.with_name("zxdesk.db-journal").write_bytes(b"pages of the old file")

    monkeypatch.setattr(migration, "_verify", another_program_writes)
    with pytest.raises(RuleError, match="正被另一程序写入"):
        migrate(filled.path, head="0002", folders=(VERSIONS, step(tmp_path / "later", WIDENS)))
    with closing(sqlite3.connect(f"{filled.path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert schema.stored_version(connection) == "0001"


@pytest.mark.slow
def test_killed_at_any_moment_the_register_is_the_old_or_the_new_one(filled: Register, tmp_path: Path) -> None:
    filled.close()
    found = crash("upgrading", filled.path, 40, step(tmp_path / "later", WIDENS))
    assert len(found) == 41
    for state in found:
        assert (state["faults"], state["rows"]) == ([], 80)
        assert state["is_widened"] == (state["version"] == "0002")
        assert state["version"] == "0001" or state["kept"]
        assert state.get("afterwards", "0002") == "0002"
    assert {state["version"] for state in found} == {"0001", "0002"}
