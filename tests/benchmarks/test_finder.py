"""Finding a member among thousands, at every keystroke, costs little more than looking through the bare names."""

from __future__ import annotations

from tests.benchmarks.conftest import Measure
from zxdesk.ui.widgets.finder import Finder, Option

MEMBERS = 3000
TYPED = ("z", "z4", "z4y", "0", "01", "012", "周", "周静", "小学", "没有的")


def test_a_member_is_found_at_every_keystroke(measure: Measure) -> None:
    names = [f"{'周吴郑王赵钱孙李'[at % 8]}{'砚静竹兰思云舟'[at % 7]}{at}" for at in range(MEMBERS)]
    options = [Option(f"#{at}", name, (f"z{at % 9}y", f"{at:04d}"), f"{at:04d} · 经济界 · 云溪县第{at}小学") for at, name in enumerate(names)]
    finder = Finder(options)

    def bare() -> None:
        for typed in TYPED:
            [option for option in options if typed in option.label or typed in option.detail or any(typed in key for key in option.search_keys)]

    def found() -> None:
        for typed in TYPED:
            finder.find(typed)

    measure("finder: ten keystrokes among members", found, bare=bare, bare_name="looking through every name", size=MEMBERS, allowed=6)
