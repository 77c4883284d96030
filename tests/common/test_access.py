"""The rule behind every page: no mark, no entry; and what is sent with each answer."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory

from common.access import Access, access_of, allows, public
from common.middleware import AccessMiddleware
from tests.factories.members import (
    AffiliationFactory,
    AllyFactory,
    OrganizationFactory,
    UserFactory,
    former_member,
    representative,
    staff_member,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def unmarked(request):
    return HttpResponse("never shown")


@public
def marked(request):
    return HttpResponse("shown")


def ask(view, user):
    request = RequestFactory().get("/anything/")
    request.user = user
    return AccessMiddleware(lambda _: HttpResponse()).process_view(request, view, (), {})


def test_a_view_without_a_mark_is_refused_to_everyone(db):
    for user in (AnonymousUser(), staff_member()):
        with pytest.raises(PermissionDenied):
            ask(unmarked, user)


def test_a_marked_view_lets_in_whom_it_names():
    assert ask(marked, AnonymousUser()) is None
    assert access_of(marked) == Access.PUBLIC


def test_a_view_of_an_unknown_library_has_no_rule():
    assert access_of(AnonymousUser) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "widest"),
    [
        (UserFactory, Access.SIGNED_IN),
        (former_member, Access.SIGNED_IN),
        (lambda: AffiliationFactory(organization=AllyFactory()).user, Access.SIGNED_IN),
        (representative, Access.MEMBER),
        (staff_member, Access.STAFF),
    ],
)
def test_each_person_opens_what_their_roles_allow(make, widest):
    user = make()
    order = list(Access)
    assert user.access_level == widest
    assert [level for level in order if allows(level, user)] == order[: order.index(widest) + 1]


@pytest.mark.django_db
def test_a_person_of_an_organization_that_left_is_no_member():
    organization = OrganizationFactory()
    person = representative(organization)
    assert person.is_member
    organization.left_on = "2024-12-31"
    organization.save()
    assert not type(person).objects.get(pk=person.pk).is_member


@pytest.mark.django_db
def test_a_closed_account_opens_nothing():
    person = staff_member()
    person.is_active = False
    assert not person.is_secretariat
    assert not person.is_member


@pytest.mark.django_db
def test_signed_in_pages_are_kept_by_no_cache_and_no_search_engine(client):
    client.force_login(representative(), backend=BACKEND)
    answer = client.get("/people/me/")
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db
def test_signing_out_clears_what_the_browser_kept(client):
    client.force_login(representative(), backend=BACKEND)
    answer = client.post("/account/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Clear-Site-Data" not in client.get("/").headers


@pytest.mark.django_db
def test_every_answer_carries_a_policy_that_runs_our_own_scripts_only(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == "'self'"
    assert parts["frame-ancestors"] == parts["base-uri"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_no_page_can_be_framed(client):
    assert client.get("/").headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(representative(), backend=BACKEND)
    assert strict.post("/people/act-for/", {"organization": "1"}).status_code == 403
