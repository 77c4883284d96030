"""Recording an organization's one answer (P3)."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from common import audit
from decisions.choices import Answer
from decisions.models import Proposal, Response
from members.models import Organization, User
from members.services.organizations import may_speak_for

TOO_LATE = "This proposal no longer takes answers. Nothing was recorded just now; an earlier answer stands."


class ResponseRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """The answer cannot be recorded; the message is fit to be shown."""


@transaction.atomic
def record_response(
    *,
    proposal: Proposal,
    organization: Organization,
    answer: Answer,
    by: User,
    reason: str = "",
    received_how: str = "",
    seen_round: int | None = None,
    seen_version: int | None = None,
) -> Response:
    """Record or change the answer of `organization` while the proposal is open; every change is kept as a version.

    `by` speaks for the organization, or is of the secretariat, which must say in `received_how` how the answer
    reached it. `seen_round` is the round whose text was read, so that nobody answers a text they have not seen;
    `seen_version` is how many answers the organization had given, so that nobody replaces a colleague's unread.
    Raises ResponseRefused with the reason; the database refuses the same on its own.
    """
    current = _locked(proposal, seen_round)
    _refuse_what_was_not_seen(current, organization, by, seen_version)
    response, is_first = _record(
        current, organization, answer, reason.strip(), by=by, received_how=received_how.strip()
    )
    _log("responded" if is_first else "changed response", response)
    return response


@transaction.atomic
def confirm_response(
    *,
    proposal: Proposal,
    organization: Organization,
    by: User,
    received_how: str = "",
    seen_round: int | None = None,
) -> Response:
    """Let an answer to an earlier round, with its reason, hold for the present one too.

    Raises ResponseRefused as `record_response`, and when there is no earlier answer that awaits it.
    """
    current = _locked(proposal, seen_round)
    earlier = current.responses.filter(organization=organization, round__lt=current.round).first()
    if earlier is None:
        raise ResponseRefused(f"No earlier answer of {organization} awaits confirmation.")
    response, _ = _record(
        current,
        organization,
        Answer(earlier.answer),
        earlier.reason,
        by=by,
        received_how=received_how.strip(),
    )
    _log("confirmed response", response)
    return response


def _locked(proposal: Proposal, seen_round: int | None) -> Proposal:
    current: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if seen_round is not None and seen_round != current.round:
        raise ResponseRefused(
            f"The text has changed: this is round {current.round} now. Read it, then answer again."
        )
    return current


def _refuse_what_was_not_seen(
    proposal: Proposal, organization: Organization, by: User, seen: int | None
) -> None:
    response = proposal.responses.filter(organization=organization).select_related("answered_by").first()
    # One's own answer may be replaced from any page: a second tap on the button is no surprise.
    if seen is None or response is None or response.answered_by == by or response.versions.count() == seen:
        return
    given = f"{response.answered_by} answered {response.get_answer_display().lower()} for {organization}"
    raise ResponseRefused(
        f"{given} while this page was open. That answer stands; send yours again to replace it."
    )


def _record(
    proposal: Proposal,
    organization: Organization,
    answer: Answer,
    reason: str,
    *,
    by: User,
    received_how: str,
) -> tuple[Response, bool]:
    """Write an answer to a locked proposal; return it, and whether it is the organization's first."""
    # Asked for only now: whoever waited for the lock past the deadline is too late.
    now = timezone.now()
    _refuse_what_the_rules_refuse(
        proposal, organization, answer, reason, now_open=proposal.takes_answers(now)
    )
    said: dict[str, Any] = {
        "round": proposal.round,
        "answer": answer,
        "reason": reason,
        "answered_by": by,
        "received_how": _check_who_records(by, organization, received_how),
        "answered_at": now,
    }
    try:
        # The database keeps the version that goes with it.
        with transaction.atomic():
            return Response.objects.update_or_create(
                proposal=proposal, organization=organization, defaults=said
            )
    except IntegrityError as error:
        # The deadline passed between our look at the clock and the database's.
        if proposal.takes_answers(timezone.now()):
            raise
        raise ResponseRefused(TOO_LATE) from error


def _log(verb: str, response: Response) -> None:
    # Who and when, never what: the answer may be hidden until the close, from the secretariat too.
    audit.record(
        verb,
        response,
        actor_id=response.answered_by_id,
        acting_for=response.organization_id,
        proposal=response.proposal_id,
        on_behalf=bool(response.received_how),
    )


def _refuse_what_the_rules_refuse(
    proposal: Proposal, organization: Organization, answer: Answer, reason: str, *, now_open: bool
) -> None:
    if not now_open:
        raise ResponseRefused(TOO_LATE)
    if not proposal.electors.filter(organization=organization).exists():
        raise ResponseRefused(f"{organization} was not asked: the circle was fixed when the proposal opened.")
    if not Organization.objects.active().filter(pk=organization.pk).exists():
        raise ResponseRefused(f"{organization} is no longer a member.")
    if answer == Answer.BLOCK and not reason:
        raise ResponseRefused("A block needs its reason.")


def _check_who_records(by: User, organization: Organization, received_how: str) -> str:
    """Return how the answer was received, empty when the organization answers itself."""
    if may_speak_for(by, organization):
        return ""
    if not by.is_secretariat:
        raise ResponseRefused(f"Only a representative or alternate answers for {organization}.")
    if not received_how:
        raise ResponseRefused("Say how the organization's answer was received.")
    return received_how
