"""The calendar of the money: kept with its history, proposed for another year, in calendars, and reminding people."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from appropriations.models import Deadline, DeadlineFollower
from appropriations.selectors.deadlines import calendar_entries, deadline_rows, deadlines_for_list
from appropriations.services.deadline_reminders import (
    choose_reminders,
    follow_deadline,
    send_due_deadline_reminders,
)
from appropriations.services.deadline_years import keep_milestones, repeat_year
from appropriations.services.deadlines import (
    add_deadline,
    cancel_deadline,
    change_deadline,
    mark_done,
    reopen_deadline,
    undo_deadline,
)
from appropriations.services.row_changes import RowError
from common import personal_data
from common.calendar import entries
from common.dates import today
from common.models import AuditEntry, Notice
from members.choices import Delivery
from members.services.notices import choose_delivery, send_unsent
from tests.factories.appropriations import LineFactory
from tests.factories.members import former_member, representative, staff_member
from tests.factories.support import DeadlineFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 27, 15, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff():
    return staff_member()


def fields(**said):
    base = {
        "fiscal_year": 2028,
        "kind": "testimony",
        "title": "SAMPLE testimony",
        "due_on": dt.date(2027, 3, 12),
        "source": "SAMPLE notice",
        "as_of": DAY,
    }
    return base | said


def fresh(row):
    return Deadline.objects.get(pk=row.pk)


def told():
    return list(Notice.objects.filter(kind="money deadline").values_list("recipient_id", flat=True))


# --- keeping -----------------------------------------------------------------------------------


def test_what_changed_is_kept_with_who_and_what_it_was_and_can_be_undone(staff):
    line = LineFactory()
    made = add_deadline(fields=fields(), by=staff)
    change_deadline(deadline=made, fields=fields(due_on=dt.date(2027, 3, 19), lines=[line]), by=staff)
    entry = AuditEntry.objects.get(verb="changed a deadline")
    assert entry.actor_id == staff.pk
    assert entry.detail["changed"] == {"due_on": ["2027-03-12", "2027-03-19"], "lines": [[], [line.pk]]}
    assert fresh(made).changes == 1

    undo_deadline(deadline=made, by=staff)
    assert fresh(made).due_on == dt.date(2027, 3, 12)
    assert list(fresh(made).lines.all()) == []
    # A calendar kept elsewhere has to take the day back, too.
    assert fresh(made).changes == 2
    with pytest.raises(RowError, match="nothing to undo"):
        undo_deadline(deadline=made, by=staff)


def test_changes_are_undone_the_newest_first(staff):
    made = add_deadline(fields=fields(), by=staff)
    for title in ("SAMPLE second", "SAMPLE third"):
        change_deadline(deadline=made, fields={"title": title}, by=staff)
    undo_deadline(deadline=made, by=staff)
    assert fresh(made).title == "SAMPLE second"
    undo_deadline(deadline=made, by=staff)
    assert fresh(made).title == "SAMPLE testimony"


def test_an_undo_never_writes_over_what_was_changed_otherwise(staff):
    made = add_deadline(fields=fields(), by=staff)
    change_deadline(deadline=made, fields={"title": "SAMPLE second"}, by=staff)
    Deadline.objects.filter(pk=made.pk).update(title="SAMPLE by another way")
    with pytest.raises(RowError, match="changed again since"):
        undo_deadline(deadline=made, by=staff)
    assert fresh(made).title == "SAMPLE by another way"


def test_who_files_is_changed_and_undone_like_everything_else(staff):
    made = add_deadline(fields=fields(filed_by=staff), by=staff)
    change_deadline(deadline=made, fields={"filed_by": None, "filed_by_words": "SAMPLE Harbor"}, by=staff)
    assert (fresh(made).filed_by, fresh(made).filed_by_words) == (None, "SAMPLE Harbor")
    undo_deadline(deadline=made, by=staff)
    assert (fresh(made).filed_by, fresh(made).filed_by_words) == (staff, "")


def test_the_same_values_again_are_no_change(staff):
    made = add_deadline(fields=fields(), by=staff)
    change_deadline(deadline=made, fields=fields(), by=staff)
    assert not AuditEntry.objects.filter(verb="changed a deadline").exists()


def test_a_deadline_is_done_canceled_and_opened_again(staff):
    made = add_deadline(fields=fields(), by=staff)
    mark_done(deadline=made, on=DAY, by=staff)
    with pytest.raises(RowError, match="done or canceled already"):
        cancel_deadline(deadline=made, by=staff)
    reopen_deadline(deadline=made, by=staff)
    cancel_deadline(deadline=made, by=staff)
    with pytest.raises(RowError, match="open can be done"):
        mark_done(deadline=made, on=DAY, by=staff)
    undo_deadline(deadline=made, by=staff)
    assert fresh(made).is_open


def test_only_the_secretariat_keeps_deadlines(staff):
    made = add_deadline(fields=fields(), by=staff)
    member = representative()
    for verb in (
        lambda: add_deadline(fields=fields(), by=member),
        lambda: change_deadline(deadline=made, fields={"title": "SAMPLE other"}, by=member),
        lambda: mark_done(deadline=made, on=DAY, by=member),
        lambda: undo_deadline(deadline=made, by=member),
        lambda: repeat_year(from_year=2028, to_year=2029, by=member),
    ):
        with pytest.raises(RowError, match="secretariat"):
            verb()
    assert fresh(made).title == "SAMPLE testimony"


def test_the_database_keeps_no_deadline_that_is_done_and_canceled_at_once():
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineFactory(done_on=DAY, is_off=True)


# --- statutes ----------------------------------------------------------------------------------


def test_the_days_of_statutes_come_by_themselves_once(staff):
    assert keep_milestones() == 21
    assert keep_milestones() == 0
    assert set(Deadline.objects.values_list("fiscal_year", flat=True)) == {2027, 2028, 2029}
    budget = Deadline.objects.get(rule="budget", fiscal_year=2028)
    assert (budget.due_on, budget.source) == (dt.date(2027, 2, 1), "31 U.S.C. 1105(a)")
    assert keep_milestones(on=dt.date(2027, 10, 1)) == 7


def test_nobody_moves_or_cancels_the_day_of_a_statute_but_may_say_what_is_ours(staff):
    keep_milestones()
    budget = Deadline.objects.get(rule="budget", fiscal_year=2028)
    change_deadline(
        deadline=budget, fields={"due_on": DAY, "title": "other", "note": "SAMPLE read it"}, by=staff
    )
    keep_milestones()
    assert (fresh(budget).due_on, fresh(budget).note) == (dt.date(2027, 2, 1), "SAMPLE read it")
    assert fresh(budget).title == "The President's Budget is due"
    with pytest.raises(RowError, match="set elsewhere"):
        cancel_deadline(deadline=budget, by=staff)


def test_a_statutes_day_that_is_over_is_past_and_not_late():
    DeadlineFactory(rule="budget", due_on=DAY - dt.timedelta(days=3), title="SAMPLE statute")
    DeadlineFactory(due_on=DAY - dt.timedelta(days=3), title="SAMPLE ours")
    rows = {one.deadline.title: one for one in deadline_rows(list(Deadline.objects.for_list()))}
    assert (rows["SAMPLE statute"].stands, rows["SAMPLE statute"].is_late) == ("past", False)
    assert (rows["SAMPLE ours"].stands, rows["SAMPLE ours"].is_late) == ("3 days over", True)


# --- another year ------------------------------------------------------------------------------


def test_a_years_deadlines_are_proposed_for_the_next_without_form_or_source_and_once(staff):
    line = LineFactory()
    old = DeadlineFactory(
        fiscal_year=2027,
        title="SAMPLE FY 2027 requests",
        due_on=dt.date(2026, 3, 13),
        form_url="https://sample.example/2026",
        filed_by=staff,
        done_on=dt.date(2026, 3, 12),
    )
    old.lines.add(line)
    DeadlineFactory(fiscal_year=2027, is_off=True)
    DeadlineFactory(fiscal_year=2027, rule="budget")
    came = repeat_year(from_year=2027, to_year=2028, by=staff)
    assert (came.made, came.there_already) == (1, 0)
    made = Deadline.objects.get(is_proposed=True)
    assert (made.title, made.due_on) == ("SAMPLE FY 2028 requests", dt.date(2027, 3, 12))
    assert (made.form_url, made.done_on, made.filed_by, list(made.lines.all())) == ("", None, staff, [line])
    assert "no source says so yet" in made.source
    again = repeat_year(from_year=2027, to_year=2028, by=staff)
    assert (again.made, again.there_already) == (0, 1)


@pytest.mark.parametrize(("first", "last"), [(2028, 2028), (2029, 2028), (2027, 2101)])
def test_a_year_is_repeated_for_a_later_one_only(staff, first, last):
    DeadlineFactory(fiscal_year=first)
    with pytest.raises(RowError, match="has to come after"):
        repeat_year(from_year=first, to_year=last, by=staff)


def test_a_year_without_deadlines_cannot_be_repeated(staff):
    with pytest.raises(RowError, match="no deadline that could be repeated"):
        repeat_year(from_year=2027, to_year=2028, by=staff)


def test_what_is_proposed_is_in_no_calendar_and_reminds_nobody_until_it_is_confirmed(staff):
    one = DeadlineFactory(is_proposed=True, filed_by=staff, due_on=DAY + dt.timedelta(days=2))
    first, last = DAY, DAY + dt.timedelta(days=30)
    assert list(calendar_entries(staff, first, last)) == []
    send_due_deadline_reminders()
    assert told() == []
    change_deadline(deadline=one, fields={"source": "SAMPLE web page of the office"}, by=staff)
    assert [entry.inside for entry in calendar_entries(staff, first, last)] == [one.title]
    send_due_deadline_reminders()
    assert told() == [staff.pk]


def test_one_that_was_left_out_is_not_proposed_again(staff):
    DeadlineFactory(fiscal_year=2027)
    repeat_year(from_year=2027, to_year=2028, by=staff)
    left_out = Deadline.objects.get(is_proposed=True)
    cancel_deadline(deadline=left_out, by=staff)
    with pytest.raises(RowError, match="propose it again first"):
        change_deadline(deadline=left_out, fields={"source": "SAMPLE page"}, by=staff)
    assert repeat_year(from_year=2027, to_year=2028, by=staff).made == 0


# --- reminders ---------------------------------------------------------------------------------


def test_who_files_is_reminded_a_week_before_at_eight_and_never_twice(staff):
    DeadlineFactory(due_on=dt.date(2026, 12, 11), filed_by=staff)
    with time_machine.travel(dt.datetime(2026, 12, 4, 12, 59, tzinfo=dt.UTC), tick=False):
        send_due_deadline_reminders()
    assert told() == []
    for hour in (13, 14, 40):
        with time_machine.travel(
            dt.datetime(2026, 12, 4, tzinfo=dt.UTC) + dt.timedelta(hours=hour), tick=False
        ):
            send_due_deadline_reminders()
    assert told() == [staff.pk]


def test_each_person_chooses_how_long_before(staff):
    early, late = representative(), representative()
    one = DeadlineFactory(due_on=DAY + dt.timedelta(days=20), filed_by=staff)
    for person, days in ((early, 30), (late, 1)):
        choose_reminders(user=person, days_before=days, of_all=False)
        follow_deadline(deadline=one, user=person)
    send_due_deadline_reminders()
    assert told() == [early.pk]
    with pytest.raises(RowError, match="from 0 to 60"):
        choose_reminders(user=early, days_before=61, of_all=False)


def test_who_wants_all_of_them_is_reminded_of_all(staff):
    DeadlineFactory(due_on=DAY + dt.timedelta(days=2))
    choose_reminders(user=staff, days_before=7, of_all=True)
    send_due_deadline_reminders()
    assert told() == [staff.pk]


def test_a_changed_choice_reminds_nobody_a_second_time_but_a_moved_day_does(staff):
    one = DeadlineFactory(due_on=DAY + dt.timedelta(days=5), filed_by=staff)
    send_due_deadline_reminders()
    choose_reminders(user=staff, days_before=10, of_all=True)
    send_due_deadline_reminders()
    assert len(told()) == 1
    change_deadline(deadline=one, fields={"due_on": DAY + dt.timedelta(days=6)}, by=staff)
    send_due_deadline_reminders()
    assert len(told()) == 2


@pytest.mark.parametrize(
    "state", [{"done_on": DAY}, {"is_off": True}, {"due_on": DAY - dt.timedelta(days=1)}]
)
def test_nobody_is_reminded_of_what_is_done_canceled_or_over(staff, state):
    DeadlineFactory(**({"due_on": DAY + dt.timedelta(days=1), "filed_by": staff} | state))
    send_due_deadline_reminders()
    assert told() == []


def test_who_has_left_is_reminded_no_more():
    gone = former_member()
    DeadlineFactory(due_on=DAY + dt.timedelta(days=1), filed_by=gone)
    send_due_deadline_reminders()
    assert told() == []


def test_a_reminder_is_neutral_and_comes_as_each_person_chose(staff):
    silent = representative()
    choose_delivery(user=silent, choices={"money deadline": Delivery.NEVER})
    one = DeadlineFactory(
        title="SAMPLE canaryoffice form", note="canarynote", due_on=DAY + dt.timedelta(days=1), filed_by=staff
    )
    follow_deadline(deadline=one, user=silent)
    send_due_deadline_reminders()
    send_unsent()
    (letter,) = mail.outbox
    assert letter.to == [staff.email]
    assert "An appropriations deadline is due Nov 28, 2026" in letter.subject + letter.body
    assert f"/money/deadlines/{one.pk}/" in letter.body or "/notices/" in letter.body
    assert "canary" not in letter.subject + letter.body
    # Who wants no email finds it on the site.
    assert set(told()) == {staff.pk, silent.pk}


# --- calendars and people ----------------------------------------------------------------------


def test_calendars_kept_elsewhere_learn_the_day_alone_except_of_a_statute(staff):
    hour = dt.time(17, 0)
    DeadlineFactory(title="SAMPLE canaryoffice", note="canarynote", due_on=DAY, due_time=hour)
    DeadlineFactory(title="The fiscal year begins", rule="year-begins", due_on=DAY, source="31 U.S.C. 1102")
    found = {entry.title: entry for entry in calendar_entries(staff, DAY, DAY)}
    assert set(found) == {"An appropriations deadline", "The fiscal year begins, FY\N{NO-BREAK SPACE}2028"}
    ours = found["An appropriations deadline"]
    assert ours.starts_at == dt.datetime(2026, 11, 27, 22, tzinfo=dt.UTC)
    assert ours.inside == "SAMPLE canaryoffice"
    assert "canary" not in f"{ours.title}{ours.note}{ours.links}{ours.who}{ours.place}"


def test_a_canceled_deadline_is_told_as_canceled(staff):
    one = DeadlineFactory(due_on=DAY)
    cancel_deadline(deadline=one, by=staff)
    (entry,) = calendar_entries(staff, DAY, DAY)
    assert (entry.standing, entry.sequence) == ("canceled", 1)


def test_outsiders_see_no_deadline():
    DeadlineFactory(due_on=DAY)
    assert list(calendar_entries(former_member(), DAY, DAY)) == []
    assert entries(former_member(), DAY, DAY) == []
    assert not deadlines_for_list(former_member()).exists()


def test_a_person_who_is_taken_out_takes_their_reminders_along_and_leaves_what_was_done(staff):
    waits, done = DeadlineFactory(filed_by=staff), DeadlineFactory(filed_by=staff, done_on=DAY)
    choose_reminders(user=staff, days_before=3, of_all=True)
    follow_deadline(deadline=waits, user=staff)
    copied = personal_data.collected(staff)["deadlines of the money"]
    assert {"days_before": 3, "of_all": True} in copied
    personal_data.erase(staff)
    assert (fresh(waits).filed_by, fresh(done).filed_by) == (None, staff)
    assert not DeadlineFollower.objects.exists()


def test_today_is_washingtons(staff):
    DeadlineFactory(due_on=DAY, filed_by=staff)
    with time_machine.travel(dt.datetime(2026, 11, 28, 4, 30, tzinfo=dt.UTC), tick=False):
        assert today() == DAY
        send_due_deadline_reminders()
    assert told() == [staff.pk]
