"""The process in which a foreign file is opened, so that a hostile one can hurt nobody but it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import BROKEN, TOO_BIG

MEMORY = 1024 * 1024 * 1024
SECONDS = 60


def main(arguments: list[str]) -> int:
    """Writes the sheets of the file named, or the sentence of its refusal, to standard output as JSON."""
    _limit()
    try:
        answer = _answer(Path(arguments[0]))
    except MemoryError:
        answer = json.dumps({"refused": TOO_BIG})
    sys.stdout.buffer.write(answer.encode())
    sys.stdout.buffer.flush()
    return 0


def _answer(path: Path) -> str:
    from zxdesk.intake.workbook import read_file

    try:
        return json.dumps(read_file(path), ensure_ascii=False, separators=(",", ":"))
    except RuleError as error:
        return json.dumps({"refused": error.message})
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic of the library is not even an Exception
        return json.dumps({"refused": BROKEN})


def _limit() -> None:
    """Caps memory and processor time where the system can. Source: reliability §3.11."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
