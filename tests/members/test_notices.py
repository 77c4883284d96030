"""Notices: written once per event, listed for their recipient alone, and e-mailed as each person chose."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core import mail

from common.models import Notice
from common.querysets import ALERT
from members.choices import Delivery
from members.models import NoticeChoice
from members.notice_kinds import KINDS, due, kind_of, next_digest, next_morning, wait_after
from members.services.notices import choose_delivery, notify, send_unsent
from tests.factories.common import NoticeFactory
from tests.factories.members import former_member, representative
from tests.pages import queries_of, signed_in

ROOT = Path(__file__).resolve().parent.parent.parent
# A Wednesday, 3 p.m. in Washington; the Monday after is November 23, when clocks are on standard time.
WEDNESDAY = "2026-11-18T20:00:00Z"
BEFORE_MONDAY, MONDAY = "2026-11-23T12:59:59Z", "2026-11-23T13:00:00Z"


def tell(*people, kind="proposal", key="1", title="A proposal is open", path="/decisions/proposals/1/"):
    notify(recipient_ids=[one.pk for one in people], kind=kind, title=title, path=path, event_key=key)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "digest"),
    [
        ("2026-11-18T15:00:00-05:00", "2026-11-23T08:00:00-05:00"),
        ("2026-11-23T07:59:59-05:00", "2026-11-23T08:00:00-05:00"),
        ("2026-11-23T08:00:00-05:00", "2026-11-30T08:00:00-05:00"),
        # Sunday night in Washington is Monday in UTC.
        ("2026-11-23T01:00:00+00:00", "2026-11-23T08:00:00-05:00"),
        # The clocks go back on November 1 and forward on March 14: it is 8 a.m. on both sides.
        ("2026-10-28T12:00:00-04:00", "2026-11-02T08:00:00-05:00"),
        ("2027-03-10T12:00:00-05:00", "2027-03-15T08:00:00-04:00"),
    ],
)
def test_the_digest_comes_on_monday_at_eight_in_washington(now, digest):
    assert next_digest(at(now)) == at(digest)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-18T15:00:00-05:00", "2026-11-19T07:00:00-05:00"),
        ("2026-11-19T06:59:59-05:00", "2026-11-19T07:00:00-05:00"),
        # The clocks go back on November 1 and forward on March 14: it is 7 a.m. on both sides.
        ("2026-10-31T12:00:00-04:00", "2026-11-01T07:00:00-05:00"),
        ("2027-03-13T12:00:00-05:00", "2027-03-14T07:00:00-04:00"),
    ],
)
def test_the_daily_digest_comes_at_seven_in_washington(now, morning):
    assert next_morning(at(now)) == at(morning)


def test_what_waits_and_what_never_comes_by_mail():
    now = at("2026-11-18T15:00:00-05:00")
    assert due(Delivery.AT_ONCE, now) == now
    assert due(Delivery.WEEKLY, now) == next_digest(now)
    assert due(Delivery.NEVER, now) is None


def test_it_is_tried_less_and_less_often_and_given_up_after_two_days_at_most():
    waits = []
    while wait := wait_after(len(waits) + 1):
        waits.append(wait)
    assert waits == sorted(waits)
    assert 1 <= sum(one.total_seconds() for one in waits) / 86400 <= 2


def test_a_kind_nobody_listed_comes_at_once():
    assert kind_of("no such kind").default == Delivery.AT_ONCE
    assert not kind_of("no such kind").can_be_changed


def test_every_notice_the_product_writes_is_of_a_listed_kind():
    """Calls of notify() with a kind written out; a misspelled one would come at once, whatever people chose."""
    known, strange = {one.name for one in KINDS}, []
    for app in ("members", "decisions", "legislation", "priorities", "outreach", "briefings", "atest"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "notify":
                    kinds = [one.value for one in node.keywords if one.arg == "kind"]
                    strange += [
                        f"{path.name}:{node.lineno} {one.value}"
                        for one in kinds
                        if isinstance(one, ast.Constant) and one.value not in known
                    ]
    assert strange == []


@pytest.mark.django_db
def test_without_a_choice_it_comes_as_it_happens():
    person = representative()
    tell(person)
    assert send_unsent() == 1
    (letter,) = mail.outbox
    assert letter.subject == "A proposal is open"
    assert "http://localhost:8000/decisions/proposals/1/" in letter.body
    assert "http://localhost:8000/notices/choices/" in letter.body
    assert letter.content_subtype == "plain"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.extra_headers["List-Id"] == "<notices.localhost>"


@pytest.mark.django_db
def test_who_wants_no_mail_finds_it_in_the_list():
    person = representative()
    choose_delivery(user=person, choices={"proposal": Delivery.NEVER})
    tell(person)
    assert send_unsent() == 0
    assert "A proposal is open" in signed_in(person).get("/notices/").content.decode()


@pytest.mark.django_db
def test_the_weekly_digest_is_one_letter_on_monday_with_counts_and_links():
    person = representative()
    choose_delivery(user=person, choices={"proposal": Delivery.WEEKLY})
    with time_machine.travel(WEDNESDAY, tick=False):
        tell(person, key="p")
        for number in range(4):
            tell(
                person,
                kind="shared information",
                key=f"s{number}",
                title="A member organization shared information",
                path=f"/decisions/shared/#item-{number}",
            )
        assert send_unsent() == 0
    with time_machine.travel(BEFORE_MONDAY, tick=False):
        assert send_unsent() == 0
    with time_machine.travel(MONDAY, tick=False):
        assert [send_unsent(), send_unsent()] == [1, 0]
    (letter,) = mail.outbox
    assert letter.subject == "Your week at the policy desk"
    assert (
        "A proposal is open: read after signing in:\nhttp://localhost:8000/decisions/proposals/1/"
        in letter.body
    )
    assert (
        "4 posts that members shared: read after signing in:\nhttp://localhost:8000/decisions/shared/\n"
        in letter.body
    )
    assert Notice.objects.filter(sent_at=None).count() == 0


@pytest.mark.django_db
def test_who_has_read_it_on_the_site_gets_no_digest_of_it():
    person = representative()
    with time_machine.travel(WEDNESDAY, tick=False):
        tell(person, kind="shared information")
        signed_in(person).post("/notices/read/")
    with time_machine.travel(MONDAY, tick=False):
        assert send_unsent() == 0


@pytest.mark.django_db
def test_a_changed_choice_holds_for_what_still_waits():
    person, other = representative(), representative()
    with time_machine.travel(WEDNESDAY, tick=False):
        tell(person, other, kind="shared information")
        choose_delivery(user=person, choices={"shared information": Delivery.AT_ONCE})
        assert send_unsent() == 1
        assert mail.outbox[0].to == [person.email]
        choose_delivery(user=other, choices={"shared information": Delivery.NEVER})
    with time_machine.travel(MONDAY, tick=False):
        assert send_unsent() == 0


@pytest.mark.django_db
def test_what_was_not_wanted_by_mail_does_not_pour_in_when_it_is_wanted_again():
    person = representative()
    choose_delivery(user=person, choices={"proposal": Delivery.NEVER})
    tell(person)
    choose_delivery(user=person, choices={"proposal": Delivery.AT_ONCE})
    assert send_unsent() == 0


@pytest.mark.django_db
def test_what_concerns_the_safety_of_the_account_cannot_be_switched_off():
    person = representative()
    with pytest.raises(ValueError, match="always come by email"):
        choose_delivery(user=person, choices={"account": Delivery.NEVER})
    # Not even by a row that should not be there.
    NoticeChoice.objects.create(user=person, kind="account", delivery=Delivery.NEVER)
    tell(person, kind="account", title="Your sign-in changed", path="/people/me/")
    assert send_unsent() == 1


@pytest.mark.django_db
def test_who_left_before_monday_gets_no_digest():
    person = representative()
    with time_machine.travel(WEDNESDAY, tick=False):
        tell(person, kind="shared information")
        person.affiliations.update(ends_on="2026-11-19")
    with time_machine.travel(MONDAY, tick=False):
        assert send_unsent() == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_the_choices_are_made_on_a_page():
    person = representative()
    browser = signed_in(person)
    page = browser.get("/notices/choices/")
    form = page.context["form"]
    assert "cannot be switched off" in page.content.decode()
    wanted = dict.fromkeys(form.fields, "weekly")
    assert browser.post("/notices/choices/", wanted).status_code == 302
    kept = dict(NoticeChoice.objects.filter(user=person).values_list("kind", "delivery"))
    assert kept == {one.name: "weekly" for one in KINDS if one.can_be_changed and one.name != ALERT}
    refused = browser.post("/notices/choices/", wanted | {"kind-0": "by pigeon"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["kind-0"]


@pytest.mark.django_db
def test_a_notice_leads_to_what_it_tells_of_and_is_read_then():
    person = representative()
    tell(person)
    browser = signed_in(person)
    assert '<b class="count">1' in browser.get("/notices/").content.decode()
    notice = Notice.objects.get()
    answer = browser.post(f"/notices/{notice.pk}/open/")
    assert answer.url == "/decisions/proposals/1/"
    assert '<b class="count">' not in browser.get("/notices/").content.decode()


@pytest.mark.django_db
def test_nobody_opens_or_reads_anothers_notice():
    person, other = representative(), representative()
    tell(person)
    notice = Notice.objects.get()
    browser = signed_in(other)
    assert browser.post(f"/notices/{notice.pk}/open/").status_code == 404
    browser.post("/notices/read/")
    assert "A proposal is open" not in browser.get("/notices/").content.decode()
    notice.refresh_from_db()
    assert notice.seen_at is None


@pytest.mark.django_db
def test_a_former_member_has_no_notices_page():
    assert signed_in(former_member()).get("/notices/").status_code == 403


@pytest.mark.django_db
def test_unread_notices_come_first_and_the_list_is_paged():
    person = representative()
    for number in range(30):
        tell(person, key=str(number), title=f"SAMPLE notice {number}")
    Notice.objects.filter(title="SAMPLE notice 29").update(seen_at=datetime.now(UTC))
    browser = signed_in(person)
    first = browser.get("/notices/").context["page"]
    assert [first.object_list[0].title, len(first)] == ["SAMPLE notice 28", 25]
    assert browser.get("/notices/?page=2").context["page"].object_list[-1].title == "SAMPLE notice 29"


@pytest.mark.django_db
def test_a_longer_list_of_notices_takes_no_more_queries():
    person = representative()
    browser = signed_in(person)
    NoticeFactory(recipient_id=person.pk)
    few = queries_of(browser, "/notices/")
    NoticeFactory.create_batch(29, recipient_id=person.pk)
    assert queries_of(browser, "/notices/") == few


@pytest.mark.django_db
def test_ones_own_pages_stand_in_the_room_one_comes_home_to():
    browser = signed_in(representative())
    for address in ("/notices/", "/notices/choices/", "/member/following/", "/people/me/"):
        rooms = browser.get(address).context["site"]["rooms"]
        assert [room["label"] for room in rooms if room["current"]] == ["Home"], address
