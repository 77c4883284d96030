"""What the page of an office shows of the money: letters signed by year, requests submitted, the next deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from appropriations.selectors.deadlines import DeadlineRow, next_of_office, next_of_subcommittees
from appropriations.selectors.support import (
    OfficeLetter,
    RequestRow,
    letters_of_offices,
    requests_of_office,
)
from outreach.models import Office


@dataclass(frozen=True)
class OfficeMoney:
    """Where an office stands on Member letters, its requests, and the next days of its forms or its subcommittee."""

    letters: tuple[OfficeLetter, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    deadlines: tuple[DeadlineRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.letters or self.requests or self.deadlines)


def office_money(office: Office, user: Any) -> OfficeMoney:
    """Return what `user` may see of the money at an office; empty for an agency."""
    if office.legislator_id:
        who = office.legislator_id
        return OfficeMoney(
            letters=letters_of_offices([who], user).get(who, ()),
            requests=tuple(requests_of_office(who, user)),
            deadlines=tuple(next_of_office(who, user)),
        )
    if office.committee_id:
        subcommittees = (
            office.committee.subcommittees.values_list("pk", flat=True) if office.committee else ()
        )
        return OfficeMoney(
            deadlines=tuple(next_of_subcommittees([office.committee_id, *subcommittees], user))
        )
    return OfficeMoney()
