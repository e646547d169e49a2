"""Papers by hand, one for each thing that layout does: what must agree with LibreOffice."""

from __future__ import annotations

from tests.unit.layout.hand_made import (
    ALL_SIDES,
    LINE_END,
    OFFICIAL_PAGE,
    PAGE_COUNT,
    PAGE_END,
    PAGE_NUMBER,
    TAB,
    borders,
    docx,
    of_runs,
    p,
    r,
    section_end,
    spacing,
    table,
    tabs,
    tc,
    tr,
)  # fmt: skip

BODY = (
    "为进一步提高提案办理质量，切实做到件件有着落、事事有回音，现将有关事项通知如下。各承办单位要高度重视，明确1名分管领导和2名承办人员，"
    "于2026年5月8日前将《提案办理方案》报送提案委员会（联系电话：0900-5550123）。其中A类提案占85.7%，B类、C类提案要逐件说明原因，"
    "尤其是“解决不了”的，要如实答复……"
)
SHORT = "为进一步提高提案办理质量，切实做到件件有着落、事事有回音，现将有关事项通知如下。"
EXACT = spacing()
DENSE = spacing(line=400)
BOTH, CENTER, RIGHT = (f'<w:jc w:val="{align}"/>' for align in ("both", "center", "right"))
INDENT = '<w:ind w:firstLine="640"/>'
NARROWED = '<w:spacing w:val="-6"/>'
FRAME = borders(*ALL_SIDES[:4], size=12)[:-15] + borders(*ALL_SIDES[4:], size=4)[len("<w:tblBorders>") :]
RED = 'w:color="FF0000"'


def _paragraphs() -> dict[str, bytes]:
    varied = "".join(p(BODY[at * 7 :] + BODY, EXACT + BOTH + INDENT, NARROWED) for at in range(5))
    plain = "".join(p(BODY[at * 5 :] + BODY, EXACT + BOTH + INDENT) for at in range(4))
    smaller = "".join(p(BODY[at * 3 :] + BODY, EXACT + BOTH, '<w:sz w:val="28"/>') for at in range(4))
    runs = (
        r("关于加强", NARROWED),
        r("城乡供水", "<w:b/>"),
        r("的建议，", NARROWED),
        r("第12号", '<w:sz w:val="28"/>'),
        r("，由县水利局办理。" * 4, NARROWED),
    )
    tight = "".join(p(f"{'国' * 18}{tail}", f'<w:ind w:right="{room}"/>{DENSE}{BOTH}') for tail in _TAILS for room in (2637, 2477, 2349))
    return {
        "body": docx(varied),
        "plain": docx(plain),
        "smaller": docx(smaller),
        "tight": docx(tight),
        "runs": docx("".join(of_runs(*runs, properties=EXACT + BOTH) for _ in range(3))),
        "alignment": docx(
            "".join(p("日期　　", EXACT + align) for align in (RIGHT, CENTER, BOTH, '<w:jc w:val="distribute"/>')) + p("分散" * 9, EXACT)
        ),
        "line_ends": docx(of_runs(r("第一行" * 3), LINE_END, r("第二行" * 20), LINE_END, r("第三行"), properties=EXACT + BOTH)),
        "indents": docx("".join(p(SHORT, DENSE + indent) for indent in _INDENTS)),
        "tabs": docx(
            of_runs(r("目录"), TAB, r("12"), properties=DENSE + tabs((8845, "right", "")))
            + of_runs(r("居"), TAB, r("居中的"), TAB, r("尾"), properties=DENSE + tabs((4000, "center", ""), (8000, "left", "")))
            + of_runs(r("默认"), TAB, r("制表"), TAB, r("位"), properties=DENSE)
            + of_runs(r("悬挂"), TAB, r(SHORT), properties=DENSE + '<w:ind w:left="1280" w:hanging="1280"/>')
        ),
    }


_TAILS = (
    "，国国国",
    "。”国国",
    "（4）国国国",
    "（2026）、国国",
    "4（国）国国",
    "2.5万元国",
    "12%，国国",
    "《47》、国",
    "、47公里管线国",
    "：0900-5550123国",
    "÷（4＋5）×2国",
    "　　国国",
)
_INDENTS = (
    '<w:ind w:leftChars="200" w:left="640" w:rightChars="100" w:right="320"/>',
    '<w:ind w:left="640" w:hanging="640"/>',
    '<w:ind w:left="-400" w:right="-400"/>',
)


def _spacings() -> dict[str, bytes]:
    rules = ((240, "auto"), (360, "auto"), (600, "atLeast"), (200, "atLeast"))
    lines = "".join(p(SHORT, spacing(line=line, rule=rule)) for line, rule in rules)
    rows, fewer = ("".join(p(f"行{at}", EXACT) for at in range(count)) for count in (20, 15))
    raised = (r("上标"), r("2", '<w:vertAlign w:val="superscript"/>'), r("升", '<w:position w:val="12"/>'), r("大", '<w:sz w:val="44"/>'))
    return {
        "spacing": docx(p("一", spacing(before=100, after=200)) + p("二", spacing(before=300, after=100)) + p("三", spacing(before=100))),
        "page_tops": docx("".join(p(SHORT * 2, spacing(before=200, after=300)) for _ in range(16))),
        "same_style": docx("".join(p(f"同{at}", f"<w:contextualSpacing/>{spacing(before=200, after=200)}") for at in range(3)) + p("尾", EXACT)),
        "line_rules": docx(lines + of_runs(*raised, properties=spacing(line=300, rule="auto")) + p("尾")),
        "keeps_next": docx(rows + "".join(p(f"标题{at}", f"<w:keepNext/>{EXACT}") for at in range(2)) + p(BODY, EXACT)),
        "keeps_lines": docx(rows + p(BODY, f"<w:keepLines/>{EXACT}")),
        "widows": docx(rows + p("末行", EXACT) + p(SHORT * 3, EXACT) + fewer + p(SHORT * 2, EXACT)),
        "page_ends": docx(of_runs(r("前"), PAGE_END, r("后"), properties=EXACT) + of_runs(PAGE_END) + p("三", EXACT) + of_runs(PAGE_END, r("四"))),
    }


def _lines() -> dict[str, bytes]:
    def framed(sides: dict[str, str], text: str, more: str = DENSE) -> str:
        return p(text, f"<w:pBdr>{''.join(f'<w:{side} {kind}/>' for side, kind in sides.items())}</w:pBdr>{more}")

    box = dict.fromkeys(ALL_SIDES[:4], 'w:val="single" w:sz="8" w:space="4" w:color="000000"')
    head = f'w:val="thickThinSmallGap" w:sz="18" w:space="0" {RED}'
    pair = {"top": head, "bottom": f'w:val="thinThickSmallGap" w:sz="24" w:space="1" {RED}'}
    wide = '<w:ind w:left="-397" w:right="-397"/>' + spacing(line=227)
    return {
        "letter_head": docx(p("函　头", CENTER + DENSE) + framed({"bottom": head}, "", wide) + p(BODY, EXACT)),
        "red_lines": docx(framed(pair, "双线") + framed({"bottom": f'w:val="double" w:sz="6" w:space="4" {RED}'}, "双") + p("下", DENSE)),
        "boxes": docx(p("上", DENSE) + framed(box, "框一") + framed(box, "框二") + framed(box, SHORT, DENSE + '<w:ind w:left="500" w:right="500"/>')),
    }


def _cell(text: str, properties: str = "") -> str:
    return tc(p(text, DENSE, '<w:sz w:val="24"/>'), properties)


def _tables() -> dict[str, bytes]:
    margins = '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/></w:tblCellMar>'
    three = tr(*(_cell(text) for text in ("一", SHORT, "三")))
    tall = tr(
        *(_cell(text, f'<w:vAlign w:val="{at}"/>') for text, at in (("上", "top"), ("中", "center"), ("下", "bottom"))), properties=_height(900)
    )
    fixed = tr(*(_cell(text) for text in ("定", "高", "行")), properties=_height(700, "exact"))
    first, more = '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>', "<w:vMerge/>"
    merged = (
        tr(_cell("合并行", first), _cell("跨两列", '<w:gridSpan w:val="2"/>'), _cell("右")),
        tr(_cell("", more), _cell("一"), _cell(SHORT), _cell("四", '<w:vAlign w:val="bottom"/>')),
        tr(_cell("", more), _cell("居中", '<w:gridSpan w:val="3"/><w:vAlign w:val="center"/>'), properties=_height(1200)),
        tr(_cell(SHORT, '<w:vMerge w:val="restart"/>'), _cell("甲", '<w:gridSpan w:val="3"/>')),
        tr(_cell("", more), _cell("乙", '<w:gridSpan w:val="3"/>')),
    )
    no_right = '<w:tcBorders><w:right w:val="nil"/></w:tcBorders>'
    double = f'<w:tcBorders><w:bottom w:val="double" w:sz="6" {RED}/></w:tcBorders>'
    head = tr(_cell("序号"), _cell("案由"), properties=f"<w:cantSplit/><w:tblHeader/>{_height(500)}")
    whole = [tr(_cell(str(at)), _cell(SHORT * (at % 3 + 1)), properties="<w:cantSplit/>") for at in range(26)]
    split = [tr(_cell(str(at)), tc(p(SHORT * (at % 7 + 3), DENSE) + p(SHORT * 2, DENSE))) for at in range(7)]
    around = (p("表前", EXACT), p("表后", EXACT))
    return {
        "rows": docx(around[0] + table((2000, 3000, 3000), three, tall, fixed, properties=CENTER + FRAME) + around[1]),
        "cell_margins": docx(around[0] + table((2000, 3000, 3000), three, tall, three, properties=FRAME + margins) + around[1]),
        "indented": docx(table((2000, 3000, 2000), three, properties=f'<w:tblInd w:w="500" w:type="dxa"/>{FRAME}') + around[1]),
        "merged": docx(table((1500, 1500, 2500, 2500), *merged, properties=CENTER + FRAME) + around[1]),
        "cell_lines": docx(
            table((2000, 2000, 2000), tr(_cell("无", no_right), _cell("二"), _cell("三", double)), three, properties=FRAME) + around[1]
        ),
        "repeated_heads": docx(around[0] + table((1000, 7000), head, *whole, properties=CENTER + FRAME) + around[1]),
        "split_rows": docx(around[0] + table((1000, 7000), head, *split, properties=CENTER + FRAME) + around[1]),
        "nested": docx(
            table((4000, 4000), tr(tc(table((1500, 1500), tr(_cell("内一"), _cell("内二"))) + p("", DENSE)), _cell("外")), properties=FRAME)
        ),
    }


def _height(twips: int, rule: str = "atLeast") -> str:
    return f'<w:trHeight w:val="{twips}" w:hRule="{rule}"/>'


def _pages() -> dict[str, bytes]:
    def foot(align: str) -> str:
        more = f'<w:jc w:val="{align}"/><w:ind w:left="280" w:right="280"/>{spacing(line=320)}'
        return of_runs(r("— "), PAGE_NUMBER, r(" —"), properties=more)

    long = "".join(p(f"第{at}段{SHORT * 3}", EXACT) for at in range(14))
    both = '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    kinds = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{part}{at}"/>' for part in ("header", "footer") for at, kind in enumerate(_EDGES, 1))
    small = spacing(line=300)
    sides = {"header1": p("单页眉", small), "header2": p("双页眉", small), "header3": p("", small)}
    feet = {"footer1": foot("right"), "footer2": foot("left"), "footer3": p("", small)}
    tall = {"header1": p("眉", spacing(line=600)) * 5, "footer1": foot("right") + p("脚", spacing(line=500)) * 3}
    counted = {"header1": p("", small), "footer1": of_runs(r("第"), PAGE_NUMBER, r("页，共"), PAGE_COUNT, r("页"), properties=CENTER + small)}
    margins = 'w:top="1587" w:right="2098" w:bottom="1474" w:left="1984" w:header="851" w:footer="850" w:gutter="0"'
    lying = f'<w:pgSz w:w="16838" w:h="11906"/><w:pgMar {margins}/>'
    parted = p("一", EXACT) + section_end(OFFICIAL_PAGE) + long + section_end(f'{both}{lying}<w:pgNumType w:start="5"/>') + p("尾", EXACT)
    flowing = p("一", EXACT) + section_end(OFFICIAL_PAGE) + p(SHORT, EXACT) + section_end(OFFICIAL_PAGE, "continuous") + p("三", EXACT)
    lines, fine = '<w:docGrid w:type="lines" w:linePitch="579"/>', '<w:docGrid w:type="lines" w:linePitch="312"/>'
    letters = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>'
    return {
        "edges": docx(long, section=f"{kinds}{OFFICIAL_PAGE}<w:titlePg/>", settings="<w:evenAndOddHeaders/>", parts=sides | feet),
        "tall_edges": docx(long, section=both + OFFICIAL_PAGE, parts=tall),
        "page_counts": docx(long, section=both + OFFICIAL_PAGE, parts=counted),
        "sections": docx(parted, section=f'{both}{OFFICIAL_PAGE}<w:pgNumType w:start="1"/>', parts=tall),
        "continuous": docx(flowing, section=f'<w:type w:val="continuous"/>{OFFICIAL_PAGE}'),
        "grid": docx("".join(p(SHORT * 3) for _ in range(6)), section=OFFICIAL_PAGE + lines),
        "fine_grid": docx("".join(p(SHORT * 3, spacing(line=360, rule="auto")) for _ in range(6)), section=OFFICIAL_PAGE + fine, size=10.5),
        "off_grid": docx("".join(p(SHORT * 3, f'<w:snapToGrid w:val="0"/>{EXACT}') for _ in range(6)), section=OFFICIAL_PAGE + letters),
    }


_EDGES = ("default", "even", "first")

FEATURES: dict[str, bytes] = _paragraphs() | _spacings() | _lines() | _tables() | _pages()
