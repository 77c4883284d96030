"""The pages of watches: made from a search, read, changed, paused, deleted; the desk's and one's own."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from legislation.models import Watch
from legislation.search_query import BillQuery
from legislation.services.watches import make_watch
from tests.factories.legislation import BillFactory
from tests.factories.members import representative, staff_member
from tests.factories.watches import WatchFactory, WatchMatchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(staff_member())
    return client


def test_a_search_becomes_a_watch(desk: Client) -> None:
    BillFactory(title="SAMPLE Lantern Act")
    page = desk.get("/bills/", {"q": "lantern", "scope": "all", "chamber": "house"}).content.decode()
    assert "/bills/watches/new/?q=lantern&amp;scope=all&amp;chamber=house" in page
    form = desk.get("/bills/watches/new/?q=lantern&chamber=house").content.decode()
    assert "1 bill here fits it today" in form
    sent = {"name": "SAMPLE lanterns", "q": "lantern", "chamber": "house"}
    response = desk.post("/bills/watches/new/", sent)
    watch = Watch.objects.get()
    assert response.url == watch.get_absolute_url()
    assert watch.search == BillQuery(q="lantern", scope="all", chamber="house")
    assert "lantern; House" in desk.get("/bills/watches/").content.decode()


def test_a_search_that_cannot_be_watched_says_why_and_loses_nothing(desk: Client) -> None:
    response = desk.post("/bills/watches/new/", {"name": "SAMPLE", "q": "the"})
    assert response.status_code == 422
    assert "means nothing by itself" in response.content.decode()
    assert "SAMPLE" in response.content.decode()
    assert not Watch.objects.exists()


def test_a_search_for_one_bill_or_for_all_offers_no_watch(desk: Client) -> None:
    BillFactory(number=1144)
    for query in ({"q": "HR 1144"}, {"scope": "all"}):
        assert "Watch this search" not in desk.get("/bills/", query).content.decode()


def test_what_a_watch_found_is_shown_with_its_words_marked(desk: Client) -> None:
    match = WatchMatchFactory()
    page = desk.get(match.watch.get_absolute_url()).content.decode()
    assert "<mark>Lantern</mark>" in page
    assert "Looks for: lantern" in page


def test_a_watch_is_changed_paused_resumed_and_deleted(desk: Client) -> None:
    watch = WatchFactory()
    at = watch.get_absolute_url()
    assert 'value="lantern"' in desk.get(f"{at}edit/").content.decode()
    desk.post(f"{at}edit/", {"name": "SAMPLE other", "q": "candle", "chamber": "senate"})
    watch.refresh_from_db()
    assert (watch.name, watch.search) == (
        "SAMPLE other",
        BillQuery(q="candle", scope="all", chamber="senate"),
    )
    desk.post(f"{at}pause/")
    assert "Paused" in desk.get(at).content.decode()
    desk.post(f"{at}resume/")
    assert "Paused" not in desk.get(at).content.decode()
    assert "Delete the watch?" in desk.get(f"{at}delete/").content.decode()
    assert Watch.objects.exists()
    desk.post(f"{at}delete/")
    assert not Watch.objects.exists()


def test_a_member_makes_watches_of_their_own_which_nobody_else_sees(client: Client) -> None:
    person = representative()
    client.force_login(person)
    client.post("/bills/watches/new/", {"name": "SAMPLE mine", "q": "lantern"})
    watch = Watch.objects.get()
    assert watch.owner == person
    assert client.get(watch.get_absolute_url()).status_code == 200
    client.force_login(staff_member())
    assert client.get(watch.get_absolute_url()).status_code == 404
    assert "SAMPLE mine" not in client.get("/bills/watches/").content.decode()


def test_members_read_the_watches_of_the_desk_and_change_none(client: Client) -> None:
    watch = WatchFactory()
    client.force_login(representative())
    assert client.get(watch.get_absolute_url()).status_code == 200
    assert client.get(f"{watch.get_absolute_url()}edit/").status_code == 404
    assert client.post(f"{watch.get_absolute_url()}delete/").status_code == 404


def test_thirty_watches_and_finds_cost_no_more_queries_than_one(desk: Client) -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            desk.get(path)
        return len(seen)

    watch = WatchFactory()
    WatchMatchFactory(watch=watch, bill=BillFactory(title="SAMPLE Lantern Act"))
    paths = ("/bills/watches/", watch.get_absolute_url(), "/bills/?q=lantern&scope=all")
    few = [(queries(path), queries(path))[1] for path in paths]
    for _ in range(29):
        WatchMatchFactory(watch=watch, bill=BillFactory(title="SAMPLE Lantern Act"))
        make_watch(name="SAMPLE", query=BillQuery(q="lantern", congress="119"), by=watch.created_by)
    assert [queries(path) for path in paths] == few
