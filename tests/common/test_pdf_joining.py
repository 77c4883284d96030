"""Parts printed apart and joined: one file that passes the same structure check as one printed whole."""

import io
import pickle
import shutil
from datetime import UTC, datetime

import pikepdf
import pytest

from common.pdf import LayoutError, html_to_pdf, join, place_in, prepare
from tests.briefings.reading import text_of
from tests.pdf_check import check

TABLE = (
    '<table><caption>Figures</caption><thead><tr><th scope="col">Line</th><th scope="col">FY 2026</th></tr></thead>'
    '<tbody><tr><th scope="row">Victim services</th><td>83.5</td></tr></tbody></table>'
)
STYLE = "@page { size: letter } h1, h2 { break-before: page } html { font-family: 'Source Sans Pro' }"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def printed(body, part, tmp_path_factory):
    style = tmp_path_factory.getbasetemp() / "joined.css"
    style.write_text(STYLE)
    return html_to_pdf(
        f'<html lang="en-US"><head><title>T</title></head><body>{body}</body></html>',
        stylesheets=[style],
        title="A joined file",
        created=datetime(2026, 11, 21, tzinfo=UTC),
        identifier="joined",
        images={"image:drawing.svg": DRAWING},
        part=f"{part}.",
    )


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    body = (
        f'<h1 id="top">Own pages</h1><p><a href="{place_in("B", "money")}">The money</a> and '
        f'<a href="#here">here</a></p>{TABLE}<h2 id="here">Here</h2><p>Words of this office.</p>'
    )
    return prepare(printed(body, "A", tmp_path_factory), label="A", title="Own")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    body = (
        f'<h2 id="bills">Bills</h2><p>Words for all, ﬁnely set: 12,345.</p>{TABLE}<h2 id="money">Money</h2>'
        '<p><img src="image:drawing.svg" alt="A square"></p><p><a href="#bills">Back to the bills</a>, or to '
        '<a href="https://www.congress.gov/">Congress</a></p>'
    )
    return prepare(printed(body, "B", tmp_path_factory), label="B", title="Annex")


@pytest.fixture(scope="module")
def joined(own, shared):
    return join([own, shared])


@pytest.fixture
def opened(joined):
    with pikepdf.open(io.BytesIO(joined.data)) as pdf:
        yield pdf


def test_a_joined_file_passes_every_rule_of_the_structure_check(joined):
    assert check(joined.data) == []


def test_parts_can_be_more_than_two(own, shared, tmp_path_factory):
    third = prepare(printed(f"<h2 id='c'>Third</h2>{TABLE}", "C", tmp_path_factory), label="C", title="Third")
    whole = join([own, shared, third])
    assert check(whole.data) == []
    assert whole.page_count == own.page_count + shared.page_count + third.page_count
    assert whole.pages_by_anchor["c"] == whole.page_count


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_the_text_is_that_of_the_parts_in_their_order(own, shared, joined):
    assert text_of(joined.data) == text_of(own.data) + text_of(shared.data)


def test_a_link_leads_into_the_other_part(opened):
    (note,) = [one for one in opened.pages[0].Annots if "/Dest" in one and str(one.Contents) == "The money"]
    places = {
        bytes(name): place
        for kid in opened.Root.Names.Dests.Kids
        for name, place in zip(list(kid.Names)[::2], list(kid.Names)[1::2], strict=True)
    }
    assert places[bytes(note.Dest)][0].objgen == opened.pages[-1].obj.objgen


def test_pages_are_labeled_by_part(own, opened):
    nums = list(opened.Root.PageLabels.Nums)
    assert [(int(start), str(label.P)) for start, label in zip(nums[::2], nums[1::2], strict=True)] == [
        (0, "A-"),
        (own.page_count, "B-"),
    ]


def test_bookmarks_of_all_parts_stand_in_one_list(opened):
    with opened.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Own pages", "Bills", "Money"]


def test_the_tree_has_a_part_for_each(opened):
    (document,) = opened.Root.StructTreeRoot.K
    assert [(str(one.S), str(one.T)) for one in document.K] == [("/Part", "Own"), ("/Part", "Annex")]


def test_no_two_subsets_of_a_font_share_a_name(opened):
    fonts = {
        font.objgen: str(font.BaseFont)
        for page in opened.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert len(set(fonts.values())) == len(fonts)


def test_the_id_of_the_file_comes_from_the_first_part(own, opened):
    assert own.file_id
    assert bytes(opened.trailer.ID[0]) == own.file_id


def test_a_prepared_part_travels_to_another_process(shared):
    assert pickle.loads(pickle.dumps(shared)) == shared  # noqa: S301 - our own bytes


def test_the_same_parts_give_the_same_bytes(own, shared, joined):
    assert join([own, shared]).sha256 == joined.sha256


def test_the_page_of_an_anchor_is_named_by_its_label(shared):
    assert shared.label_of("money") == f"B-{shared.page_count}"
    assert shared.label_of("nowhere") == ""


def test_a_link_to_a_place_no_part_has_is_refused(own):
    with pytest.raises(LayoutError, match="B:money"):
        join([own])


def test_parts_whose_names_clash_are_refused(shared):
    with pytest.raises(LayoutError, match="clash"):
        join([shared, shared])
