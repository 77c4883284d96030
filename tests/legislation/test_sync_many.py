"""Writing many bills at once gives the rows that writing them one by one gives."""

import datetime as dt
import threading
import zlib
from dataclasses import replace
from itertools import islice

import pytest
from django.db import connection, models

from legislation.choices import BillId, FactGroup, Source
from legislation.models import (
    Action,
    Bill,
    BillCommittee,
    BillFacts,
    Committee,
    Congress,
    Cosponsor,
    Legislator,
    RelatedBill,
    Summary,
    TextVersion,
    Title,
)
from legislation.services.import_bills import import_billstatus
from legislation.services.lay_over import lay_over
from legislation.services.sync_bill import Outcome, sync_bill, sync_bills
from legislation.sources import billstatus
from legislation.sources.archives import read_paths
from legislation.sources.records import BillRecord, SummaryRecord
from tests.legislation.records import (
    INTRODUCED,
    JULY,
    JUNE,
    NOW,
    ORDERED,
    REFERRED,
    action,
    cosponsor,
    record,
)

KEPT = (
    Bill,
    BillFacts,
    Action,
    Cosponsor,
    BillCommittee,
    Title,
    Summary,
    TextVersion,
    RelatedBill,
    Legislator,
    Committee,
    Congress,
)


def rows() -> dict[str, list[str]]:
    """Everything a source's facts become, without the keys that are only numbers."""
    found = {}
    for model in KEPT:
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if not isinstance(field, models.AutoField) or not field.primary_key
        ]
        found[model.__name__] = sorted(map(repr, model.objects.order_by().values_list(*names)))
    return found


def written(write) -> dict[str, list[str]]:
    """What `write` leaves in an empty database, which is empty again afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before_writing")
        write()
        found = rows()
        cursor.execute("ROLLBACK TO SAVEPOINT before_writing")
    assert not Bill.objects.exists()
    return found


def assert_same_at_once(records: list[BillRecord]) -> None:
    one_by_one = written(lambda: [sync_bill(record=each, now=NOW) for each in records])
    at_once = written(lambda: sync_bills(records=records, now=NOW))
    for name, expected in one_by_one.items():
        assert at_once[name] == expected, name
    assert len(one_by_one["Bill"]) == len({each.id for each in records})


@pytest.mark.django_db
def test_many_at_once_leave_the_rows_that_one_by_one_leaves():
    other = BillId.parse("119-hr-9902")
    assert_same_at_once(
        [
            record(),
            record(id=other, cosponsors=(cosponsor("X000004"), cosponsor("X000004")), actions=None),
            record(
                source_updated_at=JULY, actions=(REFERRED, ORDERED), incomplete=frozenset({FactGroup.TEXTS})
            ),
            record(id=other, source_updated_at=JULY, actions=(INTRODUCED, REFERRED), cosponsors=()),
            record(source_updated_at=JUNE, title="SAMPLE older title"),
        ]
    )


@pytest.mark.django_db
def test_what_each_of_many_came_to_is_told_in_their_order():
    other = BillId.parse("119-hr-9902")
    found = sync_bills(
        records=[record(), record(id=other), record(), record(source_updated_at=JULY, title="SAMPLE new")],
        now=NOW,
    )
    assert found == [Outcome.CREATED, Outcome.CREATED, Outcome.UNCHANGED, Outcome.UPDATED]


@pytest.mark.django_db
def test_texts_with_marks_that_mean_something_to_copy_are_kept_as_they_are():
    hard = 'tab\t"quoted", back\\slash\\N\r\nnew line\n\\.\nafter, \\. é \u2028 {a,"b"}'
    strange = action("2025-02-08", hard, type=hard, committees=('a"\\,{',))
    sync_bill(
        record=record(actions=(strange,), title=hard, summaries=(SummaryRecord(hard[:5], None, "", hard),)),
        now=NOW,
    )
    bill = Bill.objects.get()
    stored = bill.actions.get()
    assert (bill.title, stored.text, stored.action_type) == (hard, hard, hard)
    assert stored.committee_codes == ['a"\\,{']
    assert bill.summaries.get().version_code == hard[:5]


@pytest.mark.django_db
def test_one_that_cannot_be_written_takes_all_of_its_batch_with_it():
    from django.db import DataError

    with pytest.raises(DataError):
        sync_bills(records=[record(), record(id=BillId.parse("119-hr-9902"), policy_area="x" * 500)], now=NOW)
    assert not Bill.objects.exists()


@pytest.mark.django_db
def test_what_was_laid_over_stays_in_its_bill_when_many_are_written():
    sync_bill(record=record(), now=NOW)
    signed = action("2025-12-01", "Signed by President.")
    lay_over(bill_id="119-hr-9901", action=signed, source=Source.STAFF, url="https://example.org/")
    other = record(id=BillId.parse("119-hr-9902"))
    sync_bills(records=[record(source_updated_at=JULY, actions=(INTRODUCED, ORDERED)), other], now=NOW)
    texts = Action.objects.filter(bill_id="119-hr-9901").order_by("position").values_list("text", flat=True)
    assert list(texts) == [INTRODUCED.text, ORDERED.text, signed.text]
    assert Bill.objects.get(pk="119-hr-9901").stage == "enacted"
    assert Bill.objects.get(pk="119-hr-9902").stage == "introduced"


@pytest.mark.django_db(transaction=True)
def test_batches_that_share_bills_wait_for_each_other_and_never_in_a_circle():
    ids = [BillId.parse(f"119-hr-{number}") for number in range(9901, 9913)]
    failures = []

    def write(order, day):
        moment = dt.datetime(2025, 6, day, tzinfo=dt.UTC)
        try:
            sync_bills(records=[record(id=each, source_updated_at=moment) for each in order], now=NOW)
        except Exception as error:  # noqa: BLE001 - whatever a thread raises is the test's finding
            failures.append(error)
        finally:
            connection.close()

    orders = (ids, ids[::-1], ids[6:] + ids[:6], ids[::-2])
    threads = [threading.Thread(target=write, args=(order, day)) for day, order in enumerate(orders, start=1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Action.objects.count() == 2 * len(ids)


# -- files already read ----------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    from tests.legislation.test_import_billstatus import SAMPLE_FILES

    path = tmp_path / SAMPLE_FILES[2].name
    path.write_bytes(SAMPLE_FILES[2].read_bytes())
    return path


@pytest.mark.django_db
def test_a_file_read_before_asks_the_database_once_and_writes_nothing(file, django_assert_num_queries):
    import_billstatus(paths=[file])
    with django_assert_num_queries(1):
        tally = import_billstatus(paths=[file])
    assert (tally.read, tally.unchanged) == (1, 1)


@pytest.mark.django_db
def test_a_file_is_read_again_once_facts_came_from_elsewhere(file):
    import_billstatus(paths=[file])
    bill = Bill.objects.get()
    read = billstatus.parse(file.read_bytes())
    sync_bill(record=replace(read, title="SAMPLE from elsewhere", file_digest=""), now=NOW)
    assert import_billstatus(paths=[file]).updated == 1
    assert Bill.objects.get().title == bill.title


@pytest.mark.django_db
def test_one_file_that_cannot_be_written_is_named_and_the_rest_of_its_batch_is_imported(file, tmp_path):
    other = file.read_bytes().replace(b"<number>9902</number>", b"<number>9999</number>", 1)
    # Longer than any policy area may be.
    area = b"<policyArea><name>"
    assert area in other
    start = other.index(area) + len(area)
    (tmp_path / "bad.xml").write_bytes(other[:start] + b"x" * 300 + other[start:])
    said = []
    tally = import_billstatus(paths=[tmp_path], tell=said.append)
    assert (tally.created, tally.failed) == (1, 1)
    assert ["bad.xml" in each.name and "too long" in each.reason for each in said if each.reason] == [True]


# -- the real files --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_all_sample_files_at_once_leave_the_rows_that_one_by_one_leaves(shared_data):
    found = read_paths([shared_data / "congress" / "billstatus"])
    assert_same_at_once([billstatus.parse(content, name) for name, content in found])


@pytest.mark.django_db
def test_eighty_real_files_at_once_leave_the_rows_that_one_by_one_leaves(shared_data):
    archive = read_paths([shared_data / "congress" / "BILLSTATUS-117-all.tar.xz"])
    chosen = [each for each in islice(archive, 1600) if zlib.crc32(each[0].encode()) % 20 == 0]
    records = [billstatus.parse(content, name) for name, content in chosen]
    assert_same_at_once([replace(each, id=each.id) for each in records][:80])
    assert len(records) > 60
