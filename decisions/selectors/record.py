"""The full record of a decision, for those inside: how and by whom it was adopted, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from common.dates import eastern
from common.models import AuditEntry
from decisions.models import (
    Attachment,
    Consultation,
    Decision,
    Letter,
    Proposal,
    Response,
    ResponseVersion,
    VisibilitySwitch,
)
from decisions.selectors.letters import letters_of
from decisions.selectors.proposals import SubjectLink, consultations_of, subject_links
from members.models import Organization, User

RECORDED = "recorded decision"


@dataclass(frozen=True)
class Event:
    """One step on the way to a decision or after it: when, what, its own words, and who acted."""

    on: date
    at: datetime | None
    what: str
    words: str = ""
    who: User | None = None


@dataclass(frozen=True)
class Voted:
    """An organization that was asked, and all it answered in order of time; the last answer counts."""

    organization: Organization
    response: Response | None
    versions: tuple[ResponseVersion, ...]


@dataclass(frozen=True)
class Record:
    """A decision with everything known of it inside."""

    decision: Decision
    corrects: Decision | None
    corrected_by: Decision | None
    proposal: Proposal | None
    events: tuple[Event, ...]
    voted: tuple[Voted, ...]
    consultations: tuple[Consultation, ...]
    attachments: tuple[Attachment, ...]
    letters: tuple[Letter, ...]
    subjects: tuple[SubjectLink, ...]

    @property
    def has_sample(self) -> bool:
        return self.decision.is_sample


def record_of(decision: Decision, user: Any) -> Record:
    """Return the record as far as `user` may read it; its queries do not grow with answers, rounds or steps."""
    proposal = _proposal(decision, user)
    steps = tuple(consultations_of(proposal, user)) if proposal else ()
    letters = tuple(letters_of(decision.pk, user))
    later = getattr(decision, "corrected_by", None)
    events = [*_recorded(decision), *_switched(decision, user), *_signed(letters)]
    if later is not None:
        events.append(
            Event(later.decided_on, None, f"Corrected by decision {later.number}", later.correction_reason)
        )
    if proposal:
        events += [*_opened(proposal), *_moved(proposal), *_consulted(steps), *_ended(proposal)]
    return Record(
        decision=decision,
        corrects=decision.corrects,
        corrected_by=later,
        proposal=proposal,
        events=tuple(sorted(events, key=_moment)),
        voted=tuple(_voted(proposal, user)) if proposal else (),
        consultations=steps,
        attachments=tuple(Attachment.objects.visible_to(user).filter(proposal=proposal)) if proposal else (),
        letters=letters,
        subjects=tuple(subject_links(proposal)) if proposal else (),
    )


def _proposal(decision: Decision, user: Any) -> Proposal | None:
    found: Proposal | None = Proposal.objects.visible_to(user).filter(pk=decision.proposal_id).first()
    return found


def _moment(event: Event) -> tuple[date, bool, float]:
    """What has a day only comes before what happened at an hour of it."""
    return event.on, event.at is not None, event.at.timestamp() if event.at else 0.0


def _at(moment: datetime, what: str, words: str = "", who: User | None = None) -> Event:
    return Event(eastern(moment).date(), moment, what, words, who)


def _recorded(decision: Decision) -> Iterator[Event]:
    """The log holds who entered a decision; a name is looked up for those inside only."""
    entries = AuditEntry.objects.about(Decision._meta.label_lower, decision.pk)  # noqa: SLF001 - documented
    entry = entries.filter(verb=RECORDED).order_by("pk").first()
    if entry:
        yield _at(
            entry.at,
            f"Entered in the register as decision {decision.number}",
            decision.correction_reason and f"Correction: {decision.correction_reason}",
            User.objects.filter(pk=entry.actor_id).first(),
        )


def _switched(decision: Decision, user: Any) -> Iterator[Event]:
    for one in (
        VisibilitySwitch.objects.visible_to(user).filter(decision=decision).select_related("switched_by")
    ):
        what = "Made public" if one.is_public else "Restricted to those inside"
        yield _at(one.switched_at, what, one.reason, one.switched_by)


def _signed(letters: Iterable[Letter]) -> Iterator[Event]:
    for letter in letters:
        if letter.opened_at:
            yield _at(letter.opened_at, "Letter opened for signatures", letter.title)
        if letter.closed_at:
            yield _at(letter.closed_at, "Letter closed", letter.title)


def _opened(proposal: Proposal) -> Iterator[Event]:
    for one in proposal.rounds.select_related("opened_by"):
        what = "Put to the organizations" if one.number == 1 else f"Round {one.number} opened"
        yield _at(one.opened_at, what, one.what_changed or one.question, one.opened_by)


def _moved(proposal: Proposal) -> Iterator[Event]:
    for one in proposal.deadline_changes.select_related("changed_by"):
        before, after = (f"{eastern(moment):%b %-d, %Y}" for moment in (one.before, one.after))
        yield _at(one.changed_at, f"Deadline moved from {before} to {after}", one.reason, one.changed_by)


def _consulted(steps: Iterable[Consultation]) -> Iterator[Event]:
    for one in steps:
        yield Event(one.held_on, None, f"Consulted: {one.group}, {one.how}", one.what_changed)


def _ended(proposal: Proposal) -> Iterator[Event]:
    if proposal.closed_at:
        yield _at(
            proposal.closed_at, f"Closed: {proposal.get_result_display().lower()}", proposal.ended_because
        )


def _voted(proposal: Proposal, user: Any) -> Iterator[Voted]:
    """Every organization asked, alphabetical (P3)."""
    answers = Response.objects.visible_to(user).filter(proposal=proposal).select_related("answered_by")
    given = {
        one.organization_id: one for one in answers.prefetch_related("versions", "versions__answered_by")
    }
    asked = Organization.objects.filter(pk__in=proposal.electors.values("organization")).order_by("sort_key")
    for organization in asked:
        response = given.get(organization.pk)
        yield Voted(organization, response, tuple(response.versions.all()) if response else ())
