"""The one search: what is found in which words, filtered, ordered, explained, and by which plan of the database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client

from legislation.models import Bill, Summary
from legislation.search_query import BillQuery
from legislation.selectors.excerpts import excerpts
from legislation.selectors.search import problem_with, search
from legislation.services.search_documents import refresh
from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    CongressFactory,
    FamilyBillFactory,
    TrackedBillFactory,
)
from tests.factories.members import former_member, representative, staff_member

pytestmark = pytest.mark.django_db


def found(**fields: object) -> list[str]:
    return [bill.pk for bill in search(BillQuery(scope="all", **fields), representative())]  # type: ignore[arg-type]


def with_summary(text: str, **fields: object) -> Bill:
    bill: Bill = BillFactory(**fields)
    Summary.objects.create(bill=bill, version_code="00", acted_on=dt.date(2025, 2, 7), text=text)
    refresh([bill.pk])
    return bill


def test_words_are_found_in_titles_subjects_and_summaries() -> None:
    by_title = BillFactory(title="SAMPLE Lanterns for Ports Act")
    by_area = BillFactory(policy_area="Lantern policy")
    by_summary = with_summary("<p>It makes a lantern.</p>")
    BillFactory()
    assert set(found(q="lantern")) == {by_title.pk, by_area.pk, by_summary.pk}


def test_phrases_operators_and_parentheses_narrow_as_they_say() -> None:
    both = BillFactory(title="SAMPLE forced labor and labor trafficking of children")
    forced = BillFactory(title="SAMPLE forced labor abroad")
    loose = BillFactory(title="SAMPLE labor that is forced")
    assert set(found(q='"forced labor"')) == {both.pk, forced.pk}
    assert set(found(q='("labor trafficking" OR "forced labor") -children')) == {forced.pk}
    assert set(found(q="forced labor NOT (abroad OR children)")) == {loose.pk}
    assert set(found(q="traffick* OR abr*")) == {both.pk, forced.pk}


@pytest.mark.parametrize(
    "typed", ["'; DROP TABLE x; --", "a:*", "b & !c", "\\", "foo <-> bar", "it's", "100%"]
)
def test_signs_of_the_database_are_only_words(typed: str) -> None:
    BillFactory()
    problem_with(BillQuery(q=typed))
    assert isinstance(found(q=typed), list)


@pytest.mark.parametrize("typed", ["the", "of and", "the OR of", '"by the"'])
def test_words_that_mean_nothing_say_so(typed: str) -> None:
    BillFactory()
    assert "means nothing by itself" in problem_with(BillQuery(q=typed))
    assert found(q=typed) == []


def test_only_words_to_leave_out_are_no_search() -> None:
    assert "Say also what to look for" in problem_with(BillQuery(q="the -lantern"))


def test_days_that_end_before_they_begin_say_so() -> None:
    asked = BillQuery(introduced_from=dt.date(2025, 2, 1), introduced_to=dt.date(2025, 1, 1))
    assert problem_with(asked) == "The days of introduction end before they begin."


def test_dates_are_inclusive() -> None:
    bill = BillFactory(introduced_on=dt.date(2025, 2, 7), latest_action_on=dt.date(2025, 3, 1))
    BillFactory(introduced_on=dt.date(2025, 2, 8), latest_action_on=dt.date(2025, 3, 2))
    assert found(introduced_from=dt.date(2025, 2, 7), introduced_to=dt.date(2025, 2, 7)) == [bill.pk]
    assert found(acted_to=dt.date(2025, 3, 1)) == [bill.pk]


def test_filters_join_with_words() -> None:
    bill = BillFactory(title="SAMPLE Lantern Act", bill_type="s", sponsor_party="D", stage="reported")
    FamilyBillFactory(bill=bill)
    bill.bill_committees.create(committee=CommitteeFactory())
    BillFactory(title="SAMPLE Lantern Act")
    asked = {
        "congress": "119",
        "chamber": "senate",
        "type": "s",
        "stage": "reported",
        "family": "sample-family",
        "committee": "hsfa00",
        "sponsor": bill.sponsor_id,
        "party": "D",
    }
    assert found(q="lantern", **asked) == [bill.pk]


def test_tracked_bills_only_unless_all_are_asked_for() -> None:
    tracked = TrackedBillFactory().bill
    BillFactory()
    assert [one.pk for one in search(BillQuery(), representative())] == [tracked.pk]


def test_the_best_match_has_the_words_in_its_title() -> None:
    beside = with_summary("<p>lantern</p>", latest_action_on=dt.date(2026, 1, 1))
    named = BillFactory(title="SAMPLE Lantern Act", latest_action_on=dt.date(2025, 1, 1))
    assert found(q="lantern", sort="relevance") == [named.pk, beside.pk]
    assert found(q="lantern") == [beside.pk, named.pk]


def test_many_and_few_come_in_the_same_order() -> None:
    days = (dt.date(2025, 3, 1), None, dt.date(2025, 4, 1), dt.date(2025, 3, 1))
    for day in days:
        BillFactory(title="SAMPLE Lantern Act", latest_action_on=day)
    asked = BillQuery(q="lantern", scope="all")
    few, many = (search(asked, representative(), many=many) for many in (False, True))
    assert [one.pk for one in few] == [one.pk for one in many]
    assert [one.latest_action_on for one in few][-1] is None


def test_nobody_outside_finds_anything() -> None:
    BillFactory()
    assert not search(BillQuery(scope="all"), former_member()).exists()


def marked(bill: Bill, words: str) -> tuple[str, str, str]:
    one = excerpts([bill.pk], BillQuery(q=words))[bill.pk]
    title, passage = (
        "".join(f"[{p.text}]" if p.hit else p.text for p in parts) for parts in (one.title, one.passage)
    )
    return title, one.where, passage


def test_found_words_are_marked_where_they_stand() -> None:
    bill = with_summary("<p>It funds <b>lanterns</b> &amp; lamps.</p>", title="SAMPLE Lantern Act")
    assert marked(bill, "lantern")[0] == "SAMPLE [Lantern] Act"
    assert marked(bill, "lantern")[1] == "Summary"
    assert "[lanterns]" in marked(bill, "lantern")[2]
    assert "& lamps" in marked(bill, "lantern")[2]


def test_a_subject_that_was_found_is_shown() -> None:
    bill = BillFactory(policy_area="Lantern policy")
    assert marked(bill, "lantern")[1:] == ("Subject", "[Lantern] policy")


HOSTILE = "<script>alert(1)</script> lantern \x01<img src=x onerror=alert(2)>\x02 &lt;script&gt;alert(3)&lt;/script&gt;"


def test_nothing_of_a_source_becomes_markup(client: Client) -> None:
    client.force_login(staff_member())
    with_summary(HOSTILE, title=f"SAMPLE {HOSTILE}", latest_action_text=HOSTILE)
    page = client.get("/bills/", {"q": "lantern", "scope": "all"}).content.decode()
    assert "<mark>lantern</mark>" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_what_is_typed_is_shown_as_text(client: Client) -> None:
    client.force_login(staff_member())
    page = client.get("/bills/", {"q": '"><script>alert(1)</script>', "scope": "all"}).content.decode()
    assert "<script>alert" not in page


def test_a_search_that_cannot_be_made_says_why(client: Client) -> None:
    client.force_login(staff_member())
    assert "means nothing by itself" in client.get("/bills/", {"q": "the"}).content.decode()


def test_the_plan_uses_the_index_of_words() -> None:
    congress = CongressFactory()
    sponsor = BillFactory(title="SAMPLE Lantern Act").sponsor
    Bill.objects.bulk_create(
        Bill(
            id=f"119-s-{number}",
            congress=congress,
            bill_type="s",
            number=number,
            sponsor=sponsor,
            origin_chamber="senate",
            title=f"SAMPLE measure {number}",
            latest_action_on=dt.date(2025, 1, 3),
        )
        for number in range(1, 3001)
    )
    refresh(Bill.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        # So few and so short rows are read as fast without it: the real sizes are in tests/bench/bench_search.py.
        cursor.execute("SET LOCAL enable_seqscan = off")
        # Nor by the primary key from row to row, which looks cheap while new rows wait to enter the index of words.
        cursor.execute("SET LOCAL enable_indexscan = off")
        # What the planner has never counted it guesses, and guesses otherwise from run to run.
        cursor.execute("ANALYZE legislation_bill, legislation_billsearch")
    plan = search(BillQuery(q="lantern", scope="all"), representative()).values_list("pk")[:30].explain()
    assert "bill_search_vector" in plan, plan


def test_a_search_over_several_congresses_counts_each(client: Client) -> None:
    client.force_login(staff_member())
    BillFactory(title="SAMPLE Lantern Act")
    for _ in range(2):
        BillFactory(title="SAMPLE Lantern Act", congress=CongressFactory(number=118))
    response = client.get("/bills/", {"q": "lantern", "scope": "all"})
    assert response.context["congresses"] == {119: 1, 118: 2}
    assert response.context["page"].paginator.count == 3
    assert "congress=118" in response.content.decode()
