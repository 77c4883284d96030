"""Lists of years of work: what is counted for a row is counted for the rows of a page, not for all there are."""

from __future__ import annotations

import pytest

from decisions.models import Letter, Proposal
from decisions.selectors.letters import listed
from decisions.selectors.proposals import in_order_of_use, with_counts
from tests.factories.decisions import a_next_round, an_answer, an_open_proposal
from tests.factories.letters import a_letter_to_sign, a_signature, an_outside_signer
from tests.factories.members import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_the_counts_of_a_proposal_are_those_of_its_present_round():
    organizations = OrganizationFactory.create_batch(4)
    proposal = an_open_proposal(organizations)
    for one in organizations[:3]:
        an_answer(proposal, one)
    an_open_proposal()
    row = with_counts(Proposal.objects.filter(pk=proposal.pk)).get()
    assert (row.asked, row.answered) == (4, 3)
    an_answer(a_next_round(proposal), organizations[0])
    row = with_counts(Proposal.objects.filter(pk=proposal.pk)).get()
    assert (row.asked, row.answered) == (4, 1)


def test_the_count_of_a_letter_is_of_those_who_stand_on_it():
    letter = a_letter_to_sign()
    for _ in range(3):
        a_signature(letter)
    an_outside_signer(letter, "SAMPLE Outside")
    an_outside_signer(a_letter_to_sign(), "SAMPLE Elsewhere")
    assert listed(Letter.objects.filter(pk=letter.pk)).get().signed == 4


@pytest.mark.parametrize(
    "rows",
    [
        lambda: with_counts(Proposal.objects.all()),
        lambda: in_order_of_use(Proposal.objects.all(), None),
        lambda: listed(Letter.objects.all()),
    ],
)
def test_no_list_joins_each_of_those_asked_with_each_who_answered(rows):
    # 60 asked and 60 answers of 600 proposals would be two million rows, and 60 signatures and 300 signers as bad.
    assert " JOIN " not in str(rows().query)
