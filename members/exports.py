"""Organizations as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from common.sheets import Sheet
from members.models import Organization
from members.selectors.organizations import reach_in_words

_ORGANIZATIONS = ("Organization", "Kind", "Skills", "Where it works", "Website", "Sample")


def organization_sheet(rows: Iterable[Organization]) -> Sheet:
    """Return organizations, alphabetical (P3), with what each says of itself; `rows` come as `listed` gives them."""
    cells = (
        (
            one.name,
            one.get_kind_display(),
            "; ".join(skill.name for skill in one.skills.all()),
            "; ".join(reach_in_words(list(one.reach.all()))),
            one.website,
            "SAMPLE" if one.is_sample else "",
        )
        for one in rows
    )
    return Sheet("organizations", _ORGANIZATIONS, cells)
