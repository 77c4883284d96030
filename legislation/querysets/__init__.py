"""Named filters over the facts of Congress; those of meetings are a module of their own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Count, Func, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from common.access import is_inside, is_staff
from common.dates import congress_day
from legislation.choices import BillId, FactGroup, LawNumber, Stage, UnknownBillId, UnknownLawNumber
from legislation.querysets.congress import (
    CommitteeQuerySet,
    CongressQuerySet,
    LegislatorQuerySet,
    SeatQuerySet,
    TermQuerySet,
)
from legislation.querysets.ended import EndedBills

__all__ = [
    "ActionQuerySet",
    "AuthorizationQuerySet",
    "BillFactsQuerySet",
    "BillQuerySet",
    "BillTextQuerySet",
    "CandidateQuerySet",
    "CommitteeQuerySet",
    "CongressQuerySet",
    "CosponsorQuerySet",
    "FamilyQuerySet",
    "LegislatorQuerySet",
    "MemberVoteQuerySet",
    "RollCallQuerySet",
    "SeatQuerySet",
    "TermQuerySet",
    "cited",
]

# What a bill cited without its Congress is parsed with; the Congress is then not used.
_ANY_CONGRESS = 1


def cited(words: str) -> Q | None:
    """Return the condition for a bill or law number typed as people cite it, or None for other words.

    "119-hr-1144" names one bill, "HR 1144" that number in every Congress, "117-347" and "P.L. 117-347" a law.
    """
    try:
        return Q(pk=str(BillId.parse(words)))
    except UnknownBillId:
        pass  # not an id with its Congress: perhaps a citation
    try:
        found = BillId.parse(words, congress=_ANY_CONGRESS)
    except UnknownBillId:
        pass  # nor a citation: perhaps a law
    else:
        return Q(bill_type=found.type, number=found.number)
    try:
        return Q(law_number=str(LawNumber.parse(words)), law_is_private=False)
    except UnknownLawNumber:
        return None


class BillQuerySet(EndedBills):
    def visible_to(self, user: Any) -> Self:
        """Bills are public facts, but the desk shows them to people of the coalition only."""
        return self if is_inside(user) else self.none()

    def tracked(self) -> Self:
        """Bills someone chose to follow."""
        return self.filter(tracking__isnull=False)

    def live(self, on: date | None = None) -> Self:
        """Bills of the sitting Congress that have not ended."""
        day = on or congress_day()
        return self.filter(congress__starts_on__lte=day, congress__ends_on__gt=day).exclude(
            stage__in=[Stage.ENACTED, Stage.FAILED, Stage.AGREED_TO]
        )

    def titled(self, words: str) -> Self:
        """Bills whose titles hold the words (quoted phrases, or, and - as on the web)."""
        query = SearchQuery(words, search_type="websearch", config="english")
        # The index answers for the whole document of a bill; its titles are the words of weight A.
        titles = Func(
            "search__vector", template="ts_filter(%(expressions)s, '{a}')", output_field=SearchVectorField()
        )
        return self.filter(search__vector=query).annotate(titles_found=titles).filter(titles_found=query)

    def named_like(self, words: str) -> Self:
        """Bills by citation or law number, else by words of their titles."""
        citation = cited(words)
        found = self.filter(citation) if citation is not None else self.titled(words)
        return found.order_by("-congress_id", "bill_type", "number")

    def stale(self, since: datetime) -> Self:
        """Tracked bills whose core facts were last checked before `since`."""
        return self.tracked().filter(facts__checked_at__lt=since)


class BillFactsQuerySet(models.QuerySet[Any]):
    def with_actions_checked(self) -> Self:
        """Those of bills whose actions a source has told of, each with when these were last checked."""
        own = Cast(KT(f"others__{FactGroup.ACTIONS}__checked_at"), models.DateTimeField())
        return self.filter(others__has_key=FactGroup.ACTIONS).annotate(
            actions_checked_at=Coalesce(own, "checked_at")
        )


class BillTextQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Texts are public, but the desk shows them to people of the coalition, as their bills are."""
        return self if is_inside(user) else self.none()

    def listed(self) -> Self:
        """Everything but the words themselves, which are large."""
        return self.defer("content")

    def keyed(self, key: str) -> Self:
        """The text an address names: 119-hr-1144-ih."""
        measure, _, code = key.rpartition("-")
        return self.filter(measure=measure, code=code)


class ActionQuerySet(models.QuerySet[Any]):
    def newest_first(self) -> Self:
        """The order people read them in."""
        return self.order_by("-position")


class BillEventQuerySet(models.QuerySet[Any]):
    def since(self, moment: datetime) -> Self:
        """Events that arrived after a moment."""
        return self.filter(recorded_at__gt=moment)


class CosponsorQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Cosponsors who have not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def by_party(self) -> dict[str, int]:
        """Current cosponsors counted by party letter, all parties (P1)."""
        rows = self.current().values("party").annotate(n=Count("legislator", distinct=True)).order_by("party")
        return {row["party"]: row["n"] for row in rows}


class AuthorizationQuerySet(models.QuerySet[Any]):
    def in_law(self) -> Self:
        """Authorizations that are law: the only ones a gap is counted against."""
        return self.filter(status="in_law")

    def proposed(self) -> Self:
        """Authorizations a bill proposes."""
        return self.filter(status="proposed")

    def covering(self, fiscal_year: int) -> Self:
        """Authorizations whose years include a fiscal year."""
        return self.filter(Q(first_fiscal_year__lte=fiscal_year) & Q(last_fiscal_year__gte=fiscal_year))


class FamilyQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Families are shown to people of the coalition, as their bills are."""
        return self if is_inside(user) else self.none()

    def listed(self) -> Self:
        """Families that were not set aside."""
        return self.filter(archived_at__isnull=True)


class CandidateQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Candidates are a question put to staff; members see the family as it stands."""
        return self if is_staff(user) else self.none()

    def waiting(self) -> Self:
        """Those nobody has looked at yet, of families that are listed."""
        return self.filter(state="suggested", family__archived_at__isnull=True)


class RollCallQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Votes are public, but the desk shows them to people of the coalition, as their bills are."""
        return self if is_inside(user) else self.none()


class MemberVoteQuerySet(models.QuerySet[Any]):
    def by_name(self) -> Self:
        """The order members are listed in, whatever they voted (P1)."""
        return self.select_related("legislator").order_by("legislator__sort_key", "legislator_id")


class WatchQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The desk's watches are read inside; one's own by oneself."""
        return self.filter(Q(owner=None) | Q(owner=user.pk)) if is_inside(user) else self.none()

    def of_the_desk(self) -> Self:
        """Watches whose matches go into triage."""
        return self.filter(owner=None)

    def running(self) -> Self:
        """Watches that are not paused."""
        return self.filter(paused_at=None)


class WatchMatchQuerySet(models.QuerySet[Any]):
    def new(self) -> Self:
        """Matches that came after the watch was made."""
        return self.filter(was_here=False)
