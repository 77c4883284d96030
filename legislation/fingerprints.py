"""A sample of a text's runs of words, by which alike texts are found without comparing them word by word. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from zlib import crc32

from legislation.text_diff import words_of
from legislation.text_parts import TextPart, units

# Counted up when the sample is taken in another way: fingerprints of other rules are taken anew.
RULES = 1
# Runs of this many words: shorter ones are common to all bills ("is amended by striking").
_RUN = 6
# One run in this many is kept, the same ones of every text: alike texts have alike samples.
_ONE_IN = 8


def fingerprint(parts: Iterable[TextPart]) -> frozenset[int]:
    """Return the sampled runs of words of a text, as numbers; equal runs are equal in every text and process."""
    found: set[int] = set()
    for unit in units(parts):
        words = words_of(unit.part.text.casefold())
        for run in zip(*(islice(words, start, None) for start in range(_RUN)), strict=False):
            number = crc32(" ".join(run).encode())
            if number % _ONE_IN == 0:
                found.add(number)
    return frozenset(found)
