"""Requests of offices: who was asked by whom, what was submitted; by line and by office, never scored (P1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from appropriations.models import OfficeRequest
from appropriations.services.office_requests import (
    add_office_request,
    change_office_request,
    take_back_office_request,
    undo_office_request,
)
from appropriations.services.row_changes import RowError
from common.dates import today
from common.models import AuditEntry
from tests.factories.appropriations import LineFactory
from tests.factories.legislation import LegislatorFactory, TermFactory
from tests.factories.members import former_member, representative, staff_member
from tests.factories.support import (
    DeadlineFactory,
    MemberLetterFactory,
    MemberSignatureFactory,
    OfficeRequestFactory,
)
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
LIST = "/money/office-requests/"


def office(last, **term):
    settings = {"starts_on": date(2025, 1, 3), "ends_on": today() + timedelta(days=300)}
    return TermFactory(legislator=LegislatorFactory(last_name=last), **(settings | term)).legislator


@pytest.fixture
def staff():
    return staff_member()


def fields(**said):
    base = {
        "line": LineFactory(),
        "fiscal_year": 2027,
        "legislator": office("Alder"),
        "kind": "programmatic",
        "asked_on": date(2026, 3, 2),
        "source": "SAMPLE email",
        "as_of": date(2026, 11, 21),
    }
    return base | said


def test_that_an_office_submitted_is_kept_beside_what_was_known_before_and_undone(staff):
    made = add_office_request(fields=fields(), by=staff)
    change_office_request(request_of=made, fields={"submitted_on": date(2026, 3, 20)}, by=staff)
    entry = AuditEntry.objects.get(verb="changed a request of an office")
    assert entry.detail["changed"] == {"submitted_on": [None, "2026-03-20"]}
    undo_office_request(request_of=made, by=staff)
    made.refresh_from_db()
    assert made.submitted_on is None


def test_an_office_has_one_request_of_a_kind_for_a_line_and_year(staff):
    said = fields()
    first = add_office_request(fields=said, by=staff)
    with pytest.raises(RowError, match="here already"):
        add_office_request(fields=said, by=staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeRequestFactory(line=first.line, legislator=first.legislator)
    add_office_request(fields=said | {"kind": "language"}, by=staff)
    take_back_office_request(request_of=first, by=staff)
    again = add_office_request(fields=said, by=staff)
    with pytest.raises(RowError, match="here already"):
        undo_office_request(request_of=first, by=staff)
    assert again.pk != first.pk


def test_nothing_is_both_submitted_and_declined(staff):
    made = add_office_request(fields=fields(submitted_on=date(2026, 3, 20)), by=staff)
    with pytest.raises(RowError, match="has not declined it"):
        change_office_request(request_of=made, fields={"declined_on": date(2026, 3, 21)}, by=staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeRequest.objects.filter(pk=made.pk).update(declined_on=date(2026, 3, 21))


def test_only_the_secretariat_keeps_requests(staff):
    made = add_office_request(fields=fields(), by=staff)
    for verb in (
        lambda: add_office_request(fields=fields(fiscal_year=2028), by=representative()),
        lambda: change_office_request(request_of=made, fields={"words": "SAMPLE"}, by=representative()),
        lambda: take_back_office_request(request_of=made, by=representative()),
    ):
        with pytest.raises(RowError, match="secretariat"):
            verb()


def test_there_is_no_field_for_an_offset_a_transfer_or_a_recipient():
    names = {field.name for field in OfficeRequest._meta.get_fields()}
    assert not [name for name in names if any(word in name for word in ("offset", "transfer", "recipient"))]
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeRequestFactory(dollars=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeRequestFactory(kind="community_project")


def test_the_list_asks_as_many_queries_for_thirty_as_for_one():
    client = signed_in(representative())
    OfficeRequestFactory(legislator=office("Alder"), asked_by=staff_member())
    one = queries_of(client, LIST), queries_of(client, f"{LIST}?by=office")
    for number in range(29):
        OfficeRequestFactory(legislator=office(f"Birch{number}"), asked_by=staff_member())
    assert (queries_of(client, LIST), queries_of(client, f"{LIST}?by=office")) == one


def test_it_is_listed_by_name_whatever_the_party_and_however_much_an_office_did():
    client = signed_in(representative())
    hotline, shelter = (
        LineFactory(name="SAMPLE hotline", sort_key="a"),
        LineFactory(name="SAMPLE shelter", sort_key="b"),
    )
    busy, other = office("Zelkova", party="Republican"), office("Alder")
    for line in (hotline, shelter):
        OfficeRequestFactory(line=line, legislator=busy, submitted_on=date(2026, 3, 20))
    OfficeRequestFactory(line=shelter, legislator=other)

    def order(query):
        rows = client.get(LIST, query).context["rows"]
        return [(row.request.line.name, row.request.legislator.last_name) for row in rows]

    assert order({}) == [
        ("SAMPLE hotline", "Zelkova"),
        ("SAMPLE shelter", "Alder"),
        ("SAMPLE shelter", "Zelkova"),
    ]
    assert order({"by": "office"}) == [
        ("SAMPLE shelter", "Alder"),
        ("SAMPLE hotline", "Zelkova"),
        ("SAMPLE shelter", "Zelkova"),
    ]
    assert order({"sort": "-submitted", "by": "office"}) == order({"by": "office"})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "submitted"}, {"Alder"}),
        ({"state": "declined"}, {"Birch"}),
        ({"state": "waiting"}, {"Cedar"}),
        ({"state": "to_ask"}, {"Dogwood"}),
        ({"chamber": "senate"}, {"Birch"}),
        ({"q": "ced"}, {"Cedar"}),
        ({"year": "2026"}, {"Dogwood"}),
        ({"kind": "language"}, {"Cedar"}),
    ],
)
def test_filters_of_requests_choose_what_they_say(query, found):
    OfficeRequestFactory(legislator=office("Alder"), submitted_on=date(2026, 3, 20))
    OfficeRequestFactory(
        legislator=office("Birch", chamber="senate", district=None), declined_on=date(2026, 3, 20)
    )
    OfficeRequestFactory(legislator=office("Cedar"), kind="language")
    OfficeRequestFactory(legislator=office("Dogwood"), asked_on=None, fiscal_year=2026)
    rows = signed_in(representative()).get(LIST, query).context["rows"]
    assert {row.request.legislator.last_name for row in rows} == found


def posted(**said):
    base = {
        "fiscal_year": "2027",
        "line": LineFactory(slug="hotline").pk,
        "legislator": office("Alder").pk,
        "kind": "programmatic",
        "asked_by_words": "SAMPLE Harbor",
        "asked_on": "2026-03-02",
        "dollars": "$88,000,000",
        "source": "SAMPLE email",
        "as_of": "2026-11-01",
    }
    return base | said


def test_staff_enter_a_request_and_change_it_when_it_is_submitted(staff):
    client, said = signed_in(staff), posted()
    answer = client.post(f"{LIST}new/", said)
    made = OfficeRequest.objects.get()
    assert (made.dollars, answer.url) == (88_000_000, made.get_absolute_url())
    client.post(f"{answer.url}edit/", said | {"submitted_on": "2026-03-20"})
    page = words_of(client.get(answer.url))
    assert "Submitted to its subcommittee on Mar 20, 2026." in page
    assert "$88,000,000" in page
    client.post(f"{answer.url}undo/")
    assert "Asked on Mar 2, 2026; no answer is known." in words_of(client.get(answer.url))
    client.post(f"{answer.url}take-back/")
    assert "No request of an office is known" in words_of(client.get(LIST))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"legislator": ""}, "This field is required"),
        ({"legislator": "X999999"}, "Select a valid choice"),
        ({"dollars": "a lot"}, "id_dollars_error"),
        ({"dollars": "-5"}, "id_dollars_error"),
        ({"submitted_on": "2026-03-20", "declined_on": "2026-03-21"}, "leave one of the two days empty"),
        ({"submitted_on": "2026-03-01"}, "before the office was asked"),
        ({"declined_on": "2999-03-01"}, "still to come"),
        ({"words": "transfer $5 million from another account"}, "never asks for this"),
        ({"source": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_kept_of_a_request_is_refused(staff, said, words):
    answer = signed_in(staff).post(f"{LIST}new/", posted(**said))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not OfficeRequest.objects.exists()


def test_it_is_handed_out_as_a_file_in_the_order_of_names():
    OfficeRequestFactory(legislator=office("Alder"), dollars=88_000_000, words="=SAMPLE()")
    heading, row = sheet_rows(signed_in(representative()).get(f"{LIST}export.csv"))
    assert row[heading.index("Dollars")] == "88000000"
    assert row[heading.index("In words")] == "'=SAMPLE()"


def test_the_page_of_a_legislator_shows_letters_requests_and_the_next_deadline(staff):
    who, line = office("Alder"), LineFactory(name="SAMPLE hotline")
    client = signed_in(representative())
    address = who.get_absolute_url()
    assert "Requests to its subcommittee" not in words_of(client.get(address))
    letter = MemberLetterFactory()
    letter.lines.add(line)
    MemberSignatureFactory(letter=letter, legislator=who, is_lead=True)
    OfficeRequestFactory(line=line, legislator=who, submitted_on=date(2026, 3, 20), asked_by=staff)
    DeadlineFactory(kind="office_programmatic", legislator=who, title="SAMPLE form of Alder")
    page = words_of(client.get(address))
    assert "Led the FY 2026 letter for SAMPLE hotline" in page
    assert "Submitted: SAMPLE hotline, FY 2027" in page
    assert "SAMPLE form of Alder" in page


def test_outsiders_see_none_of_it():
    OfficeRequestFactory()
    assert not OfficeRequest.objects.visible_to(former_member()).exists()


def test_the_page_of_a_line_shows_its_letters_and_the_offices_that_submitted_it_by_name():
    line = LineFactory()
    for name in ("Zelkova", "Alder"):
        OfficeRequestFactory(line=line, legislator=office(name), submitted_on=date(2026, 3, 20))
    MemberLetterFactory(subject="SAMPLE letter for it", signer_count=72).lines.add(line)
    MemberLetterFactory(subject="SAMPLE letter for another")
    page = words_of(signed_in(representative()).get(line.get_absolute_url()))
    assert "SAMPLE letter for it" in page
    assert "The source counts 72 signers" in page
    assert "SAMPLE letter for another" not in page
    assert page.index("Sample Alder") < page.index("Sample Zelkova")


def test_the_page_of_a_line_asks_as_many_queries_for_thirty_supporters_as_for_one():
    client, line = signed_in(representative()), LineFactory()
    OfficeRequestFactory(line=line, legislator=office("Alder"))
    MemberLetterFactory().lines.add(line)
    one = queries_of(client, line.get_absolute_url())
    for number in range(29):
        OfficeRequestFactory(line=line, legislator=office(f"Birch{number}"))
        MemberLetterFactory().lines.add(line)
    assert queries_of(client, line.get_absolute_url()) == one
