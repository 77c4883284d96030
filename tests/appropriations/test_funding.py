"""What became of money after enactment on its pages: late, stopped, the homes, alerts, what staff enter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from appropriations.models import FundingEvent
from appropriations.selectors.funding import in_trouble
from common.dates import today
from common.models import AuditEntry, Notice
from members.choices import Delivery
from members.services.alerts import subscribe
from members.services.notices import send_unsent
from tests.factories.appropriations import FundingEventFactory, LineFactory
from tests.factories.members import former_member, representative, staff_member
from tests.pages import queries_of, sheet_rows, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/money/after-enactment/"


@pytest.fixture
def desk():
    return signed_in(staff_member())


@pytest.fixture
def member():
    return signed_in(representative())


def said(response):
    return " ".join(response.content.decode().split())


def a_late_notice(days=10, **fields):
    return FundingEventFactory(
        due_on=today() - timedelta(days=days), happened_on=None, fiscal_year=2026, **fields
    )


def test_a_line_whose_money_is_late_stands_on_both_homes_with_its_source(desk, member):
    line = LineFactory(name="SAMPLE hotline", is_sample=False)
    a_late_notice(line=line, document="SAMPLE letter of an agency")
    for client, address in ((desk, "/home/"), (member, "/member/")):
        page = said(client.get(address, follow=True))
        assert "SAMPLE hotline</b></a>: The notice of funding of FY 2026 is 10 days late" in page, address
        assert "SAMPLE letter of an agency" in page
        assert "As of Nov 21, 2026." in page


def test_the_homes_say_nothing_when_no_money_is_late(desk):
    FundingEventFactory(due_on=None, happened_on=today())
    FundingEventFactory(due_on=today() + timedelta(days=5), happened_on=None)
    assert "Money late or withheld" not in said(desk.get("/home/"))


def test_what_is_open_comes_before_what_came_late(member):
    came = FundingEventFactory(happened_on=today() - timedelta(days=30), due_on=today() - timedelta(days=60))
    FundingEventFactory(happened_on=today() - timedelta(days=400), due_on=today() - timedelta(days=460))
    withheld = FundingEventFactory(kind="withholding", due_on=None, happened_on=today() - timedelta(days=500))
    late = a_late_notice()
    shown = [one.event.pk for one in in_trouble(representative())]
    assert shown == [late.pk, withheld.pk, came.pk]
    assert in_trouble(former_member()) == []


def test_the_list_says_how_each_stands_today(member):
    FundingEventFactory(line=LineFactory(name="SAMPLE services"))
    page = said(member.get(PAGE))
    assert "was issued Dec 30, 2025, 90 days late: it was due Oct 1, 2025." in page
    assert "An advocate&#x27;s figure, not an official one." in page
    assert "Came late" in page


@pytest.mark.parametrize(
    "query",
    [
        {"standing": "open"},
        {"standing": "told", "year": "2026"},
        {"kind": "release"},
        {"q": "SAMPLE agency"},
        {"line": "wanted"},
    ],
)
def test_filters_choose_events(member, query):
    late = a_late_notice(line=LineFactory(slug="wanted"), kind="release", document="SAMPLE agency")
    FundingEventFactory(happened_on=today() - timedelta(days=400))
    assert [one.event.pk for one in member.get(PAGE, query).context["events"]] == [late.pk]


def test_what_is_due_later_can_be_asked_for(member):
    FundingEventFactory()
    ahead = FundingEventFactory(due_on=today() + timedelta(days=5), happened_on=None)
    assert [one.event.pk for one in member.get(PAGE, {"standing": "ahead"}).context["events"]] == [ahead.pk]


def test_an_empty_list_and_one_without_a_fit_say_so(member):
    assert "No event yet" in said(member.get(PAGE))
    assert "No event fits" in said(member.get(PAGE, {"q": "nothing like it"}))


def test_list_line_and_homes_take_as_many_queries_for_thirty_events_as_for_one(member, desk):
    line = LineFactory()
    a_late_notice(line=line)
    places = [
        (member, PAGE),
        (desk, PAGE),
        (member, line.get_absolute_url()),
        (desk, "/home/"),
        (member, "/member/"),
    ]
    first = [queries_of(client, address) for client, address in places]
    for _ in range(29):
        a_late_notice(line=line)
        a_late_notice()
    assert [queries_of(client, address) for client, address in places] == first


def typed(line, **fields):
    return {
        "line": line.pk,
        "fiscal_year": "2026",
        "kind": "notice",
        "due_on": "2026-10-01",
        "happened_on": "",
        "day_words": "",
        "ended_on": "",
        "dollars": "",
        "words": "",
        "document": "SAMPLE letter",
        "page": "",
        "url": "",
        "source_kind": "official",
        "as_of": "2026-11-21",
        **fields,
    }


def test_an_event_is_entered_and_stands_on_its_line(desk):
    line = LineFactory()
    desk.post(reverse("appropriations:add_funding"), typed(line, dollars="$5,000,000"))
    event = FundingEvent.objects.get()
    assert event.dollars == 5_000_000
    page = said(desk.get(line.get_absolute_url()))
    assert "it was due Oct 1, 2026 and has not come." in page
    assert "$5 million" in page


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"due_on": ""}, "due_on", "Give the day it is due"),
        ({"kind": "withholding"}, "happened_on", "on which day it began"),
        ({"happened_on": "2096-01-01"}, "happened_on", "has not come"),
        ({"happened_on": "2026-10-02", "ended_on": "2026-10-03"}, "ended_on", "leave it empty"),
        (
            {"kind": "withholding", "happened_on": "2026-10-02", "ended_on": "2026-10-01"},
            "ended_on",
            "after it began",
        ),
        ({"day_words": "in March"}, "day_words", "in place of the day"),
        ({"dollars": "-5"}, "dollars", "more than none"),
        ({"dollars": "a lot"}, "dollars", "no amount"),
        ({"document": ""}, "document", "required"),
    ],
)
def test_what_is_wrong_in_an_event_is_said_at_its_field(desk, fields, field, message):
    response = desk.post(reverse("appropriations:add_funding"), typed(LineFactory(), **fields))
    assert response.status_code == 422
    assert message in str(response.context["form"].errors[field])
    assert not FundingEvent.objects.exists()


def test_whoever_has_alerts_on_a_line_is_told_once_in_neutral_words(desk):
    line = LineFactory(name="SAMPLE services", short_name="")
    person = representative()
    subscribe(user=person, target=line, delivery=Delivery.AT_ONCE)
    desk.post(
        reverse("appropriations:add_funding"), typed(line, words="SAMPLE secret words", dollars="5000000")
    )
    event = FundingEvent.objects.get()
    address = reverse("appropriations:edit_funding", args=[event.pk])
    desk.post(address, typed(line, words="SAMPLE changed words"))
    notice = Notice.objects.get(recipient_id=person.pk)
    assert notice.title.replace("\N{NO-BREAK SPACE}", " ") == "A notice of funding of FY 2026 was recorded"
    assert notice.path == line.get_absolute_url()
    desk.post(address, typed(line, happened_on="2026-11-20"))
    assert Notice.objects.filter(recipient_id=person.pk).count() == 2
    Notice.objects.update(due_at=timezone.now())
    send_unsent()
    letters = "".join(f"{letter.subject}{letter.body}" for letter in mail.outbox)
    assert "SAMPLE services" in letters
    assert "words" not in letters
    assert "5,000,000" not in letters


def test_an_event_is_changed_undone_withdrawn_and_restored(desk):
    event = FundingEventFactory()
    line = event.line
    fields = typed(
        line,
        fiscal_year="2025",
        due_on="2025-10-01",
        happened_on="2025-12-31",
        source_kind="advocate",
    )
    desk.post(reverse("appropriations:edit_funding", args=[event.pk]), fields)
    page = said(desk.get(PAGE))
    assert "91 days late" in page
    assert "Dec 30, 2025" in page
    entry = AuditEntry.objects.get(verb__startswith="changed")
    desk.post(reverse("appropriations:undo_kept", args=["funding", event.pk, entry.pk]))
    assert "90 days late" in said(desk.get(PAGE))
    desk.post(reverse("appropriations:withdraw_kept", args=["funding", event.pk]), {"reason": "wrong line"})
    assert "wrong line" in said(desk.get(PAGE))
    assert in_trouble(staff_member()) == []
    desk.post(reverse("appropriations:restore_kept", args=["funding", event.pk]))
    assert FundingEvent.objects.standing().exists()


def test_the_file_has_days_and_source(member):
    FundingEventFactory(dollars=88_000_000)
    heading, row = sheet_rows(member.get(f"{PAGE}export.csv"))
    cells = dict(zip(heading, row, strict=True))
    assert (cells["Due"], cells["Happened"], cells["Days"]) == ("2025-10-01", "2025-12-30", "90")
    assert (cells["Dollars"], cells["Source"]) == ("88000000", "SAMPLE letter")


@pytest.mark.parametrize(
    "fields",
    [
        {"due_on": None, "happened_on": None},
        {"kind": "withholding", "happened_on": None},
        {"kind": "nothing"},
        {"dollars": -1},
        {"ended_on": "2025-12-01"},
        {"withdrawn_at": "2026-11-21T00:00Z"},
    ],
)
def test_the_database_refuses_an_event_that_makes_no_sense(fields):
    line = LineFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        FundingEventFactory(line=line, **fields)
