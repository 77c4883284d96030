"""Going around Django with SQL: what the database itself refuses of proposals, rounds, answers and decisions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from decisions.choices import Answer
from decisions.models import Attachment, Proposal, Subject
from decisions.services.attachments import attach
from decisions.services.drafts import draft_proposal
from decisions.services.proposals import open_proposal
from tests.decisions.sql import RESPOND, execute
from tests.factories.decisions import ProposalFactory, a_next_round, an_answer, an_open_proposal
from tests.factories.legislation import BillFactory
from tests.factories.members import OrganizationFactory, UserFactory, staff_member
from tests.uploads import a_file

pytestmark = pytest.mark.django_db
CLOSE = "UPDATE decisions_proposal SET state = 'closed', result = 'adopted', closed_at = now()"
DECIDE = """
    INSERT INTO decisions_decision (number, decided_on, title, text, outcome, is_public, restriction_reason, tally,
        minority_view, is_sample, correction_reason, proposal_id)
    VALUES ('2026-01', now(), 'SAMPLE', 'SAMPLE', %s, true, '', '', '', true, '', %s)
"""


def refused(sql, values=()):
    """Return why the database refuses a statement, at once or at the end of the transaction."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        execute(f"{sql}; SET CONSTRAINTS ALL IMMEDIATE", values)
    execute("SET CONSTRAINTS ALL DEFERRED")
    return str(error.value)


def with_files_and_subjects():
    """An open proposal with a file and a subject, and a draft."""
    staff, bill = staff_member(), BillFactory()
    draft = draft_proposal(
        question="Shall we?", kind="other", text="SAMPLE", subjects=[bill], by=staff, is_sample=True
    )
    attach(proposal=draft, upload=a_file(), by=staff)
    opened = open_proposal(
        proposal=draft,
        deadline_at=timezone.now() + timedelta(days=1),
        organizations=[OrganizationFactory()],
        by=staff,
    )
    return opened, ProposalFactory()


def test_a_proposal_that_was_opened_is_not_deleted_not_even_with_its_electors():
    an_open_proposal()
    assert "it is kept" in refused("DELETE FROM decisions_proposal")
    assert "it is kept" in refused("DELETE FROM decisions_proposal; DELETE FROM decisions_elector")
    assert "frozen" in refused("DELETE FROM decisions_elector; DELETE FROM decisions_proposal")


@pytest.mark.parametrize("ended", [CLOSE, "UPDATE decisions_proposal SET state = 'withdrawn'"])
def test_an_ended_proposal_is_not_deleted_reopened_or_touched(ended):
    an_open_proposal()
    execute(ended)
    for change, said in [
        ("DELETE FROM decisions_proposal", "it is kept"),
        ("UPDATE decisions_proposal SET state = 'open', result = ''", "ended"),
        ("UPDATE decisions_proposal SET state = 'draft', result = ''", "ended"),
        ("UPDATE decisions_proposal SET ended_because = 'other'", "ended"),
        ("UPDATE decisions_proposal SET deadline_at = now() + interval '9 days'", "ended"),
        ("UPDATE decisions_proposal SET round = 2, text = 'other'", "ended"),
        ("UPDATE decisions_proposal SET is_sample = false", "ended"),
        ("UPDATE decisions_proposal SET answers_hidden_until_close = true", "frozen"),
    ]:
        assert said in refused(change), change


def test_an_open_proposal_does_not_become_a_draft_again():
    an_open_proposal()
    assert "draft again" in refused("UPDATE decisions_proposal SET state = 'draft'")


def test_a_draft_is_neither_closed_nor_opened_to_nobody():
    ProposalFactory(deadline_at=timezone.now() + timedelta(days=1), opened_at=timezone.now())
    assert "draft to open to its end" in refused(CLOSE)
    assert "draft to open to its end" in refused("UPDATE decisions_proposal SET state = 'withdrawn'")
    assert "no organization" in refused("UPDATE decisions_proposal SET state = 'open'")


def test_a_proposal_begins_as_a_draft():
    columns = ", ".join(
        one.column for one in Proposal._meta.local_concrete_fields if one.column not in {"id", "state"}
    )
    an_open_proposal()
    assert "begins as a draft" in refused(
        f"INSERT INTO decisions_proposal (state, {columns}) SELECT 'open', {columns} FROM decisions_proposal"  # noqa: S608
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("text = 'other words'", "frozen"),
        ("round = 3, text = 'other words'", "follow one another"),
        ("round = 0", "follow one another"),
        ("round = 2, text = 'other words'", "was not kept"),
        ("round = 2", "was not kept"),
        ("quorum = 1", "frozen"),
        ("rule = 'majority'", "frozen"),
        ("answers_hidden_until_close = true", "frozen"),
        ("is_sample = false", "frozen"),
        ("state = 'closed', result = 'adopted', round = 2", "while it is open"),
    ],
)
def test_a_changed_text_is_a_round_that_is_kept(change, said):
    an_open_proposal()
    assert said in refused(f"UPDATE decisions_proposal SET {change}")  # noqa: S608 - words of this test


def test_a_round_is_kept_as_it_was():
    proposal = an_open_proposal()
    a_next_round(proposal)
    person = UserFactory()
    for sql, values in [
        ("UPDATE decisions_proposalround SET text = 'other'", ()),
        ("UPDATE decisions_proposalround SET what_changed = 'other'", ()),
        ("DELETE FROM decisions_proposalround", ()),
        (
            (
                "INSERT INTO decisions_proposalround"
                " (proposal_id, number, question, text, commits_us_to, what_changed, opened_by_id, opened_at)"
                " SELECT id, 3, question, text, commits_us_to, '', %s, now() FROM decisions_proposal"
            ),
            (person.pk,),
        ),
    ]:
        assert "round is" in refused(sql, values).lower(), sql


def test_what_a_proposal_concerns_is_neither_changed_nor_moved_away():
    opened, draft = with_files_and_subjects()
    for sql, values in [
        ("DELETE FROM decisions_subject", ()),
        ("UPDATE decisions_subject SET object_id = 'other'", ()),
        ("UPDATE decisions_subject SET proposal_id = %s", (draft.pk,)),
        (
            (
                "INSERT INTO decisions_subject (proposal_id, content_type_id, object_id)"
                " SELECT proposal_id, content_type_id, 'other' FROM decisions_subject"
            ),
            (),
        ),
    ]:
        assert "frozen" in refused(sql, values), sql
    assert Subject.objects.get().proposal == opened


def test_a_file_of_an_open_proposal_is_neither_changed_nor_moved_away():
    opened, draft = with_files_and_subjects()
    for sql, values in [
        ("DELETE FROM decisions_attachment", ()),
        ("UPDATE decisions_attachment SET name = 'other'", ()),
        ("UPDATE decisions_attachment SET sha256 = 'other'", ()),
        ("UPDATE decisions_attachment SET until_round = 7", ()),
        ("UPDATE decisions_attachment SET proposal_id = %s", (draft.pk,)),
    ]:
        assert "frozen" in refused(sql, values), sql
    assert Attachment.objects.get().proposal == opened


def test_the_electorate_is_not_moved_to_another_proposal():
    an_open_proposal()
    assert "frozen" in refused("UPDATE decisions_elector SET proposal_id = %s", (ProposalFactory().pk,))


def test_an_answer_is_given_to_the_round_that_is_open():
    organizations = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal(organizations)
    an_answer(proposal, organizations[0])
    a_next_round(proposal)
    row = (proposal.pk, organizations[1].pk, UserFactory().pk)
    assert "the round that is open" in refused(RESPOND, row)
    assert "the round that is open" in refused("UPDATE decisions_response SET answer = 'abstain'")
    assert "the round that is open" in refused("UPDATE decisions_response SET round = 7")


def test_no_answer_changes_without_a_version_whoever_changes_it():
    organization = OrganizationFactory()
    response = an_answer(an_open_proposal([organization]), organization)
    execute("UPDATE decisions_response SET answer = 'abstain', reason = 'SAMPLE around'")
    assert [(one.answer, one.reason) for one in response.versions.all()] == [
        (Answer.SUPPORT, ""),
        (Answer.ABSTAIN, "SAMPLE around"),
    ]


def test_a_version_is_not_made_up():
    organization = OrganizationFactory()
    an_answer(an_open_proposal([organization]), organization)
    assert "never entered" in refused(
        "INSERT INTO decisions_responseversion"
        " (response_id, round, answer, reason, answered_by_id, received_how, answered_at)"
        " SELECT id, round, 'block', 'made up', answered_by_id, '', now() FROM decisions_response"
    )


def test_a_moved_deadline_is_kept():
    proposal = an_open_proposal()
    a_next_round(proposal)
    assert "kept" in refused("UPDATE decisions_deadlinechange SET reason = 'other'")
    assert "kept" in refused("DELETE FROM decisions_deadlinechange")


def test_a_decision_rests_on_a_proposal_that_came_to_it():
    proposal = an_open_proposal()
    assert "did not come to" in refused(DECIDE, ("adopted", proposal.pk))
    execute(CLOSE)
    assert "did not come to" in refused(DECIDE, ("not_adopted", proposal.pk))
    execute(DECIDE, ("adopted", proposal.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        execute(DECIDE.replace("2026-01", "2026-02"), ("adopted", proposal.pk))
    other = an_open_proposal()
    assert "cannot be changed" in refused("UPDATE decisions_decision SET proposal_id = %s", (other.pk,))
    assert "cannot be changed" in refused("UPDATE decisions_decision SET proposal_id = NULL")


def test_every_refusal_is_a_trigger_that_is_on():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")
        assert cursor.fetchall() == []
