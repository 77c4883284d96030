"""Where one group of a bill's facts comes from, and how that is kept in few words (P9). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from legislation.choices import BillId, FactGroup, Source

_MOMENTS = ("source_updated_at", "checked_at")


class GroupFacts(NamedTuple):
    """Where a group of facts of a bill comes from, as of when, and whether it is whole.

    `source_updated_at` is the copy's own time, which decides which copy is newer; `checked_at` is when the source was
    last seen to say so, which staleness is counted from. `digest` is of the content: equal means unchanged. `note`
    says why it is incomplete.
    """

    bill_id: str
    group: str
    source: str
    source_updated_at: dt.datetime
    checked_at: dt.datetime
    is_complete: bool = True
    note: str = ""
    digest: str = ""

    @property
    def source_label(self) -> str:
        """The source as the pages word it."""
        return Source(self.source).label

    @property
    def source_url(self) -> str:
        """Where a person can see the facts: Congress.gov's page, or the BILLSTATUS file."""
        bill = BillId.parse(self.bill_id)
        return bill.billstatus_url if self.source == Source.GOVINFO else bill.congress_gov_url


def beside_core(groups: Mapping[str, GroupFacts]) -> dict[str, Any]:
    """Return the groups beside the core as JSON values: a digest alone where all else is as with the core.

    A group came with the core's copy, and whole, unless it says otherwise: most bills are read from one copy.
    """
    core = groups[FactGroup.CORE]
    alike = (core.source, core.source_updated_at, core.checked_at, True, "")
    return {
        name: one.digest if one[2:7] == alike else _told(one)
        for name, one in groups.items()
        if name != FactGroup.CORE
    }


def _told(one: GroupFacts) -> dict[str, Any]:
    said: dict[str, Any] = dict(zip(GroupFacts._fields[2:], one[2:], strict=True))
    return said | {name: said[name].isoformat() for name in _MOMENTS}


def beside(core: GroupFacts, name: str, said: str | Mapping[str, Any]) -> GroupFacts:
    """Return the group of which `beside_core` said so."""
    if isinstance(said, str):
        return core._replace(group=name, is_complete=True, note="", digest=said)
    moments = {each: dt.datetime.fromisoformat(said[each]) for each in _MOMENTS}
    return GroupFacts(core.bill_id, name, **{**said, **moments})
