"""The structure check itself: each deliberate breakage of a joined file is caught by the rule that names it."""

import io
import shutil
import subprocess

import pikepdf
import pytest

from common.pdf import join, place_in, prepare
from tests.common.test_pdf import BODY, CSS, printed
from tests.pdf_breakages import BREAKAGES
from tests.pdf_check import check

SHARED = """
<h2 id="more">More</h2><p>Back to <a href="#more">more</a>.</p>
<table><caption>Years</caption><thead><tr><th scope="col">Line</th><th scope="col">FY 2026</th></tr></thead>
<tbody><tr><th scope="row">Victim services</th><td>83.5</td></tr></tbody></table>
<h3>Detail</h3><p>Words.</p>
"""
VERAPDF = shutil.which("verapdf")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    style = tmp_path_factory.mktemp("check") / "paper.css"
    style.write_text(CSS)
    own = printed(style, f'{BODY}<p>And <a href="{place_in("B", "more")}">more</a>.</p>', part="A.")
    shared = printed(style, SHARED, part="B.")
    return join([prepare(own, label="A", title="Own"), prepare(shared, label="B", title="Annex")]).data


def test_the_joined_file_breaks_no_rule(whole):
    assert check(whole) == []


@pytest.mark.skipif(VERAPDF is None, reason="veraPDF is not on the PATH")
def test_vera_finds_no_fault_either(whole, tmp_path):
    path = tmp_path / "joined.pdf"
    path.write_bytes(whole)
    command = [VERAPDF, "--flavour", "ua1", "--format", "text", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert said.startswith("PASS"), said


@pytest.mark.parametrize(("breakage", "rule"), BREAKAGES, ids=[one.__name__ for one, _ in BREAKAGES])
def test_a_deliberate_breakage_is_caught_by_its_rule(whole, breakage, rule):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        breakage(pdf)
        out = io.BytesIO()
        pdf.save(out)
    found = check(out.getvalue())
    assert any(line.startswith(rule) for line in found), found
