"""The pages of deadlines: what a list shows and costs, what staff enter, how people choose to be reminded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from appropriations.models import BundleSubcommittee, Deadline, DeadlineFollower, ReminderChoice
from appropriations.services.deadline_years import keep_milestones
from common.dates import today
from tests.factories.appropriations import BundleFactory, LineFactory
from tests.factories.legislation import (
    CommitteeFactory,
    CommitteeMeetingFactory,
    LegislatorFactory,
    TermFactory,
)
from tests.factories.members import representative, staff_member
from tests.factories.support import DeadlineFactory
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
LIST = "/money/deadlines/"
SAID = {
    "fiscal_year": "2028",
    "kind": "testimony",
    "title": "SAMPLE testimony",
    "due_on": "2027-03-12",
    "source": "SAMPLE notice",
    "as_of": "2026-11-01",
}


@pytest.fixture
def member():
    return signed_in(representative())


@pytest.fixture
def staff():
    return signed_in(staff_member())


def titles(response):
    return [row.deadline.title for row in response.context["rows"]]


def an_office(last="Alder"):
    term = TermFactory(
        legislator=LegislatorFactory(last_name=last),
        starts_on=today() - timedelta(days=300),
        ends_on=today() + timedelta(days=300),
    )
    return term.legislator


def test_the_list_asks_as_many_queries_for_thirty_deadlines_as_for_one(member):
    DeadlineFactory(legislator=an_office(), filed_by=staff_member(), bundle=BundleFactory())
    one = queries_of(member, LIST)
    for number in range(29):
        DeadlineFactory(legislator=an_office(f"Alder{number}"), filed_by=staff_member())
    assert queries_of(member, LIST) == one


def test_the_next_stands_first_and_what_was_missed_before_it(member):
    for name, days in (("later", 9), ("next", 2), ("missed", -2)):
        DeadlineFactory(title=f"SAMPLE {name}", due_on=today() + timedelta(days=days))
    DeadlineFactory(title="SAMPLE done", done_on=today())
    DeadlineFactory(title="SAMPLE off", is_off=True)
    DeadlineFactory(title="SAMPLE proposed", is_proposed=True)
    DeadlineFactory(title="SAMPLE statute of the past", rule="budget", due_on=today() - timedelta(days=9))
    assert titles(member.get(LIST)) == ["SAMPLE missed", "SAMPLE next", "SAMPLE later"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "past"}, {"SAMPLE missed"}),
        ({"state": "done"}, {"SAMPLE done"}),
        ({"state": "off"}, {"SAMPLE off"}),
        ({"state": "proposed"}, {"SAMPLE proposed"}),
        ({"year": "2027"}, {"SAMPLE house"}),
        ({"kind": "testimony"}, {"SAMPLE house"}),
        ({"chamber": "house"}, {"SAMPLE house"}),
        ({"bundle": "sample-bill"}, {"SAMPLE house"}),
        ({"whose": "mine"}, {"SAMPLE mine"}),
        ({"whose": "followed"}, {"SAMPLE followed"}),
        ({"kind": "nonsense"}, None),
    ],
)
def test_filters_choose_what_they_say(query, found):
    person = representative()
    DeadlineFactory(
        title="SAMPLE house", fiscal_year=2027, kind="testimony", chamber="house", bundle=BundleFactory()
    )
    DeadlineFactory(title="SAMPLE mine", filed_by=person)
    followed = DeadlineFactory(title="SAMPLE followed")
    DeadlineFollower.objects.create(deadline=followed, user=person)
    DeadlineFactory(title="SAMPLE missed", due_on=today() - timedelta(days=2))
    DeadlineFactory(title="SAMPLE done", done_on=today())
    DeadlineFactory(title="SAMPLE off", is_off=True)
    DeadlineFactory(title="SAMPLE proposed", is_proposed=True)
    answer = signed_in(person).get(LIST, query)
    assert answer.status_code == 200
    if found is not None:
        assert set(titles(answer)) == found


def test_an_empty_list_says_why_and_the_days_of_statutes_fill_it(member):
    assert "Nothing is due" in words_of(member.get(LIST))
    keep_milestones()
    page = words_of(member.get(LIST))
    assert "The President's Budget is due" in page
    assert "31 U.S.C. 1105(a)" in page


def test_meetings_of_the_appropriations_subcommittees_stand_beside_and_no_others(member):
    whole = CommitteeFactory(code="hsap00", name="House Committee on Appropriations")
    writes = CommitteeFactory(code="hsap19", name="SAMPLE subcommittee", parent=whole)
    BundleSubcommittee.objects.create(bundle=BundleFactory(), chamber="house", committee=writes)
    day = today() + timedelta(days=3)
    for committee, title in ((writes, "SAMPLE budget hearing"), (CommitteeFactory(), "SAMPLE other hearing")):
        meeting = CommitteeMeetingFactory(day=day, starts_at=None, title=title)
        meeting.meeting_committees.all().delete()
        meeting.meeting_committees.create(committee=committee, code=committee.pk, name=committee.name)
    entries = member.get(LIST).context["meetings"]
    assert [entry.inside for entry in entries] == ["SAMPLE budget hearing"]


def test_the_file_holds_what_the_list_does(member):
    DeadlineFactory(title="=SAMPLE()", form_url="https://sample.example/form")
    DeadlineFactory(is_off=True)
    heading, row = sheet_rows(member.get(f"{LIST}export.csv"))
    assert row[heading.index("What")] == "'=SAMPLE()"
    assert row[heading.index("Form")] == "https://sample.example/form"


def test_staff_enter_a_deadline_and_the_subcommittee_is_known_by_bill_and_chamber(staff):
    writes = CommitteeFactory(code="hsap19", name="SAMPLE subcommittee")
    BundleSubcommittee.objects.create(bundle=BundleFactory(), chamber="house", committee=writes)
    said = SAID | {"chamber": "house", "bundle": "sample-bill", "due_time": "17:00"}
    answer = staff.post(f"{LIST}new/", said)
    made = Deadline.objects.get()
    assert answer.url == made.get_absolute_url()
    assert made.committee == writes
    page = words_of(staff.get(answer.url))
    assert "Friday, Mar 12, 2027, 5:00 p.m. ET" in page
    assert "SAMPLE subcommittee" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"source": ""}, "This field is required"),
        ({"due_on": "soon"}, "Enter a valid date"),
        ({"fiscal_year": "27"}, "greater than or equal to 1990"),
        ({"kind": "office_programmatic"}, "Say which office"),
        ({"kind": "member_letter"}, "Select a valid choice"),
        ({"as_of": "2999-01-01"}, "cannot have been read on a day to come"),
        ({"form_url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_typed_is_lost(staff, said, words):
    answer = staff.post(f"{LIST}new/", SAID | said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "SAMPLE testimony" in page
    assert not Deadline.objects.exists()


def test_a_form_of_an_office_names_its_lines_and_nothing_else_names_an_office(staff):
    office, line = an_office("Birch"), LineFactory(name="SAMPLE hotline")
    said = SAID | {"kind": "office_programmatic", "legislator": office.pk, "lines": [line.pk]}
    answer = staff.post(f"{LIST}new/", said)
    page = words_of(staff.get(answer.url))
    assert "Rep. Sample Birch (D-OR-1)" in page
    assert "SAMPLE hotline" in page
    refused = staff.post(f"{LIST}new/", SAID | {"legislator": office.pk})
    assert "Only a form of an office names an office" in refused.content.decode()


def test_a_proposed_deadline_is_confirmed_with_a_source_of_its_own(staff):
    one = DeadlineFactory(is_proposed=True, source="Proposed from the FY 2027 day")
    page = staff.get(f"{LIST}{one.pk}/edit/")
    assert page.context["form"].initial["source"] == ""
    assert staff.get(f"{LIST}{one.pk}/deadline.ics").status_code == 404
    staff.post(f"{LIST}{one.pk}/edit/", SAID | {"source": "SAMPLE web page"})
    one.refresh_from_db()
    assert (one.is_proposed, one.source, one.due_on) == (False, "SAMPLE web page", date(2027, 3, 12))


def test_what_staff_do_is_told_and_undone_on_the_page(staff):
    one = DeadlineFactory()
    address = f"{LIST}{one.pk}/"
    staff.post(f"{address}act/", {"act": "done", "on": str(today())})
    page = words_of(staff.get(address))
    assert "marked a deadline as done" in page
    staff.post(f"{address}act/", {"act": "undo"})
    one.refresh_from_db()
    assert one.done_on is None
    answer = staff.post(f"{address}act/", {"act": "done", "on": "2999-01-01"}, follow=True)
    assert "Write today or a day before" in answer.content.decode()
    assert staff.post(f"{address}act/", {"act": "explode"}).status_code == 404


def test_members_read_and_are_offered_nothing_that_they_may_not_do(member):
    one = DeadlineFactory()
    page = member.get(f"{LIST}{one.pk}/").content.decode()
    assert "Mark as done" not in page
    assert "Remind me" in page
    assert member.post(f"{LIST}{one.pk}/act/", {"act": "cancel"}).status_code == 403
    assert "Enter a deadline" not in member.get(LIST).content.decode()


def test_a_person_asks_to_be_reminded_and_stops(member):
    one = DeadlineFactory()
    address = f"{LIST}{one.pk}/"
    member.post(f"{address}remind-me/", {"act": "follow"})
    member.post(f"{address}remind-me/", {"act": "follow"})
    assert DeadlineFollower.objects.count() == 1
    assert "because you asked for it" in words_of(member.get(address))
    member.post(f"{address}remind-me/", {"act": "stop"})
    assert "You get no reminder of it" in words_of(member.get(address))


def test_a_person_chooses_how_long_before(member):
    assert member.post(f"{LIST}reminders/", {"days_before": "61"}).status_code == 422
    member.post(f"{LIST}reminders/", {"days_before": "3", "of_all": "on"})
    chosen = ReminderChoice.objects.get()
    assert (chosen.days_before, chosen.of_all) == (3, True)


def test_repeating_a_year_leads_to_what_is_to_be_confirmed(staff):
    DeadlineFactory(fiscal_year=2027, title="SAMPLE requests")
    answer = staff.post(f"{LIST}repeat/", {"from_year": "2027", "to_year": "2028"}, follow=True)
    page = words_of(answer)
    assert "1 proposed for FY 2028. Confirm each." in page
    assert titles(answer) == ["SAMPLE requests"]
    assert "Confirm" in page
    refused = staff.post(f"{LIST}repeat/", {"from_year": "2028", "to_year": "2027"})
    assert "has to come after" in refused.content.decode()


def test_the_calendar_page_and_its_month_carry_the_deadlines(member):
    one = DeadlineFactory(title="SAMPLE requests to a subcommittee", due_on=today() + timedelta(days=1))
    assert one.title in words_of(member.get("/calendar/"))
    month = member.get("/calendar/", {"view": "month", "month": f"{one.due_on:%Y-%m}"})
    assert one.get_absolute_url() in month.content.decode()


def test_the_file_for_a_calendar_is_neutral(member):
    one = DeadlineFactory(title="SAMPLE canaryoffice", note="canarynote")
    content = member.get(f"{LIST}{one.pk}/deadline.ics").content.decode()
    assert "SUMMARY:An appropriations deadline" in content
    assert "canary" not in content
