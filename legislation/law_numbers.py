"""The law number that an action's words give. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_BECAME = re.compile(
    r"became (?P<kind>public|private) law\s+no[:.]*\s*(?P<number>\d{1,3}-\d{1,4})", re.IGNORECASE
)


@dataclass(frozen=True)
class LawNamed:
    """A law's number such as 117-347, and whether it is a private law."""

    number: str
    is_private: bool


def law_in(texts: Iterable[str]) -> LawNamed | None:
    """Return the law that one of the texts ("Became Public Law No: 117-347.") names, or None."""
    for text in texts:
        found = _BECAME.search(text)
        if found:
            return LawNamed(found["number"], found["kind"].lower() == "private")
    return None
