"""Recording an organization's one answer (P3)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from common import audit
from decisions.choices import Answer
from decisions.models import Proposal, Response, ResponseVersion
from members.models import Organization, User
from members.services.organizations import may_speak_for


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
) -> Response:
    """Record or change the answer of `organization` while the proposal is open; every change is kept as a version.

    `by` speaks for the organization, or is of the secretariat, which must say in `received_how` how the answer
    reached it. Raises ResponseRefused with the reason; the database refuses the same on its own.
    """
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    now = timezone.now()
    _refuse_what_the_rules_refuse(
        current, organization, answer, reason.strip(), now_open=current.takes_answers(now)
    )
    received_how = _check_who_records(by, organization, received_how.strip())
    said: dict[str, Any] = {
        "round": current.round,
        "answer": answer,
        "reason": reason.strip(),
        "answered_by": by,
        "received_how": received_how,
        "answered_at": now,
    }
    response, is_first = _keep(current, organization, said)
    # Who and when, never what: the answer may be hidden until the close, from the secretariat too.
    audit.record(
        "responded" if is_first else "changed response",
        response,
        actor_id=by.pk,
        acting_for=organization.pk,
        proposal=current.pk,
        on_behalf=bool(received_how),
    )
    return response


def _keep(proposal: Proposal, organization: Organization, said: dict[str, Any]) -> tuple[Response, bool]:
    response, is_first = Response.objects.update_or_create(
        proposal=proposal, organization=organization, defaults=said
    )
    ResponseVersion.objects.create(response=response, **said)
    return response, is_first


def _refuse_what_the_rules_refuse(
    proposal: Proposal, organization: Organization, answer: Answer, reason: str, *, now_open: bool
) -> None:
    if not now_open:
        raise ResponseRefused("This proposal no longer takes answers.")
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
