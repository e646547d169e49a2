"""设置: the office, its plenaries, rules, calendar and numbers; the look, the check-up, the program."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.section import Section
from zxdesk.ui.pages.settings_calendar import CalendarSection
from zxdesk.ui.pages.settings_check import CheckSection
from zxdesk.ui.pages.settings_numbers import NumbersSection
from zxdesk.ui.pages.settings_office import OfficeSection
from zxdesk.ui.pages.settings_plenaries import PlenariesSection
from zxdesk.ui.pages.settings_rules import RulesSection
from zxdesk.ui.pages.settings_system import LookSection, SystemSection
from zxdesk.ui.widgets.nav import NavItem, NavList
from zxdesk.ui.workspace import Workspace

# To add a section: 1. a module with a subclass of Section; 2. a line here with its icon; 3. its test.
SECTIONS: tuple[tuple[type[Section], str], ...] = (
    (OfficeSection, "unit"),
    (PlenariesSection, "today"),
    (RulesSection, "columns"),
    (CalendarSection, "deadline"),
    (NumbersSection, "keyboard"),
    (LookSection, "settings"),
    (CheckSection, "review"),
    (SystemSection, "info"),
)


class SettingsPage(Page):
    """The sections at the left, the chosen one beside them; each is made when first shown."""

    key, name = "settings", "设置"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.list = NavList([NavItem(kind.name, kind.name, icon) for kind, icon in SECTIONS])
        self.list.setAccessibleName("设置的各部分")
        self.sections: dict[str, Section] = {}
        self._stack = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row, 1)  # before anything is in it: Qt styles again whatever is given another parent
        self.list.chosen.connect(self._on_chosen)
        self.list.choose(SECTIONS[0][0].name)

    def refresh(self) -> None:
        """Read the section that is shown again."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, Section)
        shown.refresh()

    def make_rest(self) -> Iterator[None]:
        """Make the sections that were not turned to yet."""
        for kind, _icon in SECTIONS:
            if kind.name not in self.sections:
                self._section(kind.name)
                yield

    def show_section(self, name: str) -> Section:
        """Turn to a section by its name."""
        self.list.choose(name)
        return self._section(name)

    def show_rule(self, path: str) -> None:
        """Turn to one setting of the rule package."""
        section = self.show_section(RulesSection.name)
        assert isinstance(section, RulesSection)
        section.show_rule(path)

    def _section(self, name: str) -> Section:
        if name not in self.sections:
            self.sections[name] = next(kind for kind, _icon in SECTIONS if kind.name == name)(self.workspace)
            self._stack.addWidget(self.sections[name])
        return self.sections[name]

    def _on_chosen(self, name: str) -> None:
        self._stack.setCurrentWidget(self._section(name))
        if self.isVisible():
            self.refresh()
