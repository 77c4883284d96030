"""The screen's fonts: eight small files, made once."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from atest import fonts


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder in which the fonts were made; it takes ten seconds."""
    folder = tmp_path_factory.mktemp("var")
    assert fonts.make(folder, lambda _: None) == 8
    return folder


def test_fonts_are_made_small_with_what_names_and_tables_need(place):
    made = sorted((place / "fonts" / "fonts").glob("*.woff2"))
    assert [path.name for path in made] == sorted(fonts.sources())
    assert sum(path.stat().st_size for path in made) < 300_000
    with TTFont(place / "fonts" / "fonts" / "SourceSansPro-Regular.woff2") as font:
        letters = set(font.getBestCmap())
        widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    names_and_marks = "Velázquez Luján § † $"
    signs = "\N{MINUS SIGN}\N{EN DASH}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHTWARDS ARROW}"
    assert {ord(letter) for letter in names_and_marks + signs} <= letters
    assert len(widths) == 1, "figures in a column need equal widths"


def test_a_second_run_makes_nothing_and_a_lost_file_is_made_again(place):
    assert fonts.make(place, lambda _: None) == 0
    (place / "fonts" / "fonts" / "SourceSansPro-It.woff2").unlink()
    assert fonts.make(place, lambda _: None) == 1
