"""Each decision has the next number of its year, however many are recorded at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from decisions.models import Decision
from decisions.services.decisions import next_number, record_decision
from tests.factories.decisions import DecisionFactory


def record(year: int = 2026) -> Decision:
    return record_decision(decided_on=date(year, 3, 1), title="SAMPLE", text="SAMPLE", by=None)


@pytest.mark.django_db
def test_numbers_run_on_within_a_year_and_begin_anew_with_the_next():
    assert [record().number, record().number, record(2027).number] == ["2026-01", "2026-02", "2027-01"]


@pytest.mark.django_db
def test_the_next_number_is_counted_not_spelled():
    for number in ("2026-99", "2026-100", "2026-9"):
        DecisionFactory(number=number)
    assert record().number == "2026-101"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_only_given_within_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        next_number(year=2026)


@pytest.mark.django_db(transaction=True)
def test_two_who_record_at_the_same_moment_get_two_numbers():
    start, failures = threading.Barrier(2), []

    def one() -> None:
        try:
            start.wait(timeout=10)
            for _ in range(5):
                record()
        except Exception as failed:  # noqa: BLE001 - a thread's failure would be lost
            failures.append(failed)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failures == []
    assert sorted(Decision.objects.values_list("number", flat=True)) == [
        f"2026-{number:02d}" for number in range(1, 11)
    ]


@pytest.mark.django_db(transaction=True)
def test_who_asks_second_waits_for_the_first_to_end():
    asked, got = threading.Event(), []

    def second() -> None:
        try:
            asked.set()
            got.append(record().number)
        finally:
            connection.close()

    with transaction.atomic():
        assert next_number(year=2026) == "2026-01"
        waiting = threading.Thread(target=second)
        waiting.start()
        assert asked.wait(timeout=10)
        waiting.join(timeout=0.5)
        assert got == []
        DecisionFactory(number="2026-01")
    waiting.join(timeout=10)
    assert got == ["2026-02"]
