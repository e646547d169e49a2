"""Small .docx files written by hand, one feature each."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
OFFICIAL_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1049" w:gutter="0"/>'
)
ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FONT = "仿宋"


def docx(
    body: str,
    *,
    section: str = OFFICIAL_PAGE,
    styles: str = "",
    settings: str = "",
    parts: dict[str, str] | None = None,
    pictures: dict[str, bytes] | None = None,
    font: str = FONT,
    size: float = 16,
    paragraph: str = "",
) -> bytes:
    """Return a .docx of ``body``; ``parts`` are headers and footers (header1: its XML), their ids and those of ``pictures`` are their names."""
    parts, pictures = parts or {}, pictures or {}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _rels({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _rels(
            {"s": ("styles", "styles.xml"), "t": ("settings", "settings.xml")}
            | {name: (name.rstrip("0123456789"), f"{name}.xml") for name in parts}
            | {name: ("image", f"media/{name}.png") for name in pictures}
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        "word/styles.xml": _styles(styles, font, size, paragraph),
        "word/settings.xml": _settings(settings),
    }
    for name, xml in parts.items():
        tag = "hdr" if name.startswith("header") else "ftr"
        files[f"word/{name}.xml"] = f"<w:{tag} {SPACES}>{xml}</w:{tag}>"
    files |= {f"word/media/{name}.png": content for name, content in pictures.items()}
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    letters = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{letters}</w:p>"


def r(text: str, run: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def of_runs(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def table(columns: tuple[int, ...], *rows: str, properties: str = "") -> str:
    """A table of fixed columns (twips)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    own = properties or borders(*ALL_SIDES, size=6)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{own}<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def borders(*sides: str, size: int, tag: str = "tblBorders") -> str:
    """Single black lines."""
    lines = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>' for side in sides)
    return f"<w:{tag}>{lines}</w:{tag}>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(content: str, properties: str = "", width: int = 2000) -> str:
    """A cell of paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def spacing(*, before: int = 0, after: int = 0, line: int = 579, rule: str = "exact") -> str:
    """Spacing in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def tabs(*stops: tuple[int, str, str]) -> str:
    """Tab stops: place in twips, kind, leader."""
    made = "".join(f'<w:tab w:val="{kind}" w:pos="{at}" w:leader="{leader or "none"}"/>' for at, kind, leader in stops)
    return f"<w:tabs>{made}</w:tabs>"


def section_end(section: str, kind: str = "nextPage") -> str:
    """An empty paragraph that ends a section."""
    return f'<w:p><w:pPr><w:sectPr><w:type w:val="{kind}"/>{section}</w:sectPr></w:pPr></w:p>'


TAB = "<w:r><w:tab/></w:r>"
LINE_END = "<w:r><w:br/></w:r>"
PAGE_END = '<w:r><w:br w:type="page"/></w:r>'
PAGE_NUMBER = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
PAGE_COUNT = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _rels(relations: dict[str, tuple[str, str]]) -> str:
    made = "".join(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, (kind, target) in relations.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


def _types(parts: dict[str, str]) -> str:
    names = {"document": "document.main", "styles": "styles", "settings": "settings"} | {name: name.rstrip("0123456789") for name in parts}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in names.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'


def _styles(more: str, font: str, size: float, paragraph: str) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    half = round(size * 2)
    run = f'{fonts}<w:kern w:val="0"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    normal = f'<w:name w:val="Normal"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>'
    return (
        f"<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal">{normal}</w:style>{more}</w:styles>'
    )


def _settings(more: str) -> str:
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'<w:settings {SPACES}>{more}<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>{mode}</w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
