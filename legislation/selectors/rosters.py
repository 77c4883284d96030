"""Who sits and on which committees, as legislation.roster_changes compares it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from legislation import styles
from legislation.choices import Chamber
from legislation.models import CommitteeSeat
from legislation.roster_changes import Sitting
from legislation.selectors.terms import holdings
from legislation.wording import short_committee


def sitting_now(on: date | None = None) -> dict[str, Sitting]:
    """Return everyone who sits, or sat by the newest list, by bioguide id; three queries."""
    committees: dict[str, dict[str, str]] = defaultdict(dict)
    for seat in CommitteeSeat.objects.filter(committee__parent__isnull=True).select_related("committee"):
        chamber = Chamber(seat.committee.chamber).label if seat.committee.chamber else "Joint"
        name = f"{chamber} {short_committee(seat.committee.name)}"
        committees[seat.legislator_id][name] = seat.title
    return {
        who: Sitting(
            name=styles.title_and_full_name(one.term.legislator, one.term),
            party=one.term.party,
            seat=f"{Chamber(one.term.chamber).label}, {styles.seat_in_words(one.term)}",
            committees=committees.get(who, {}),
        )
        for who, one in holdings(on=on).items()
    }
