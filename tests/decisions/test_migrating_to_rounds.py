"""A database with a proposal from before there were rounds comes to the newest tables and goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from decisions.models import Proposal
from decisions.outcomes import Status
from decisions.selectors.outcome import outcome_of
from decisions.services.closing import close_proposal
from tests.factories.decisions import a_next_round, an_answer
from tests.factories.members import OrganizationFactory, staff_member

BEFORE_ROUNDS = [("decisions", "0002_record_lasts")]


def migrate(targets=None):
    """Bring the database to `targets` (by default the newest) and return the models as they were there."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets or executor.loader.graph.leaf_nodes())
    return executor.loader.project_state(targets).apps


@pytest.fixture
def before_rounds(transactional_db):
    yield migrate(BEFORE_ROUNDS)
    migrate()


def an_old_proposal(apps, organizations, staff, state="open"):
    """A proposal as it was entered then: opened, ended or still a draft, with an answer of the first organization."""
    proposal = apps.get_model("decisions", "Proposal").objects.create(
        question=f"Shall we do what was {state}?",
        kind="other",
        text="SAMPLE old text",
        commits_us_to="SAMPLE old promise",
        opened_at=None if state == "draft" else timezone.now(),
        deadline_at=None if state == "draft" else timezone.now() + timedelta(days=2),
        created_by_id=staff.pk,
        is_sample=True,
    )
    if state == "draft":
        return proposal.pk
    for one in organizations:
        apps.get_model("decisions", "Elector").objects.create(proposal=proposal, organization_id=one.pk)
    rows = apps.get_model("decisions", "Proposal").objects.filter(pk=proposal.pk)
    rows.update(state="open")
    said = {"answer": "support", "answered_by_id": staff.pk, "answered_at": timezone.now()}
    response = apps.get_model("decisions", "Response").objects.create(
        proposal=proposal, organization_id=organizations[0].pk, **said
    )
    apps.get_model("decisions", "ResponseVersion").objects.create(response=response, **said)
    rows.update(state=state, closed_at=None if state == "open" else timezone.now())
    return proposal.pk


@pytest.mark.django_db(transaction=True)
def test_a_proposal_opened_before_there_were_rounds_is_in_its_first_and_goes_on(before_rounds):
    organizations, staff = OrganizationFactory.create_batch(2), staff_member()
    keys = {
        state: an_old_proposal(before_rounds, organizations, staff, state)
        for state in ("draft", "open", "withdrawn")
    }
    migrate()
    rounds = {
        state: list(Proposal.objects.get(pk=key).rounds.values_list("number", "text", "commits_us_to"))
        for state, key in keys.items()
    }
    kept = [(1, "SAMPLE old text", "SAMPLE old promise")]
    assert rounds == {"draft": [], "open": kept, "withdrawn": kept}
    proposal = Proposal.objects.get(pk=keys["open"])
    assert [(one.round, one.answer) for one in proposal.responses.all()] == [(1, "support")]
    assert proposal.responses.get().versions.get().round == 1
    # And everything that can be done with a proposal can be done with it.
    a_next_round(proposal, by=staff)
    for one in organizations:
        an_answer(proposal, one)
    proposal.refresh_from_db()
    assert outcome_of(proposal, timezone.now()).status == Status.ADOPTED
    assert close_proposal(proposal=proposal, title="SAMPLE", text="SAMPLE", by=staff).outcome == "adopted"
