"""`python -m zxdesk` and `zxdesk`: without a verb the desktop, with one the command line."""

from __future__ import annotations

import sys

from zxdesk.command_words import split
from zxdesk.domain.errors import RuleError


def main() -> int:
    """Choose between window and command line by whether a verb was given."""
    if _has_verb(sys.argv[1:]):
        from zxdesk.cli import main as run_verb  # its library is not what a window waits for

        return run_verb()
    from zxdesk.app import main as open_desktop

    return open_desktop()


def _has_verb(words: list[str]) -> bool:
    """Whether anything but options was given; what is written wrong is told by the command line."""
    try:
        return bool(split(words)[1])
    except RuleError:
        return True


if __name__ == "__main__":
    sys.exit(main())
