"""The zip of a .docx, opened only when its structure is in order."""

from __future__ import annotations

import io
import posixpath
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zxdesk.domain.errors import RuleError

MAX_FILE, MAX_TOTAL, MAX_PARTS, MAX_RATIO, RATIO_FROM = 20 * 1024 * 1024, 100 * 1024 * 1024, 2_000, 250, 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
_RESAVE = "在 WPS 或 Word 里打开，另存为 .docx 后再采用。"
_BROKEN = "文件不完整或已损坏，读不出来。重新取一份，能打开的话" + _RESAVE
_HOSTILE = "文件结构不正常（{why}），为防意外没有打开。" + _RESAVE


def read_package(source: Path | bytes) -> dict[str, bytes]:
    """Return the parts of a .docx by name. Raises RuleError with one sentence for a hostile, broken or foreign file."""
    try:
        content = source if isinstance(source, bytes) else _content(source)
    except OSError as error:
        raise RuleError(f"文件“{source!s}”读不出来。确认它还在原处、没有被别的程序占用。", "template") from error
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members)
            parts = {member.filename: archive.read(member) for member in members}
    except RuntimeError as error:  # zipfile's word for a part that asks for a password
        raise RuleError(_BROKEN, "template") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError) as error:
        raise RuleError(_BROKEN, "template") from error
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise RuleError("模板带有宏，没有采用。" + _RESAVE.replace(".docx", "不带宏的 .docx"), "template")
    return parts


def parse(content: bytes) -> Any:
    """Return the root of an XML part. Raises RuleError for one that is broken or declares entities."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RuleError(_BROKEN, "template") from error
    if root.getroottree().docinfo.doctype:
        raise RuleError(_HOSTILE.format(why="里面声明了实体"), "template")
    return root


def relations(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Return id → (last word of the type, name of the part it leads to) of a part's relations; what lies outside is left out."""
    name = relations_name(part)
    if name not in parts:
        return {}
    found = {}
    for one in parse(parts[name]).iter(_RELATION):
        if one.get("TargetMode") != "External":
            target = one.get("Target", "")
            place = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
            found[one.get("Id", "")] = (one.get("Type", "").rsplit("/", 1)[-1], place)
    return found


def relations_name(part: str) -> str:
    """Return the name of the part that holds the relations of ``part``; "" stands for the package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def main_part(parts: Mapping[str, bytes]) -> str:
    """Return the name of the part that holds the text. Raises RuleError when this is no Word file."""
    if CONTENT_TYPES not in parts:
        raise RuleError("这是压缩包，不是 Word 文件。" + _RESAVE, "template")
    for kind, place in relations(parts, "").values():
        if kind == "officeDocument" and place in parts:
            if not place.startswith("word/"):
                raise RuleError("这不是 Word 文件，是别的 Office 文件。文书模板要用 .docx。", "template")
            return place
    raise RuleError(_BROKEN, "template")


def check_main(root: Any) -> None:
    """Refuse a text part written in another dialect than Word's and WPS's usual one."""
    name = str(root.tag)
    if name.startswith("{" + _STRICT):
        raise RuleError("文件是“严格 Open XML”格式。在 WPS 或 Word 里另存为普通的 .docx 再采用。", "template")
    if root.nsmap.get("w") != "http://schemas.openxmlformats.org/wordprocessingml/2006/main" or not len(root):
        raise RuleError(_BROKEN, "template")


def _content(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise RuleError("文件超过 20 MB，不像文书模板。删去大图片再采用。", "template")
    return path.read_bytes()


def _check_kind(content: bytes) -> None:
    if not content:
        raise RuleError("文件是空的，一个字节也没有。重新取一份再采用。", "template")
    if len(content) > MAX_FILE:
        raise RuleError("文件超过 20 MB，不像文书模板。删去大图片再采用。", "template")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise RuleError("文件有打开密码，内容读不出来。先在 WPS 或 Word 里去掉密码再采用。", "template")
        raise RuleError("这是旧格式的文件（.doc 或 .wps）。" + _RESAVE, "template")
    if not content.startswith(_ZIP):
        raise RuleError("这不是 Word 文件（.docx）。" + _RESAVE, "template")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_PARTS:
        raise RuleError(_HOSTILE.format(why=f"里面有 {len(members)} 个部件"), "template")
    if len({member.filename.lower() for member in members}) < len(members):
        raise RuleError(_HOSTILE.format(why="有两个同名的部件"), "template")
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise RuleError(_HOSTILE.format(why="展开后超过 100 MB"), "template")
    for member in members:
        _check_member(member)


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise RuleError(_HOSTILE.format(why="部件的名称指向文件以外"), "template")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise RuleError(_HOSTILE.format(why="里面有链接"), "template")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RuleError(_HOSTILE.format(why="压缩方法不常见"), "template")
    if member.flag_bits & 0x1:
        raise RuleError("文件有打开密码，内容读不出来。先在 WPS 或 Word 里去掉密码再采用。", "template")
    if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(1, member.compress_size):
        raise RuleError(_HOSTILE.format(why="压缩比例过大"), "template")
