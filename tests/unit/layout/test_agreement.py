"""Our pages stand where LibreOffice's stand: every letter and every line within a millimetre, on papers of the trade and on papers of one feature."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.layout.agreement import Page, differences, is_possible, laid_out_by_us, printed_by_libreoffice, with_real_fonts
from tests.unit.layout.features import FEATURES
from tests.unit.layout.sample_values import values_of
from zxdesk.documents.catalog import PAPER_KINDS
from zxdesk.documents.flow_faults import unsupported
from zxdesk.documents.making import our_template
from zxdesk.documents.template import read_template
from zxdesk.paths import resources

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.skipif(not is_possible(), reason="LibreOffice is not installed"), pytest.mark.slow]
KINDS = {kind.key: kind for kind in PAPER_KINDS if (resources() / "templates" / kind.template_name).is_file()}
Printed = dict[str, tuple[bytes, list[Page]]]


@pytest.fixture(scope="module")
def features(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The papers of one feature each as both programs take them, and LibreOffice's pages: one start prints them all."""
    return _printed(FEATURES, tmp_path_factory.mktemp("features"))


@pytest.fixture(scope="module")
def papers(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Every paper of the trade, short and with long lists."""
    made = {}
    for key, kind in KINDS.items():
        template = read_template(our_template(kind), kind)
        made[f"{key} short"] = template.fill(values_of(kind.fields, length=1, rows=3))
        made[f"{key} long"] = template.fill(values_of(kind.fields, length=2, rows=6))
    return _printed(made, tmp_path_factory.mktemp("papers"))


@pytest.mark.parametrize("feature", FEATURES)
def test_a_paper_of_one_feature_stands_where_libreoffice_sets_it(feature: str, features: Printed) -> None:
    assert _apart(*features[feature]) == []


@pytest.mark.parametrize("key", KINDS)
@pytest.mark.parametrize("size", ["short", "long"])
def test_a_paper_of_the_trade_stands_where_libreoffice_sets_it(key: str, size: str, papers: Printed) -> None:
    assert _apart(*papers[f"{key} {size}"]) == []


@pytest.mark.parametrize("key", KINDS)
def test_our_templates_use_nothing_that_is_not_laid_out(key: str) -> None:
    assert unsupported(our_template(KINDS[key])) == []


def test_a_letter_that_stands_elsewhere_is_found_out(features: Printed) -> None:
    content, theirs = features["body"]
    first, *others = _ours(content)
    letters = (replace(first.letters[0], x=first.letters[0].x + 4), *first.letters[1:])
    assert len(differences([replace(first, letters=letters), *others], theirs)) == 1


def _printed(papers: dict[str, bytes], folder: Path) -> Printed:
    ready = {name: with_real_fonts(content) for name, content in papers.items()}
    theirs = printed_by_libreoffice(ready, folder)
    return {name: (content, theirs[name]) for name, content in ready.items()}


def _apart(content: bytes, theirs: list[Page]) -> list[str]:
    return differences(_ours(content), theirs)[:8]


def _ours(content: bytes) -> list[Page]:
    from zxdesk.ui.paper_view.measure import FontMeasure

    return laid_out_by_us(content, FontMeasure())
