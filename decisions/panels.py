"""What decisions show on the pages of others: the member's home, and whatever is talked of (a bill, a line)."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from common import calendar, panels
from common.access import is_inside, is_staff
from common.dates import today
from common.naming import address_of
from decisions.models import Decision, Proposal, SharedItem
from decisions.selectors import letters
from decisions.selectors.consultations import steps_on
from decisions.selectors.deadlines import deadline_entries
from decisions.selectors.discussion import discussion_of, threads
from decisions.selectors.home import waiting_elsewhere
from decisions.selectors.proposals import awaiting, proposals_about
from decisions.selectors.reminders import reminder_desk
from decisions.selectors.shared import shared_about
from members.choices import ANSWERING_ROLES, Standing
from members.selectors.people import speakers_of

RECENT = 5
SHARED_SHOWN = 3
# Whose membership can be put to the organizations.
NOT_MEMBERS = (Standing.PROSPECTIVE, Standing.ALLY, Standing.FORMER)
# Pages with a slot for what members share, by the first part of the slot's name.
SHARED_ABOUT = ("bill", "line", "priority")


def awaiting_answer(acting_for: Any, user: Any) -> panels.Shown:
    """Return what awaits the answer of the organization a person acts for, and what awaits their others."""
    now = timezone.now()
    asked = awaiting(acting_for.organization_id, user, now) if acting_for else []
    may_answer = bool(acting_for and acting_for.role in ANSWERING_ROLES)
    shown = {
        "asked": asked,
        "may_answer": may_answer,
        "acting_for": acting_for,
        "speakers": [] if may_answer or not asked else list(speakers_of(acting_for.organization)),
        "elsewhere": waiting_elsewhere(user, acting_for, now),
    }
    return panels.Shown("decisions/panels/awaiting.html", shown)


def letters_to_sign(acting_for: Any, user: Any) -> SafeString | None:
    """Return the letters that the organization a person acts for may still sign, if there are any."""
    to_sign = letters.to_sign(acting_for.organization_id, user, timezone.now()) if acting_for else []
    if not to_sign:
        return None
    shown = {"to_sign": to_sign, "may_sign": acting_for.role in ANSWERING_ROLES}
    return render_to_string("decisions/panels/letters_to_sign.html", shown)


def letters_approved(decision: Any, user: Any) -> SafeString | None:
    """Return the letters whose text a decision approved, for those inside."""
    found = letters.letters_of(decision.pk, user)
    return render_to_string("decisions/panels/letters.html", {"letters": found}) if found else None


def letters_of_proposal(proposal: Any, user: Any) -> SafeString | None:
    """Return the letters that rest on what a proposal came to."""
    decision = getattr(proposal, "decision", None)
    return letters_approved(decision, user) if decision else None


def recently_decided(_acting_for: Any, user: Any) -> SafeString:
    """Return the newest decisions."""
    rows = Decision.objects.visible_to(user)[:RECENT]
    return render_to_string("decisions/panels/decided.html", {"decisions": rows})


def recently_shared(_acting_for: Any, user: Any) -> SafeString:
    """Return what members shared of late (P6)."""
    rows = SharedItem.objects.visible_to(user).live().select_related("organization")[:RECENT]
    return render_to_string("decisions/panels/shared.html", {"items": rows})


def recently_discussed(_acting_for: Any, user: Any) -> SafeString | None:
    """Return the threads spoken in last, for those inside (P5)."""
    rows = threads(user).select_related("content_type").prefetch_related("target")[:RECENT]
    return render_to_string("decisions/panels/discussed.html", {"threads": rows}) if is_inside(user) else None


def discussion(subject: Any, user: Any) -> SafeString | None:
    """Return the threads on a proposal, a bill, a line or a priority, for those inside (P5)."""
    if not is_inside(user):
        return None
    shown = {"discussion": discussion_of(subject, user), "reader": user}
    return render_to_string("decisions/panels/discussion.html", shown)


def shared_on(subject: Any, user: Any) -> SafeString | None:
    """Return what members shared that bears on a bill, a line or a priority, and the way to share more (P6)."""
    if not is_inside(user):
        return None
    items = list(shared_about(subject, user).live()[: SHARED_SHOWN + 1])
    return render_to_string(
        "decisions/panels/shared_about.html",
        {
            "items": items[:SHARED_SHOWN],
            "more": len(items) > SHARED_SHOWN,
            "address": address_of(subject),
        },
    )


def consulted(subject: Any, user: Any) -> SafeString | None:
    """Return the consultations on a priority, or that there was none (P4), for those inside."""
    if not is_inside(user):
        return None
    return render_to_string("decisions/consultation_steps.html", {"consulted": steps_on(subject, user)})


def membership(organization: Any, user: Any) -> SafeString | None:
    """Return what was asked of the organizations about one of them, and for the secretariat the way to ask."""
    if not is_inside(user):
        return None
    may_ask = is_staff(user) and organization.standing(today()) in NOT_MEMBERS
    about = list(proposals_about(organization, user)[:RECENT])
    if not (about or may_ask):
        return None
    shown = {"proposals": about, "may_ask": may_ask, "address": address_of(organization)}
    return render_to_string("decisions/panels/membership.html", shown)


def reminders(row: Any, user: Any) -> SafeString | None:
    """Show the secretariat who has not answered or signed, when reminders go, and the way to send one."""
    shown = reminder_desk(row, timezone.now()) if is_staff(user) else None
    if shown is None:
        return None
    name = "proposal" if isinstance(row, Proposal) else "letter"
    address = reverse(f"decisions:remind_{name}", args=[row.pk])
    return render_to_string("decisions/panels/reminders.html", {"reminders": shown, "address": address})


def register_calendar() -> None:
    """Put the deadlines of proposals and letters into the calendar."""
    # The homes say what awaits whom, with its deadline.
    calendar.register(
        calendar.Provider("deadlines", "When proposals and letters close", deadline_entries, on_homes=False)
    )


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("member_home.awaiting", awaiting_answer)
    panels.fill("member_home.awaiting", letters_to_sign, position=110)
    panels.fill("decision.beside", letters_approved, position=50)
    panels.fill("proposal.beside", letters_of_proposal, position=50)
    panels.fill("organization.beside", membership, position=50)
    panels.fill("member_home.beside", recently_decided, position=10)
    panels.fill("member_home.main", recently_shared, position=50)
    panels.fill("member_home.main", recently_discussed, position=60)
    panels.fill("priority.main", consulted, position=20)
    panels.fill("proposal.beside", reminders, position=40)
    panels.fill("letter.beside", reminders, position=40)
    # Last in the wide column: a page's own facts come before what is said of them.
    for page in ("proposal", "slate", "language", "member_letter", *SHARED_ABOUT):
        panels.fill(f"{page}.main", discussion, position=90)
    for page in SHARED_ABOUT:
        panels.fill(f"{page}.beside", shared_on, position=50)
