"""Private feeds: an address per person and kind, shown once, that ends when its reader leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from common import private_feeds
from common.dates import today
from common.models import AuditEntry, Token
from common.private_feeds import FeedKind
from common.tokens import digest_of
from members.feeds import private_feed
from members.models import User
from members.services.feeds import (
    AddressEnded,
    UnknownAddress,
    choose_what_it_carries,
    end_address,
    make_address,
    open_feed,
)
from members.services.roles import end_role
from tests.factories.members import former_member, representative, staff_member
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
KIND = FeedKind(
    name="sample",
    title="Sample feed",
    about="What it is.",
    path=lambda secret: f"/feeds/sample/{secret}.ics",
    offers=lambda: (("meetings", "Meetings"), ("deadlines", "Deadlines")),
    is_calendar=True,
)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_feeds, "_kinds", {"sample": KIND})


@private_feed("sample")
def sample_feed(_request: HttpRequest, reader: Any) -> HttpResponse:
    return HttpResponse(f"{reader.user.email} {sorted(reader.carries)}")


def read(secret: str) -> HttpResponse:
    return sample_feed(RequestFactory().get("/"), secret)


def test_an_address_opens_its_readers_feed_and_the_database_keeps_a_digest_only():
    person = representative()
    secret = make_address(user=person, kind=KIND)
    answer = read(secret)
    assert answer.content.decode() == f"{person.email} ['deadlines', 'meetings']"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    token = Token.objects.get()
    assert token.digest == digest_of(secret)
    assert secret not in str(vars(token)) + str(list(AuditEntry.objects.values()))


def test_a_wrong_address_is_not_found_and_after_many_is_put_off():
    statuses = [read(f"wrong{number}").status_code for number in range(32)]
    assert set(statuses[:30]) == {404}
    assert statuses[30:] == [429, 429]
    # Whoever has the right one reads on, even from the same place.
    assert read(make_address(user=representative(), kind=KIND)).status_code == 200


def test_an_address_of_another_kind_opens_nothing():
    other = FeedKind(name="other", title="Other", about="", path=lambda secret: f"/feeds/other/{secret}/")
    assert read(make_address(user=representative(), kind=other)).status_code == 404


def test_a_new_address_ends_the_old_one_and_carries_the_same():
    person = representative()
    first = make_address(user=person, kind=KIND)
    choose_what_it_carries(user=person, kind=KIND, carries=["meetings", "anything else"])
    second = make_address(user=person, kind=KIND)
    assert read(first).status_code == 410
    assert open_feed(kind=KIND, secret=second).carries == {"meetings"}


def test_an_ended_address_is_gone():
    person = representative()
    secret = make_address(user=person, kind=KIND)
    assert end_address(user=person, kind=KIND)
    assert not end_address(user=person, kind=KIND)
    assert read(secret).status_code == 410


def test_leaving_ends_the_feed_at_the_next_request_and_coming_back_does_not_open_it():
    person = representative()
    secret = make_address(user=person, kind=KIND)
    end_role(affiliation=person.affiliations.get(), last_day=today(), by=staff_member().pk)
    assert read(secret).status_code == 410
    assert Token.objects.get().revoked_at


def test_a_role_that_ran_out_by_its_date_ends_the_feed_before_any_sweep():
    person = representative()
    secret = make_address(user=person, kind=KIND)
    person.affiliations.update(ends_on=today() - timedelta(days=1))
    with pytest.raises(AddressEnded):
        open_feed(kind=KIND, secret=secret)
    assert Token.objects.get().revoked_at is None


def test_a_closed_account_ends_the_feed():
    person = representative()
    secret = make_address(user=person, kind=KIND)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert read(secret).status_code == 410


def test_that_a_feed_was_read_is_noted_once_an_hour():
    secret = make_address(user=representative(), kind=KIND)
    read(secret)
    noted = Token.objects.get().last_read_at
    read(secret)
    assert Token.objects.get().last_read_at == noted
    Token.objects.update(last_read_at=timezone.now() - timedelta(hours=2))
    read(secret)
    assert Token.objects.get().last_read_at >= noted


def test_an_unknown_secret_raises():
    with pytest.raises(UnknownAddress):
        open_feed(kind=KIND, secret="no such thing")


def test_the_page_shows_an_address_once_and_then_never_again():
    browser = signed_in(representative())
    assert b"Make an address" in browser.get("/people/me/feeds/").content
    made = browser.post("/people/me/feeds/sample/make/").content.decode()
    assert "http://localhost:8000/feeds/sample/" in made
    assert "webcal://localhost:8000/feeds/sample/" in made
    assert "localhost:8000/feeds/" not in browser.get("/people/me/feeds/").content.decode()


def test_choices_are_kept_and_shown():
    person = representative()
    browser = signed_in(person)
    secret = make_address(user=person, kind=KIND)
    browser.post("/people/me/feeds/sample/choose/", {"carries": ["deadlines"]})
    assert open_feed(kind=KIND, secret=secret).carries == {"deadlines"}
    browser.post("/people/me/feeds/sample/choose/", {"carries": ["nonsense"]})
    assert open_feed(kind=KIND, secret=secret).carries == {"deadlines"}
    browser.post("/people/me/feeds/sample/choose/")
    assert open_feed(kind=KIND, secret=secret).carries == set()


def test_an_address_is_ended_on_the_page():
    person = representative()
    secret = make_address(user=person, kind=KIND)
    assert signed_in(person).post("/people/me/feeds/sample/end/").status_code == 302
    assert read(secret).status_code == 410
    assert signed_in(person).post("/people/me/feeds/sample/choose/", follow=True).status_code == 200


def test_there_is_no_page_for_a_kind_nobody_registered():
    assert signed_in(representative()).post("/people/me/feeds/nothing/make/").status_code == 404


def test_former_members_make_no_addresses():
    assert signed_in(former_member()).post("/people/me/feeds/sample/make/").status_code == 403
