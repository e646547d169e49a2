"""What an older rule package does not say yet is taken from the shipped one of its kind."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from zxdesk.paths import resources

ADDED_LATER = ("assessment", "member_scores", "sector_renamings")
"""Keys that packages copied into a register before they existed do not have."""

CONVENTIONS_ADDED_LATER = ("joint_counted", "satisfaction_by")
"""The same among the counting conventions."""

_PLAINEST = "national"


def completed(content: Mapping[str, object]) -> Mapping[str, object]:
    """Return ``content`` with the keys it lacks, and their sources; the very same when it lacks none."""
    conventions = content.get("conventions")
    missing = [key for key in ADDED_LATER if key not in content]
    unsaid = [key for key in CONVENTIONS_ADDED_LATER if isinstance(conventions, Mapping) and key not in conventions]
    if not missing and not unsaid:
        return content
    shipped, found = _shipped(str(content.get("key", ""))), dict(content)
    found |= {key: shipped[key] for key in missing}
    if isinstance(conventions, Mapping):
        found["conventions"] = dict(conventions) | {key: shipped["conventions"][key] for key in unsaid}
    sources = content.get("sources", {})
    if isinstance(sources, Mapping):
        added = {path for path in shipped["sources"] if path.split(".")[0] in missing} | {f"conventions.{key}" for key in unsaid}
        found["sources"] = {path: said for path, said in shipped["sources"].items() if path in added} | dict(sources)
    return found


@cache
def _shipped(key: str) -> dict[str, Any]:
    folder = resources() / "rules"
    path = folder / f"{key}.toml" if key in {path.stem for path in folder.glob("*.toml")} else folder / f"{_PLAINEST}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
