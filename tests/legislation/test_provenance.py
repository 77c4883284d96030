"""Where the groups of a bill's facts come from, told in one row a bill (P9)."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import IntegrityError, connection

from legislation.choices import FactGroup, Source
from legislation.clerks_words import FORMS
from legislation.models import Bill, BillFacts
from legislation.provenance import GroupFacts, beside, beside_core
from legislation.services import fact_rows
from legislation.services.sync_bill import sync_bill
from tests.factories.legislation import BillFactory
from tests.legislation.records import JULY, JUNE, NOW, record

BILL = "119-hr-9901"
CORE = GroupFacts(BILL, "core", Source.GOVINFO, JUNE, JUNE, digest="c0")
# As the core came, and each way in which a group can have come otherwise.
OTHERS = [
    CORE._replace(group="titles", digest="d1"),
    CORE._replace(group="texts", source=Source.CONGRESS_API),
    CORE._replace(group="actions", source_updated_at=JULY),
    CORE._replace(group="related", checked_at=dt.datetime(2026, 6, 1, 4, 30, 15, 250, tzinfo=dt.UTC)),
    CORE._replace(group="cosponsors", is_complete=False, note="originals only"),
    CORE._replace(group="subjects", note="A copy of 2025-07-01 was not whole"),
]


@pytest.mark.parametrize("core", [CORE, CORE._replace(is_complete=False, note="a line of a list")])
def test_what_is_told_of_each_group_is_read_again_as_it_was(core):
    groups = {one.group: one for one in (core, *OTHERS)}
    told = json.loads(json.dumps(beside_core(groups)))
    assert {name: beside(core, name, said) for name, said in told.items()} == {
        one.group: one for one in OTHERS
    }


def test_a_group_of_the_cores_own_copy_is_told_by_its_digest_alone():
    told = beside_core({one.group: one for one in (CORE, *OTHERS)})
    assert [name for name, said in told.items() if isinstance(said, str)] == ["titles"]


@pytest.mark.django_db
def test_groups_of_several_copies_stand_in_one_row_each_with_its_own_source():
    sync_bill(record=record(), now=NOW)
    fetched = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    newer = record(
        source=Source.CONGRESS_API, source_updated_at=JULY, fetched_at=fetched, subjects=None, titles=None
    )
    sync_bill(record=newer, now=NOW)
    groups = BillFacts.objects.get(pk=BILL).groups()
    assert set(groups) == set(FactGroup.values)
    old = {name for name, one in groups.items() if one.source == Source.GOVINFO}
    assert old == {"subjects", "titles"}
    assert {(one.source_updated_at, one.checked_at) for name, one in groups.items() if name in old} == {
        (JUNE, JUNE)
    }
    assert {(one.source_updated_at, one.checked_at) for name, one in groups.items() if name not in old} == {
        (JULY, fetched)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("own", [True, False])
def test_the_database_finds_when_the_actions_were_checked_however_that_is_told(own):
    core = {"core": CORE._replace(bill_id=BillFactory().pk)}
    at = JULY if own else JUNE
    BillFacts.of(core).save()
    assert not BillFacts.objects.with_actions_checked()
    BillFacts.of(core | {"actions": core["core"]._replace(group="actions", checked_at=at)}).save()
    assert BillFacts.objects.with_actions_checked().get().actions_checked_at == at


@pytest.mark.django_db
def test_the_database_takes_no_group_of_another_name():
    bill = BillFactory()
    with pytest.raises(IntegrityError, match="fact_groups_known"):
        BillFacts.of({"core": CORE._replace(bill_id=bill.pk), "sponsors": OTHERS[0]}).save()


@pytest.mark.django_db
def test_a_bill_that_no_source_has_told_of_has_no_group():
    assert BillFactory().fact_groups == {}
    sync_bill(record=record(), now=NOW)
    assert set(Bill.objects.get(pk=BILL).fact_groups) == set(FactGroup.values)


@pytest.mark.parametrize(
    "gaps", [frozenset(), frozenset({FactGroup.CORE}), frozenset({FactGroup.COSPONSORS})]
)
def test_a_new_row_says_what_the_groups_one_by_one_say(gaps):
    made = record(incomplete=gaps, incomplete_reasons=("transcribed",) if gaps else ())
    digests = {group: f"digest of {group}" for group in FactGroup if made.delivered(group)}
    plan = fact_rows.plan_of(made, digests, {})
    row = dict(zip(fact_rows.COLUMNS, fact_rows.new_row(made, plan), strict=True))
    facts = BillFacts(**{**row, "bill": None, "bill_id": row["bill"], "others": json.loads(row["others"])})
    assert facts.groups() == fact_rows.groups_after(made, plan, {})


@pytest.mark.django_db
def test_a_bill_has_one_row_however_often_it_is_written():
    for moment in (JUNE, JULY):
        sync_bill(record=record(source_updated_at=moment), now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM legislation_billfacts")
        assert cursor.fetchone() == (1,)


def test_no_form_of_words_asks_which_number_it_is():
    """What an action says is read once for all the texts that differ in their numbers only."""
    patterns = [form.words.pattern for form in FORMS]
    assert not [each for each in patterns if any(sign.isdigit() for sign in each)]
