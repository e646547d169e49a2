"""The desktop's composition root: opens the register, puts on the look, shows the window, or takes its pictures."""

from __future__ import annotations

import argparse
import gc
import getpass
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zxdesk import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from zxdesk.storage.database import Register
    from zxdesk.ui.crash_log import CrashLog
    from zxdesk.ui.main_window import MainWindow
    from zxdesk.ui.workspace import Workspace

PICTURE = (1366, 768)
OFFERS_AFTER = 100
"""Milliseconds until a window that stands says what the last run left."""


def main(arguments: list[str] | None = None) -> int:
    """Open the desktop; 0 when it was closed, 1 when the register could not be opened."""
    options = _options(arguments)
    if options.scale:
        os.environ["QT_SCALE_FACTOR"] = options.scale  # before the application is made
    application = prepare_application()
    data_dir = Path(options.data_dir) if options.data_dir else paths.default_data_dir()
    register = _open(application, data_dir)
    if register is None:
        return 1
    from zxdesk import logs

    with suppress(OSError):  # a log that cannot be written must not keep the office from its work
        logs.set_up(paths.logs_dir(data_dir))
    try:
        workspace = make_workspace(register, data_dir, clerk=options.clerk)
        if options.pictures:
            return take_pictures(application, workspace, Path(options.pictures), size=_size(options.size))
        return run(application, workspace, was_read_whole=register.was_read_whole)
    finally:
        register.close()


def prepare_application() -> QApplication:
    """The one QApplication, with an input method that the wheels of Qt can talk to. Source: dependencies §2 (fcitx).

    The first to be called, before the program's own modules are imported.
    """
    collect_seldom(500_000)
    _choose_input_method()
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("zxdesk")
    application.setApplicationDisplayName("政协提案办理工作站")
    return application


def collect_seldom(after: int = 50_000) -> None:
    """Let Python look for garbage only after this many new objects, not after 700: modules and records come in thousands.

    It costs a sixth of the start and a third of an import, so what is large is imported where it is used, after this.
    """
    gc.set_threshold(after, 20, 50)


def settle() -> None:
    """The window stands: what was made for it stays until the end, so that looking for garbage leaves it out from now on."""
    gc.freeze()
    collect_seldom()


def make_workspace(register: Register, data_dir: Path, *, clerk: str | None = None) -> Workspace:
    """The workspace of an open register."""
    from zxdesk.services.change import Actor
    from zxdesk.services.door import Door
    from zxdesk.storage.failure import classify
    from zxdesk.ui.workspace import Workspace

    actor = Actor(clerk or os.environ.get("ZXDESK_CLERK") or getpass.getuser(), platform.node())
    return Workspace(Door(register.reading, register.writing, actor, now, classify, paths.files_dir(data_dir)), data_dir)


def now() -> datetime:
    """The office's moment; ``ZXDESK_TODAY`` fixes the date for pictures and trials."""
    moment = datetime.now().astimezone()
    fixed = os.environ.get("ZXDESK_TODAY")
    return datetime.combine(datetime.fromisoformat(fixed).date(), moment.timetz()) if fixed else moment


def run(application: QApplication, workspace: Workspace, *, was_read_whole: bool = False) -> int:
    """Show the window until it is closed; ``was_read_whole`` as the register says it of its opening."""
    from PySide6.QtCore import QTimer

    from zxdesk.ui import faults, icons, theme
    from zxdesk.ui.crash_log import CrashLog
    from zxdesk.ui.idle import WhenIdle
    from zxdesk.ui.main_window import MainWindow

    theme.apply(application, *workspace.memory.look())
    application.setWindowIcon(icons.get("proposal", color="accent"))
    crash_log = CrashLog(paths.logs_dir(workspace.data_dir), now=now())
    window = MainWindow(workspace)
    keeper = faults.install(application, saved=window.last_saved, warn=lambda sentence: workspace.said.emit(sentence, "warning"))
    window.show()
    QTimer.singleShot(0, settle)
    WhenIdle(application, load_rest(window), window, quiet=0)
    WhenIdle(application, prepare_pages(window), window)
    QTimer.singleShot(OFFERS_AFTER, lambda: _offer_what_was_left(window, crash_log, was_read_whole=was_read_whole))
    code = application.exec()
    workspace.jobs.wait(5000)
    crash_log.finish()
    del keeper
    return code


def load_rest(window: MainWindow) -> Iterator[None]:
    """What the window stands without and the first click needs, one thing at each step.

    The links between records, every page's modules, and the statements that read a proposal's file, which SQLAlchemy writes when it is first asked.
    """
    from sqlalchemy.orm import configure_mappers

    from zxdesk.queries.file import proposal_file

    configure_mappers()
    yield
    yield from window.load_pages()
    shown = getattr(window.current_page(), "current_proposal_id", lambda: None)()
    if shown is not None:
        window.workspace.read(proposal_file, shown, today=window.workspace.today)


def prepare_pages(window: MainWindow) -> Iterator[None]:
    """Make every page and let it read, a little at each step, so that each opens at once."""
    yield from window.make_pages()
    for page in [*window.pages.values()]:
        page.read_ahead()
        yield
    for page in [*window.pages.values()]:
        yield from page.make_rest()


def take_pictures(application: QApplication, workspace: Workspace, folder: Path, *, size: tuple[int, int] = PICTURE) -> int:
    """Leave a picture of every page in ``folder``, the window this large in logical pixels; used where there is no display."""
    from zxdesk.ui import theme
    from zxdesk.ui.main_window import MainWindow
    from zxdesk.ui.navigation import NAV

    theme.apply(application, *workspace.memory.look())
    folder.mkdir(parents=True, exist_ok=True)
    opens_with = workspace.memory.text("page", "today")
    window = MainWindow(workspace)
    window.resize(*size)
    window.show()
    for at, item in enumerate(NAV, 1):
        page = window.open_page(item.key)
        while page.is_reading:
            application.processEvents()
        for _round in range(5):
            application.processEvents()
        window.grab().save(str(folder / f"{at:02d}-{item.name}.png"))
    workspace.memory.set_text("page", opens_with)  # whoever opens the office next begins where he left, not where the pictures ended
    window.close()
    return 0


def _offer_what_was_left(window: MainWindow, crash_log: CrashLog, *, was_read_whole: bool) -> None:
    """After a run that did not end: its record, then the drafts that were being typed."""
    from zxdesk.ui import drafts, faults

    if crash_log.left is not None:
        faults.offer_crash(crash_log.left, window, was_read_whole=was_read_whole)
    drafts.offer(window)


def _size(text: str) -> tuple[int, int]:
    """1366x768 as two numbers."""
    width, _, height = text.partition("x")
    return int(width), int(height)


def _open(application: QApplication, data_dir: Path) -> Register | None:
    from zxdesk.domain.errors import RuleError
    from zxdesk.services.change import Actor
    from zxdesk.services.door import Door
    from zxdesk.storage.database import create, open_register
    from zxdesk.ui import prompts, theme
    from zxdesk.ui.memory import Memory
    from zxdesk.ui.new_office import found_office

    theme.apply(application, *Memory(data_dir).look())
    path = paths.register_path(data_dir)
    try:
        register = open_register(path) if path.exists() else create(path)
        if not found_office(Door(register.reading, register.writing, Actor(getpass.getuser(), platform.node()), now)):
            register.close()
            return None
    except RuleError as error:
        prompts.tell(None, error.message, "退出")
        return None
    return register


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="zxdesk-desktop", add_help=False)
    parser.add_argument("--data-dir")
    parser.add_argument("--clerk")
    parser.add_argument("--pictures")
    parser.add_argument("--size", default=f"{PICTURE[0]}x{PICTURE[1]}")
    parser.add_argument("--scale")
    return parser.parse_known_args(arguments)[0]


def _choose_input_method() -> None:
    """WORKAROUND (dependencies §2): the wheels carry no fcitx plugin, fcitx answers as ibus too."""
    if not sys.platform.startswith("linux") or not os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        return
    import PySide6

    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforminputcontexts"
    if not list(plugins.glob("libfcitx*platforminputcontextplugin*.so")):
        os.environ["QT_IM_MODULE"] = "ibus"


if __name__ == "__main__":
    sys.exit(main())
