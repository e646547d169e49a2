"""The libraries, font and programs that the operating system has to provide."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from steps.console import SetupError, complain, say

QT_LIBRARIES = (
    ("libegl1", "libEGL.so.1"),
    ("libgl1", "libGL.so.1"),
    ("libx11-xcb1", "libX11-xcb.so.1"),
    ("libdbus-1-3", "libdbus-1.so.3"),
    ("libfontconfig1", "libfontconfig.so.1"),
    ("libglib2.0-0", "libglib-2.0.so.0"),
    ("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    ("libxcb-cursor0", "libxcb-cursor.so.0"),
    ("libxcb-icccm4", "libxcb-icccm.so.4"),
    ("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    ("libxcb-shape0", "libxcb-shape.so.0"),
    ("libxcb-xkb1", "libxcb-xkb.so.1"),
    ("libxcb-randr0", "libxcb-randr.so.0"),
    ("libxcb-image0", "libxcb-image.so.0"),
    ("libxcb-render-util0", "libxcb-render-util.so.0"),
    ("libwayland-cursor0", "libwayland-cursor.so.0"),
    ("libwayland-egl1", "libwayland-egl.so.1"),
)
"""Debian package and the library in it that Qt's own plugins load."""

PAPER_PROGRAMS = (
    ("libreoffice-writer-nogui", "/usr/lib/libreoffice/program/libswlo.so"),
    ("libreoffice-calc-nogui", "/usr/lib/libreoffice/program/libsclo.so"),
    ("poppler-utils", "/usr/bin/pdftoppm"),
)
"""Debian package and a file of it, for the programs with which tests look at papers and workbooks as printed."""

CHINESE_FONT = "fonts-wqy-zenhei"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_NAMES = (
    *("wqy", "notosanscjk", "notoserifcjk", "notosanssc", "notoserifsc", "sourcehan", "fandol", "uming", "ukai"),
    *("simsun", "simhei", "simfang", "msyh", "droidsansfallback"),
)


def has_display(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a window can be shown; only Linux is ever without."""
    return not sys.platform.startswith("linux") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def provide(*, papers: bool = False) -> None:
    """Install what Qt needs and this machine lacks; with ``papers`` also what the tests of papers use.

    Raises ``SetupError`` with the one command to run where that needs a right this user lacks; the font and the papers'
    programs are wished for only, and their lack is said and passed over.
    """
    if not sys.platform.startswith("linux"):
        return
    needed = missing_packages()
    wished = [] if has_chinese_font() else [CHINESE_FONT]
    if papers:
        wished += missing_programs()
    if not needed and not wished:
        return
    prefix = administrator()
    if not shutil.which("apt-get"):
        _say_what_is_missing(needed, wished)
    elif prefix is None:
        _ask_for_command(needed, wished)
    else:
        _install(prefix, [*needed, *wished])


def missing_packages() -> list[str]:
    """Return the Debian packages without which neither Qt nor the Python environment comes up."""
    missing = [package for package, library in QT_LIBRARIES if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return missing


def missing_programs() -> list[str]:
    """Return the Debian packages of the programs that only tests of papers use."""
    return [package for package, file in PAPER_PROGRAMS if not Path(file).exists()]


def has_chinese_font() -> bool:
    """Return whether any font that covers Chinese is installed."""
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False)
        if listed.stdout.strip():
            return True
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    names = (file.name.lower().replace("-", "") for folder in folders for file in folder.rglob("*.[toTO][tT][fFcC]"))
    return any(known in name for name in names for known in FONT_NAMES)


def administrator() -> list[str] | None:
    """Return the words to put before a command so that it runs as root, or None where that would need a password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


@contextlib.contextmanager
def kept_certificates(environ: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Put back the certificate files that the environment names where installing packages rewrites them.

    ``python3-venv`` brings ``ca-certificates``, which makes the system's bundle anew without the certificate of an office's own
    proxy, and pip could no longer reach its source.
    """
    named = {Path(environ[name]) for name in ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE") if environ.get(name)}
    before = {path: path.read_bytes() for path in named if path.is_file()}
    yield
    for path, content in before.items():
        with contextlib.suppress(PermissionError):
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(prefix: Sequence[str], packages: Sequence[str]) -> None:
    say(f"正在安装系统软件包（约一分钟）：{' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([*apt, "update"], capture_output=True, check=False)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    with kept_certificates():
        done = subprocess.run(install, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:] or ["apt-get 没有说明原因"]
        raise SetupError(f"系统软件包没有装上：{reason[0]}；检查软件源后重新运行，或执行：{_command(packages)}")


def _ask_for_command(needed: Sequence[str], wished: Sequence[str]) -> None:
    if needed:
        raise SetupError(f"缺少系统软件包，当前用户无权安装；执行下面一条命令后重新运行：{_command([*needed, *wished])}")
    complain(f"缺少中文字体或检查文书版式的程序，中文显示或有关测试受影响；执行一条命令即可补上：{_command(wished)}")


def _say_what_is_missing(needed: Sequence[str], wished: Sequence[str]) -> None:
    complain(f"这台机器不用 apt，缺少的系统软件由管理员补装（Debian 名称）：{' '.join([*needed, *wished])}")


def _command(packages: Sequence[str]) -> str:
    install = shlex.join(["apt-get", "install", "-y", "--no-install-recommends", *packages])
    return f"sudo {install}" if shutil.which("sudo") else f"su -c '{install}'"
