"""A whole template file as programs: its text, its headers and footers, and the parts that never change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zxdesk.documents.compiling import compile_story, section_xml
from zxdesk.documents.heights import Extent
from zxdesk.documents.mark_check import mark_faults, names_in
from zxdesk.documents.marks import MARK, W, inner_xml
from zxdesk.documents.package import CONTENT_TYPES, OFFICE, check_main, main_part, parse, relations, relations_name
from zxdesk.documents.packing import Deflated, deflated
from zxdesk.documents.paper import PaperField
from zxdesk.documents.placing import placed
from zxdesk.documents.program import Piece
from zxdesk.documents.story import Named, Story, read_story
from zxdesk.documents.styles import STYLES
from zxdesk.domain.errors import RuleError

_R_ID = f"{{{OFFICE}}}id"
_EDGES = {"header": "页眉", "footer": "页脚"}
_SIDES = {"first": "首页", "even": "偶数页", "default": ""}
_NOTES = {"footnotes": "脚注", "endnotes": "尾注"}
_MODEL_TYPE = re.compile(rb"(?<=wordprocessingml\.)template\.main\+xml")
_ATTACHED = re.compile(rb"<w:attachedTemplate\b[^>]*/>|<w:trackRevisions\b[^>]*/>")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OWN_STYLES = {**{style.name: style.key for style in STYLES}, "撑满": "Elastic", "版记前空": "SealGap"}
"""Our name of a style by what the office calls it: WPS gives other ids when it saves, names stay."""


@dataclass(frozen=True)
class Part:
    """One part with marks: its name in the file, its program between what opens and closes it, its marks in reading order."""

    name: str
    head: str
    pieces: tuple[Piece, ...]
    tail: str
    marks: tuple[Named, ...]


@dataclass(frozen=True)
class Compiled:
    """A template ready to be filled: what is the same on every paper (also as it lies in the file), the text, the headers and footers with marks.

    ``edges`` are these by relation id; ``section`` is the last section's XML; ``missing_edges`` what the first section must name when
    another paper stands before it; ``styles`` gives the id of a style of this file by our name for it;
    ``extents`` are the heights that ``heights`` has measured.
    """

    parts: Mapping[str, bytes]
    deflated: Mapping[str, Deflated]
    main: Part
    edges: Mapping[str, Part]
    section: str
    missing_edges: tuple[tuple[str, str], ...]
    styles: Mapping[str, str]
    names: frozenset[str]
    extents: dict[str, Extent] = field(default_factory=dict, compare=False)


def compile_package(parts: dict[str, bytes], fields: Sequence[PaperField], found: list[str]) -> Compiled | None:
    """Return the template, or None with its faults added to ``found``. Raises RuleError for a file that is no Word file."""
    name = main_part(parts)
    root = parse(parts[name])
    check_main(root)
    stories = {"": (name, root, read_story(_body(root)))}
    for rel_id, (place, part) in _edge_parts(parts, name, root).items():
        edge = parse(parts[part])
        stories[rel_id] = (part, edge, read_story(edge, place))
    placings = {rel_id: placed(story) for rel_id, (_, _, story) in stories.items()}
    for rel_id, (_, _, story) in stories.items():
        found += [*story.faults, *placings[rel_id].faults, *mark_faults(story.marks, fields)]
    found += _marks_in_notes(parts, name)
    if found:
        return None
    styles = _style_keys(parts, name)
    pictures = {one.name for one in _all_fields(fields) if one.is_picture}
    programs = {
        rel_id: _part(part, top, story, compile_story(story, placings[rel_id], styles=styles, pictures=pictures))
        for rel_id, (part, top, story) in stories.items()
    }
    main = programs.pop("")
    edges = {rel_id: program for rel_id, program in programs.items() if program.marks}
    names = frozenset(names_in(main.marks)).union(*(names_in(program.marks) for program in edges.values()))
    fixed = {part: content for part, content in _unchanging(parts, name).items() if part != main.name}
    body = stories[""][2]
    ids = {key: style for style, key in styles.items()}
    same = {part: deflated(content) for part, content in fixed.items()}
    return Compiled(fixed, same, main, edges, section_xml(body), _missing_edges(body), ids, names)


def _part(name: str, top: Any, story: Story, pieces: tuple[Piece, ...]) -> Part:
    """What surrounds the story in its part is kept as it is; the last section's place is left to the filler."""
    whole = inner_xml(top)
    opening = whole.split(">", 1)[0].rstrip("/") + ">"
    closing = f"</{whole[1:].split('>', 1)[0].split(' ', 1)[0].rstrip('/')}>"
    if story.root is top:
        return Part(name, _HEAD + opening, pieces, closing, story.marks)
    before = "".join(inner_xml(one) for one in top if one is not story.root)
    return Part(name, f"{_HEAD}{opening}{before}<w:body>", pieces, f"</w:body>{closing}", story.marks)


def _body(root: Any) -> Any:
    body = root.find(f"{W}body")
    if body is None:
        raise RuleError("文件里没有正文，不能用作模板。重新取一份再采用。", "template")
    return body


def _edge_parts(parts: Mapping[str, bytes], name: str, root: Any) -> dict[str, tuple[str, str]]:
    """Return relation id → (what a reader calls it, part) of the headers and footers that are used."""
    known = relations(parts, name)
    found = {}
    for reference in root.iter(f"{W}headerReference", f"{W}footerReference"):
        rel_id = reference.get(_R_ID, "")
        kind, part = known.get(rel_id, ("", ""))
        if kind in _EDGES and part in parts:
            found[rel_id] = (_SIDES.get(reference.get(f"{W}type"), "") + _EDGES[kind], part)
    return found


def _missing_edges(story: Story) -> tuple[tuple[str, str], ...]:
    """The headers and footers, kind and side, that later sections have and the first has not."""
    sections = list(story.root.iter(f"{W}sectPr"))
    named = [[(str(one.tag).removeprefix(W), one.get(f"{W}type")) for one in section if str(one.tag).endswith("Reference")] for section in sections]
    return tuple(sorted({one for later in named[1:] for one in later} - set(named[0]))) if named else ()


def _style_keys(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Return our name of each style by its id in this file."""
    place = next((part for kind, part in relations(parts, name).values() if kind == "styles" and part in parts), "")
    if not place:
        return {}
    found = {}
    for style in parse(parts[place]).iter(f"{W}style"):
        called = style.find(f"{W}name")
        label = "" if called is None else called.get(f"{W}val", "")
        key = OWN_STYLES.get(label, style.get(f"{W}styleId") if style.get(f"{W}styleId") in OWN_STYLES.values() else "")
        if key:
            found[style.get(f"{W}styleId")] = key
    return found


def _marks_in_notes(parts: Mapping[str, bytes], name: str) -> Iterator[str]:
    for kind, part in relations(parts, name).values():
        if kind in _NOTES and part in parts:
            text = "".join(one.text or "" for one in parse(parts[part]).iter(f"{W}t"))
            for mark in dict.fromkeys(match[0] for match in MARK.finditer(text)):
                yield f"{_NOTES[kind]}里的 {mark} 不会被填写，移到正文里。"


def _all_fields(fields: Sequence[PaperField]) -> Iterator[PaperField]:
    for one in fields:
        yield one
        yield from _all_fields(one.parts)


def _unchanging(parts: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The parts as they go into every paper: a document, not a model, and without the path of the model on its maker's computer."""
    kept = dict(parts)
    kept[CONTENT_TYPES] = _MODEL_TYPE.sub(b"document.main+xml", kept[CONTENT_TYPES])
    for kind, part in relations(parts, name).values():
        if kind == "settings" and part in kept:
            kept[part] = _ATTACHED.sub(b"", kept[part])
            kept.pop(relations_name(part), None)
    return kept
