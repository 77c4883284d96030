"""Stored sort keys, so that order never depends on the server's collation."""

from __future__ import annotations

import unicodedata


def sort_key(text: str) -> str:
    """Return `text` for ordering and matching: NFKD, marks removed, casefolded, spaces folded."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())
