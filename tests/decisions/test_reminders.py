"""Reminders go before a deadline, in the morning in Washington, to those alone who can still answer for their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from atest.tasks import send_reminders
from common.models import AuditEntry, Notice
from decisions.choices import Answer
from decisions.reminding import due_step, next_step, steps
from decisions.selectors.reminders import reminder_desk
from decisions.services.letters import open_letter
from decisions.services.reminders import ReminderRefused, remind_now
from decisions.services.rounds import start_round
from decisions.services.signatures import sign_letter, withdraw_signature
from members.choices import Role
from members.services.notices import send_unsent
from tests.factories.decisions import DecisionFactory, a_next_round, an_answer, an_open_proposal
from tests.factories.letters import LetterFactory
from tests.factories.members import AffiliationFactory, OrganizationFactory, representative, staff_member
from tests.pages import signed_in

# Years ahead, because the database goes by its own clock. A Thursday, 5 p.m. in Washington, and the Tuesday before;
# the clocks go back on Sunday, November 1.
HARD, SOFT = "2037-11-05T17:00:00-05:00", "2037-11-03T17:00:00-05:00"
ASKED = "2037-10-20T12:00:00-04:00"
WEEK = "2037-10-29T08:00:00-04:00"
TWO_DAYS = "2037-11-03T08:00:00-05:00"
LAST_DAY = "2037-11-05T08:00:00-05:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def planned(hard, soft=None):
    return [(one.name, one.at) for one in steps(soft=at(soft) if soft else None, hard=at(hard))]


def test_without_a_soft_deadline_a_week_two_days_and_the_last_day():
    assert planned(HARD) == [("hard-7", at(WEEK)), ("hard-2", at(TWO_DAYS)), ("last-day", at(LAST_DAY))]


def test_the_week_before_is_left_out_while_the_soft_deadline_is_still_to_come():
    assert [name for name, _ in planned(HARD, SOFT)] == ["soft-2", "hard-2", "last-day"]
    assert planned(HARD, SOFT)[0][1] == at("2037-11-01T08:00:00-05:00")


def test_the_week_before_is_kept_once_the_soft_deadline_has_passed():
    assert [name for name, _ in planned(HARD, WEEK)] == ["soft-2", "hard-7", "hard-2", "last-day"]


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        ("2037-11-05T12:00:00-05:00", "2037-11-05T08:00:00-05:00"),
        # Before noon the morning of the day would be late.
        ("2037-11-05T11:59:00-05:00", "2037-11-04T08:00:00-05:00"),
        # Midnight belongs to the day that begins, in Washington and not in UTC.
        ("2037-11-05T00:00:00-05:00", "2037-11-04T08:00:00-05:00"),
        ("2037-11-05T23:59:00-05:00", "2037-11-05T08:00:00-05:00"),
    ],
)
def test_the_last_days_reminder_comes_in_time_to_answer(deadline, last):
    assert planned(deadline)[-1] == ("last-day", at(last))


@pytest.mark.parametrize("deadline", [HARD, "2027-03-16T17:00:00-04:00", "2037-12-24T09:00:00-05:00"])
def test_it_is_eight_in_the_morning_whatever_the_clocks_did(deadline):
    for _, moment in planned(deadline):
        assert moment.strftime("%H:%M") == "08:00"


def step_at(now, *, hard=HARD, soft=None, asked=ASKED):
    step = due_step(soft=at(soft) if soft else None, hard=at(hard), asked_at=at(asked), now=at(now))
    return step.name if step else None


def test_a_reminder_is_due_from_its_second_on_and_not_before():
    assert step_at("2037-10-29T07:59:59-04:00") is None
    assert step_at(WEEK) == "hard-7"
    assert step_at("2037-11-03T07:59:59-05:00") == "hard-7"
    assert step_at(TWO_DAYS) == "hard-2"
    assert step_at("2037-11-05T16:59:59-05:00") == "last-day"
    assert step_at(HARD) is None


def test_who_was_asked_after_a_reminders_time_does_not_get_it():
    assert step_at("2037-10-30T12:00:00-04:00", asked="2037-10-29T08:00:00-04:00") is None
    assert step_at("2037-10-30T12:00:00-04:00", asked="2037-10-29T07:59:59-04:00") == "hard-7"


def test_a_soft_reminder_is_not_sent_once_the_soft_deadline_has_passed():
    soft = "2037-11-01T09:00:00-05:00"
    assert step_at("2037-11-01T08:59:59-05:00", soft=soft) == "soft-2"
    assert step_at("2037-11-01T09:00:00-05:00", soft=soft) is None


def test_what_comes_next_is_told():
    ahead = next_step(soft=None, hard=at(HARD), asked_at=at(ASKED), now=at(WEEK))
    assert ahead is not None
    assert ahead.name == "hard-2"
    assert next_step(soft=None, hard=at(HARD), asked_at=at(ASKED), now=at(LAST_DAY)) is None


@pytest.fixture
def circle(db):
    """An open proposal put to two organizations, with the first's representative, alternate and staff."""
    with time_machine.travel(ASKED, tick=False):
        first, second = OrganizationFactory.create_batch(2)
        proposal = an_open_proposal([first, second], deadline_at=at(HARD))
        people = {
            "representative": representative(first),
            "alternate": AffiliationFactory(organization=first, role=Role.ALTERNATE).user,
            "staff": AffiliationFactory(organization=first, role=Role.STAFF).user,
            "second": representative(second),
            "not asked": representative(),
        }
        Notice.objects.all().delete()
    return proposal, first, second, people


def reminded_at(moment: str) -> set[int]:
    with time_machine.travel(moment, tick=False):
        Notice.objects.all().delete()
        send_reminders()
        send_reminders()
        return set(Notice.objects.filter(kind="reminder").values_list("recipient_id", flat=True))


@pytest.mark.django_db
def test_only_those_who_speak_for_an_organization_that_was_asked_are_reminded(circle):
    _, _, _, people = circle
    speakers = {people[one].pk for one in ("representative", "alternate", "second")}
    assert reminded_at("2037-10-29T07:59:59-04:00") == set()
    assert reminded_at(WEEK) == speakers


@pytest.mark.django_db
def test_each_step_reminds_each_person_once(circle):
    for moment in (WEEK, "2037-10-30T08:00:00-04:00", TWO_DAYS, LAST_DAY, HARD):
        with time_machine.travel(moment, tick=False):
            send_reminders()
            send_reminders()
    keys = list(
        Notice.objects.filter(recipient_id=circle[3]["second"].pk).values_list("event_key", flat=True)
    )
    assert len(keys) == len(set(keys)) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [Answer.SUPPORT, Answer.ABSTAIN, Answer.NOT_PARTICIPATING, Answer.RECUSE])
def test_who_has_answered_is_left_alone(circle, answer):
    proposal, first, _, people = circle
    with time_machine.travel(ASKED, tick=False):
        an_answer(proposal, first, answer)
    assert reminded_at(WEEK) == {people["second"].pk}


@pytest.mark.django_db
def test_in_a_new_round_those_who_answered_the_old_text_are_reminded_but_not_who_recused_itself(circle):
    proposal, first, second, people = circle
    with time_machine.travel(ASKED, tick=False):
        an_answer(proposal, first)
        an_answer(proposal, second, Answer.RECUSE)
        start_round(
            proposal=proposal,
            question="SAMPLE, another way?",
            text=proposal.text,
            commits_us_to=proposal.commits_us_to,
            what_changed="SAMPLE question",
            deadline_at=at(HARD),
            by=staff_member(),
        )
    told = reminded_at(WEEK)
    assert people["representative"].pk in told
    assert people["second"].pk not in told


@pytest.mark.django_db
def test_who_left_is_not_reminded(circle):
    _, first, second, people = circle
    people["alternate"].affiliations.update(ends_on="2037-10-28")
    second.left_on = datetime(2037, 10, 28).date()  # noqa: DTZ001 - a date
    second.save()
    assert reminded_at(WEEK) == {
        people["representative"].pk,
        *first.affiliations.filter(role=Role.REPRESENTATIVE).values_list("user_id", flat=True),
    }


@pytest.mark.django_db
def test_a_site_that_was_down_sends_the_newest_reminder_only(circle):
    assert len(reminded_at("2037-11-04T12:00:00-05:00")) == 3
    assert all("hard-2" in key for key in Notice.objects.values_list("event_key", flat=True))


@pytest.mark.django_db
def test_the_letter_is_neutral_and_leads_to_the_answer(circle):
    proposal, _, _, people = circle
    with time_machine.travel(WEEK, tick=False):
        send_reminders()
        send_unsent()
    letter = next(one for one in mail.outbox if one.to == [people["second"].email])
    assert letter.subject == "Your organization has a proposal to answer by Nov 5"
    assert f"/decisions/proposals/{proposal.pk}/#answer" in letter.body
    assert proposal.question not in letter.body


@pytest.fixture
def letter(db):
    with time_machine.travel(ASKED, tick=False):
        return open_letter(
            letter=LetterFactory(),
            decision=DecisionFactory(),
            deadline_at=at(HARD),
            soft_deadline_at=at(SOFT),
            by=staff_member(),
        )


@pytest.mark.django_db
def test_letters_remind_who_has_not_signed_nor_taken_a_signature_back(letter):
    silent, signed, withdrew = (representative() for _ in range(3))
    with time_machine.travel(ASKED, tick=False):
        for person in (signed, withdrew):
            sign_letter(letter=letter, organization=person.current_affiliations[0].organization, by=person)
        withdraw_signature(
            letter=letter, organization=withdrew.current_affiliations[0].organization, by=withdrew
        )
    assert reminded_at("2037-11-01T08:00:00-05:00") == {silent.pk}
    notice = Notice.objects.get()
    assert notice.title == "Your organization may sign a letter until Nov 3"
    assert notice.path == f"/decisions/letters/{letter.pk}/#sign"
    assert reminded_at(TWO_DAYS) == {silent.pk}
    assert Notice.objects.get().title.endswith("until Nov 5")


@pytest.mark.django_db
def test_the_secretariat_reminds_by_hand_once_a_day(circle):
    proposal, first, _, _ = circle
    staff = staff_member()
    with time_machine.travel(ASKED, tick=False) as clock:
        assert remind_now(row=proposal, by=staff) == 3
        clock.shift(timedelta(hours=23, minutes=59))
        with pytest.raises(ReminderRefused, match="Once a day"):
            remind_now(row=proposal, by=staff)
        clock.shift(timedelta(minutes=1))
        an_answer(proposal, first)
        assert remind_now(row=proposal, by=staff) == 1
    entries = AuditEntry.objects.filter(verb="reminded organizations")
    assert [(one.actor_id, one.detail) for one in entries] == [
        (staff.pk, {"organizations": 1}),
        (staff.pk, {"organizations": 2}),
    ]


@pytest.mark.django_db
def test_nobody_is_reminded_by_hand_without_right_or_reason(circle):
    proposal, first, second, people = circle
    with time_machine.travel(ASKED, tick=False):
        with pytest.raises(ReminderRefused, match="secretariat"):
            remind_now(row=proposal, by=people["second"])
        an_answer(proposal, first)
        an_answer(proposal, second)
        with pytest.raises(ReminderRefused, match="has answered"):
            remind_now(row=proposal, by=staff_member())
    with time_machine.travel(HARD, tick=False), pytest.raises(ReminderRefused, match="deadline"):
        remind_now(row=proposal, by=staff_member())


@pytest.mark.django_db
def test_the_secretariat_sees_when_reminders_go_and_sends_one_from_a_page_that_asks_first():
    proposal = an_open_proposal([representative().current_affiliations[0].organization])
    address, page = f"/decisions/proposals/{proposal.pk}/", f"/decisions/proposals/{proposal.pk}/remind/"
    browser = signed_in(staff_member())
    assert page in browser.get(address).content.decode()
    assert "1 organization" in browser.get(page).content.decode()
    assert not Notice.objects.filter(kind="reminder").exists()
    browser.post(page)
    assert Notice.objects.filter(kind="reminder").count() == 1
    assert "Once a day" in browser.post(page, follow=True).content.decode()
    assert page not in browser.get(address).content.decode()
    assert '<button class="button primary">Remind them now' not in browser.get(page).content.decode()
    member = signed_in(representative())
    assert page not in member.get(address).content.decode()
    assert member.post(page).status_code == 403


@pytest.mark.django_db
def test_where_answers_are_hidden_whom_a_reminder_leaves_out_does_not_tell_who_recused_itself():
    first, second = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal([first, second], answers_hidden_until_close=True)
    an_answer(proposal, first, Answer.RECUSE)
    an_answer(proposal, second)
    desk = reminder_desk(a_next_round(proposal), timezone.now())
    assert set(desk.silent) == {first, second}
