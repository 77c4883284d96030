"""Names as sources spell them, and as one source upstream spoiled them."""

import pytest

from legislation.sources import plain


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("Gonz\u00c3\u00a1lez-Col\u00c3\u00b3n", "Gonz\u00e1lez-Col\u00f3n"),
        ("Barrag\u00e1n", "Barrag\u00e1n"),
        ("Smith", "Smith"),
        ("\u0141ukasz", "\u0141ukasz"),
    ],
)
def test_a_name_whose_letters_were_encoded_twice_is_mended_and_others_are_left(given, read):
    assert plain.name({"lastName": given}, "lastName") == read
