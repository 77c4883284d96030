"""Named filters over lines and amounts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from appropriations.choices import LISTED_BEARINGS, CandidateState
from common.access import is_inside, is_staff
from common.sorting import sort_key

_LONGEST_YEAR = 5


class _Inside(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The coalition's own people see them."""
        return self if is_inside(user) else self.none()


class LineQuerySet(_Inside):
    def named_like(self, words: str) -> Self:
        """Lines whose name, short or former name, agency or account hold every word."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(sort_key__contains=sort_key(word))
                | Q(short_name__icontains=word)
                | Q(agency__icontains=word)
                | Q(account__icontains=word)
                | Q(former_names__icontains=word)
            )
        return rows


class AmountQuerySet(_Inside):
    def standing(self) -> Self:
        """Figures that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def printed(self) -> Self:
        """The figure we print for each cell: the preferred one of several."""
        return self.standing().filter(is_preferred=True)


class PublishedQuerySet(_Inside):
    """Published totals."""


class SlateQuerySet(_Inside):
    def adopted(self) -> Self:
        """Slates the organizations adopted."""
        return self.filter(state="adopted")

    def whole(self) -> Self:
        """Slates themselves, neither copies for a next round nor amendments."""
        return self.filter(revises__isnull=True, amends__isnull=True)

    def put_forward(self) -> Self:
        """Slates and amendments; copies in which a next round is prepared are left out."""
        return self.filter(revises__isnull=True)

    def named_like(self, words: str) -> Self:
        """Slates by fiscal year ("2027"), addressee ("omb", "congress"), and the words slate, request, amendment."""
        rows = self.put_forward()
        for word in words.casefold().split():
            if word.isdigit():
                rows = rows.filter(fiscal_year=int(word)) if len(word) < _LONGEST_YEAR else rows.none()
            elif word in {"omb", "congress"}:
                rows = rows.filter(to=f"to_{word}")
            elif word.startswith("amend"):
                rows = rows.filter(amends__isnull=False)
            elif not word.startswith(("slate", "request", "fy", "to")):
                rows = rows.none()
        return rows


class SlateItemQuerySet(_Inside):
    """Items of slates."""


class _Kept(_Inside):
    def standing(self) -> Self:
        """Rows that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class LinePartQuerySet(_Kept):
    """Where lines stood in which years, and what they do for people and the economy."""


class BundleBillQuerySet(_Kept):
    """Bills that carry bundles."""


class LanguageQuerySet(_Kept):
    def named_like(self, words: str) -> Self:
        """Passages whose title, wording or line holds every word."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(title__icontains=word)
                | Q(sought__icontains=word)
                | Q(line__sort_key__contains=sort_key(word))
            )
        return rows

    def with_outcomes(self) -> Self:
        """Each with what its three documents made of it: `in_house`, `in_senate`, `in_statement`, empty if nothing."""

        def outcome(report: str) -> Coalesce:
            told = Q(found__report=report, found__withdrawn_at__isnull=True)
            return Coalesce(models.Max("found__outcome", filter=told), models.Value(""))

        return self.annotate(
            in_house=outcome("house"), in_senate=outcome("senate"), in_statement=outcome("joint_statement")
        )

    def ending(self, ending: str) -> Self:
        """Passages by their outcome over all documents, as appropriations.found_language tells it of one."""
        open_ones = ["", "pending"]
        rows = self.with_outcomes()
        statement_is_silent = Q(in_statement__in=open_ones)
        both = ~Q(in_house__in=open_ones) & ~Q(in_senate__in=open_ones)
        agree = Q(in_house=F("in_senate"))
        if ending == "differ":
            return rows.filter(statement_is_silent & both & ~agree)
        if ending == "pending":
            return rows.filter(statement_is_silent & ~both)
        return rows.filter(Q(in_statement=ending) | statement_is_silent & both & agree & Q(in_house=ending))


class FoundQuerySet(_Kept):
    """What reports said of passages."""


class DeadlineQuerySet(_Inside):
    """Days of the fiscal year."""

    def confirmed(self) -> Self:
        """Deadlines but for those proposed from another year that nobody has confirmed."""
        return self.filter(is_proposed=False)

    def open(self) -> Self:
        """Deadlines for which something is still to be done, past or to come."""
        return self.confirmed().filter(is_off=False, done_on__isnull=True)

    def for_list(self) -> Self:
        """With what a list shows of each."""
        return self.select_related("bundle", "committee", "legislator", "filed_by", "letter")


class _TakenBack(_Inside):
    def standing(self) -> Self:
        """Rows that were not taken back as entered by mistake."""
        return self.filter(taken_back_at__isnull=True)


class MemberLetterQuerySet(_TakenBack):
    """Letters of Members of Congress."""

    def named_like(self, words: str) -> Self:
        """Letters that stand and whose subject holds every word."""
        rows = self.standing()
        for word in words.split():
            rows = rows.filter(subject__icontains=word)
        return rows


class OfficeRequestQuerySet(_TakenBack):
    """Requests that offices were asked for or submitted."""


class FundingEventQuerySet(_Kept):
    """What became of enacted money."""


class SavedViewQuerySet(_Inside):
    def visible_to(self, user: Any) -> Self:
        """One's own views, and for staff those that others share; who left the coalition sees none."""
        if not is_inside(user):
            return self.none()
        shared = Q(is_shared=True) if is_staff(user) else Q(pk=None)
        return self.filter(Q(owner=user.pk) | shared, deleted_at__isnull=True)

    def deleted_by(self, user: Any) -> Self:
        """One's own views that were deleted and can still be put back."""
        return self.filter(owner=user.pk, deleted_at__isnull=False)


class _ForStaff(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Only staff see them: they are work in hand, and no figures yet."""
        return self if is_staff(user) else self.none()


class ReadingQuerySet(_ForStaff):
    """Acts that were read for amounts."""


class CandidateQuerySet(_ForStaff):
    def listed(self) -> Self:
        """Those that bear on the field; what is not ours is listed when asked for."""
        return self.filter(bearing__in=LISTED_BEARINGS)

    def open(self) -> Self:
        """Those that await a look."""
        return self.filter(state=CandidateState.OPEN)


class ImportQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat keeps the figures, and sees what it imports."""
        return self if is_staff(user) else self.none()


class StagedQuerySet(models.QuerySet[Any]):
    def to_save(self) -> Self:
        """Cells that confirming saves: read, of a known line, and their words cleared."""
        writing = ["new", "changed", "beside", "conflict"]
        return self.filter(state__in=writing).filter(Q(hits=[]) | Q(cleared_by__isnull=False))

    def left_out(self) -> Self:
        """Cells that confirming leaves out though they say something."""
        waiting = Q(cleared_by__isnull=True) & ~Q(hits=[]) & ~Q(state="unchanged")
        return self.filter(Q(state__in=["unreadable", "no_line", "refused"]) | waiting)
