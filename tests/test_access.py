"""Every address, opened as everybody: who may open what, and that nothing is missing from the table."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from briefings.models import SavedTemplate
from common.access import Access, access_of
from common.admin import ReadOnlyAdmin
from legislation.models import Bill
from members.choices import Role, SecretariatRole
from members.models import Organization
from members.services.invitations import invite
from tests.access_table import ADMIN_APPS, PAGES, Page
from tests.factories.acts import ActCandidateFactory
from tests.factories.appropriations import money_kept
from tests.factories.common import JobFactory
from tests.factories.decisions import CommentFactory, DecisionFactory, SharedItemFactory, an_open_proposal
from tests.factories.imports import StagedCellFactory
from tests.factories.legislation import BillFactory, CommitteeMeetingFactory, FamilyFactory
from tests.factories.letters import a_letter_to_sign
from tests.factories.members import (
    AffiliationFactory,
    AllyFactory,
    OrganizationFactory,
    former_member,
    representative,
    staff_member,
)
from tests.factories.outreach import OfficeFactory, SeatEntryFactory
from tests.factories.priorities import plan_kept
from tests.factories.slates import a_slate
from tests.factories.support import DeadlineFactory, MemberLetterFactory, OfficeRequestFactory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Who each visitor is at the widest.
LEVELS = {
    "anonymous": Access.PUBLIC,
    "former member": Access.SIGNED_IN,
    "ally": Access.SIGNED_IN,
    "member": Access.MEMBER,
    "staff": Access.STAFF,
    "administrator": Access.ADMINISTRATOR,
}
ORDER = list(Access)
BY_ROUTE = {one.route: one for one in PAGES}


def walk(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL pattern with its whole route."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, route)
        else:
            yield route, entry


def patterns() -> dict[str, URLPattern]:
    return dict(walk(get_resolver()))


def listed(route: str) -> Page | None:
    """The entry of a route; the admin's page of an app is one pattern that names all its apps."""
    if route.startswith("admin/^(?P<app_label>"):
        assert {name for name in ADMIN_APPS if name in route} == set(ADMIN_APPS)
        return Page(route, Access.ADMINISTRATOR, "/admin/members/")
    return BY_ROUTE.get(route)


@pytest.fixture
def world(db: None) -> dict[str, object]:
    """One row of each thing an address names."""
    organization = OrganizationFactory(slug="sample-one")
    staff = staff_member()
    BillFactory(number=9001)
    FamilyFactory()
    DecisionFactory(number="2026-01")
    candidate = ActCandidateFactory()
    secret = invite(
        email="new@sample.example", name="New", organization=organization, role=Role.STAFF, by=staff
    )
    staged = StagedCellFactory()
    slate = a_slate(by=staff)
    return {
        "proposal": an_open_proposal([organization]).pk,
        "letter": a_letter_to_sign().pk,
        "comment": CommentFactory(target=Bill.objects.get()).pk,
        "shared": SharedItemFactory().pk,
        # One that staff entered, which they may correct.
        "meeting": CommitteeMeetingFactory(
            event_id="", source="staff", entered_by=staff, entered_from="SAMPLE notice"
        ).pk,
        "deadline": DeadlineFactory().pk,
        "member_letter": MemberLetterFactory().pk,
        "office_request": OfficeRequestFactory().pk,
        "office": OfficeFactory().key,
        "seat_entry": SeatEntryFactory().pk,
        **money_kept(),
        **plan_kept(),
        "slate": slate.pk,
        "slate_item": slate.items.get().pk,
        "person": staff.pk,
        "role": AffiliationFactory().pk,
        "term": staff.secretariat_terms.get().pk,
        "job": JobFactory().pk,
        "table": staged.imported_id,
        "staged_cell": staged.pk,
        "act": candidate.reading_id,
        "candidate": candidate.pk,
        "template": SavedTemplate.objects.create(name="SAMPLE", kind="office", made_by=staff).pk,
        "secret": secret,
        "nothing": uuid.uuid4(),
    }


@pytest.fixture
def visitors(world: dict[str, object], settings: Any) -> dict[str, Client]:
    """A browser of each kind of visitor; the second step has tests of its own."""
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    people = {
        "former member": former_member(),
        "ally": AffiliationFactory(organization=AllyFactory()).user,
        "member": representative(Organization.objects.get(slug="sample-one")),
        "staff": staff_member(),
        "administrator": staff_member(SecretariatRole.ADMINISTRATOR),
    }
    clients = {"anonymous": Client(raise_request_exception=False)}
    for name, person in people.items():
        person.visit_at = timezone.now()
        person.save()
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(person, backend=BACKEND)
    return clients


def test_every_address_is_in_the_table():
    missing = [route for route in patterns() if listed(route) is None]
    assert not missing, f"Say in tests/access_table.py who may open: {missing}"


def test_the_table_lists_no_address_that_is_gone():
    assert not set(BY_ROUTE) - set(patterns())
    assert [route for route, n in Counter(one.route for one in PAGES).items() if n > 1] == []


def test_each_view_carries_the_mark_the_table_says():
    said = {route: listed(route) for route in patterns()}
    wrong = {
        route: access_of(pattern.callback)
        for route, pattern in patterns().items()
        if said[route] and access_of(pattern.callback) != said[route].who
    }
    assert not wrong


@pytest.mark.parametrize("visitor", LEVELS)
def test_each_address_opens_to_those_who_may_and_to_nobody_else(visitor, visitors, world):
    surprises = {}
    for route in patterns():
        entry = listed(route)
        if entry is None:  # named by the first test above
            continue
        address = entry.example.format(**world)
        client = visitors[visitor]
        session_before = dict(client.session) if visitor != "anonymous" else None
        response = client.get(address)
        if not as_expected(entry, visitor, response):
            surprises[address] = (response.status_code, response.headers.get("Location", ""))
        if session_before is not None:
            assert client.session.get("_auth_user_id") == session_before["_auth_user_id"], address
    assert not surprises


def as_expected(entry: Page, visitor: str, response: Any) -> bool:
    if entry.who is None:
        return response.status_code == 403
    may = ORDER.index(LEVELS[visitor]) >= ORDER.index(entry.who)
    if may:
        return response.status_code in entry.opened
    if visitor == "anonymous":
        return response.status_code == 302 and response.headers["Location"].startswith(
            "/account/login/?next="
        )
    return response.status_code == 403


def test_every_page_of_the_admin_shows_rows_and_changes_none():
    assert all(isinstance(shown, ReadOnlyAdmin) for shown in admin.site._registry.values())
    labels = {f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry}
    assert {f"admin/{label}/" for label in labels} <= set(BY_ROUTE)


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_other_methods_are_held_to_the_same_rule(method, visitors, world):
    opened = []
    for entry in PAGES:
        if entry.who in (Access.STAFF, Access.ADMINISTRATOR, None):
            response = getattr(visitors["member"], method)(entry.example.format(**world))
            if response.status_code != 403:
                opened.append((entry.route, response.status_code))
    assert not opened


@pytest.mark.parametrize(
    "address", ["/bills/119%00/", "/home/?office=%00", "/decisions/shared/?about=%00.x:1"]
)
def test_an_address_with_a_null_character_is_a_bad_request(address, visitors):
    for name in ("anonymous", "staff"):
        assert visitors[name].get(address).status_code == 400
