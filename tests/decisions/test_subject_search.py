"""Finding what a proposal may concern, by citation or name."""

from __future__ import annotations

import pytest

from common.dates import today
from decisions.selectors.subject_search import search_subjects, searchable, subjects_named
from tests.factories.appropriations import LineFactory
from tests.factories.decisions import ProposalFactory
from tests.factories.legislation import BillFactory
from tests.factories.letters import LetterFactory
from tests.factories.members import AllyFactory, former_member, representative, staff_member
from tests.factories.priorities import PriorityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["H.R. 9001", "hr 9001", "119-hr-9001", "lantern"])
def test_a_bill_is_found_by_citation_and_by_words_of_its_title(words):
    bill = BillFactory(number=9001, title="SAMPLE Lantern Act")
    BillFactory(number=9002, title="SAMPLE Other Act")
    (found,) = search_subjects(words, representative())
    assert (found.key, found.kind) == (f"legislation.bill:{bill.pk}", "Bill")
    assert found.label.startswith("H.R. 9001 (119th)")


def test_lines_and_priorities_are_found_by_name():
    line, priority = LineFactory(name="SAMPLE Lantern grants"), PriorityFactory(short_title="SAMPLE Lanterns")
    found = {one.key for one in search_subjects("lantern", representative())}
    assert found == {f"appropriations.line:{line.pk}", f"priorities.priority:{priority.pk}"}
    assert priority.pillar.plan.ends_on >= today()


def test_letters_and_organizations_are_found_by_name():
    letter, ally = LetterFactory(title="SAMPLE On lanterns"), AllyFactory(name="SAMPLE Lantern Watch")
    found = {(one.key, one.kind) for one in search_subjects("lantern", staff_member())}
    assert found == {
        (f"decisions.letter:{letter.pk}", "Letter"),
        (f"members.organization:{ally.pk}", "Organization"),
    }


def test_who_is_outside_finds_nothing():
    BillFactory(number=9001)
    assert search_subjects("H.R. 9001", former_member()) == []
    assert subjects_named(["legislation.bill:119-hr-9001"], former_member()) == []


def test_no_words_find_nothing():
    BillFactory(number=9001)
    assert search_subjects("  ", representative()) == []


def test_keys_name_what_exists_may_be_seen_and_can_be_a_subject():
    bill, person = BillFactory(number=9001), representative()
    keys = [
        f"legislation.bill:{bill.pk}",
        f"legislation.bill:{bill.pk}",
        "legislation.bill:119-hr-1",
        f"members.user:{person.pk}",
        f"decisions.proposal:{ProposalFactory().pk}",
        "nonsense",
    ]
    assert subjects_named(keys, person) == [bill]


def test_every_kind_that_can_be_searched_says_who_may_see_it():
    for model in searchable():
        assert hasattr(model._default_manager.all(), "visible_to")
