"""Every paper has a template without faults, and every template is what its model makes."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from zxdesk.documents.catalog import PAPER_KINDS
from zxdesk.documents.making import our_template
from zxdesk.documents.models.catalog import MODELS
from zxdesk.documents.paper import PaperKind
from zxdesk.documents.styles import STYLES
from zxdesk.documents.template import faults
from zxdesk.paths import resources

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(content: bytes) -> dict[str, str]:
    """What a reader sees of a .docx, part by part: not its dates and not the order of its attributes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        return {name: ElementTree.canonicalize(package.read(name)) for name in names}


@pytest.mark.parametrize("kind", PAPER_KINDS, ids=lambda kind: kind.key)
def test_a_paper_s_template_names_only_its_fields(kind: PaperKind) -> None:
    assert faults(our_template(kind), kind) == []


@pytest.mark.parametrize("key", MODELS)
def test_a_template_is_what_its_model_makes(key: str) -> None:
    stream = io.BytesIO()
    MODELS[key]().save(stream)
    assert parts((resources() / "templates" / f"{key}.docx").read_bytes()) == parts(stream.getvalue()), f"run python -m zxdesk.documents.models {key}"


@pytest.mark.parametrize("key", MODELS)
def test_the_look_of_a_template_is_set_by_named_styles_alone(key: str) -> None:
    known = {style.key for style in STYLES}
    for name, text in parts((resources() / "templates" / f"{key}.docx").read_bytes()).items():
        if not name.startswith(("word/document", "word/header", "word/footer")):
            continue
        body = ElementTree.fromstring(text)
        for paragraph in body.iter(f"{_W}p"):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            assert style is not None, f"{name} has a paragraph without a style"
            assert style.get(f"{_W}val") in known
        direct = {"sz", "rFonts", "b", "i", "color", "u"}
        assert not [run for run in body.iter(f"{_W}rPr") for child in run if child.tag.removeprefix(_W) in direct]


def test_no_template_lies_about_that_no_paper_uses() -> None:
    assert {path.stem for path in (resources() / "templates").glob("*.docx")} == {kind.key for kind in PAPER_KINDS} == set(MODELS)


def test_no_two_papers_have_a_key_or_a_name_in_common() -> None:
    for names in ([kind.key for kind in PAPER_KINDS], [kind.name for kind in PAPER_KINDS]):
        assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", PAPER_KINDS, ids=lambda kind: kind.key)
def test_no_field_is_offered_twice(kind: PaperKind) -> None:
    for fields in (kind.fields, *(field.parts for field in kind.fields)):
        names = [field.name for field in fields]
        assert len(names) == len(set(names))
        assert all(field.meaning for field in fields)
