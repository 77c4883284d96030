"""A bill by what it is called, for legislation.kinship: its titles as keys that another year or lead does not change.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

# Shorter titles are alike by chance: "Stop Trafficking Act".
LEAST_WORDS = 4

_WORD = re.compile(r"[a-z0-9]+")
_LEAD = re.compile(r"^(?:(?:an original |a )?(?:bill|joint resolution|resolution)\b\s*|to\s+)+")
_TAIL = re.compile(
    r"(?:\s+and for (?:other|related) purposes|(?:\s+(?:of|for)(?: fiscal years?)?)?\s+(?:19|20)\d\d)+$"
)
_NO_MARKS = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}")
_PORTION = re.compile(r"portions? of", re.IGNORECASE)
_OFFICIAL = re.compile(r"^official", re.IGNORECASE)
# A bill without a short title is displayed by its official one.
_SAYS_PURPOSE = re.compile(
    r"^(?:to|a bill|an original|an act|a (?:joint |concurrent )?resolution)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Link:
    """That one bill is related to another, as Congress's own systems say; `by` is who identified it."""

    bill: str
    other: str
    kind: str
    by: str = ""


@dataclass(frozen=True)
class Named:
    """A bill with what these rules read of it: titles as (kind, text), `runs` a sample of its text's runs of words."""

    bill: str
    titles: tuple[tuple[str, str], ...]
    sponsor: str = ""
    runs: frozenset[int] = frozenset()
    version: str = ""

    @cached_property
    def own(self) -> dict[str, str]:
        """The short titles of the whole bill by their keys; too short ones left out."""
        return self._keyed(lambda kind, text: not _is_official(kind, text) and not _PORTION.search(kind))

    @cached_property
    def inside(self) -> dict[str, str]:
        """The short titles of its portions by their keys, without those of the whole."""
        portions = self._keyed(
            lambda kind, text: bool(_PORTION.search(kind)) and not _is_official(kind, text)
        )
        return {key: text for key, text in portions.items() if key not in self.own}

    @cached_property
    def purposes(self) -> dict[str, str]:
        """The official titles by their keys: what the bill says it is for."""
        return self._keyed(_is_official)

    def _keyed(self, wanted: Callable[[str, str], bool]) -> dict[str, str]:
        keyed = {title_key(text): text for kind, text in reversed(self.titles) if wanted(kind, text)}
        return {key: text for key, text in keyed.items() if len(key.split()) >= LEAST_WORDS}


# A bill has most of its titles several times over, and the display title once more.
@lru_cache(maxsize=2048)
def title_key(text: str) -> str:
    """Return the words of a title less its year, its lead ("A bill to") and "and for other purposes"."""
    words = " ".join(_WORD.findall(text.casefold().translate(_NO_MARKS)))
    return _TAIL.sub("", _LEAD.sub("", words))


def _is_official(kind: str, text: str) -> bool:
    return bool(_OFFICIAL.match(kind) or _SAYS_PURPOSE.match(text))
