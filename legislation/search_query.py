"""A search for bills as a value: what the address of the list says, and what a watch keeps as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

TRACKED, ALL = "", "all"
NEWEST, RELEVANCE = "", "relevance"
# Kept for the screen only: a watch has no order, and looks at every bill.
_OF_THE_LIST = ("scope", "sort", "stale")


@dataclass(frozen=True)
class BillQuery:
    """What is searched for. Empty fields say nothing; the names are those of the address."""

    q: str = ""
    scope: str = TRACKED
    congress: str = ""
    chamber: str = ""
    type: str = ""
    stage: str = ""
    family: str = ""
    committee: str = ""
    sponsor: str = ""
    party: str = ""
    subject: str = ""
    introduced_from: date | None = None
    introduced_to: date | None = None
    acted_from: date | None = None
    acted_to: date | None = None
    stale: bool = False
    sort: str = NEWEST

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `as_json` gave; names that are not known any more are passed over."""
        known = {one.name: kept[one.name] for one in fields(cls) if kept.get(one.name)}
        for name in known.keys() & _DATES:
            known[name] = date.fromisoformat(known[name])
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        """Return the fields that say something, as plain JSON values."""
        filled = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}
        return {name: one.isoformat() if isinstance(one, date) else one for name, one in filled.items()}

    def as_address(self) -> str:
        """Return the query as the part of an address after the question mark."""
        return urlencode({name: "on" if one is True else one for name, one in self.as_json().items()})

    @property
    def as_watched(self) -> Self:
        """The same search over all bills in no order: what is kept of it as a watch."""
        return replace(self, scope=ALL, sort=NEWEST, stale=False)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out, seen as a watch: one that does not would watch every bill."""
        return any(name not in _OF_THE_LIST for name in self.as_json())


_DATES = {"introduced_from", "introduced_to", "acted_from", "acted_to"}
