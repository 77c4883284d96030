"""What our fonts lack is refused by name, with the words around it; what they have is printed."""

import pytest
from django import forms

from common.forms import GuardedWordsMixin
from common.pdf import LayoutError, lay_out
from common.pdf.glyphs import around, named, unprintable

# Right to left: shin, lamed; meem, dal.
HEBREW, ARABIC = "\u05e9\u05dc", "\u0645\u062f"


def html(body):
    return f'<html lang="en-US"><head><title>T</title></head><body>{body}</body></html>'


@pytest.mark.parametrize(
    "text",
    [
        "Nydia M. Velázquez, Ben Ray Luján, Ñandú, Dvořák, Łódź, Þór",
        "“No less than” $95.0 million\N{EN DASH}FY 2026\N{EM DASH}FY 2030; § 7110, \N{MULTIPLICATION SIGN} ½ € •",
        "a no-break space, a thin\N{THIN SPACE}space, a no-break\N{NON-BREAKING HYPHEN}hyphen",
        "Jose\N{COMBINING ACUTE ACCENT} with the accent typed apart",
        "line\nfeed\tand tab",
    ],
)
def test_what_people_write_in_latin_letters_is_printed(text):
    assert unprintable(text) == ()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Thank you 🙂🙂 all", ("🙂",)),
        (HEBREW, tuple(HEBREW)),
        (ARABIC, tuple(ARABIC)),
        ("漢字 in a name", ("漢", "字")),
        ("An old friend \N{REPLACEMENT CHARACTER}", ("\N{REPLACEMENT CHARACTER}",)),
    ],
)
def test_each_character_without_a_glyph_is_named_once(text, missing):
    assert unprintable(text) == missing


def test_a_message_names_the_character_and_the_words_around_it():
    assert named(("🙂", "漢")) == "“🙂” (U+1F642), “漢” (U+6F22)"
    assert around("Ask Rep. Example 🙂 to cosponsor", "🙂") == "Ask Rep. Example 🙂 to cosponsor"


@pytest.mark.parametrize("written", ["🙂", "&#128578;", "<b>🙂</b>"])
def test_a_document_with_such_a_character_is_not_printed(written):
    with pytest.raises(LayoutError, match=r"U\+1F642.*Harbor 🙂 Light"):
        lay_out(html(f"<p>SAMPLE Harbor {written} Light</p>"), stylesheets=[])


def test_nor_one_with_such_a_character_in_a_drawing():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>漢</text></svg>'
    with pytest.raises(LayoutError, match=r"U\+6F22"):
        lay_out(
            html('<p><img src="image:a.svg" alt="A drawing"></p>'),
            stylesheets=[],
            images={"image:a.svg": svg.encode()},
        )


class NoteForm(GuardedWordsMixin, forms.Form):
    guarded_fields = ("note",)
    note = forms.CharField()


def test_words_for_outside_are_refused_at_their_field():
    form = NoteForm({"note": "Thank you 🙂"})
    assert form.errors == {"note": ["It cannot be printed: our fonts have no “🙂” (U+1F642)."]}
    assert NoteForm({"note": "Thank you, Rep. Luján"}).is_valid()
