"""`python -m zxdesk` and `zxdesk`: without a verb the desktop, with one the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Choose between window and command line by whether a verb was given."""
    from zxdesk.cli import main as run_verb
    from zxdesk.cli import split
    from zxdesk.domain.errors import RuleError

    try:
        _options, rest = split(sys.argv[1:])
    except RuleError:
        return run_verb()
    if rest:
        return run_verb()
    from zxdesk.app import main as open_desktop

    return open_desktop()


if __name__ == "__main__":
    sys.exit(main())
