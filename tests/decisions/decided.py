"""A decision that came about by a proposal, as the secretariat must be able to show it a year later."""

from __future__ import annotations

from collections.abc import Sequence

from decisions.choices import Answer
from decisions.models import Decision
from decisions.services.closing import close_proposal
from decisions.services.responses import record_response
from members.models import Organization, User
from tests.factories.decisions import an_open_proposal
from tests.factories.members import OrganizationFactory, representative, staff_member

ANSWERS = ((Answer.SUPPORT, "canaryreason agrees"), (Answer.STAND_ASIDE, "canaryreason stands aside"))


def a_decided_proposal(
    answers: Sequence[tuple[Answer, str]] = ANSWERS,
    *,
    organizations: Sequence[Organization] = (),
    by: User | None = None,
    **said: object,
) -> Decision:
    """A proposal that each of a few organizations answered through its representative, closed and decided."""
    organizations = organizations or OrganizationFactory.create_batch(len(answers))
    proposal = an_open_proposal(organizations, question="Shall we canaryquestion?", text="SAMPLE canarytext")
    for organization, (answer, reason) in zip(organizations, answers, strict=True):
        record_response(
            proposal=proposal,
            organization=organization,
            answer=answer,
            reason=reason,
            by=representative(organization),
        )
    words = {"title": "SAMPLE title", "text": "SAMPLE The coalition supports a sample."}
    return close_proposal(
        proposal=proposal,
        by=by or staff_member(),
        minority_view="SAMPLE canaryminority",
        **{**words, **said},
    )
