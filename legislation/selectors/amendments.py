"""The amendments offered to a bill, as its page and their own list show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from legislation.amendment_ids import citation_of
from legislation.models import Amendment, Bill, BillVote
from legislation.selectors.votes import VoteLine, vote_lines


@dataclass(frozen=True)
class AmendmentLine:
    """An amendment with the recorded votes on it; `amends` is the citation of the amendment it would amend."""

    amendment: Amendment
    citation: str
    sponsor: str
    about: str
    amends: str
    votes: tuple[VoteLine, ...]


def amendments_of(user: Any, bill_id: str) -> QuerySet[Amendment]:
    """Return the amendments to a bill that `user` may see: by chamber, the newest first."""
    found: QuerySet[Amendment] = Amendment.objects.filter(
        bill__in=Bill.objects.visible_to(user), bill=bill_id
    )
    return found.select_related("sponsor").order_by("amendment_type", "-number")


def amendment_lines(amendments: Sequence[Amendment]) -> list[AmendmentLine]:
    """Return a page of amendments with their recorded votes, in three queries whatever their number."""
    keys = [one.key for one in amendments]
    bills = {one.bill_id for one in amendments}
    votes = list(BillVote.objects.filter(bill__in=bills, amendment_key__in=keys))
    by_key: dict[str, list[VoteLine]] = defaultdict(list)
    for line in vote_lines(votes):
        by_key[line.amendment_key].append(line)
    return [_line(one, tuple(by_key[one.key])) for one in amendments]


def _line(amendment: Amendment, votes: tuple[VoteLine, ...]) -> AmendmentLine:
    return AmendmentLine(
        amendment=amendment,
        citation=amendment.citation,
        sponsor=amendment.sponsor_name or (amendment.sponsor.full_name if amendment.sponsor else ""),
        about=amendment.purpose or amendment.description,
        amends=citation_of(amendment.amends),
        votes=votes,
    )
