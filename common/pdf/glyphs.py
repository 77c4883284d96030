"""Which characters the fonts of our papers have.

What they lack would be taken from whatever fonts a machine has, or drawn as an empty box: the same data would not give
the same bytes, and an office would read boxes. Such a character is refused, by name and with the words around it.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO

from fontTools.ttLib import TTFont

from common.pdf import fonts

# Spaces, joiners and marks of direction are set by the layout and need no glyph; the two hyphens share that of "-".
_WITHOUT_GLYPH = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_HYPHENS = frozenset("\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
# They would print a word backwards, which then says what nobody wrote.
_TURNING = frozenset("\u202d\u202e")
_AROUND = 30


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of `text` that not every face of our papers has, each once, in the order they stand."""
    # An accent that was typed apart is set as one character with its letter.
    return tuple(one for one in dict.fromkeys(unicodedata.normalize("NFC", text)) if not _is_set(one))


def named(characters: tuple[str, ...]) -> str:
    """Return characters as a message names them: "“🙂” (U+1F642)"."""
    return ", ".join(f"“{one}” (U+{ord(one):04X})" for one in characters)


def around(text: str, character: str) -> str:
    """Return the words around the first place of a character, so that it can be found."""
    at = max(unicodedata.normalize("NFC", text).find(character), 0)
    return " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())


def _is_set(character: str) -> bool:
    if character in _TURNING:
        return False
    if unicodedata.category(character) in _WITHOUT_GLYPH or character in _HYPHENS:
        return True
    return ord(character) in _covered()


@cache
def _covered() -> frozenset[int]:
    """The code points that every face has: a word may be set in any of them."""
    maps = (TTFont(BytesIO(data), lazy=True).getBestCmap() for data in fonts.files().values())
    return frozenset.intersection(*(frozenset(one) for one in maps))
