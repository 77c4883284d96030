"""Lists of decisions and proposals as files: what stays inside stays out of them where it must."""

from __future__ import annotations

import pytest

from decisions.choices import Answer
from tests.factories.decisions import DecisionFactory, an_answer, an_open_proposal
from tests.factories.members import OrganizationFactory, former_member, representative
from tests.pages import sheet_rows, signed_in

pytestmark = pytest.mark.django_db


def rows_of(address, person):
    heading, *rows = sheet_rows(signed_in(person).get(address))
    return [dict(zip(heading, row, strict=True)) for row in rows]


def test_a_file_of_proposals_counts_who_answered_and_never_says_what():
    organization = OrganizationFactory()
    proposal = an_open_proposal(organizations=[organization, OrganizationFactory()])
    an_answer(proposal, organization, Answer.BLOCK, reason="canary reason")
    (row,) = rows_of("/decisions/proposals/export.csv", representative(organization))
    assert (row["Question"], row["Asked"], row["Answered"]) == (proposal.question, "2", "1")
    assert "canary" not in str(row)
    assert "block" not in str(row).lower()


def test_a_file_of_decisions_says_which_of_them_are_on_the_public_record():
    DecisionFactory(title="SAMPLE open", is_public=True)
    DecisionFactory(title="SAMPLE closed", is_public=False, restriction_reason="SAMPLE")
    rows = rows_of("/decisions/export.csv", representative())
    assert {row["Decision"]: row["Public record"] for row in rows} == {
        "SAMPLE open": "yes",
        "SAMPLE closed": "no",
    }


def test_the_filters_of_the_page_hold_for_its_file():
    DecisionFactory(title="SAMPLE shelter")
    DecisionFactory(title="SAMPLE visas")
    rows = rows_of("/decisions/export.csv?search=shelter", representative())
    assert [row["Decision"] for row in rows] == ["SAMPLE shelter"]


@pytest.mark.parametrize("address", ["/decisions/export.csv", "/decisions/proposals/export.xlsx"])
def test_who_has_left_takes_no_file_along(address):
    assert signed_in(former_member()).get(address).status_code == 403
