"""What changed, word by word."""

from __future__ import annotations

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from common.word_diff import Kind, Piece, has_changed, unwrapped, word_diff

SAME, REMOVED, ADDED = Kind.SAME, Kind.REMOVED, Kind.ADDED
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)
SENTENCES = st.lists(st.sampled_from(["support", "oppose", "the", "bill", "S. 2012", ",", ".", "\n"])).map(
    " ".join
)


def joined(pieces: list[Piece], without: Kind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != without)


@given(TEXTS | SENTENCES, TEXTS | SENTENCES)
def test_the_pieces_hold_both_texts_whole(old, new):
    pieces = word_diff(old, new)
    assert joined(pieces, without=ADDED) == old
    assert joined(pieces, without=REMOVED) == new
    assert has_changed(pieces) == (old != new)


def test_a_word_is_exchanged_whole():
    assert word_diff("We support the bill.", "We oppose the bill.") == [
        Piece(SAME, "We "),
        Piece(REMOVED, "support"),
        Piece(ADDED, "oppose"),
        Piece(SAME, " the bill."),
    ]


def test_more_words_than_characters_of_a_byte_are_told_apart():
    many = " ".join(f"word{number}" for number in range(70_000))
    pieces = word_diff(many, many + " end")
    assert pieces == [Piece(SAME, many), Piece(ADDED, " end")]


def test_a_diff_is_escaped_and_said_in_words():
    html = render_to_string(
        "components/word_diff.html", {"pieces": word_diff("a <b>", "a <script>alert(1)</script>")}
    )
    assert "<script>" not in html
    assert "<del>" in html
    assert "<ins>" in html
    assert "removed:" in html


def test_a_paragraph_wrapped_anew_has_not_changed():
    assert unwrapped("We ask the Senate\nto take up\r\nthe bill.") == "We ask the Senate to take up the bill."


def test_lines_that_mean_something_in_markdown_keep_their_breaks():
    for text in (
        "one paragraph\n\nanother",
        "words\n- one\n- two",
        "# A heading\nwords",
        "a hard break  \nand on",
        "| a | b |\n| - | - |",
        "> said\n> by them",
    ):
        assert unwrapped(text) == text
