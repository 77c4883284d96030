"""One Chromium for the whole suite, a small world behind a live server, and pages that fail on a broken script."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from legislation.models import Bill, Legislator
from members.models import User
from tests.briefings import world as worlds
from tests.factories.decisions import an_open_proposal
from tests.factories.legislation import TrackedBillFactory
from tests.factories.members import PASSWORD, representative
from tests.factories.outreach import OfficeFactory

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# Subsets of the fonts are made by `make setup`; without them the page falls back and is still right.
_EXPECTED = ("/static/fonts/",)


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """The one browser of the suite; Playwright runs an event loop, which Django would take for async code."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        # Root has no user namespaces in a container; the pages are our own.
        chromium = driver.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="session")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return tmp_path_factory.mktemp("drawings")


@pytest.fixture
def world(transactional_db: None, settings: LazySettings, drawings: Any) -> Any:
    """The packets' world with every bill tracked, an office to find, a proposal due."""
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    settings.VAR_DIR = drawings
    built = worlds.build()
    for bill in Bill.objects.all():
        TrackedBillFactory(bill=bill)
    senator = Legislator.objects.get(pk=worlds.SENATOR)
    OfficeFactory(legislator=senator, name="Sen. Ada Samplesenator (R-ME)", term=False)
    an_open_proposal(question="Shall we do the SAMPLE thing?")
    return built


@pytest.fixture
def staff(world: Any) -> User:
    person = worlds.staff()
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def member(world: Any) -> User:
    person = representative()
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of the site; whatever the scripts complain of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(viewport: dict[str, int] = WIDE, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: _note(said, complaints))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def signed_in(open_page: Callable[..., Page], staff: User) -> Callable[..., Page]:
    """Return a function that opens a page and signs the policy staff in by the form."""

    def opened(viewport: dict[str, int] = WIDE, **options: Any) -> Page:
        page = open_page(viewport, **options)
        sign_in(page, staff)
        return page

    return opened


def sign_in(page: Page, person: User) -> None:
    """Fill in and send the sign-in form."""
    page.goto("/account/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def _note(said: Any, complaints: list[str]) -> None:
    where = str((said.location or {}).get("url", ""))
    if said.type == "error" and not any(part in where for part in _EXPECTED):
        complaints.append(f"{said.text} {where}")
