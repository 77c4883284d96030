"""What became of enacted money, as staff keep it; whoever has alerts on the line is told of what is new."""

from __future__ import annotations

from django.db import transaction

from appropriations.choices import FundingKind
from appropriations.models import FundingEvent, Line
from appropriations.services.kept_rows import keep_row
from common.citations import fiscal_year
from members.models import User
from members.selectors.alerts import Target
from members.services.alerts import Told, tell

_TOLD = {
    FundingKind.NOTICE: "A notice of funding of {year} was recorded",
    FundingKind.RELEASE: "A release of funds of {year} was recorded",
    FundingKind.WITHHOLDING: "A deferral or withholding of funds of {year} was recorded",
    FundingKind.TERMINATION: "A termination of grants of {year} was recorded",
    FundingKind.OBLIGATION: "An obligation of funds of {year} was recorded",
}


@transaction.atomic
def keep_event(*, event: FundingEvent, by: User) -> bool:
    """Write an event after enactment; return whether that changed something. A new one, or a new end, is told once."""
    is_new = event.pk is None
    ended_before = (
        None if is_new else FundingEvent.objects.values_list("ended_on", flat=True).get(pk=event.pk)
    )
    came_before = (
        None if is_new else FundingEvent.objects.values_list("happened_on", flat=True).get(pk=event.pk)
    )
    changed = keep_row(row=event, by=by)
    if is_new:
        _tell(event, "recorded")
    elif event.happened_on and not came_before:
        _tell(event, "happened")
    elif event.ended_on and not ended_before:
        _tell(event, "ended")
    return changed


def _tell(event: FundingEvent, what: str) -> None:
    """Tell in neutral words: what is said of the money stands behind the sign-in (P5)."""
    line = event.line
    if event.is_sample:
        return
    sentence = _TOLD[FundingKind(event.kind)].format(year=fiscal_year(event.fiscal_year))
    if what != "recorded":
        sentence = sentence.replace("was recorded", f"has {what}")
    name = line.short_name or line.name
    tell(
        key=f"funding {event.pk} {what}",
        heading=name,
        path=line.get_absolute_url(),
        lines=[Told(sentence, event.ended_on if what == "ended" else event.happened_on)],
        targets={Target(Line, line.pk): name},
    )
