"""A template of a paper: taken in with every fault named, filled as often as there are papers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zxdesk.documents.compiled import Compiled, compile_package
from zxdesk.documents.fill import filled
from zxdesk.documents.package import read_package
from zxdesk.documents.paper import PaperKind, Values
from zxdesk.documents.proof import prove
from zxdesk.domain.errors import RuleError


class TemplateError(RuleError):
    """A template that cannot be used; ``sentences`` says each fault with its place."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        first, count = self.sentences[0], len(self.sentences)
        super().__init__(first if count == 1 else f"模板有 {count} 处要改：{''.join(self.sentences)}", "template")


@dataclass(frozen=True)
class Template:
    """A template without faults; ``sha256`` is that of its file, ``names`` the fields it uses."""

    kind: PaperKind
    sha256: str
    names: frozenset[str]
    compiled: Compiled

    def fill(self, values: Values) -> bytes:
        """Return one paper as .docx. Raises ValueError where it does not hold all that it was given."""
        return self._made((values,))

    def _made(self, papers: Sequence[Values]) -> bytes:
        content, sections = filled(self.compiled, papers, pages=self.kind.pages)
        prove(content, self.compiled, papers, sections, name=self.kind.name)
        return content


def read_template(source: Path | bytes, kind: PaperKind) -> Template:
    """Take in a template of ``kind``. Raises TemplateError that lists every fault, each with its place."""
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise TemplateError([f"模板“{source!s}”读不出来。确认文件还在原处、没有被别的程序占用。"]) from error
    found: list[str] = []
    try:
        compiled = compile_package(read_package(content), kind.fields, found)
    except TemplateError:
        raise
    except RuleError as error:
        raise TemplateError([error.message]) from error
    if compiled is None:
        raise TemplateError(list(dict.fromkeys(found)))
    return Template(kind, hashlib.sha256(content).hexdigest(), compiled.names, compiled)


def faults(source: Path | bytes, kind: PaperKind) -> list[str]:
    """Return what keeps a file from being a template of ``kind``, [] where nothing does."""
    try:
        read_template(source, kind)
    except TemplateError as error:
        return list(error.sentences)
    return []


def fill_many(template: Template, papers: Sequence[Values]) -> bytes:
    """Return one .docx of many papers: each begins on a new page as page 1, in a section of its own with its own headers and footers.

    Raises ValueError where there is no paper, or where one does not hold all that it was given.
    """
    if not papers:
        raise ValueError(f"{template.kind.name}: no paper to fill")
    return template._made(papers)
