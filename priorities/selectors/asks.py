"""Asks on their pages: the list in order of importance, and one with its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from common.clearing import clearances_of
from common.dates import today
from common.models import PhraseClearance
from members.models import User
from priorities.models import Ask, Message
from priorities.selectors.consulted import consulted_words


@dataclass(frozen=True)
class AskRow:
    """An ask with how it stands and who was consulted (P4)."""

    ask: Ask
    standing: str
    consulted: str

    @property
    def is_in_force(self) -> bool:
        """Whether it is asked today."""
        return self.standing == "In force"


@dataclass(frozen=True)
class Cleared:
    """A phrase that somebody cleared, with the name."""

    clearance: PhraseClearance
    who: str


def asks_for(user: Any) -> QuerySet[Ask]:
    """Return the asks `user` may see, ready for `ask_rows`, the most important first."""
    rows: QuerySet[Ask] = Ask.objects.visible_to(user).select_related(
        "decision", "bill__congress", "family", "line", "committee__parent", "legislator"
    )
    return rows.order_by("position", "id")


def ask_rows(asks: Iterable[Ask]) -> list[AskRow]:
    """Return the rows of a page, in a constant number of queries."""
    known = list(asks)
    consulted = consulted_words(known)
    return [AskRow(one, standing_of(one), consulted[Ask, one.pk]) for one in known]


def standing_of(ask: Ask) -> str:
    """Return "In force", "Expired" or "Withdrawn" as of today."""
    if ask.withdrawn_at:
        return "Withdrawn"
    over = ask.expires_on and ask.expires_on < today()
    return "Expired" if over or ask.expired else "In force"


def cleared_in(row: Ask | Message) -> list[Cleared]:
    """Return what was cleared in a row's texts, with the names of who did; two queries."""
    found = clearances_of(row)
    names = dict(User.objects.filter(pk__in={one.cleared_by for one in found}).values_list("pk", "name"))
    return [Cleared(one, names.get(one.cleared_by, "somebody who left")) for one in found]
