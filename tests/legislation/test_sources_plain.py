"""Reading plain data: what a source should never send does not stop what follows."""

from __future__ import annotations

import json

from legislation.sources import plain


def test_a_null_character_is_left_out_of_a_text() -> None:
    node = json.loads('{"title": "Traffick\\u0000ing \\u0000", "empty": "\\u0000"}')
    assert plain.text(node, "title") == "Trafficking"
    assert plain.text(node, "empty") == ""
