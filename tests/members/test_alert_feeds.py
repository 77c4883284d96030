"""A person's alerts as an Atom feed: all or of one, public facts and nothing of what is said inside."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from lxml import etree

from common.private_feeds import kind_named
from legislation.models import Bill
from members.choices import Delivery
from members.selectors.alerts import Target
from members.services.alerts import Told, subscribe, tell
from members.services.feeds import make_address
from tests.factories.legislation import BillFactory
from tests.factories.members import representative

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def address_of(person) -> str:
    kind = kind_named("alerts")
    return kind.path(make_address(user=person, kind=kind))


def read(address: str):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def moved(bill: Bill, key: str = "1") -> None:
    line = Told(f"{bill.citation} passed the House", date(2026, 11, 17))
    targets = {Target(Bill, bill.pk): bill.citation}
    tell(key=key, heading=str(bill), path=bill.get_absolute_url(), lines=[line], targets=targets)


def test_it_carries_every_alert_whatever_comes_by_mail_or_one_alone():
    first, second, person = BillFactory(), BillFactory(), representative()
    one = subscribe(user=person, target=first, delivery=Delivery.NEVER)
    subscribe(user=person, target=second)
    moved(first)
    moved(second, "2")
    address = address_of(person)
    assert len(read(address).findall("a:entry", ATOM)) == 2
    (entry,) = read(f"{address}?on={one.pk}").findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == f"{first.citation} passed the House"
    assert entry.find("a:link", ATOM).get("href").endswith(first.get_absolute_url())
    other = subscribe(user=representative(), target=first)
    assert read(f"{address}?on={other.pk}").findall("a:entry", ATOM) == []


def test_what_names_an_entry_stays_and_the_secret_stands_nowhere():
    bill, person = BillFactory(), representative()
    subscribe(user=person, target=bill)
    moved(bill)
    address = address_of(person)
    before, after = (etree.tostring(read(address)) for _ in range(2))
    assert before == after
    assert address.strip("/").split("/")[-1].encode() not in before


def test_it_ends_when_its_reader_leaves():
    person = representative()
    address = address_of(person)
    person.affiliations.update(ends_on=date(2024, 12, 31))
    assert Client().get(address).status_code == 410
