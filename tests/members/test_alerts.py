"""A person's alerts: chosen, told once, sent as chosen, and stopped in one click."""

from __future__ import annotations

import base64
import email
import email.policy
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from common.models import Notice
from legislation.models import Bill, Family
from members.choices import Delivery
from members.models import Subscription
from members.selectors.alerts import Target, is_paused
from members.services.alerts import Told, change_delivery, subscribe, tell, unsubscribe
from members.services.notices import send_unsent
from members.services.stop_links import Stop, pause, read_stop, resume, stop_url
from tests.factories.legislation import BillFactory, FamilyFactory, LegislatorFactory
from tests.factories.members import UserFactory, former_member, representative
from tests.members.mail_servers import BUSY
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
# A Wednesday, 3 p.m. in Washington.
WEDNESDAY = "2026-11-18T20:00:00Z"
EVERY = (Delivery.AT_ONCE, Delivery.DAILY, Delivery.WEEKLY, Delivery.NEVER)


def news(bill: Bill, key: str = "1", *, family: Family | None = None, text: str = "") -> int:
    targets = {Target(Bill, bill.pk): bill.citation}
    if family:
        targets[Target(Family, family.pk)] = f"the {family.short_name} family"
    line = Told(text or f"{bill.citation} passed the House", date(2026, 11, 17))
    return tell(key=key, heading=str(bill), path=bill.get_absolute_url(), lines=[line], targets=targets)


def subscribed(bill: Bill, delivery: Delivery = Delivery.AT_ONCE):
    person = representative()
    return person, subscribe(user=person, target=bill, delivery=delivery)


def minutes_later(many: int):
    return time_machine.travel(timezone.now() + timedelta(minutes=many))


def links_of(letter) -> list[str]:
    return re.findall(r"http://\S+/alerts/stop/\S+/", letter.body)


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def test_choosing_twice_is_choosing_once_and_what_cannot_be_seen_cannot_be_chosen():
    bill, person = BillFactory(), representative()
    assert subscribe(user=person, target=bill) == subscribe(user=person, target=bill)
    with pytest.raises(ValueError, match="no alerts"):
        subscribe(user=UserFactory(), target=bill)
    with pytest.raises(ValueError, match="no alerts"):
        subscribe(user=person, target=person)


def test_one_event_is_told_once_whatever_it_matches_and_says_why():
    bill, family = BillFactory(), FamilyFactory()
    person, _ = subscribed(bill, Delivery.WEEKLY)
    subscribe(user=person, target=family, delivery=Delivery.AT_ONCE)
    assert news(bill, family=family) == 1
    news(bill, family=family)
    notice = Notice.objects.get()
    assert notice.gathered == "soon"
    assert [words for _, words in notice.detail["why"]] == [bill.citation, "the SAMPLE family"]


@pytest.mark.parametrize(
    ("delivery", "due"),
    [
        (Delivery.AT_ONCE, "2026-11-18T20:10:00+00:00"),
        (Delivery.DAILY, "2026-11-19T12:00:00+00:00"),
        (Delivery.WEEKLY, "2026-11-23T13:00:00+00:00"),
        (Delivery.NEVER, None),
    ],
)
@time_machine.travel(WEDNESDAY, tick=False)
def test_it_goes_out_when_the_person_chose(delivery, due):
    bill = BillFactory()
    subscribed(bill, delivery)
    news(bill)
    moment = Notice.objects.get().due_at
    assert (moment.isoformat() if moment else None) == due


def test_what_arrives_within_minutes_is_one_letter():
    first, second = BillFactory(), BillFactory()
    person, _ = subscribed(first)
    subscribe(user=person, target=second, delivery=Delivery.AT_ONCE)
    news(first)
    with minutes_later(9):
        news(second, "2")
        assert send_unsent() == 0
    with minutes_later(11):
        assert send_unsent() == 1
        assert send_unsent() == 0
    letter = mail.outbox[0]
    assert letter.subject == "2 alerts from the policy desk"
    assert first.citation.replace("\xa0", " ") in letter.body
    assert second.citation.replace("\xa0", " ") in letter.body


def test_a_letter_is_plain_and_html_and_can_be_stopped_by_one_click():
    bill = BillFactory()
    person, kept = subscribed(bill)
    news(bill)
    with minutes_later(11):
        send_unsent()
    letter = mail.outbox[0]
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert "<style" not in html
    assert 'style="' in html
    assert f"- Nov 17, 2026: {bill.citation} passed the House".replace("\xa0", " ") in letter.body
    one, everything = links_of(letter)
    assert letter.extra_headers["List-Unsubscribe"] == f"<{one}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read_stop(path_of(one).split("/")[3]) == Stop(person.pk, kept.pk)
    assert read_stop(path_of(everything).split("/")[3]) == Stop(person.pk, None)


def test_what_goes_over_the_wire_is_readable_in_plain_words_and_harmless_in_html():
    bill = BillFactory(title="SAMPLE “Ends” & Means <b>Act</b>")
    subscribed(bill)
    news(bill, text="H.R. 1 passed <the> House & Senate")
    with minutes_later(11):
        send_unsent()
    wire = email.message_from_bytes(mail.outbox[0].message().as_bytes(), policy=email.policy.default)
    assert wire.get_content_type() == "multipart/alternative"
    plain, html = (wire.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "H.R. 1 passed <the> House & Senate" in plain
    assert "&amp;" not in plain
    assert "passed &lt;the&gt; House &amp; Senate" in html
    assert "\xa0" not in plain
    assert wire["List-Unsubscribe"].strip() == f"<{links_of(mail.outbox[0])[0]}>"


def test_the_link_asks_first_and_a_mail_programs_post_stops_at_once():
    bill = BillFactory()
    _, kept = subscribed(bill)
    link = path_of(stop_url(Stop(kept.user_id, kept.pk)))
    browser = Client(enforce_csrf_checks=True)
    assert b"Stop this alert by email?" in browser.get(link).content
    kept.refresh_from_db()
    assert kept.delivery == Delivery.AT_ONCE
    for _ in range(2):
        assert browser.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    kept.refresh_from_db()
    assert kept.delivery == Delivery.NEVER
    news(bill)
    assert Notice.objects.get().due_at is None


def test_the_link_to_stop_all_pauses_and_they_can_be_taken_up_again():
    bill = BillFactory()
    person, _ = subscribed(bill)
    news(bill)
    Client().post(path_of(stop_url(Stop(person.pk))))
    assert is_paused(person)
    assert Notice.objects.get().due_at is None
    news(bill, "2")
    assert Notice.objects.get(event_key="2").due_at is None
    resume(user=person)
    news(bill, "3")
    assert Notice.objects.get(event_key="3").due_at


def test_a_link_says_nothing_and_cannot_be_made_up_or_cut_short():
    link = path_of(stop_url(Stop(7, 12)))
    secret = link.split("/")[3]
    assert b"stop" not in base64.urlsafe_b64decode(secret)
    other = "B" if secret[40] == "A" else "A"
    for wrong in (secret[:-4], secret[:40] + other + secret[41:], "x", "stop%20alerts%207%200"):
        assert Client().get(f"/alerts/stop/{wrong}/").status_code == 404
    assert read_stop(secret) == Stop(7, 12)


def test_links_work_after_the_key_was_changed_and_for_what_is_gone(settings):
    bill = BillFactory()
    _, kept = subscribed(bill)
    link = path_of(stop_url(Stop(kept.user_id, kept.pk)))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    kept.delete()
    there, gone = Client().post(link), Client().post(path_of(stop_url(Stop(987654, 3))))
    assert there.status_code == gone.status_code == 200
    one, other = (re.search(rb"<main.*</main>", page.content, re.DOTALL).group() for page in (there, gone))
    assert one == other


def test_leavers_get_nothing():
    bill = BillFactory()
    person, _ = subscribed(bill)
    news(bill)
    person.affiliations.update(ends_on=date(2024, 12, 31))
    with minutes_later(11):
        assert send_unsent() == 0
    assert mail.outbox == []
    assert signed_in(former_member()).get("/alerts/").status_code in {302, 403}


def test_a_letter_that_failed_goes_out_again_as_it_was(settings):
    bill = BillFactory()
    person, _ = subscribed(bill)
    type(person).objects.filter(pk=person.pk).update(email=BUSY)
    news(bill)
    settings.EMAIL_BACKEND = "tests.members.mail_servers.Moody"
    with minutes_later(11):
        assert send_unsent() == 0
        news(bill, "2")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with minutes_later(40):
        assert send_unsent() == 2
    assert [one.subject for one in mail.outbox] == ["1 alert from the policy desk"] * 2
    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 2


def test_a_change_of_delivery_takes_what_waits_along_and_giving_up_leaves_it_on_the_site():
    bill = BillFactory()
    _, kept = subscribed(bill)
    news(bill)
    change_delivery(subscription=kept, delivery=Delivery.WEEKLY)
    assert Notice.objects.get().gathered == "weekly"
    unsubscribe(subscription=kept)
    notice = Notice.objects.get()
    assert (notice.due_at, notice.seen_at) == (None, None)


def test_a_paused_person_stays_paused_when_a_delivery_is_changed():
    bill = BillFactory()
    person, kept = subscribed(bill)
    news(bill)
    pause(user=person)
    change_delivery(subscription=kept, delivery=Delivery.DAILY)
    assert Notice.objects.get().due_at is None


def test_alerts_do_not_crowd_the_notices_and_are_opened_and_marked_as_read():
    bill = BillFactory()
    person, kept = subscribed(bill)
    news(bill)
    browser = signed_in(person)
    assert b"passed the House" not in browser.get("/notices/").content
    page = browser.get("/alerts/").content.decode()
    assert "1 alert you have not opened" in page
    assert "because of" in page
    assert browser.post(f"/notices/{Notice.objects.get().pk}/open/").url == bill.get_absolute_url()
    assert "Nothing new" in browser.get("/alerts/").content.decode()
    assert "passed the House" in browser.get(f"/alerts/?on={kept.pk}").content.decode()


def test_the_page_chooses_changes_and_stops():
    bill, person = BillFactory(), representative()
    browser = signed_in(person)
    assert "Alert me" in browser.get(bill.get_absolute_url()).content.decode()
    browser.post("/alerts/start/", {"target": f"legislation.bill:{bill.pk}", "next": "/bills/"})
    kept = Subscription.objects.get()
    assert kept.delivery == Delivery.DAILY
    assert "You have alerts" in browser.get(bill.get_absolute_url()).content.decode()
    browser.post(f"/alerts/{kept.pk}/change/", {"delivery": "at_once"})
    browser.post(f"/alerts/{kept.pk}/change/", {"delivery": "hourly"})
    kept.refresh_from_db()
    assert kept.delivery == Delivery.AT_ONCE
    assert signed_in(representative()).post(f"/alerts/{kept.pk}/stop/").status_code == 404
    browser.post("/alerts/pause/")
    assert "Email is paused" in browser.get("/alerts/").content.decode()
    browser.post("/alerts/pause/", {"resume": "1"})
    assert not is_paused(person)
    browser.post(f"/alerts/{kept.pk}/stop/")
    assert not Subscription.objects.exists()
    assert browser.post("/alerts/start/", {"target": "members.user:1"}).status_code == 404


def test_the_page_takes_as_many_queries_for_thirty_as_for_one():
    def person_with(many: int):
        person = representative()
        for place in range(many):
            bill = BillFactory()
            subscribe(user=person, target=bill)
            subscribe(user=person, target=LegislatorFactory())
            news(bill, f"{person.pk} {place}")
        return signed_in(person)

    assert queries_of(person_with(1), "/alerts/") == queries_of(person_with(30), "/alerts/")
