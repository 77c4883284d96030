"""The screen's fonts: eight small files, made once."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from atest import fonts


def test_fonts_are_made_small_with_what_names_and_tables_need(tmp_path):
    assert fonts.make(tmp_path, lambda _: None) == 8
    made = sorted((tmp_path / "fonts" / "fonts").glob("*.woff2"))
    assert [path.name for path in made] == sorted(fonts.sources())
    assert sum(path.stat().st_size for path in made) < 300_000
    with TTFont(tmp_path / "fonts" / "fonts" / "SourceSansPro-Regular.woff2") as font:
        letters = set(font.getBestCmap())
        widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    names_and_marks = "Velázquez Luján § † $"
    signs = "\N{MINUS SIGN}\N{EN DASH}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHTWARDS ARROW}"
    assert {ord(letter) for letter in names_and_marks + signs} <= letters
    assert len(widths) == 1, "figures in a column need equal widths"


def test_a_second_run_makes_nothing_and_a_lost_file_is_made_again(tmp_path):
    fonts.make(tmp_path, lambda _: None)
    assert fonts.make(tmp_path, lambda _: None) == 0
    (tmp_path / "fonts" / "fonts" / "SourceSansPro-It.woff2").unlink()
    assert fonts.make(tmp_path, lambda _: None) == 1
