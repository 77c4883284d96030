"""Comparing texts two by two ahead of the page that shows how they differ."""

from __future__ import annotations

from collections.abc import Sequence

from legislation.models import BillText
from legislation.selectors.family_texts import keep_difference


def compare_texts(*, keys: Sequence[str]) -> int:
    """Compare the pairs that `keys` name (older, newer, older, newer, …) and return how many were.

    A text that is gone meanwhile is left out.
    """
    compared = 0
    for old_key, new_key in zip(keys[::2], keys[1::2], strict=True):
        old, new = BillText.objects.keyed(old_key).first(), BillText.objects.keyed(new_key).first()
        if old is not None and new is not None:
            keep_difference(old, new)
            compared += 1
    return compared
