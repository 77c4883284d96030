"""The tables we ship: what is in them, that they read back as written, and that loading them is safe."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from common.dates import eastern
from common.facts import load_when_changed
from common.models import LoadedFacts
from legislation.choices import BillId, FactGroup, Source
from legislation.models import (
    Authorization,
    Bill,
    BillFacts,
    CommitteeSeat,
    Congress,
    Cosponsor,
    Family,
    FamilyLaw,
    Legislator,
    Term,
    TrackedBill,
)
from legislation.services import first_data
from legislation.services.first_data import FACTS, load_first_data
from legislation.services.sync_bill import Outcome, sync_bill
from legislation.sources import facts_table, facts_writer
from tests.legislation.records import NOW, record

# Also for the tests that only read `facts`: without a mark no test database is set up.
pytestmark = pytest.mark.django_db

LAWS = {
    "115-s-1311": "115-392",
    "115-s-1312": "115-393",
    "115-hr-2200": "115-425",
    "115-s-1862": "115-427",
    "117-s-3946": "117-347",
    "117-s-3949": "117-348",
    "117-hr-7181": "117-301",
    "117-s-3470": "117-211",
    "117-s-2991": "117-322",
    "119-hr-4323": "119-73",
}
VEHICLES = {
    "tvpra": "119-hr-1144 119-hr-2796 119-hr-2961 119-hr-4113 119-s-2647 118-hr-5856 118-s-920 117-hr-5150 "
    "117-hr-6552 117-s-4171 117-s-3946 117-s-3949 115-hr-2200 115-s-1311 115-s-1312 115-s-1862",
    "rhytpa": "119-s-2012 119-hr-3856 118-s-3125 118-hr-6041 117-s-4916 117-hr-8948 116-s-2916 116-hr-5191 "
    "115-hr-5339 114-s-262 114-hr-1779 113-s-2646",
}


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """The shipped facts, loaded once for the tests of this module that only read them."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            yield list(load_first_data())
            transaction.set_rollback(True)


@pytest.fixture
def facts(shipped):
    return shipped


def test_loading_says_what_it_loaded(facts):
    assert [line.partition(":")[0] for line in facts] == [
        "Congresses",
        "legislators",
        "bills",
        "families",
        "authorizations",
        "tracked bills",
    ]
    assert "537 members, 49 committees" in facts[1]


def test_the_119th_ends_at_noon_of_january_3_2027(facts):
    assert Congress.objects.get(pk=119).ends_on == dt.date(2027, 1, 3)
    assert set(range(108, 121)) <= set(Congress.objects.values_list("pk", flat=True))


def test_every_member_has_a_seat_in_congress_and_its_as_of(facts):
    members = Legislator.objects.filter(source=Source.LEGISLATORS)
    assert members.count() == 537
    assert set(members.values_list("as_of", flat=True)) == {dt.date(2026, 6, 15)}
    assert Term.objects.count() == 537
    # House terms and a third of the Senate's end with the 119th Congress.
    ends = Term.objects.filter(ends_on=dt.date(2027, 1, 3))
    assert (ends.filter(chamber="house").count(), ends.filter(chamber="senate").count()) == (437, 33)
    assert CommitteeSeat.objects.count() == 3879


def test_at_least_sixty_real_measures_each_with_source_and_as_of(facts):
    assert Bill.objects.count() >= 60
    for bill in Bill.objects.select_related("facts"):
        groups = bill.fact_groups
        assert {FactGroup.CORE, FactGroup.ACTIONS, FactGroup.COMMITTEES} <= set(groups), bill.pk
        assert all(row.source and row.checked_at for row in groups.values()), bill.pk
        assert bill.actions.exists(), bill.pk
        # Of 109 H.R. 972 the sponsor was not in the source read: it is left empty, not guessed.
        assert bill.sponsor_id or bill.pk == "109-hr-972", bill.pk


@pytest.mark.parametrize("family", VEHICLES)
def test_every_vehicle_of_a_family_is_there(facts, family):
    bills = set(Family.objects.get(pk=family).family_bills.values_list("bill_id", flat=True))
    assert set(VEHICLES[family].split()) <= bills


@pytest.mark.parametrize(("bill", "law"), LAWS.items())
def test_an_enacted_bill_has_its_law(facts, bill, law):
    row = Bill.objects.get(pk=bill)
    assert (row.stage, row.law_number) == ("enacted", law)


def test_h_r_1144_was_ordered_reported(facts):
    bill = Bill.objects.get(pk="119-hr-1144")
    assert (bill.step, bill.step_on, bill.step_committee_id) == (
        "ordered_reported",
        dt.date(2025, 7, 22),
        "hsfa00",
    )
    assert bill.cosponsor_count == 23
    assert bill.cosponsors.current().by_party() == {"D": 11, "R": 12}


def test_a_list_known_only_up_to_the_last_text_says_so(facts):
    row = BillFacts.objects.get(pk="116-s-2916").groups()[FactGroup.COSPONSORS]
    assert (row.is_complete, row.source) == (False, Source.BILL_FACTS)
    assert "last published text" in row.note
    assert BillFacts.objects.get(pk="118-hr-5856").groups()[FactGroup.COSPONSORS].is_complete


def test_every_cosponsor_has_a_party_and_a_name(facts):
    assert not Cosponsor.objects.filter(party="").exists()
    assert not Legislator.objects.filter(last_name="").exists()


def test_a_day_that_was_not_found_is_left_empty_with_what_is_known(facts):
    wilberforce = FamilyLaw.objects.get(law_number="110-457")
    assert wilberforce.enacted_on is None
    assert wilberforce.date_note.startswith("2008")
    for law in FamilyLaw.objects.all():
        assert law.enacted_on or law.date_note, law
        assert law.source
        assert law.as_of


def test_authorizations_are_in_law_or_proposed_never_both(facts):
    in_law, proposed = Authorization.objects.in_law(), Authorization.objects.proposed()
    assert {row.last_fiscal_year for row in in_law} == {2021}
    assert in_law.get(key="law-state-jtip").dollars == 13_822_000
    assert not in_law.filter(bill__isnull=False).exists()
    assert not proposed.filter(bill_version="").exists()
    runaway = proposed.filter(bill_id="119-s-2012", first_fiscal_year=2026)
    assert sorted(runaway.values_list("dollars", flat=True)) == [50_000_000, 67_500_000, 200_000_000]
    assert proposed.filter(bill_id="119-s-2012", such_sums=True, first_fiscal_year=2027).count() == 3


def test_the_live_vehicles_are_tracked(facts):
    live = {bill for bill in " ".join(VEHICLES.values()).split() if bill.startswith("119-")}
    assert live <= set(TrackedBill.objects.values_list("bill_id", flat=True))


def test_loading_again_reads_nothing(facts):
    assert all(line.endswith(": unchanged") for line in load_first_data())


def test_loading_a_changed_table_again_changes_no_bill(facts):
    assert first_data.load_bills() == f"0 created, 0 updated, {Bill.objects.count()} unchanged"


def test_the_tables_never_overwrite_what_was_pulled_since():
    names = facts_table.read_names(facts_table.read_rows(FACTS / "people.csv"))
    bills = {str(bill.id): bill for bill, _ in facts_table.read_bills(FACTS / "bills.jsonl", names)}
    first_data.load_congresses()
    pulled = record(
        id=BillId.parse("119-hr-1144"),
        source=Source.CONGRESS_API,
        source_updated_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
    )
    sync_bill(record=pulled, now=NOW)

    assert sync_bill(record=bills["119-hr-1144"], now=NOW) is Outcome.UNCHANGED
    assert Bill.objects.get(pk="119-hr-1144").title == "SAMPLE Prevention Act"


def test_a_table_that_cannot_be_read_names_the_line_and_changes_nothing(tmp_path):
    good = facts_writer.bill_line(record(), NOW)
    broken = tmp_path / "broken.jsonl"
    broken.write_text(f'{good}\n{{"id": "119-hr-1"}}\n')
    first_data.load_congresses()

    def load() -> str:
        for bill, _ in facts_table.read_bills(broken, {}):
            sync_bill(record=bill, now=NOW)
        return "all"

    with pytest.raises(facts_table.UnreadableFacts, match="line 2"):
        load_when_changed("broken", [broken], load)
    assert not Bill.objects.filter(pk=str(record().id)).exists()
    assert not LoadedFacts.objects.filter(name="broken").exists()


def test_a_bill_reads_back_as_it_was_written(tmp_path):
    whole = record(summaries=None, amendment_count=None)
    path = tmp_path / "bills.jsonl"
    path.write_text(facts_writer.bill_line(whole, NOW) + "\n")

    (read, laid_over), *_ = list(facts_table.read_bills(path, {}))
    assert laid_over == ()
    assert (read.id, read.title, read.introduced_on, read.source) == (
        whole.id,
        whole.title,
        whole.introduced_on,
        whole.source,
    )
    assert [(each.date, each.text, each.code, each.committees) for each in read.actions] == [
        (each.date, each.text, each.code, each.committees) for each in whole.actions
    ]
    assert [(each.bioguide, each.party, each.date, each.withdrawn_on) for each in read.cosponsors] == [
        (each.bioguide, each.party, each.date, each.withdrawn_on) for each in whole.cosponsors
    ]
    assert read.related_bills == whole.related_bills
    assert read.summaries is None  # left out is unknown, not empty


def test_an_unknown_group_and_an_empty_one_stay_apart(tmp_path):
    path = tmp_path / "bills.jsonl"
    path.write_text(facts_writer.bill_line(record(cosponsors=None, subjects=()), NOW) + "\n")
    (read, _), *_ = list(facts_table.read_bills(path, {}))
    assert read.cosponsors is None
    assert read.subjects == ()


def test_the_tables_are_what_the_public_data_give(shared_data, tmp_path):
    for name in ("bill_files.csv", "laid_over.json"):
        (tmp_path / name).write_bytes((FACTS / name).read_bytes())
    call_command(
        "make_bill_facts",
        str(shared_data / "congress"),
        "--roster-as-of=2026-06-15",
        f"--out={tmp_path}",
        verbosity=0,
        stdout=open("/dev/null", "w"),  # noqa: SIM115, PTH123 - its listing of files is no part of the test
    )
    for made in sorted(tmp_path.iterdir()):
        assert made.read_bytes() == (FACTS / made.name).read_bytes(), made.name


def test_the_tables_hold_no_summary_and_no_text_of_a_bill():
    for line in (FACTS / "bills.jsonl").read_text(encoding="utf-8").splitlines():
        assert not {"summaries", "text"} & set(json.loads(line))


def test_a_copy_that_names_no_time_is_as_of_the_eastern_day_of_its_last_fact():
    lines = [json.loads(line) for line in (FACTS / "bills.jsonl").read_text(encoding="utf-8").splitlines()]
    undated = [line for line in lines if line["source"] in {"bill_facts", "facts"}]
    shown = {
        line["id"]: eastern(dt.datetime.fromisoformat(line["as_of"])).date().isoformat() for line in undated
    }
    assert shown["114-s-178"] == "2015-05-29"  # the day it was signed
    assert all(shown[line["id"]] >= line["actions"][-1]["on"] for line in undated)


def test_an_authorization_in_law_is_shipped_only_with_the_years_read_in_it():
    rows = json.loads((FACTS / "authorizations.json").read_text(encoding="utf-8"))
    in_law = [row for row in rows if row["status"] == "in_law"]
    assert {row["law"] for row in in_law} == {"22 U.S.C. 7110 (TVPA section 113)"}
    assert {(row["first_fiscal_year"], row["last_fiscal_year"]) for row in in_law} == {(2018, 2021)}
