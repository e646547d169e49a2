"""The look at a foreign file before any library opens it: its size, its kind, the structure of its zip."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zxdesk.domain.errors import RuleError

MAX_FILE = 50 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_MEMBER = 200 * 1024 * 1024
MAX_TOTAL = 300 * 1024 * 1024
MAX_RATIO = 250
RATIO_FROM = 1024 * 1024

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WORD_STREAM = "WordDocument".encode("utf-16-le")
SLIDES_STREAM = "PowerPoint Document".encode("utf-16-le")
BOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))

RESAVE = "在 WPS 或 Excel 里打开，另存为 .xlsx 后再导入。"
PASSWORD = "文件有打开密码，内容读不出来。先在 WPS 或 Excel 里去掉密码再导入。"
BROKEN = "文件不完整或已损坏，读不出来。重新取一份，能打开的话" + RESAVE
TOO_BIG = "内容太多，内存装不下。分成几个文件再导入。"
HOSTILE = "文件结构不正常（{why}），为防意外没有打开。" + RESAVE

FOREIGN_MAGIC = (
    (b"%PDF", "这是 PDF 文件，不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。"),
    (b"{\\rtf", "这是 RTF 文档，不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。"),
    (b"\x89PNG", "这是图片，不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。"),
    (b"\xff\xd8\xff", "这是图片，不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。"),
    (b"GIF8", "这是图片，不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。"),
    (b"Rar!", "这是压缩包，不是表格。先解压，再导入里面的表。"),
    (b"7z\xbc\xaf", "这是压缩包，不是表格。先解压，再导入里面的表。"),
    (b"\x1f\x8b", "这是压缩包，不是表格。先解压，再导入里面的表。"),
    (b"SQLite format 3", "这是数据库文件，不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。"),
    (b"MZ", "这是程序文件，不是表格，没有打开。"),
    (b"\x7fELF", "这是程序文件，不是表格，没有打开。"),
)


def kind_of(path: Path) -> str:
    """The kind by content, never by name: ``xlsx``, ``ods``, ``xls`` or ``text``; RuleError for anything else."""
    size = path.stat().st_size
    if size == 0:
        raise RuleError("文件是空的，一个字节也没有。重新取一份再导入。")
    if size > MAX_FILE:
        raise RuleError(f"文件有 {size / 1024 / 1024:.0f} MB，超过 50 MB 的上限。删去图片和无关的工作表再导入。")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(OLE_MAGIC):
        return _check_ole(path)
    if head.startswith(ZIP_MAGIC):
        return check_zip(path)
    if head.startswith(b"PK"):
        raise RuleError(BROKEN)
    return _check_text(head)


def check_zip(path: Path) -> str:
    """``xlsx`` or ``ods``, once the structure of the zip has been found in order; RuleError otherwise."""
    with zip_faults(), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        _check_members(members)
        return _kind_of_zip({member.filename for member in members}, archive)


def chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The inflated bytes of a member, counted on the way, since the sizes a zip declares can lie."""
    size = 0
    with archive.open(member) as file:
        while chunk := file.read(256 * 1024):
            size += len(chunk)
            if size > min(member.file_size, MAX_MEMBER):
                raise RuleError(HOSTILE.format(why="部件比它写的大小要大"))
            yield chunk
    if size != member.file_size:
        raise RuleError(BROKEN)


@contextmanager
def zip_faults() -> Iterator[None]:
    """Turns whatever a damaged or locked zip provokes into its sentence."""
    try:
        yield
    except RuleError:
        raise
    except RuntimeError as error:  # zipfile's word for a member that asks for a password
        raise RuleError(BROKEN if isinstance(error, NotImplementedError) else PASSWORD) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError) as error:
        raise RuleError(BROKEN) from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise RuleError(HOSTILE.format(why=f"里面有 {len(members)} 个部件"))
    names: set[str] = set()
    for member in members:
        _check_member(member)
        if member.filename.lower() in names:
            raise RuleError(HOSTILE.format(why="有两个同名的部件"))
        names.add(member.filename.lower())
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise RuleError(HOSTILE.format(why="展开后超过 300 MB"))
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise RuleError(HOSTILE.format(why="部件互相重叠"))
        end = member.header_offset + 30 + len(member.filename) + member.compress_size


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/"):
        raise RuleError(HOSTILE.format(why="部件的名称指向文件以外"))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise RuleError(HOSTILE.format(why="里面有链接"))
    if member.flag_bits & 0x1:
        raise RuleError(PASSWORD)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RuleError(HOSTILE.format(why="压缩方法不常见"))
    if member.file_size > MAX_MEMBER:
        raise RuleError(HOSTILE.format(why="一个部件展开后超过 200 MB"))
    if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(1, member.compress_size):
        raise RuleError(HOSTILE.format(why="压缩比例过大"))


def _kind_of_zip(names: set[str], archive: zipfile.ZipFile) -> str:
    if "xl/workbook.bin" in names:
        raise RuleError("这是二进制工作簿（.xlsb）。" + RESAVE)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RuleError("文件带有宏，没有打开。" + RESAVE.replace(".xlsx", "不带宏的 .xlsx"))
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise RuleError("这是 Word 文件，不是表格。Word 写的提案用“登记来稿”收进来。")
    if any(name.startswith("ppt/") for name in names):
        raise RuleError("这是演示文稿，不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。")
    if "mimetype" in names and "content.xml" in names:
        return _check_open_document(archive)
    if any(name.startswith("xl/") for name in names):
        raise RuleError(BROKEN)
    raise RuleError("这是压缩包，不是表格。先解压，再导入里面的表。")


def _check_open_document(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as file:
        mime = file.read(200)
    if not mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise RuleError("这是开放文档格式的文件，但不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。")
    try:
        with archive.open("META-INF/manifest.xml") as file:
            if b"encryption-data" in file.read(4 * 1024 * 1024):
                raise RuleError(PASSWORD)
    except KeyError as error:
        raise RuleError(BROKEN) from error
    return "ods"


def _check_ole(path: Path) -> str:
    content = path.read_bytes()
    if ENCRYPTED_STREAM in content:
        raise RuleError(PASSWORD)
    if any(name in content for name in BOOK_STREAMS):
        return "xls"
    if WORD_STREAM in content:
        raise RuleError("这是 Word 文件，不是表格。Word 写的提案用“登记来稿”收进来。")
    if SLIDES_STREAM in content:
        raise RuleError("这是演示文稿，不是表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。")
    raise RuleError(BROKEN)


def _check_text(head: bytes) -> str:
    for magic, sentence in FOREIGN_MAGIC:
        if head.startswith(magic):
            raise RuleError(sentence)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<div")):
        raise RuleError("这是网页格式的表（常被写成 .xls）。" + RESAVE)
    if start.startswith((b"<?xml", b"<workbook")):
        raise RuleError("这是 XML 格式的表。" + RESAVE)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in head:
        raise RuleError("认不出文件的格式，不像表格。导入 .xlsx、.xls、.et、.ods 或 .csv 文件。")
    return "text"
