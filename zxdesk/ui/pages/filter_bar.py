"""The filter chips over the list of proposals: what they hold as a filter, and as plain values for a saved view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from zxdesk.domain.light import Light
from zxdesk.domain.stage import Stage
from zxdesk.queries import lookups
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposals import STAGE_GROUPS, ProposalFilter
from zxdesk.ui.passing import pop_up
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.chip import Chip
from zxdesk.ui.widgets.date_chip import DateChip, days_of
from zxdesk.ui.widgets.search_box import SearchBox
from zxdesk.ui.workspace import Workspace

NAMES = (
    ("category", "类别"), ("stages", "状态"), ("sector", "界别"), ("unit", "单位"), ("light", "灯"), ("key", "重点"), ("dates", "日期"),
    ("kind", "提案者类型"),
)  # fmt: skip
KEPT_LONGEST = ("scope", "plenary", "stages", "unit", "light", "category", "sector", "key", "dates", "kind")
"""Which chips stay on the line where it is short, the last leaving first; one that filters stays before one that does not."""
GAP = 6


class FilterBar(QWidget):
    """One line of chips; over one line the rest stands under 更多 N.

    Signals: ``changed()`` when the clerk filters by something else; the plenary goes to the workspace.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._ids: frozenset[int] = frozenset()
        self.plenary = Chip("届次", single=True)
        self.scope = Chip("范围", single=True)
        self.chips: dict[str, Chip] = {
            key: DateChip(name, today=lambda: workspace.today) if key == "dates" else Chip(name, single=key == "key") for key, name in NAMES
        }
        self.chips["key"].set_choices((("yes", "重点"), ("no", "非重点")))
        self.chips["light"].set_choices(tuple((light.name, light.value) for light in Light))
        self.chips["stages"].set_choices(tuple((stage.value, stage.label) for stage in Stage))
        self.more = Chip("更多", can_clear=False)
        self.more.clicked.disconnect()
        self.more.clicked.connect(self._open_more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for chip in self._every().values():
            row.addWidget(chip)
        row.addWidget(self.more)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.plenary.changed.connect(self._on_plenary)
        self.scope.changed.connect(self._on_scope)
        for chip in self.chips.values():
            chip.changed.connect(self._on_chip)
        self.fill()

    def fill(self) -> None:
        """Read again what the chips offer, and show the window's plenary as the active chip."""
        workspace = self._workspace
        rules = workspace.read(rules_of, workspace.plenary_id)
        units = workspace.read(lookups.units)
        plenaries = workspace.read(lookups.plenaries)
        with QSignalBlocker(self.plenary):
            self.plenary.set_choices([(str(option.key), option.label) for option in plenaries])
            self.plenary.choose((str(workspace.plenary_id),) if workspace.plenary_id is not None else ())
        offers: dict[str, tuple[tuple[str, str], ...]] = {
            "category": tuple((c.name, c.name) for c in rules.categories),
            "sector": tuple((name, name) for name in rules.sectors),
            "kind": tuple((kind.name, kind.name) for kind in rules.proposer_types),
        }
        keys = {str(option.key): "\n".join(option.search_keys) for option in units}

        def offer() -> None:
            for key, choices in offers.items():
                self.chips[key].set_choices(choices)
            self.chips["unit"].set_choices([(str(option.key), option.label) for option in units], keys)

        self._quietly(offer)

    def value(self) -> ProposalFilter:
        """What the chips narrow the list to; plenary and text are not theirs."""
        return self.filter_of(self.state(), ids=self._ids)

    def filter_of(self, state: Mapping[str, Any], *, ids: frozenset[int] = frozenset()) -> ProposalFilter:
        """The filter behind what :meth:`state` gave; words that mean nothing any more narrow nothing."""
        chosen = {key: [str(one) for one in state.get(key, ())] for key, _name in NAMES}
        first, last = days_of(chosen["dates"][0], self._workspace.today) if chosen["dates"] else (None, None)
        return ProposalFilter(
            categories=frozenset(chosen["category"]), sectors=frozenset(chosen["sector"]), kinds=frozenset(chosen["kind"]),
            stages=frozenset(stage for stage in Stage if stage.value in chosen["stages"]),
            lights=frozenset(light for light in Light if light.name in chosen["light"]),
            unit_ids=frozenset(int(key) for key in chosen["unit"] if key.isdigit()), is_key=chosen["key"] == ["yes"] if chosen["key"] else None,
            submitted_from=first, submitted_to=last, ids=ids,
        )  # fmt: skip

    def hold(self, wanted: ProposalFilter, title: str = "") -> None:
        """Let the chips show a filter, nothing is told; a list given by ids stands as a chip with its title."""
        found = widened(wanted)
        self._ids = found.ids
        dates = self.chips["dates"]
        assert isinstance(dates, DateChip)
        held: dict[str, tuple[str, ...]] = {
            "category": tuple(found.categories), "sector": tuple(found.sectors), "kind": tuple(found.kinds),
            "stages": tuple(stage.value for stage in Stage if stage in found.stages),
            "light": tuple(light.name for light in Light if light in found.lights), "unit": tuple(str(key) for key in found.unit_ids),
            "key": () if found.is_key is None else ("yes",) if found.is_key else ("no",),
        }  # fmt: skip

        def choose() -> None:
            for key, keys in held.items():
                self.chips[key].choose(keys)
            dates.choose_days((found.submitted_from, found.submitted_to))
            self.scope.set_choices((("ids", title or f"{len(found.ids)} 件"),) if found.ids else ())
            self.scope.choose(("ids",) if found.ids else ())

        self._quietly(choose)

    def state(self) -> dict[str, list[str]]:
        """What the chips hold, in plain values; quick spans stay words, so that 本周 moves on."""
        return {key: list(chip.chosen()) for key, chip in self.chips.items() if chip.chosen()}

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Hold what :meth:`state` gave; what is offered no longer falls away."""
        self._ids = frozenset()

        def choose() -> None:
            self.scope.clear()
            for key, chip in self.chips.items():
                chip.choose(tuple(str(one) for one in state.get(key, ())))

        self._quietly(choose)

    def sizeHint(self) -> QSize:
        return QSize(300, self.plenary.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.plenary.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _every(self) -> dict[str, Chip]:
        return {"plenary": self.plenary, "scope": self.scope, **self.chips}

    def _quietly(self, act: Callable[[], object]) -> None:
        blockers = [QSignalBlocker(chip) for chip in self._every().values()]
        act()
        for blocker in blockers:
            blocker.unblock()
        self._fit()

    def _fit(self) -> None:
        """Keep on the line what has room, by rank; the others go under 更多."""
        every = {key: chip for key, chip in self._every().items() if key != "scope" or chip.chosen()}
        self.scope.setHidden("scope" not in every)
        ranked = sorted(every, key=lambda key: (key != "plenary" and not every[key].chosen(), KEPT_LONGEST.index(key)))
        room = self.width() - self.more.sizeHint().width() - 2 * GAP
        if sum(chip.sizeHint().width() + GAP for chip in every.values()) <= self.width() + GAP:
            room = self.width() + GAP
        shown: set[str] = set()
        for key in ranked:
            room -= every[key].sizeHint().width() + GAP
            if room < 0 and shown:
                break
            shown.add(key)
        for key, chip in every.items():
            chip.setHidden(key not in shown)
            chip.anchor = chip if key in shown else self.more
        self.more.setHidden(len(shown) == len(every))
        self.more.setText(f"更多 {len(every) - len(shown)}")
        self.more.setAccessibleName(f"更多筛选 {len(every) - len(shown)} 项")
        self.more.setToolTip("其余的筛选")
        self.more.updateGeometry()

    def _open_more(self) -> None:
        menu = QMenu(self.more)
        for key, chip in self._every().items():
            if chip.isHidden() and key != "scope":
                menu.addAction(f"{chip.name}　{chip.words()}" if chip.chosen() else chip.name, chip.open_list)
        pop_up(menu, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_chip(self) -> None:
        self._fit()
        self.changed.emit()

    def _on_plenary(self, chosen: tuple[str, ...]) -> None:
        self._workspace.choose_plenary(int(chosen[0]) if chosen else None)

    def _on_scope(self, chosen: tuple[str, ...]) -> None:
        if not chosen:
            self._ids = frozenset()
            self._on_chip()


class SearchHead(QWidget):
    """What stands over the list: the search line with 清除筛选, below it the chips."""

    def __init__(self, filters: FilterBar, clear: Callable[[], object]) -> None:
        super().__init__()
        self.search = SearchBox("找号、案由、提案者、单位、正文", key="Ctrl+F")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(ActionButton("清除筛选", kind="flat", clicked=clear))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(filters)


def widened(wanted: ProposalFilter) -> ProposalFilter:
    """The same filter with its single values in the sets that chips hold."""
    return replace(
        wanted,
        stages=wanted.stages or (STAGE_GROUPS[wanted.stage_group] if wanted.stage_group else frozenset()), stage_group="",
        categories=wanted.categories | _one(wanted.category), category="", sectors=wanted.sectors | _one(wanted.sector), sector="",
        kinds=wanted.kinds | _one(wanted.kind), kind="", lights=wanted.lights | ({wanted.light} if wanted.light else frozenset()), light=None,
        unit_ids=wanted.unit_ids | ({wanted.unit_id} if wanted.unit_id is not None else frozenset()), unit_id=None,
    )  # fmt: skip


def _one(word: str) -> frozenset[str]:
    return frozenset({word}) if word else frozenset()
